import type { MapLabel } from './labels'
import type { MapLayer } from './layer'
import { colourSectors, sectorAnchors, sectorNeighbours, type Partition } from './sectors'

export interface PartitionView {
  fills: string[]
  outline: string
  labels: MapLabel[]
  // Fill class of each sector, for legends and tables.
  colourOf: string[]
}

// Everything needed to draw a partition: tints by graph colouring, borders of the sectors, names at their anchors.
export function viewPartition(layer: MapLayer, partition: Partition, wishes: readonly number[] = []): PartitionView {
  return tintedPartition(layer, partition, colourSectors(sectorNeighbours(layer, partition), wishes))
}

// The same, when the tints are already known.
export function tintedPartition(layer: MapLayer, partition: Partition, tints: readonly number[]): PartitionView {
  const colourOf = tints.map((tint) => `fill-t${tint}`)
  const anchors = sectorAnchors(layer, partition)
  return {
    colourOf,
    fills: partition.of.map((sector) => colourOf[sector] ?? 'fill-none'),
    outline: layer.borders((a, b) => a === b || partition.of[a] !== partition.of[b]),
    labels: anchors.flatMap(({ x, y, area }, sector) => (area > 0 ? [{ text: partition.names[sector] ?? '', x, y, weight: area }] : [])),
  }
}

// The tint number of a fill class, −1 when it is not a tint: what a later map wishes to keep.
export function tintOf(fill: string | undefined): number {
  const found = /^fill-t(\d)$/.exec(fill ?? '')
  return found ? Number(found[1]) : -1
}
