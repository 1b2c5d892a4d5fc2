import { computed, nextTick, onScopeDispose, ref, useTemplateRef, watch, type ComputedRef, type Ref } from 'vue'
import { isFinished, problemOfJob, useJob, type FollowedJob } from '@/api/jobs'
import type { Resource } from '@/api/resource'
import type { Job, ProblemBody } from '@/api/types'
import { may } from '@/app/session'

interface Searched {
  state: Job['state']
  job_id: number
}

export interface Search {
  searching: ComputedRef<boolean>
  mayFollow: ComputedRef<boolean>
  followed: FollowedJob
  // What the job tells of its work, as JSON; '' when nothing.
  partial: ComputedRef<string>
  problem: ComputedRef<ProblemBody | null>
  state: ComputedRef<Job['state'] | undefined>
  // The end of a search seen from beginning to end.
  ended: Ref<boolean>
}

const savedEveryMs = 4000

// A page of something that is being computed, or was. A planner follows the job itself; whoever may not is shown what was
// saved last, asked for again now and then. The job of a failed computation is asked once more: only it knows why. The
// element of ref "searching" is there while it lasts: the focus, if it was on a button now gone, goes on to the title.
export function useSearch<T extends Searched>(page: Resource<T>): Search {
  const found = page.data
  const searching = computed(() => found.value?.state === 'queued' || found.value?.state === 'running')
  const mayFollow = computed(() => may('follow'))
  const followed = useJob(() => (found.value && mayFollow.value && (searching.value || found.value.state === 'failed') ? found.value.job_id : null))
  watch(followed.job, (job) => isFinished(job) && searching.value && page.reload())
  const timer = setInterval(() => searching.value && !mayFollow.value && page.reload(), savedEveryMs)
  onScopeDispose(() => clearInterval(timer))

  const ended = ref(false)
  const shown = useTemplateRef<HTMLElement>('searching')
  watch(searching, async (now, before) => {
    if (!before || now) return
    const lost = shown.value?.contains(document.activeElement) === true
    ended.value = true
    await nextTick()
    if (lost) document.getElementById('page-title')?.focus()
  })
  return {
    searching,
    mayFollow,
    followed,
    partial: computed(() => followed.job.value?.partial ?? ''),
    problem: computed(() => problemOfJob(followed.job.value)),
    state: computed(() => followed.job.value?.state ?? found.value?.state),
    ended,
  }
}
