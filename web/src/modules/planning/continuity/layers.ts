import type { ContinuityAnswer, ContinuityLayer, ContinuityMove } from '@/api/types'
import { missionShort, siteKindName } from '@/app/missions'
import { count, decimal, percent } from '@/i18n'
import type { fr } from './fr'

type Words = typeof fr

export function layerName(layer: Pick<ContinuityLayer, 'kind' | 'mission' | 'site_kind'>, words: Words): string {
  return layer.kind === 'desk' ? words.layer.desk(siteKindName(layer.site_kind)) : words.layer.sector(missionShort(layer.mission))
}

// So many units, in the words of the grain.
export function unitsText(n: number, level: string, words: Words): string {
  if (level === 'iris') return words.layer.iris(count(n))
  return n === 1 ? words.layer.oneCommune : words.layer.commune(count(n))
}

export function minutesCell(minutes: number): string {
  return minutes < 0 ? '' : decimal(minutes, minutes < 100 ? 1 : 0)
}

export function burdenText(burden: number | null): string {
  return burden === null ? '' : percent(burden, 0)
}

const figure = (args: Record<string, string>, name: string) => decimal(Number(args[name] ?? 0), name.endsWith('burden') ? 0 : 1)

// Why a unit is handed to whom it is, in a sentence.
export function whyText(move: ContinuityMove, words: Words): string {
  const args = Object.fromEntries(move.reason.args.map(([name = '', value = '']) => [name, value]))
  const { moves } = words
  switch (move.reason.code) {
    case 'only':
      return moves.only
    case 'nearest':
      return moves.nearest(figure(args, 'minutes'), args.next ?? '', figure(args, 'next_minutes'))
    case 'less_loaded':
      return moves.less_loaded(args.near ?? '', figure(args, 'near_minutes'), figure(args, 'near_burden'), figure(args, 'burden'))
    case 'lighter':
      return moves.lighter(args.near ?? '', figure(args, 'near_minutes'))
    case 'one_piece':
      return moves.one_piece(args.near ?? '', figure(args, 'near_minutes'))
    default:
      return moves.unplaced
  }
}

// The carrier that will be the most loaded of those that take something; null when none does.
export function heaviest(layer: ContinuityLayer): ContinuityLayer['carriers'][number] | null {
  const takers = layer.carriers.filter(({ taken, burden_during }) => taken > 0 && burden_during !== null)
  return takers.reduce<ContinuityLayer['carriers'][number] | null>((most, one) => (most && (most.burden_during ?? 0) >= (one.burden_during ?? 0) ? most : one), null)
}

// What to remember of a layer, in sentences.
export function findings(layer: ContinuityLayer, answer: ContinuityAnswer, minutes: (n: string) => string, words: Words): string[] {
  if (layer.moves.length === 0) return [words.layer.nothing]
  const { concerned, everyone } = layer
  const most = heaviest(layer)
  const far = [percent(everyone.beyond_during), count(answer.far_minutes), percent(everyone.beyond_before)] as const
  const heavy = layer.posts_known ? words.layer.heaviest : words.layer.heaviestSupposed
  return [
    words.layer.found[layer.kind](
      unitsText(layer.moves.length, answer.units.unit_level, words), count(concerned.residents), minutes(decimal(concerned.mean_before)), minutes(decimal(concerned.mean_during)),
    ),
    ...(concerned.mean_during < concerned.mean_before ? [words.layer.shorter] : []),
    layer.kind === 'desk' ? words.layer.far.desk(siteKindName(layer.site_kind), ...far) : words.layer.far.sector(...far),
    ...(most ? [heavy(most.name, burdenText(most.burden_during))] : []),
  ]
}

export interface SheetGroup {
  key: string
  from: string
  to: string
  moves: ContinuityMove[]
}

// The moves by who takes them and from whom, in the order of the carriers.
export function sheetGroups(layer: ContinuityLayer): SheetGroup[] {
  const groups = new Map<string, SheetGroup>()
  for (const move of layer.moves) {
    const key = `${String(move.to).padStart(4, '0')} ${String(move.from).padStart(4, '0')}`
    const group = groups.get(key) ?? { key, from: layer.carriers[move.from]?.name ?? '', to: layer.carriers[move.to]?.name ?? '', moves: [] }
    group.moves.push(move)
    groups.set(key, group)
  }
  return [...groups.values()].sort((a, b) => a.key.localeCompare(b.key))
}

const shifted = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
export const nextDay = (day: string) => shifted(day, 1)
export const eveOf = (day: string) => shifted(day, -1)
