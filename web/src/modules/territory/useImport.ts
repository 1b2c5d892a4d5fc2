import { computed, ref, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { post } from '@/api/client'
import { isFinished, partialOf, useJob, type FollowedJob } from '@/api/jobs'
import type { ImportReport } from '@/api/types'

export const importKinds = ['communes', 'iris', 'populations', 'epci', 'cog_changes', 'sectors', 'sites', 'addresses', 'quantities', 'access_points', 'grid_cells'] as const
export type ImportKind = (typeof importKinds)[number]
export const largestFile = 64 * 1024 * 1024

export interface ImportForm {
  file: File | null
  kind: ImportKind
  mission: string
  valid_from: string
  vintage: string
}

export interface ImportRun {
  followed: FollowedJob
  report: ComputedRef<ImportReport | null>
  error: ShallowRef<unknown>
  // From the sending of the file to its report: nothing else may be sent, nor the form be changed.
  busy: ComputedRef<boolean>
  // Whether what is being read may be dropped: a dry run writes nothing.
  droppable: ComputedRef<boolean>
  send: (form: ImportForm, dryRun: boolean) => Promise<void>
  reset: () => void
}

// Sends a file and follows its reading until the report.
export function useImport(): ImportRun {
  const jobId = ref<number | null>(null)
  const sending = ref(false)
  const error = shallowRef<unknown>(null)
  const followed = useJob(() => jobId.value)
  const dry = ref(true)
  const busy = computed(() => sending.value || (jobId.value !== null && !followed.error.value && !isFinished(followed.job.value)))
  const droppable = computed(() => dry.value && followed.running.value)
  const report = computed(() => (isFinished(followed.job.value) ? partialOf<ImportReport>(followed.job.value) : null))

  async function send(form: ImportForm, dryRun: boolean): Promise<void> {
    if (!form.file || busy.value) return
    sending.value = true
    dry.value = dryRun
    error.value = null
    jobId.value = null
    try {
      const { kind, valid_from, vintage, file } = form
      const mission = kind === 'sectors' || (kind === 'quantities' && form.mission !== '') ? form.mission : undefined
      const query = { kind, file_name: file.name, dry_run: dryRun, valid_from, vintage, mission }
      jobId.value = (await post('/territory/imports', file, { query })).job_id
    } catch (failure) {
      error.value = failure
    } finally {
      sending.value = false
    }
  }
  const reset = () => {
    jobId.value = null
    error.value = null
  }
  return { followed, report, error, busy, droppable, send, reset }
}
