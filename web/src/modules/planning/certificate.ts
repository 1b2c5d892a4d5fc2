import type { Impossibility, PlanSummary } from '@/api/types'
import { count, decimal, duration, list, percent } from '@/i18n'
import type { fr } from './fr-plan'

type Words = (typeof fr)['plan']

// What is proved of the quality of a plan, in words. Only `optimal` is called the best.
export function qualitySentence(summary: PlanSummary, words: Words): string {
  if (summary.status === 'optimal') return words.optimal
  if (summary.bound === null || summary.gap === null) return words.noBound
  return words.within(gapText(summary.gap))
}

// A gap rounded upwards: a certificate may say less than it knows, never more.
export function gapText(gap: number): string {
  const digits = gap < 0.001 ? 4 : 3
  return percent(Math.max(0, Math.ceil(gap * 10 ** digits - 1e-9)) / 10 ** digits, digits - 2)
}

// Houses that a plan would have to open.
export function openedIn(summary: PlanSummary): number {
  return summary.houses?.of_district.filter(({ opened }) => opened).length ?? 0
}

function housesSentence(opened: number, words: Words): string {
  return opened > 0 ? words.fromHousesOpened(count(opened), opened === 1) : words.fromHouses
}

export function gapCell(summary: Pick<PlanSummary, 'status' | 'gap'>, words: Words): string {
  if (summary.status === 'optimal') return words.proved
  return summary.gap === null ? words.gapUnknown : gapText(summary.gap)
}

export function millions(inertia: number): string {
  return decimal(inertia / 1e6, inertia < 1e7 ? 2 : 1)
}

// Every sentence of the certificate, the most important first.
export function certificate(summary: PlanSummary, population: number, words: Words, names: ReadonlyMap<string, string> = new Map()): string[] {
  const kept = summary.max_deviation <= summary.tolerance + 1e-9 ? words.balanceKept : words.balanceBroken
  return [
    qualitySentence(summary, words),
    words.lawful,
    kept(percent(summary.max_deviation), percent(summary.tolerance)),
    ...(summary.weights ?? []).map((one) => words.weightKept(names.get(one.quantity) ?? one.quantity, percent(one.max_deviation), percent(one.tolerance))),
    ...(summary.houses ? [housesSentence(openedIn(summary), words)] : []),
    words.movedSentence(count(summary.moved_residents), percent(population > 0 ? summary.moved_residents / population : 0)),
    words.effort(count(summary.plans), duration(summary.seconds), String(summary.seed)),
  ]
}

// Why no map exists, and what to change.
export function explainImpossibility(why: Impossibility, words: Words): string {
  const ofPlaces = words.impossiblePlaces[why.code as keyof typeof words.impossiblePlaces]
  if (ofPlaces) return ofPlaces(list(why.units))
  if (why.quantity) return words.impossibleQuantity(why.quantity, list(why.units), count(why.have), count(why.limit))
  const known = words.impossible
  const say = known[why.code as keyof typeof known] ?? known.other
  return say(list(why.units), count(why.have), count(why.limit))
}
