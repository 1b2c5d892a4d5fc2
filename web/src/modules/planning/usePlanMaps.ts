import { computed, type ComputedRef } from 'vue'
import { useMessages } from '@/i18n'
import type { MapLabel } from '@/map/labels'
import type { MapLayer } from '@/map/layer'
import { tintOf, viewPartition } from '@/map/partitionView'
import { alignUnits } from '@/map/sectors'
import type { Outline } from '@/map/TerritoryMap.vue'
import { en } from './en-plan'
import { fr } from './fr-plan'
import type { DrawnPlan } from './livePlan'

export interface PlanMap {
  fills: string[]
  names: string[]
  outlines: Outline[]
  labels: MapLabel[]
  colourOf: string[]
}

export interface PlanMaps {
  before: PlanMap
  after: PlanMap
  // The units that change sector in the mission shown as "before".
  moved: Set<number>
}

// The tint each district wishes to keep: that of the present sector it continues.
export function wishesOf(matches: readonly number[], colourOf: readonly string[], districts: number): number[] {
  const wishes = new Array<number>(districts).fill(-1)
  matches.forEach((district, sector) => {
    if (district >= 0) wishes[district] = tintOf(colourOf[sector])
  })
  return wishes
}

// The twin maps of a plan: today's sectors and the proposed ones, in matching colours, with the units that change.
export function usePlanMaps(layer: () => MapLayer | null, plan: () => DrawnPlan | null): ComputedRef<PlanMaps | null> {
  const words = useMessages({ fr, en })

  function drawn(map: MapLayer, of: readonly number[], sectors: readonly string[], wishes: readonly number[]): PlanMap {
    const view = viewPartition(map, { of, names: sectors }, wishes)
    const { shapeName, noSector } = words.value.plan
    return {
      fills: view.fills,
      colourOf: view.colourOf,
      labels: view.labels,
      outlines: [{ key: 'sectors', kind: 'outline-main', path: view.outline }],
      names: map.shapes.map((shape, unit) => shapeName(shape.name, sectors[of[unit] ?? -1] ?? noSector)),
    }
  }

  function nameMoves(map: MapLayer, after: PlanMap, moved: Iterable<number>, found: DrawnPlan): void {
    const [beforeOf, afterOf] = [alignUnits(map, found.units, found.before_of_unit), alignUnits(map, found.units, found.of_unit)]
    const { movedUnitName, noSector } = words.value.plan
    for (const unit of moved) {
      const from = found.before[beforeOf[unit] ?? -1]?.name ?? noSector
      const to = found.districts[afterOf[unit] ?? -1]?.name ?? noSector
      after.names[unit] = movedUnitName(map.shapes[unit]?.name ?? '', from, to)
    }
  }

  // The level above: a thicker line where two districts of different territories meet, and around the whole.
  function drawTerritories(map: MapLayer, after: PlanMap, found: DrawnPlan): void {
    const of = alignUnits(map, found.units, found.of_unit).map((district) => found.districts[district]?.territory ?? -1)
    if (of.every((territory) => territory < 0)) return
    after.outlines.push({ key: 'territories', kind: 'outline-level', path: map.borders((a, b) => a === b || of[a] !== of[b]) })
  }

  // Today's map is drawn once for all the plans of a search: only another reference mission changes it.
  let kept: { map: MapLayer; of: readonly number[]; words: unknown; drawn: PlanMap } | null = null
  function beforeOf(map: MapLayer, found: DrawnPlan): PlanMap {
    if (kept?.map !== map || kept.of !== found.before_of_unit || kept.words !== words.value) {
      const of = alignUnits(map, found.units, found.before_of_unit)
      kept = { map, of: found.before_of_unit, words: words.value, drawn: drawn(map, of, found.before.map((sector) => sector.name), []) }
    }
    return kept.drawn
  }

  return computed(() => {
    const [map, found] = [layer(), plan()]
    if (!map || !found) return null
    const before = beforeOf(map, found)
    const wishes = wishesOf(found.before_match, before.colourOf, found.districts.length)
    const after = drawn(map, alignUnits(map, found.units, found.of_unit), found.districts.map((district) => district.name), wishes)
    const changed = found.moved.filter(({ missions }) => missions.includes(found.reference_mission))
    const moved = new Set(changed.flatMap(({ code }) => map.indexOf.get(code) ?? []))
    nameMoves(map, after, moved, found)
    drawTerritories(map, after, found)
    return { before, after, moved }
  })
}
