import type { MapLayer } from './layer'
import { bestMatches, colourSectors, sectorNeighbours, type Partition } from './sectors'

// Which sectors are the same one from map to map: each continues the sector of an earlier map that most of its weight
// comes from, or is new.
function lineages(maps: readonly Partition[], weights: readonly number[]): number[][] {
  const found: number[][] = []
  let many = 0
  for (const { of, names } of maps) {
    const mine = new Array<number>(names.length).fill(-1)
    found.forEach((earlier, index) =>
      bestMatches(maps[index]?.of ?? [], of, weights, names.length).forEach((sector, district) => {
        const line = earlier[sector] ?? -1
        if (mine[district] === -1 && line >= 0 && !mine.includes(line)) mine[district] = line
      }),
    )
    found.push(mine.map((line) => (line >= 0 ? line : many++)))
  }
  return found
}

// The tints of several maps of the same units, chosen together: a sector that goes on from one map to another has the
// same tint in both, and neighbours differ in each map as far as seven tints allow.
export function sharedTints(layer: MapLayer, maps: readonly Partition[], weights: readonly number[]): number[][] {
  const lines = lineages(maps, weights)
  const around = Array.from({ length: 1 + Math.max(-1, ...lines.flat()) }, () => new Set<number>())
  maps.forEach((map, index) => {
    const line = lines[index] ?? []
    sectorNeighbours(layer, map).forEach((others, sector) => others.forEach((other) => around[line[sector] ?? -1]?.add(line[other] ?? -1)))
  })
  const tints = colourSectors(around)
  return lines.map((line) => line.map((one) => tints[one] ?? 0))
}
