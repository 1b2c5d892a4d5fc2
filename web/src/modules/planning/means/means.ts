import type { Means, MeansCell, MeansKind, MeansReason } from '@/api/types'
import { amount, decimal } from '@/i18n'
import type { fr } from './fr'

// What the address says of the question; numbers as they are typed.
export interface Question {
  origin: string
  formulas: number[]
  posts: string[] // of each formula; '' = as many as today
  moves: string
  step: string
  years: string // '' = at once
}

export const steps = ['1', '0.5', '0.25', '0.1'] as const
export const usualStep = '0.5'
export const mostYears = 10

// "12,5" as "12.5": what people type, as a number; '' when it is none.
export function typed(text: string): string {
  const value = text.trim().replace(',', '.')
  return value !== '' && Number.isFinite(Number(value)) && Number(value) >= 0 ? value : ''
}

export function questionOf(query: Record<string, unknown>): Question {
  const text = (name: string) => (typeof query[name] === 'string' ? (query[name] as string) : '')
  const formulas = text('formulas').split(',').map(Number).filter((id) => Number.isInteger(id) && id > 0)
  const posts = text('posts').split(',')
  return {
    origin: text('origin'),
    formulas,
    posts: formulas.map((_, index) => typed(posts[index] ?? '')),
    moves: typed(text('moves')),
    step: (steps as readonly string[]).includes(text('step')) ? text('step') : usualStep,
    years: /^([1-9]|10)$/.test(text('years')) ? text('years') : '',
  }
}

// The same question in the address; what is usual is left out.
export function addressOf(question: Question): Record<string, string | undefined> {
  return {
    origin: question.origin || undefined,
    formulas: question.formulas.join(',') || undefined,
    posts: question.posts.some(Boolean) ? question.posts.join(',') : undefined,
    moves: question.moves || undefined,
    step: question.step === usualStep ? undefined : question.step,
    years: question.years || undefined,
  }
}

// What the server is asked; -1 posts are as many as today.
export function requestOf(question: Question, at: string | undefined): Record<string, string | undefined> {
  return {
    at,
    origin: question.origin,
    formulas: question.formulas.join(',') || undefined,
    posts: question.posts.some(Boolean) ? question.posts.map((posts) => posts || '-1').join(',') : undefined,
    moves: question.moves || undefined,
    step: question.step,
    years: question.years || undefined,
  }
}

export type Status = 'under' | 'over' | 'even'

// Beside the norm, within half of the smallest part of a post.
export function statusOf(need: number, posts: number, step: number): Status {
  if (posts < need - step / 2) return 'under'
  return posts > need + step / 2 ? 'over' : 'even'
}

// The page only asks for kinds and sectors that the answer has.
export function kindAt(means: Means, kind: number): MeansKind {
  const found = means.kinds[kind]
  if (!found) throw new RangeError(`no kind ${kind}`)
  return found
}
export function sectorName(means: Means, sector: number): string {
  return means.sectors[sector]?.name ?? ''
}

export function cellsOf(means: Means, kind: number): MeansCell[] {
  return means.cells.filter((cell) => cell.kind === kind)
}

// Why no sharing out obeys the rules, in words: of a sector, or of a kind of posts in all of them.
export function impossibleText(why: NonNullable<Means['impossible']>, says: (typeof fr)['answer']['impossible']): string {
  const given = new Map(why.args.map(([name, value]) => [name, value ?? '']))
  const [have, limit] = ['have', 'limit'].map((name) => amount(Number(given.get(name))))
  const say = says[why.code as keyof typeof says]
  return say?.(given.get('sector') || given.get('kind') || '', have ?? '', limit ?? '') ?? why.code
}

// A load in running text: a decimal only where it says something.
export function loadText(value: number): string {
  return decimal(value, Math.abs(value) < 100 ? 1 : 0)
}

export function loadOf(amount: number, posts: number): number | null {
  if (posts > 0) return amount / posts
  return amount > 0 ? null : 0
}

// The quantity of a kind in running text: "naissances", "habitants".
export function quantityOf(kind: MeansKind, residents: string): string {
  const name = kind.formula.quantity_name || residents
  return name.charAt(0).toLocaleLowerCase() + name.slice(1)
}

export interface PostsRow {
  sector: string
  present: string
  floor: string
  cap: string
  room: string
}

// A table typed or exported by a spreadsheet: "secteur;postes;plancher;plafond;places", sectors by their code or their name.
// Gives the rows, the line that cannot be read, or 'header' when the columns are not there.
export function readPosts(text: string, sectors: Means['sectors']): PostsRow[] | number | 'header' {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  const mark = (lines[0] ?? '').includes(';') ? ';' : (lines[0] ?? '').includes('\t') ? '\t' : ','
  const cells = (line: string) => line.split(mark).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
  const header = cells(lines[0] ?? '').map((name) => name.toLowerCase())
  const column = (...names: string[]) => header.findIndex((name) => names.includes(name))
  const at = { sector: column('secteur', 'sector', 'code'), present: column('postes', 'posts', 'present'), floor: column('plancher', 'floor'), cap: column('plafond', 'cap'), room: column('places', 'room') }
  if (at.sector < 0 || at.present < 0) return 'header'
  const rows: PostsRow[] = []
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue
    const fields = cells(line)
    const named = sectors.find(({ code, name }) => code === fields[at.sector] || name === fields[at.sector])
    const value = (place: number) => (place < 0 ? '' : (fields[place] ?? ''))
    const row = { present: value(at.present), floor: value(at.floor), cap: value(at.cap), room: value(at.room) }
    if (!named || Object.values(row).some((one) => one !== '' && typed(one) === '')) return index + 1
    rows.push({ sector: named.code, present: typed(row.present), floor: typed(row.floor), cap: typed(row.cap), room: typed(row.room) })
  }
  return rows
}

// Of the parts of posts given, those that fewer posts would take back first, as many as so many posts make: the last ones
// that went where they relieve. What a floor or the limit of moves holds stays.
export function takenFirst(means: Means, kind: number, posts: number): MeansReason[] {
  const free = means.reasons.filter((reason) => reason.kind === kind && reason.because === 'relief')
  return free.slice(-Math.round(posts / means.step)).reverse()
}

export const nextPosts = 10
