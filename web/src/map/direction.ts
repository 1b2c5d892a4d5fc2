import type { MapLayer } from './layer'

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'
const vectors: Record<Direction, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

export function isDirection(key: string): key is Direction {
  return key in vectors
}

const coneCosine = Math.cos((67.5 * Math.PI) / 180)

// The best of the candidates in a cone around the direction: well aligned first, then close. Null when none is there.
function best(layer: MapLayer, from: number, candidates: Iterable<number>, [dx, dy]: readonly [number, number]): number | null {
  const here = layer.shapes[from]
  let chosen: number | null = null
  let score = Infinity
  for (const index of candidates) {
    const there = layer.shapes[index]
    if (!here || !there || index === from || !there.path) continue
    const distance = Math.hypot(there.x - here.x, there.y - here.y)
    const cosine = ((there.x - here.x) * dx + (there.y - here.y) * dy) / (distance || 1)
    const cost = distance * (3 - 2 * cosine)
    if (cosine >= coneCosine && cost < score) [chosen, score] = [index, cost]
  }
  return chosen
}

// Where an arrow key leads: the bordering unit in that direction, else (across water, a hole) the nearest one there.
export function neighbourTowards(layer: MapLayer, from: number, direction: Direction): number | null {
  const vector = vectors[direction]
  return best(layer, from, layer.neighbours[from] ?? [], vector) ?? best(layer, from, layer.shapes.keys(), vector)
}
