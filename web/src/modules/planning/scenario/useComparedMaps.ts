import { computed, type ComputedRef } from 'vue'
import type { Compared, ScenarioItem } from '@/api/types'
import { count, percent, useMessages } from '@/i18n'
import type { MapLabel } from '@/map/labels'
import type { MapLayer } from '@/map/layer'
import { tintedPartition } from '@/map/partitionView'
import { alignUnits, bestMatches, type Partition } from '@/map/sectors'
import { sharedTints } from '@/map/sharedTints'
import type { Outline } from '@/map/TerritoryMap.vue'
import { differingUnits } from './comparing'
import { en } from './en-decide'
import { fr } from './fr-decide'

export interface ComparedMapView {
  scenario: ScenarioItem
  fills: string[]
  names: string[]
  outlines: Outline[]
  labels: MapLabel[]
  hatched: Set<number>
  sentence: string
}

interface Read {
  item: Compared
  // Whether its places are those of the map that is drawn.
  comparable: boolean
  partition: Partition
}

function readOn(map: MapLayer, item: Compared): Read {
  const comparable = item.units.length === map.shapes.length && item.units.every((code) => map.indexOf.has(code))
  const of = comparable ? alignUnits(map, item.units, item.of_unit) : new Array<number>(map.shapes.length).fill(-1)
  return { item, comparable, partition: { of, names: item.measures.of_district.map(({ name }) => name) } }
}

// The maps of the scenarios, in the same colours from one to the other, with the places that are not with the same
// others as in the first.
export function useComparedMaps(layer: () => MapLayer | null, items: () => readonly Compared[]): ComputedRef<ComparedMapView[]> {
  const words = useMessages({ fr, en })

  function drawn(map: MapLayer, read: Read, first: Read | null, tints: readonly number[]): ComparedMapView {
    const { compare } = words.value
    const { item, comparable, partition } = read
    const view = tintedPartition(map, partition, tints)
    const populations = map.shapes.map(({ population }) => population)
    const match = first ? bestMatches(first.partition.of, partition.of, populations, partition.names.length) : []
    const hatched = new Set(first && comparable ? differingUnits(first.partition.of, partition.of, match) : [])
    const residents = [...hatched].reduce((sum, shape) => sum + (populations[shape] ?? 0), 0)
    const total = populations.reduce((sum, population) => sum + population, 0)
    const differing = hatched.size > 0 ? compare.differing(count(residents), percent(total > 0 ? residents / total : 0)) : compare.identical
    return {
      scenario: item.scenario, hatched,
      fills: view.fills,
      labels: view.labels,
      outlines: [{ key: 'sectors', kind: 'outline-main', path: view.outline }],
      names: map.shapes.map((shape, index) => compare.shape(shape.name, partition.names[partition.of[index] ?? -1] ?? compare.noSector)),
      sentence: !comparable ? compare.otherUnits : first ? differing : compare.first,
    }
  }

  return computed(() => {
    const map = layer()
    if (!map) return []
    const reads = items().map((item) => readOn(map, item))
    const tints = sharedTints(map, reads.map(({ partition }) => partition), map.shapes.map(({ population }) => population))
    return reads.map((read, index) => drawn(map, read, index > 0 ? (reads[0] ?? null) : null, tints[index] ?? []))
  })
}
