import type { Ref } from 'vue'

export interface Drag {
  start: (event: PointerEvent) => void
  move: (event: PointerEvent) => void
  end: (event: PointerEvent) => void
  // Whether the gesture that just ended moved the map: the click that follows it must then choose nothing.
  moved: () => boolean
}

const slackPx = 4

// Moves something with the pointer, by steps in screen pixels, as long as `enabled` holds.
export function useDrag(onStep: (dx: number, dy: number) => void, enabled: Ref<boolean>): Drag {
  let from: { x: number; y: number } | null = null
  let travelled = 0

  function start(event: PointerEvent): void {
    travelled = 0
    from = enabled.value && event.button === 0 ? { x: event.clientX, y: event.clientY } : null
  }

  function move(event: PointerEvent): void {
    if (!from) return
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y]
    travelled += Math.hypot(dx, dy)
    if (travelled <= slackPx) return
    const surface = event.currentTarget as Element
    if (!surface.hasPointerCapture(event.pointerId)) surface.setPointerCapture(event.pointerId)
    onStep(dx, dy)
    from = { x: event.clientX, y: event.clientY }
  }

  return { start, move, end: () => (from = null), moved: () => travelled > slackPx }
}
