import type { MapLayer } from '@/map/layer'
import { colourSectors, sectorNeighbours } from '@/map/sectors'

// The tint of every district. One that has a tint keeps it, whatever is painted; the others get one that differs from
// their neighbours' on the map as it is.
export function tintsFor(layer: MapLayer, of: readonly number[], districts: number, kept: readonly number[]): number[] {
  if (kept.length >= districts) return [...kept]
  const names = new Array<string>(districts).fill('')
  const wishes = names.map((_, district) => kept[district] ?? -1)
  return colourSectors(sectorNeighbours(layer, { of, names }), wishes, true)
}
