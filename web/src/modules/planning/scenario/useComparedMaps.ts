import { computed, type ComputedRef } from 'vue'
import type { Assignments, Compared, ScenarioItem } from '@/api/types'
import { count, percent, useMessages } from '@/i18n'
import type { MapLabel } from '@/map/labels'
import type { MapLayer } from '@/map/layer'
import { tintOf, viewPartition } from '@/map/partitionView'
import { alignUnits, bestMatches } from '@/map/sectors'
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

interface Drawn {
  of: number[]
  colourOf: string[]
}

// The maps of the scenarios, in colours that follow the first one's, with the places that are not with the same others.
export function useComparedMaps(layer: () => MapLayer | null, ground: () => Assignments | null, items: () => readonly Compared[]): ComputedRef<ComparedMapView[]> {
  const words = useMessages({ fr, en })

  function drawn(map: MapLayer, units: Assignments, { scenario, of_unit, measures }: Compared, first: Drawn | null): ComparedMapView & Drawn {
    const { compare } = words.value
    const comparable = of_unit.length === units.units.length
    const of = comparable ? alignUnits(map, units.units, of_unit) : new Array<number>(map.shapes.length).fill(-1)
    const names = measures.of_district.map(({ name }) => name)
    const populations = map.shapes.map(({ population }) => population)
    const match = first ? bestMatches(first.of, of, populations, names.length) : []
    const view = viewPartition(map, { of, names }, match.map((sector) => tintOf(first?.colourOf[sector])))
    const hatched = new Set(first && comparable ? differingUnits(first.of, of, match) : [])
    const residents = [...hatched].reduce((sum, shape) => sum + (populations[shape] ?? 0), 0)
    const total = populations.reduce((sum, population) => sum + population, 0)
    const differing = hatched.size > 0 ? compare.differing(count(residents), percent(total > 0 ? residents / total : 0)) : compare.identical
    return {
      scenario, of, hatched,
      fills: view.fills,
      colourOf: view.colourOf,
      labels: view.labels,
      outlines: [{ key: 'sectors', kind: 'outline-main', path: view.outline }],
      names: map.shapes.map((shape, index) => compare.shape(shape.name, names[of[index] ?? -1] ?? compare.noSector)),
      sentence: !comparable ? compare.otherUnits : first ? differing : compare.first,
    }
  }

  return computed(() => {
    const [map, units] = [layer(), ground()]
    if (!map || !units) return []
    const views: (ComparedMapView & Drawn)[] = []
    for (const item of items()) views.push(drawn(map, units, item, views[0] ?? null))
    return views
  })
}
