import { computed, type ComputedRef } from 'vue'
import type { ContinuityAnswer, ContinuityLayer, Site } from '@/api/types'
import { useMessages } from '@/i18n'
import type { MapLabel } from '@/map/labels'
import { unite, type Box, type MapLayer } from '@/map/layer'
import { viewPartition } from '@/map/partitionView'
import { alignUnits } from '@/map/sectors'
import type { Outline } from '@/map/TerritoryMap.vue'
import { en } from './en'
import { fr } from './fr'

export interface ContinuityMap {
  fills: string[]
  names: string[]
  outlines: Outline[]
  labels: MapLabel[]
  sites: Site[]
  hatched: Set<number>
  // Where what changes is, to be looked at first.
  focus: Box | null
}

// The map of a layer in the meantime: coloured by who answers, what changes hatched, the houses that close hollow.
export function useContinuityMap(map: () => MapLayer | null, answer: () => ContinuityAnswer, layer: () => ContinuityLayer): ComputedRef<ContinuityMap | null> {
  const words = useMessages({ fr, en })
  return computed(() => {
    const [drawn, { units, request }, { carriers, before_of_unit, during_of_unit, kind, site_kind }] = [map(), answer(), layer()]
    if (!drawn) return null
    const before = alignUnits(drawn, units.codes, before_of_unit)
    const during = alignUnits(drawn, units.codes, during_of_unit)
    const moved = during.flatMap((to, index) => (to === before[index] ? [] : [index]))
    const names = carriers.map(({ name }) => name)
    const { fills, outline, labels } = viewPartition(drawn, { of: during, names })
    const nameOf = (carrier: number | undefined) => names[carrier ?? -1] ?? words.value.layer.nobody
    const siteOf = ({ code, name, x, y, lacks }: (typeof carriers)[number]): Site[] =>
      x === null || y === null ? [] : [{ code, name, kind: site_kind, x, y, address: '', commune_code: '', lon: 0, lat: 0, from: request.from, to: lacks ? request.from : null }]
    return {
      fills,
      names: drawn.shapes.map((shape, index) => {
        const [from, to] = [nameOf(before[index]), nameOf(during[index])]
        return before[index] === during[index] ? words.value.layer.shape(shape.name, to) : words.value.layer.shapeMoved(shape.name, from, to)
      }),
      outlines: [{ key: 'carriers', kind: 'outline-main', path: outline }],
      labels,
      sites: kind === 'desk' ? carriers.flatMap(siteOf) : [],
      hatched: new Set(moved),
      focus: moved.length > 0 ? unite(drawn.shapes.filter((_, index) => moved.includes(index)).map(({ box }) => box)) : null,
    }
  })
}
