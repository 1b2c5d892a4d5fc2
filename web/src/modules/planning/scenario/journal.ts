import type { JournalLine, ScenarioStep } from '@/api/types'
import { count, list } from '@/i18n'
import type { fr } from './fr-board'
import type { fr as listFr } from './fr'
import { originText } from './origin'

type Words = typeof fr

// "Bidos, Arette et 12 autres lieux"
export function unitsText(names: readonly string[], many: number, words: Words): string {
  return many > names.length ? words.journal.andOthers(names.join(', '), count(many - names.length)) : list(names)
}

// What a line of the journal did, in two parts: to what, and what.
export function lineText(line: JournalLine, words: Words, origins: typeof listFr): { subject: string; change: string } {
  const { journal } = words
  switch (line.kind) {
    case 'paint':
      return { subject: unitsText(line.units, line.count, words), change: `→ ${line.district || words.noSector}` }
    case 'rename':
      return { subject: line.origin, change: journal.renamed(line.district) }
    case 'replace':
      return { subject: journal.replaced, change: originText(line.origin, origins) }
    case 'undo':
    case 'redo':
      return { subject: journal[line.kind], change: '' }
    default:
      return { subject: line.district, change: journal[line.kind] }
  }
}

export function sentenceOfLine(line: JournalLine, words: Words, origins: typeof listFr): string {
  const { subject, change } = lineText(line, words, origins)
  return [subject, change].filter(Boolean).join(' ')
}

// The last line that an undo or a redo has turned: in force before and no longer, or the other way round.
export function turnedLine(before: readonly JournalLine[], after: readonly JournalLine[]): JournalLine | undefined {
  const drawn = after.filter(({ kind }) => kind !== 'undo' && kind !== 'redo')
  return drawn.reverse().find((line) => line.in_force !== (before[line.position]?.in_force ?? true))
}

// How to say a step that could not be kept.
export function stepText(one: ScenarioStep, nameOf: (unit: number) => string, districtOf: (district: number) => string, words: Words): string {
  const named = 3
  const [name = ''] = one.names
  if (one.kind === 'paint') return `${unitsText(one.units.slice(0, named).map(nameOf), one.units.length, words)} → ${districtOf(one.district)}`
  if (one.kind === 'add') return `${name} ${words.journal.add}`
  if (one.kind === 'rename') return `${districtOf(one.district)} ${words.journal.renamed(name)}`
  return one.kind === 'lock' || one.kind === 'unlock' ? `${districtOf(one.district)} ${words.journal[one.kind]}` : ''
}
