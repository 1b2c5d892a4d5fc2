import { computed, type ComputedRef } from 'vue'
import type { PublicMission, PublicPicture } from '@/api/types'
import { useMessages } from '@/i18n'
import type { MapLabel } from '@/map/labels'
import type { MapLayer } from '@/map/layer'
import { tintedPartition } from '@/map/partitionView'
import { alignUnits, colourSectors, sectorNeighbours, type Partition } from '@/map/sectors'
import type { Outline } from '@/map/TerritoryMap.vue'
import { en } from './en-public'
import { fr } from './fr-public'
import { fatesOf, placeLabel } from './publicPicture'

export interface PublicMap {
  fills: string[]
  names: string[]
  outlines: Outline[]
  labels: MapLabel[]
}

export interface PublicMaps {
  before: PublicMap
  after: PublicMap
  // The shapes that change sector in the mission shown.
  moved: Set<number>
}

// Today's map and the proposed one, a sector and the one that continues it in the same colour.
export function usePublicMaps(layer: () => MapLayer | null, picture: () => PublicPicture | null, mission: () => PublicMission | null): ComputedRef<PublicMaps | null> {
  const words = useMessages({ fr, en })

  function drawn(map: MapLayer, partition: Partition, tints: readonly number[], names: string[]): PublicMap {
    const view = tintedPartition(map, partition, tints)
    return { names, fills: view.fills, labels: view.labels, outlines: [{ key: 'sectors', kind: 'outline-main', path: view.outline }] }
  }

  return computed(() => {
    const [map, found, shown] = [layer(), picture(), mission()]
    if (!map || !found || !shown) return null
    const codes = found.places.map(({ code }) => code)
    const before: Partition = { of: alignUnits(map, codes, shown.sector_of_place), names: shown.sectors.map(({ name }) => name) }
    const after: Partition = { of: alignUnits(map, codes, found.sector_of_place), names: found.after.map(({ name }) => name) }
    const first = colourSectors(sectorNeighbours(map, before))
    const wishes = after.names.map((_, sector) => first[shown.continued_by.indexOf(sector)] ?? -1)
    const then = colourSectors(sectorNeighbours(map, after), wishes, true)
    const positions = alignUnits(map, codes, codes.map((_, position) => position))
    const said = (say: (place: string, fate: ReturnType<typeof fatesOf>[number]) => string) =>
      positions.map((position, shape) => {
        const place = found.places[position]
        const fate = place && fatesOf(found, position)[found.before.indexOf(shown)]
        return place && fate ? say(placeLabel(place), fate) : (map.shapes[shape]?.name ?? '')
      })
    const { maps } = words.value
    return {
      before: drawn(map, before, first, said((place, { from }) => maps.today(place, from ?? maps.nobody))),
      after: drawn(map, after, then, said((place, { from, to, moved }) => (moved ? maps.moves(place, from ?? maps.nobody, to) : maps.stays(place, to)))),
      moved: new Set(shown.moved.map((position) => map.indexOf.get(codes[position] ?? '') ?? -1).filter((shape) => shape >= 0)),
    }
  })
}
