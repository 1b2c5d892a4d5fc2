import type { NetworkPoint, Study, StudyImpossibility, StudyRequest } from '@/api/types'
import { amount, count, decimal, list, percent } from '@/i18n'
import { gapText } from '../certificate'
import type { fr } from './fr'
import type { fr as frStudy } from './fr-study'

type Words = (typeof frStudy)['study']
type Shared = (typeof fr)['network']

export function housesText(n: number, words: Words): string {
  return n === 1 ? words.oneHouse : words.housesCount(count(n))
}

// What the aim measures, as a sentence: "10,8 min en moyenne".
export function valueText(value: number, request: Pick<StudyRequest, 'aim' | 'radius_minutes'>, words: Words, shared: Shared): string {
  if (request.aim === 'cover') return words.shareOf(percent(value), count(request.radius_minutes))
  if (request.aim === 'worst') return words.worstOf(shared.minutes(decimal(value)))
  if (request.aim === 'everyone') return words.allWithin(housesText(value, words), count(request.radius_minutes))
  return words.meanOf(shared.minutes(decimal(value)))
}

// The same, short, for a cell or an axis.
export function valueCell(value: number, aim: StudyRequest['aim']): string {
  return aim === 'cover' ? percent(value) : decimal(value)
}

// What the aim measures, as the title of a column or of an axis.
export function valueTitle(request: Pick<StudyRequest, 'aim' | 'radius_minutes'>, words: Words): string {
  if (request.aim === 'cover') return words.shareAxis(count(request.radius_minutes))
  return request.aim === 'worst' ? words.worstAxis : words.meanAxis
}

// One network is looked for, and not one for each number of houses.
export function alone(aim: StudyRequest['aim']): boolean {
  return aim === 'everyone' || aim === 'budget'
}

// Houses have a capacity: everyone goes to the one that has room for them.
export function hasCapacities({ aim, usual_capacity, places }: Pick<StudyRequest, 'aim' | 'usual_capacity' | 'places'>): boolean {
  return aim === 'mean' && (usual_capacity !== null || (places ?? []).some(({ capacity }) => capacity !== null))
}

// What is gained from one value to another: minutes less, or people more.
export function gainOf(before: number, after: number, aim: StudyRequest['aim']): number {
  return aim === 'cover' ? after - before : before - after
}

export function gainText(gain: number, aim: StudyRequest['aim'], shared: Shared): string {
  return aim === 'cover' ? percent(gain, 2) : shared.minutes(decimal(gain, 2))
}

export function gapCell(point: NetworkPoint, words: Words): string {
  if (point.status === 'optimal') return words.proved
  return point.gap === null ? words.gapUnknown : gapText(point.gap)
}

// What is proved of a network. Only `optimal` is called the best.
export function qualitySentence(point: NetworkPoint, request: Pick<StudyRequest, 'aim' | 'radius_minutes'>, words: Words): string {
  const houses = housesText(point.houses, words)
  const proved = point.status === 'optimal'
  if (request.aim === 'everyone' && proved) return words.everyoneOptimal(houses, count(request.radius_minutes))
  if (request.aim === 'everyone' && point.bound !== null) return words.everyoneWithin(houses, count(request.radius_minutes), count(Math.ceil(point.bound - 1e-6)))
  if (request.aim === 'budget' && proved) return words.budgetOptimal
  if (request.aim === 'budget' && point.gap !== null) return words.budgetWithin(gapText(point.gap))
  if (point.status === 'optimal') return words.optimal(houses)
  return point.gap === null ? words.noBound : words.within(houses, gapText(point.gap))
}

// The sentence of a curve: what one more house brings between its ends.
export function findingOf(curve: readonly NetworkPoint[], request: StudyRequest, words: Words, shared: Shared): string {
  const [first, last] = [curve[0], curve.at(-1)]
  if (!first || !last) return ''
  if (first.houses === last.houses) return words.single(housesText(first.houses, words), valueText(first.value, request, words, shared))
  const gain = gainOf(first.value, last.value, request.aim) / (last.houses - first.houses)
  return words.finding(count(first.houses), housesText(last.houses, words), gainText(gain, request.aim, shared))
}

// Why there is no network, in words that a person can check.
export function impossibleText({ code, units, units_in_all, cells_in_all, have, limit, price }: StudyImpossibility, request: Pick<StudyRequest, 'radius_minutes'>, words: Words): string {
  const { impossible } = words
  switch (code) {
    case 'demand_unreachable': {
      const where = [list(units) + (units_in_all > units.length ? '…' : ''), count(request.radius_minutes)] as const
      return cells_in_all === null ? impossible.demand_unreachable(count(units_in_all), ...where) : impossible.cells_unreachable(count(cells_in_all), ...where)
    }
    case 'too_many_fixed':
    case 'too_few_sites':
    case 'capacity_too_small':
      return impossible[code](count(have), count(limit))
    case 'demand_too_heavy':
      return impossible.demand_too_heavy(units[0] ?? '', count(have), count(limit))
    case 'budget_too_small':
      return impossible.budget_too_small(amount(price))
    default:
      return impossible.nothing_fits
  }
}

// The number of houses and minutes chosen for a study to begin with: what there is, and a few more.
export function usualHouses(existing: number): { min: number; max: number } {
  return existing > 0 ? { min: existing, max: existing + 5 } : { min: 1, max: 12 }
}

// The point in the address, or the one shown first.
export function wantedIndex(study: Study | null, asked: string): number {
  if (!study) return -1
  return study.curve.some(({ index }) => String(index) === asked) ? Number(asked) : study.best
}
