import { computed, type ComputedRef } from 'vue'
import type { Assignments } from '@/api/types'
import { missionShort } from '@/app/missions'
import { decimal, useMessages, useShared } from '@/i18n'
import { classOf, quantileThresholds } from '@/map/classes'
import type { MapLabel } from '@/map/labels'
import type { MapLayer, MapShape } from '@/map/layer'
import { viewPartition } from '@/map/partitionView'
import { alignUnits } from '@/map/sectors'
import type { LegendEntry } from '@/map/SectorLegend.vue'
import type { Outline } from '@/map/TerritoryMap.vue'
import { en } from './en'
import { fr } from './fr'
import { unitName } from './unitName'

export interface Colouring {
  fills: string[]
  names: string[]
  outlines: Outline[]
  labels: MapLabel[]
  legend: LegendEntry[]
}

// Inhabitants per km²; 0 where the outline has no area.
export function densityOf(shape: MapShape): number {
  return shape.area > 0 ? shape.population / (shape.area / 1e6) : 0
}

type Words = ReturnType<typeof useMessages<typeof fr>>['value']['territory']

function densityLegend(thresholds: readonly number[], words: Words): LegendEntry[] {
  const text = thresholds.map((value) => decimal(value))
  const label = (index: number) => {
    if (index === 0) return words.less(text[0] ?? '')
    const [low = '', high] = [text[index - 1], text[index]]
    return high === undefined ? words.more(low) : words.between(low, high)
  }
  return [...text, ''].map((_, index) => ({ key: `s${index}`, label: label(index), fill: `fill-s${index}` }))
}

function townLabels(layer: MapLayer): MapLabel[] {
  const towns = [...layer.shapes].sort((a, b) => b.population - a.population).slice(0, 40)
  return towns.map((shape) => ({ text: shape.name, x: shape.x, y: shape.y, weight: shape.population }))
}

// The map coloured by density of population. Places are named as people name them: by their communes when `communes` is
// known, whatever the grain drawn.
export function colourByDensity(layer: MapLayer, words: Words, communes: MapLayer = layer): Colouring {
  const densities = layer.shapes.map(densityOf)
  const thresholds = quantileThresholds(densities)
  return {
    fills: densities.map((value) => `fill-s${classOf(value, thresholds)}`),
    names: layer.shapes.map((shape, i) => words.shapeName(unitName(shape, communes), useShared().value.common.inhabitants(shape.population), words.densityOf(decimal(densities[i] ?? 0)))),
    outlines: [{ key: 'edge', path: layer.borders((a, b) => a === b), kind: 'outline-faint' }],
    labels: townLabels(communes),
    legend: densityLegend(thresholds, words),
  }
}

// The map coloured by the sectors of one mission.
export function colourByMission(layer: MapLayer, assignments: Assignments, mission: string, words: Words, communes: MapLayer = layer): Colouring | null {
  const found = assignments.missions.find((candidate) => candidate.mission === mission)
  if (!found) return null
  const of = alignUnits(layer, assignments.units, found.of_unit)
  const view = viewPartition(layer, { of, names: found.sectors.map((sector) => sector.name) })
  const sectorName = (index: number) => {
    const sector = found.sectors[of[index] ?? -1]
    return words.ofMission(missionShort(mission), sector?.name ?? words.noSector)
  }
  return {
    fills: view.fills,
    names: layer.shapes.map((shape, i) => words.shapeName(unitName(shape, communes), useShared().value.common.inhabitants(shape.population), sectorName(i))),
    outlines: [{ key: mission, path: view.outline, kind: 'outline-main' }],
    labels: view.labels,
    legend: of.includes(-1) ? [{ key: 'none', label: words.noSector, fill: 'fill-none' }] : [],
  }
}

export function useColouring(
  layer: () => MapLayer | null,
  assignments: () => Assignments | null,
  mission: () => string,
  communes: () => MapLayer | null,
): ComputedRef<Colouring | null> {
  const words = useMessages({ fr, en })
  return computed(() => {
    const drawn = layer()
    const sectors = assignments()
    if (!drawn) return null
    if (mission()) return sectors ? colourByMission(drawn, sectors, mission(), words.value.territory, communes() ?? drawn) : null
    return colourByDensity(drawn, words.value.territory, communes() ?? drawn)
  })
}
