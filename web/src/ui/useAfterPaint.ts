import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'

// A value that follows `source`: at once, or, while `late` holds, after the picture that the change leads to, so that what
// is under the eyes is drawn first. The last value always comes.
export function useAfterPaint<T>(source: () => T, late: () => boolean): Readonly<ShallowRef<T>> {
  const shown = shallowRef(source()) as ShallowRef<T>
  let frame = 0
  let after: ReturnType<typeof setTimeout> | undefined

  function forget(): void {
    cancelAnimationFrame(frame)
    clearTimeout(after)
    frame = 0
  }
  function take(): void {
    forget()
    shown.value = source()
  }
  watch(source, () => {
    if (!late()) take()
    // A frame's callback runs before its picture, a timer set there after it.
    else if (frame === 0) frame = requestAnimationFrame(() => (after = setTimeout(take)))
  })
  onScopeDispose(forget)
  return shown
}
