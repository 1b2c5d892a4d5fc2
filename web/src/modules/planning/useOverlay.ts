import { computed, type ComputedRef } from 'vue'
import type { Disagreement } from '@/api/types'
import { missionShort } from '@/app/missions'
import { count, useMessages } from '@/i18n'
import type { MapLabel } from '@/map/labels'
import type { MapLayer } from '@/map/layer'
import { viewPartition } from '@/map/partitionView'
import { alignUnits } from '@/map/sectors'
import type { LegendEntry } from '@/map/SectorLegend.vue'
import type { Outline } from '@/map/TerritoryMap.vue'
import { en } from './en'
import { fr } from './fr'
import { sectorOfUnits, sectorsOfAtom } from './overlap'

export interface Overlay {
  fills: string[]
  names: string[]
  outlines: Outline[]
  labels: MapLabel[]
  legend: LegendEntry[]
  atomOf: number[]
}

// The maps of several missions over one another: one gives the colours, the others distinct lines.
export function useOverlay(
  layer: () => MapLayer | null,
  found: () => Disagreement | null,
  colour: () => string,
): ComputedRef<Overlay | null> {
  const words = useMessages({ fr, en })

  function namesOf(drawn: MapLayer, disagreement: Disagreement, atomOf: readonly number[]): string[] {
    const { explained, noSector, shapeName } = words.value.disagreement
    return drawn.shapes.map((shape, index) => {
      const atom = disagreement.atoms[atomOf[index] ?? -1]
      const sectors = atom ? sectorsOfAtom(disagreement, atom) : []
      const said = sectors.map(({ mission, name }) => explained(missionShort(mission), name ?? noSector))
      return shapeName(shape.name, count(shape.population), said.join(', '))
    })
  }

  return computed(() => {
    const [drawn, disagreement] = [layer(), found()]
    if (!drawn || !disagreement) return null
    const mission = disagreement.missions.includes(colour()) ? colour() : (disagreement.missions[0] ?? '')
    const of = (code: string) => alignUnits(drawn, disagreement.units, sectorOfUnits(disagreement, code))
    const sectors = disagreement.mission_sectors[disagreement.missions.indexOf(mission)]?.sectors ?? []
    const base = viewPartition(drawn, { of: of(mission), names: sectors.map((sector) => sector.name) })
    const others = disagreement.missions.filter((code) => code !== mission)
    const lines = others.map((code, index) => {
      const sectorOf = of(code)
      const kind = `outline-${Math.min(index, 1) + 2}`
      return { key: code, kind, path: drawn.borders((a, b) => a !== b && sectorOf[a] !== sectorOf[b]) }
    })
    const atomOf = alignUnits(drawn, disagreement.units, disagreement.atom_of_unit)
    return {
      fills: base.fills,
      names: namesOf(drawn, disagreement, atomOf),
      outlines: [{ key: mission, kind: 'outline-main', path: base.outline }, ...lines],
      labels: base.labels,
      atomOf,
      legend: [
        { key: mission, label: words.value.disagreement.limitsOf(missionShort(mission)), line: 'outline-main', fill: 'fill-t0' },
        ...lines.map(({ key, kind }) => ({ key, label: words.value.disagreement.limitsOf(missionShort(key)), line: kind })),
      ],
    }
  })
}
