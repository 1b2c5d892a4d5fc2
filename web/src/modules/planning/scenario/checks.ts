import type { DistrictMeasure, Scenario } from '@/api/types'
import { count, percent } from '@/i18n'
import type { Tone } from '@/ui/Tag.vue'
import { deviationIn, spreads, type Spread } from './drawing'
import type { fr } from './fr-board'

type Words = (typeof fr)['checks']

export interface Check {
  // 'neutral' while the server has not answered.
  tone: Extract<Tone, 'ok' | 'warn' | 'neutral'>
  text: string
}

// What is looked at: the districts as drawn, and the places left without one.
export interface Drawn {
  rows: readonly DistrictMeasure[]
  unassigned: number
  residents: number
  // Strokes that the server has not measured yet.
  pending: boolean
}

function evenness(spread: Spread, used: readonly DistrictMeasure[], words: Words): Check {
  const { name, tolerance } = spread
  const deviations = used.map((row) => Math.abs(deviationIn(row, spread) ?? NaN))
  if (deviations.some(Number.isNaN)) return { tone: 'neutral', text: words.pendingLoad(name) }
  const [share, outside] = [percent(tolerance), deviations.filter((one) => one > tolerance).length]
  if (outside === 0) return { tone: 'ok', text: name ? words.balancedLoad(name, share) : words.balanced(share) }
  const most = percent(Math.max(...deviations))
  return { tone: 'warn', text: name ? words.outsideLoad(name, count(outside), share, most) : words.outside(count(outside), share, most) }
}

// Only the server counts the places that are cut: while it does, the last count is not shown as if it still held.
function wholeness({ rules, measures }: Scenario, pending: boolean, words: Words): Check[] {
  const { keep } = rules
  if (keep === 'none') return []
  if (pending) return [{ tone: 'neutral', text: words.pendingCut[keep] }]
  const cut = measures.cut_places
  return [cut > 0 ? { tone: 'warn', text: words.cut[keep](count(cut)) } : { tone: 'ok', text: words.kept[keep] }]
}

// Whether the map could be adopted as it is drawn.
export function checksOf(page: Scenario, { rows, unassigned, residents, pending }: Drawn, words: Words): Check[] {
  const used = rows.filter(({ units }) => units > 0)
  const broken = used.filter(({ pieces }) => pieces > 1).length
  return [
    unassigned > 0 ? { tone: 'warn', text: words.unassigned(count(unassigned), count(residents)) } : { tone: 'ok', text: words.complete },
    broken > 0 ? { tone: 'warn', text: words.inPieces(count(broken)) } : { tone: 'ok', text: words.whole },
    ...spreads(page).map((spread) => evenness(spread, used, words)),
    ...wholeness(page, pending, words),
  ]
}

// The same of a map that the server has measured.
export function measuredChecks(page: Scenario, words: Words): Check[] {
  const { of_district: rows, unassigned, unassigned_residents: residents } = page.measures
  return checksOf(page, { rows, unassigned, residents, pending: false }, words)
}
