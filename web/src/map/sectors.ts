import type { MapLayer } from './layer'

// A partition of the units of a layer: `of[i]` is the sector of shape i, −1 when it has none.
export interface Partition {
  of: readonly number[]
  names: readonly string[]
}

// Puts values given by unit code in the order of the layer's shapes; −1 where the code has none.
export function alignUnits(layer: MapLayer, codes: readonly string[], values: readonly number[]): number[] {
  const of = new Array<number>(layer.shapes.length).fill(-1)
  codes.forEach((code, position) => {
    const index = layer.indexOf.get(code)
    if (index !== undefined) of[index] = values[position] ?? -1
  })
  return of
}

// Which sectors share a border.
export function sectorNeighbours(layer: MapLayer, { of, names }: Partition): Set<number>[] {
  const sets = names.map(() => new Set<number>())
  layer.neighbours.forEach((around, unit) => {
    const mine = of[unit] ?? -1
    for (const other of around) {
      const theirs = of[other] ?? -1
      if (mine >= 0 && theirs >= 0 && mine !== theirs) sets[mine]?.add(theirs)
    }
  })
  return sets
}

export const tints = 7
// Tints that people with deuteranopia confuse (pink and green): kept apart when another choice exists.
const weakPair = [2, 3] as const

function costOf(tint: number, around: readonly number[], uses: readonly number[]): number {
  const twin = tint === weakPair[0] ? weakPair[1] : tint === weakPair[1] ? weakPair[0] : -1
  const clashes = around.filter((other) => other === tint).length
  const weak = around.filter((other) => other === twin).length
  return clashes * 1000 + weak * 10 + (uses[tint] ?? 0)
}

function cheapestTint(around: readonly number[], uses: readonly number[], wished: number): number {
  if (wished >= 0 && !around.includes(wished)) return wished
  let best = 0
  for (let tint = 1; tint < tints; tint += 1) {
    if (costOf(tint, around, uses) < costOf(best, around, uses)) best = tint
  }
  return best
}

// Colours the sectors so that neighbours differ (largest saturation first, after Brélaz 1979), balancing the tints.
// `wishes[s]` is the tint sector s should keep if it can, −1 for none; it always does when `held`.
export function colourSectors(neighbours: readonly ReadonlySet<number>[], wishes: readonly number[] = [], held = false): number[] {
  const tint = neighbours.map(() => -1)
  const uses = new Array<number>(tints).fill(0)
  const colours = (sector: number) => [...(neighbours[sector] ?? [])].map((other) => tint[other] ?? -1).filter((t) => t >= 0)
  const rank = (sector: number) => {
    const wished = (wishes[sector] ?? -1) >= 0 ? 1e6 : 0
    return wished + new Set(colours(sector)).size * 1000 + (neighbours[sector]?.size ?? 0)
  }
  for (let done = 0; done < neighbours.length; done += 1) {
    let next = -1
    neighbours.forEach((_, sector) => {
      if (tint[sector] === -1 && (next === -1 || rank(sector) > rank(next))) next = sector
    })
    const wished = wishes[next] ?? -1
    const chosen = held && wished >= 0 ? wished : cheapestTint(colours(next), uses, wished)
    tint[next] = chosen
    uses[chosen] = (uses[chosen] ?? 0) + 1
  }
  return tint
}

// For each part of `after`, the part of `before` that most of its population comes from, one claimant for each.
export function bestMatches(before: readonly number[], after: readonly number[], weights: readonly number[], parts: number): number[] {
  const shared = new Map<string, number>()
  after.forEach((a, unit) => {
    const b = before[unit] ?? -1
    if (a < 0 || b < 0) return
    const key = `${a} ${b}`
    shared.set(key, (shared.get(key) ?? 0) + (weights[unit] ?? 0))
  })
  const match = new Array<number>(parts).fill(-1)
  const taken = new Set<number>()
  for (const [key] of [...shared].sort((x, y) => y[1] - x[1])) {
    const [a = -1, b = -1] = key.split(' ').map(Number)
    if (match[a] !== -1 || taken.has(b)) continue
    match[a] = b
    taken.add(b)
  }
  return match
}

// Where to write each sector's name: on the unit nearest to the centre of the sector, so never outside it.
export function sectorAnchors(layer: MapLayer, { of, names }: Partition): { x: number; y: number; area: number }[] {
  const sums = names.map(() => ({ x: 0, y: 0, area: 0 }))
  layer.shapes.forEach((shape, unit) => {
    const sum = sums[of[unit] ?? -1]
    if (!sum) return
    sum.x += shape.x * shape.area
    sum.y += shape.y * shape.area
    sum.area += shape.area
  })
  const nearest = sums.map((sum) => ({ x: sum.x / (sum.area || 1), y: sum.y / (sum.area || 1), distance: Infinity }))
  const anchors = sums.map((sum) => ({ x: 0, y: 0, area: sum.area }))
  layer.shapes.forEach((shape, unit) => {
    const sector = of[unit] ?? -1
    const [goal, anchor] = [nearest[sector], anchors[sector]]
    if (!goal || !anchor) return
    const distance = Math.hypot(shape.x - goal.x, shape.y - goal.y)
    if (distance < goal.distance) [goal.distance, anchor.x, anchor.y] = [distance, shape.x, shape.y]
  })
  return anchors
}
