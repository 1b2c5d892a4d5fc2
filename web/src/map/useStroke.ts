export interface Stroke {
  start: (event: PointerEvent) => void
  move: (event: PointerEvent) => void
  end: () => void
  // Whether the click that comes now belongs to a stroke already painted.
  spent: () => boolean
}

export interface StrokeEvents {
  // The pencil is over a shape: said once for each shape it enters.
  over: (index: number) => void
  done: () => void
}

const stridePx = 6

function indexOf(element: EventTarget | null): number | null {
  const index = element instanceof SVGElement ? element.dataset.index : undefined
  return index === undefined ? null : Number(index)
}

// The pencil on a map: the shapes under the pointer, from press to release, none skipped by a quick gesture.
export function useStroke({ over, done }: StrokeEvents, enabled: () => boolean): Stroke {
  let last: { x: number; y: number; index: number | null } | null = null
  let painted = false

  function enter(x: number, y: number, target: EventTarget | null): void {
    const index = indexOf(target)
    if (last && index !== null && index !== last.index) over(index)
    last = { x, y, index: index ?? last?.index ?? null }
  }

  function start(event: PointerEvent): void {
    painted = false
    if (!enabled() || event.button !== 0 || event.shiftKey) return
    last = { x: event.clientX, y: event.clientY, index: null }
    painted = true
    // What is pressed is known already; finding it again would cost a look at every shape.
    enter(event.clientX, event.clientY, event.target)
  }

  function move(event: PointerEvent): void {
    if (!last) return
    const surface = event.currentTarget as Element
    if (!surface.hasPointerCapture(event.pointerId)) surface.setPointerCapture(event.pointerId)
    const { x, y } = last
    const strides = Math.max(1, Math.ceil(Math.hypot(event.clientX - x, event.clientY - y) / stridePx))
    for (let stride = 1; stride <= strides; stride += 1) {
      const [nextX, nextY] = [x + ((event.clientX - x) * stride) / strides, y + ((event.clientY - y) * stride) / strides]
      enter(nextX, nextY, document.elementFromPoint?.(nextX, nextY) ?? event.target)
    }
  }

  function end(): void {
    if (last) done()
    last = null
    // The click comes right after the release, unless the pointer was released elsewhere.
    setTimeout(() => (painted = false))
  }

  function spent(): boolean {
    const was = painted
    painted = false
    return was
  }

  return { start, move, end, spent }
}
