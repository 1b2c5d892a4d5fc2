import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'

export interface Resource<T> {
  data: ShallowRef<T | null>
  error: ShallowRef<unknown>
  loading: Ref<boolean>
  reload: () => void
}

// Loads something again whenever what it depends on changes. The answer of a superseded request is dropped, and the
// previous data stays on screen until the next arrives, so that nothing jumps. `load` returning null means "nothing to ask".
export function useResource<T>(load: (signal: AbortSignal) => Promise<T> | null): Resource<T> {
  const data = shallowRef<T | null>(null)
  const error = shallowRef<unknown>(null)
  const loading = ref(false)
  const turn = ref(0)
  let abort = new AbortController()

  async function settle(promise: Promise<T>, signal: AbortSignal): Promise<void> {
    try {
      const value = await promise
      if (!signal.aborted) [data.value, error.value] = [value, null]
    } catch (failure) {
      if (!signal.aborted) [data.value, error.value] = [null, failure]
    } finally {
      if (!signal.aborted) loading.value = false
    }
  }

  function start(promise: Promise<T> | null, signal: AbortSignal): void {
    loading.value = promise !== null
    if (promise) void settle(promise, signal)
    else [data.value, error.value] = [null, null]
  }

  watch(
    () => {
      void turn.value
      abort.abort()
      abort = new AbortController()
      return { promise: load(abort.signal), signal: abort.signal }
    },
    ({ promise, signal }) => start(promise, signal),
    { immediate: true },
  )
  onScopeDispose(() => abort.abort())
  return { data, error, loading, reload: () => (turn.value += 1) }
}
