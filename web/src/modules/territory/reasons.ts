import type { Message } from '@/api/types'
import { count } from '@/i18n'
import type { fr } from './fr-answers'

type Words = typeof fr
type Args = Record<string, string>

function range(args: Args, words: Words['reasons']): string {
  const side = args.side === 'odd' ? words.odd : args.side === 'even' ? words.even : ''
  if (args.from && args.to) return words.numbers(args.from, args.to, side)
  if (args.from) return words.numbersFrom(args.from, side)
  if (args.to) return words.numbersTo(args.to, side)
  return side && words.numbersOf(side)
}

const sentences: Record<string, (args: Args, words: Words['reasons']) => string> = {
  of_code: (_, words) => words.ofCode,
  of_point: (_, words) => words.ofPoint,
  of_door: (args, words) => words.ofDoor(args.number ?? '', args.street ?? ''),
  of_near_door: (args, words) => words.ofNearDoor(args.number ?? '', args.street ?? ''),
  of_street_range: (args, words) => words.ofStreetRange(args.street ?? ''),
  of_commune: (args, words) => (args.street ? words.ofCommuneStreetUnknown : words.ofCommune),
  of_street: (args, words) => words.ofStreet(args.street ?? '', count(Number(args.units ?? 0))),
  unknown_code: (args, words) => words.unknownCode(args.code ?? ''),
  outside: (_, words) => words.outside,
  street_unknown: (_, words) => words.streetUnknown,
  address_unclear: (_, words) => words.addressUnclear,
  unit_of_sector: (args, words) => words.unitOfSector(args.unit ?? ''),
  commune_of_sector: (_, words) => words.communeOfSector,
  street_of_sector: (args, words) => words.streetOfSector(args.street ?? '', range(args, words)),
  claimed_by_several: (args, words) => words.claimedBySeveral(args.sectors ?? ''),
  several_sectors: (args, words) => words.severalSectors(args.sectors ?? ''),
  number_needed: (args, words) => words.numberNeeded(args.sectors ?? ''),
  street_needed: (args, words) => words.streetNeeded(args.unit ?? '', args.sectors ?? ''),
  nobody: (args, words) => (args.unit ? words.nobodyFor(args.unit) : words.nobody),
}

// Why no sector is named: several claim the place, the question is not precise enough, or truly nobody is competent.
export type Absence = 'contested' | 'toSpecify' | 'nobody'

export function absenceOf({ code }: Message): Absence {
  if (code === 'claimed_by_several') return 'contested'
  return /^(several_sectors|number_needed|street_needed)$/.test(code) ? 'toSpecify' : 'nobody'
}

export const reasonCodes = Object.keys(sentences)

// The reason of an answer as a sentence. A code this interface does not know is shown as it is rather than hidden.
export function explainReason(reason: Message, words: Words): string {
  const args = Object.fromEntries(reason.args.map(([name = '', value = '']) => [name, value]))
  return sentences[reason.code]?.(args, words.reasons) ?? reason.code
}
