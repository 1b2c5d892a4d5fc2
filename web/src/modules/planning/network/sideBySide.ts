import type { StudiedNetwork, Study } from '@/api/types'
import { count, decimal, percent } from '@/i18n'
import type { fr } from './fr-decided'

type Words = (typeof fr)['side']
export interface Side {
  study: Study
  network: StudiedNetwork
}

export interface SideRow {
  key: string
  label: string
  texts: string[]
  raws: (number | string)[]
  // Positions of the best values; none when all are the same, or when nothing is better.
  best: number[]
}

// The network of a study that is compared: the one that was submitted, or else the one shown first.
export function comparedIndex(study: Pick<Study, 'chosen' | 'best'>): number {
  return study.chosen >= 0 ? study.chosen : study.best
}

// Whether minutes come from the same place, and people are counted at the same one.
export function countedAlike(sides: readonly Side[]): boolean {
  return new Set(sides.map(({ network }) => JSON.stringify([network.travel, network.cells?.grid]))).size <= 1
}

function row(key: string, label: string, values: readonly number[], text: (value: number) => string, better: 'less' | 'more' | null): SideRow {
  const target = better === null ? null : better === 'less' ? Math.min(...values) : Math.max(...values)
  const best = values.flatMap((value, index) => (value === target ? [index] : []))
  return { key, label, texts: values.map(text), raws: [...values], best: best.length === values.length ? [] : best }
}

// One row per measure. Minutes are marked best only where all are counted the same way.
export function sideRows(sides: readonly Side[], words: Words): SideRow[] {
  const reaches = sides[0]?.network.reaches ?? []
  const comparable = countedAlike(sides)
  const of = (value: (side: Side) => number) => sides.map(value)
  const residents = ({ network }: Side) => network.after.publics[0]
  return [
    row('houses', words.houses, of(({ network }) => network.point.houses), count, null),
    row('opened', words.opened, of(({ network }) => network.point.opened), count, null),
    row('closed', words.closed, of(({ network }) => network.point.closed), count, null),
    row('mean', words.mean, of((side) => residents(side)?.mean_minutes ?? 0), (value) => decimal(value), comparable ? 'less' : null),
    row('worst', words.worst, of((side) => residents(side)?.worst_minutes ?? 0), (value) => decimal(value), comparable ? 'less' : null),
    ...reaches.map((minutes, index) => row(`within-${minutes}`, words.within(count(minutes)), of((side) => residents(side)?.within[index] ?? 0), (value) => percent(value), comparable ? 'more' : null)),
  ]
}
