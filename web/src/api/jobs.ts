import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { address, ApiError, get, post } from './client'
import type { Job, ProblemBody } from './types'

const finished = new Set<Job['state']>(['done', 'stopped', 'cancelled', 'failed', 'interrupted'])

export function isFinished(job: Job | null): boolean {
  return job !== null && finished.has(job.state)
}

// The job's partial result, or null when there is none yet.
export function partialOf<T>(job: Job | null): T | null {
  if (!job?.partial) return null
  return JSON.parse(job.partial) as T
}

// Why a job failed, when the server said so.
export function problemOfJob(job: Job | null): ProblemBody | null {
  return job?.problem ?? null
}

const pollMs = 2000

// Follows a job by server-sent events, and by polling when the stream breaks. `onSilence` hears when the server stops
// answering, and when it answers again. Returns a function that stops following.
export function followJob(id: number, onJob: (job: Job) => void, onError: (error: unknown) => void, onSilence: (silent: boolean) => void = () => {}): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false
  const source = new EventSource(address('/jobs/{id}/events', { path: { id } }))

  function close(): void {
    closed = true
    clearTimeout(timer)
    source.close()
  }

  function receive(job: Job): void {
    if (closed) return
    onSilence(false)
    onJob(job)
    if (isFinished(job)) close()
  }

  async function poll(): Promise<void> {
    try {
      receive(await get('/jobs/{id}', { path: { id } }))
    } catch (error) {
      const lasting = error instanceof ApiError && error.status > 0 && error.status < 500
      if (lasting) close()
      if (lasting) onError(error)
      else if (!closed) onSilence(true)
    }
    if (!closed) timer = setTimeout(() => void poll(), pollMs)
  }

  source.addEventListener('job', (event) => receive(JSON.parse((event as MessageEvent<string>).data) as Job))
  source.onerror = () => {
    source.close()
    if (!closed) void poll()
  }
  return close
}

export interface FollowedJob {
  job: ShallowRef<Job | null>
  error: ShallowRef<unknown>
  running: ComputedRef<boolean>
  // The server does not answer for now; it is asked again.
  silent: Ref<boolean>
  stop: () => Promise<void>
  cancel: () => Promise<void>
}

// The job of that id, kept up to date for as long as the component lives. Null follows nothing.
export function useJob(id: () => number | null): FollowedJob {
  const job = shallowRef<Job | null>(null)
  const error = shallowRef<unknown>(null)
  const silent = ref(false)
  let leave = () => {}

  watch(
    id,
    (current) => {
      leave()
      job.value = null
      error.value = null
      silent.value = false
      if (current === null) return
      const onError = (failure: unknown) => (error.value = failure)
      const onJob = (next: Job) => ([job.value, error.value] = [next, null])
      leave = followJob(current, onJob, onError, (now) => (silent.value = now))
    },
    { immediate: true },
  )
  onScopeDispose(() => leave())

  const order = async (verb: 'stop' | 'cancel') => {
    try {
      const asked = id()
      if (asked !== null) job.value = await post(`/jobs/{id}/${verb}`, {}, { path: { id: asked } })
    } catch (failure) {
      error.value = failure
    }
  }
  return {
    job,
    error,
    silent,
    running: computed(() => job.value !== null && !isFinished(job.value)),
    stop: () => order('stop'),
    cancel: () => order('cancel'),
  }
}
