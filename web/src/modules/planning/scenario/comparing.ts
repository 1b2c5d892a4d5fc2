import type { Compared, DraftMeasures } from '@/api/types'

type Figure = 'districts' | 'unassigned' | 'in_pieces' | 'outside' | 'max_deviation' | 'cut_places' | 'inertia' | 'moved_residents'
export const figures: readonly Figure[] = ['districts', 'unassigned', 'in_pieces', 'outside', 'max_deviation', 'cut_places', 'inertia', 'moved_residents']

export interface MeasureRow {
  key: string
  figure: Figure | null
  // Of the residents moved: the mission; of a quantity balanced: its name.
  mission: string
  quantity: string
  // One per scenario; null when the scenario leaves that mission, or that quantity, alone.
  values: (number | null)[]
  // The lowest value where low is better and they differ; the number of sectors is a choice, not a merit.
  best: number | null
  same: boolean
}

function rowOf(key: string, of: Partial<Pick<MeasureRow, 'figure' | 'mission' | 'quantity'>>, values: (number | null)[]): MeasureRow {
  const { figure = null, mission = '', quantity = '' } = of
  const known = values.filter((value) => value !== null)
  const same = known.length === values.length && new Set(known).size === 1
  const best = same || figure === 'districts' || known.length < 2 ? null : Math.min(...known)
  return { key, figure, mission, quantity, values, best, same }
}

// Of what a scenario holds of a quantity: its largest deviation from the mean; null when it does not balance it.
function largestIn({ of_district: rows }: DraftMeasures, code: string): number | null {
  const found = rows.filter(({ units }) => units > 0).flatMap(({ loads }) => loads.filter(({ quantity }) => quantity === code))
  return found.length > 0 ? Math.max(...found.map(({ deviation }) => Math.abs(deviation))) : null
}

// The measures of several scenarios, one row each, with the quantities balanced, then the residents moved mission by
// mission.
export function measureRows(items: readonly Compared[]): MeasureRow[] {
  const missions = [...new Set(items.flatMap(({ measures }) => measures.moved.map(({ mission }) => mission)))]
  const movedIn = (measures: DraftMeasures, mission: string) => measures.moved.find((one) => one.mission === mission)?.residents ?? null
  const names = new Map(items.flatMap(({ quantities }) => quantities.map(({ code, name }) => [code, name])))
  return [
    ...figures.map((figure) => rowOf(figure, { figure }, items.map(({ measures }) => measures[figure]))),
    ...[...names].map(([code, quantity]) => rowOf(`load-${code}`, { quantity }, items.map(({ measures }) => largestIn(measures, code)))),
    ...missions.map((mission) => rowOf(`moved-${mission}`, { mission }, items.map(({ measures }) => movedIn(measures, mission)))),
  ]
}

// The units whose sector in `other` is not the one that continues their sector in `first`. `match[d]` is the sector of
// `first` that district d of `other` continues, −1 for none.
export function differingUnits(first: readonly number[], other: readonly number[], match: readonly number[]): number[] {
  return other.flatMap((district, unit) => ((match[district] ?? -1) === first[unit] ? [] : [unit]))
}
