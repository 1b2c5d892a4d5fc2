import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'

// A value that follows `source`, then rests for `restMs`: a change after a rest is taken at once, of those that come
// during a rest the last one is taken at its end.
export function usePaced<T>(source: () => T, restMs: number): Readonly<ShallowRef<T>> {
  const shown = shallowRef(source()) as ShallowRef<T>
  let rest: ReturnType<typeof setTimeout> | undefined
  let missed = false

  function take(): void {
    shown.value = source()
    missed = false
    rest = setTimeout(() => {
      rest = undefined
      if (missed) take()
    }, restMs)
  }
  watch(source, () => {
    if (rest === undefined) take()
    else missed = true
  })
  onScopeDispose(() => clearTimeout(rest))
  return shown
}
