import type { RouteLocationRaw } from 'vue-router'
import type { Draw, DrawnMeasure, PlacedMap } from '@/api/types'
import { missionShort } from '@/app/missions'
import { count, decimal, percent } from '@/i18n'
import { millions } from '../certificate'
import type { fr } from './fr'

export type Words = (typeof fr)['ensemble']
type Kind = DrawnMeasure['kind']
type Place = NonNullable<PlacedMap['places'][number]>

const missionOf = (key: string) => missionShort(key.split('/')[1] ?? '')

export function mapName(map: Pick<PlacedMap, 'key' | 'kind' | 'name'>, words: Words): string {
  if (map.kind === 'today') return words.todayName(missionOf(map.key))
  return map.kind === 'proposal' ? words.proposedName(map.name, count(Number(map.key.split('/')[2]) + 1)) : map.name
}

// The page of a map, from its key: "mission/ssd", "scenario/3", "proposal/2/0".
export function mapLink(key: string): RouteLocationRaw {
  const [kind, id = '', plan = ''] = key.split('/')
  if (kind === 'scenario') return { name: 'scenario', params: { id } }
  return kind === 'proposal' ? { name: 'proposal', params: { id }, query: { plan } } : { name: 'disagreement' }
}

export function measureKey(measure: Pick<DrawnMeasure, 'kind' | 'mission'>): string {
  return measure.mission ? `${measure.kind}-${measure.mission}` : measure.kind
}

// The page only asks for measures that the draw has.
export function measureAt(draw: Draw, index: number): DrawnMeasure {
  const found = draw.measures[index]
  if (!found) throw new RangeError(`no measure ${index}`)
  return found
}

export function measureName(measure: Pick<DrawnMeasure, 'kind' | 'mission'>, words: Words): string {
  return measure.kind === 'moved' ? words.moved(missionShort(measure.mission)) : words.measures[measure.kind]
}

const tellers: Record<Kind, (value: number) => string> = {
  inertia: millions,
  cut_edges: count,
  border_km: (value) => decimal(value, value < 100 ? 1 : 0),
  max_deviation: (value) => percent(value, value < 0.1 ? 2 : 1),
  moved: count,
}
// Of a cell or an axis, whose head says the unit.
export function valueCell(kind: Kind, value: number): string {
  return tellers[kind](value)
}
// In running text.
export function valueText(kind: Kind, value: number): string {
  if (kind === 'inertia') return `${millions(value)}\u00a0M`
  return kind === 'border_km' ? `${valueCell(kind, value)}\u00a0km` : valueCell(kind, value)
}

// A share as finely as its interval allows, never beyond its sure end: when the interval holds everything, the sure end is said.
export function quotedShare(share: number, low: number, high: number): { text: string; margin: number; atLeast: boolean } {
  const margin = Math.max(share - low, high - share)
  const digits = margin >= 0.005 ? 0 : margin >= 0.0005 ? 1 : 2
  const unit = 10 ** (digits + 2)
  if (share + margin < 1 && Math.round(share * unit) < unit) return { text: percent(share, digits), margin, atLeast: false }
  return { text: percent(Math.floor(low * unit + 1e-9) / unit, digits), margin, atLeast: true }
}

function sides(measure: DrawnMeasure, words: Words): { better: string; worse: string } {
  const { kind } = measure
  if (kind === 'moved') return { better: words.movesFewer(missionShort(measure.mission)), worse: words.movesMore(missionShort(measure.mission)) }
  return { better: words.better[kind], worse: words.worse[kind] }
}

// "Plus compacte que 92 % des cartes tirées, à égalité avec 3 % (à 0,8 point près)".
export function placeSentence(measure: DrawnMeasure, place: Place, words: Words): string {
  const { better, worse } = sides(measure, words)
  const good = place.better_than >= place.worse_than
  const share = good ? place.better_than : place.worse_than
  const [down, up] = [place.better_than - place.low, place.high - place.better_than]
  const quoted = quotedShare(share, Math.max(0, share - (good ? down : up)), Math.min(1, share + (good ? up : down)))
  const equal = 1 - place.better_than - place.worse_than
  const said = (quoted.atLeast ? words.thanAtLeast : words.than)(good ? better : worse, quoted.text)
  const par = equal >= 0.01 ? `, ${words.equal(percent(equal, 0))}` : ''
  const points = quoted.margin * 100
  return quoted.atLeast ? `${said}${par}` : `${said}${par} (${words.within(decimal(points, points < 0.95 ? 1 : 0), points >= 1.5)})`
}

export function apartSentence(map: PlacedMap, words: Words): string {
  if (!map.apart) return ''
  const { code, have, limit } = map.apart
  const text = (value: number) => (code === 'unbalanced' ? percent(value) : count(value))
  return words.apart[code](text(have), text(limit))
}

// What may be said of one map by one measure: its place, or why it has none.
export function standingOf(map: PlacedMap, measure: DrawnMeasure, index: number, drawing: boolean, words: Words): string {
  const place = map.places[index]
  if (map.apart) return words.notComparable
  if (place) return placeSentence(measure, place, words)
  if (measure.kind === 'moved' && map.key === `mission/${measure.mission}`) return words.itself
  return drawing ? words.waiting : words.noPlace
}

// Never said nearer to agreement than it is.
export function hatText(hat: number | null): string {
  return hat === null ? '' : decimal(Math.ceil(hat * 1000 - 1e-6) / 1000, 3)
}

// The sentences of trust: whether ranks may be quoted, what the draw is worth, what was left undone.
export function trustSentences(draw: Draw, asked: number, words: Words): string[] {
  const worst = Math.max(...draw.measures.map(({ r_hat }) => r_hat ?? Infinity))
  const independent = Math.min(...draw.measures.map((one) => one.independent))
  const hat = hatText(Number.isFinite(worst) ? worst : null) || words.unknownHat
  const apart = draw.measures.filter((one) => !one.agreed).length
  const verdict = draw.agreed ? words.agreed(count(draw.chains), hat) : worst <= 1.05 ? words.tooFew(count(Math.floor(independent))) : words.disagreed(count(apart), count(draw.measures.length), hat)
  return [verdict, words.worth(count(draw.maps), count(Math.floor(independent))), ...(draw.complete ? [] : [words.cutShort(count(asked))])]
}

export function quantileOf(measure: DrawnMeasure, share: number): number {
  return measure.quantiles.find((one) => one.share === share)?.value ?? measure.least
}

// The map asked for in the address, or the first that can be placed, or the first.
export function chosenMap(maps: readonly PlacedMap[], asked: string): PlacedMap | undefined {
  return maps.find(({ key }) => key === asked) ?? maps.find(({ apart }) => !apart) ?? maps[0]
}
