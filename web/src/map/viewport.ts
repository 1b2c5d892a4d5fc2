import type { Box } from './layer'

// What the map shows: a rectangle of the territory, in metres.
export interface View {
  x: number
  y: number
  width: number
  height: number
}

const margin = 0.03
const deepest = 40

// The view of a whole box, with a margin.
export function fitView([x0, y0, x1, y1]: Box): View {
  const pad = Math.max(x1 - x0, y1 - y0) * margin
  return { x: x0 - pad, y: y0 - pad, width: x1 - x0 + 2 * pad, height: y1 - y0 + 2 * pad }
}

// The view around a part of the map, with some of its surroundings; the whole when the part is not small.
export function focusView([x0, y0, x1, y1]: Box, whole: View): View {
  const surroundings = 3
  const share = Math.max((x1 - x0) / whole.width, (y1 - y0) / whole.height) * surroundings
  if (!(share < 1)) return whole
  const width = Math.max(share, 1 / deepest) * whole.width
  const height = (width * whole.height) / whole.width
  return bounded({ x: (x0 + x1 - width) / 2, y: (y0 + y1 - height) / 2, width, height }, whole)
}

export function zoomOf(view: View, whole: View): number {
  return whole.width / view.width
}

// Keeps the view inside the whole and its depth reasonable.
function bounded(view: View, whole: View): View {
  const width = Math.min(whole.width, Math.max(view.width, whole.width / deepest))
  const height = (width * whole.height) / whole.width
  const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high)
  return {
    x: clamp(view.x, whole.x, whole.x + whole.width - width),
    y: clamp(view.y, whole.y, whole.y + whole.height - height),
    width,
    height,
  }
}

// Enlarges by `factor` around a point of the map (the centre by default).
export function zoomView(view: View, whole: View, factor: number, at?: { x: number; y: number }): View {
  const target = at ?? { x: view.x + view.width / 2, y: view.y + view.height / 2 }
  const width = Math.min(whole.width, Math.max(view.width / factor, whole.width / deepest))
  const ratio = width / view.width
  return bounded(
    { x: target.x - (target.x - view.x) * ratio, y: target.y - (target.y - view.y) * ratio, width, height: view.height * ratio },
    whole,
  )
}

// Moves the view by a share of its own size.
export function panView(view: View, whole: View, dx: number, dy: number): View {
  return bounded({ ...view, x: view.x + dx * view.width, y: view.y + dy * view.height }, whole)
}

// Shifts the view as little as needed for a box to be in sight.
export function revealBox(view: View, whole: View, [x0, y0, x1, y1]: Box): View {
  const shift = (low: number, high: number, start: number, size: number) => {
    if (low >= start && high <= start + size) return 0
    return low < start ? low - start : Math.min(high - (start + size), low - start)
  }
  return bounded({ ...view, x: view.x + shift(x0, x1, view.x, view.width), y: view.y + shift(y0, y1, view.y, view.height) }, whole)
}
