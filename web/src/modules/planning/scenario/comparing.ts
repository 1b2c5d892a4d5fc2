import type { Compared, DraftMeasures } from '@/api/types'

type Figure = 'districts' | 'unassigned' | 'in_pieces' | 'outside' | 'max_deviation' | 'cut_places' | 'inertia' | 'moved_residents'
export const figures: readonly Figure[] = ['districts', 'unassigned', 'in_pieces', 'outside', 'max_deviation', 'cut_places', 'inertia', 'moved_residents']

export interface MeasureRow {
  key: string
  figure: Figure | null
  mission: string
  // One per scenario; null when the scenario leaves that mission alone.
  values: (number | null)[]
  // The lowest value where low is better and they differ; the number of sectors is a choice, not a merit.
  best: number | null
  same: boolean
}

function rowOf(key: string, figure: Figure | null, mission: string, values: (number | null)[]): MeasureRow {
  const known = values.filter((value) => value !== null)
  const same = known.length === values.length && new Set(known).size === 1
  const best = same || figure === 'districts' || known.length < 2 ? null : Math.min(...known)
  return { key, figure, mission, values, best, same }
}

// The measures of several scenarios, one row each, with the residents moved mission by mission at the end.
export function measureRows(items: readonly Compared[]): MeasureRow[] {
  const missions = [...new Set(items.flatMap(({ measures }) => measures.moved.map(({ mission }) => mission)))]
  const movedIn = (measures: DraftMeasures, mission: string) => measures.moved.find((one) => one.mission === mission)?.residents ?? null
  return [
    ...figures.map((figure) => rowOf(figure, figure, '', items.map(({ measures }) => measures[figure]))),
    ...missions.map((mission) => rowOf(`moved-${mission}`, null, mission, items.map(({ measures }) => movedIn(measures, mission)))),
  ]
}

// The units whose sector in `other` is not the one that continues their sector in `first`. `match[d]` is the sector of
// `first` that district d of `other` continues, −1 for none.
export function differingUnits(first: readonly number[], other: readonly number[], match: readonly number[]): number[] {
  return other.flatMap((district, unit) => ((match[district] ?? -1) === first[unit] ? [] : [unit]))
}
