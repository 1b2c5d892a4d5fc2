import type { LocationQuery } from 'vue-router'
import type { ContinuityRequest } from '@/api/types'
import { isDay } from '@/app/atDate'
import type { FormError } from '@/ui/ErrorSummary.vue'
import type { fr } from './fr'

// One sector that lacks agents, as typed: numbers may be empty while one types, and posts left to what is known.
export interface AbsenceDraft {
  mission: string
  sector: string
  posts: number | ''
  absent: number | ''
}

export interface ContinuityDraft {
  reason: string
  from: string
  to: string
  closed: string[]
  missions: string[]
  absences: AbsenceDraft[]
  load: string
  minutes_for_tenth: number
}

const text = (query: LocationQuery, name: string) => (typeof query[name] === 'string' ? query[name] : '')
const list = (query: LocationQuery, name: string) => text(query, name).split(',').filter(Boolean).map(decodeURIComponent)
const amount = (typed: string | undefined): number | '' => (typed !== undefined && /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : '')

function absenceIn(line: string): AbsenceDraft {
  const [mission = '', sector = '', posts, absent] = line.split('~')
  return { mission, sector: decodeURIComponent(sector), posts: amount(posts), absent: amount(absent) }
}

// The question that the address holds; what it does not say is as usual. Nothing in it names anybody.
export function draftOf(query: LocationQuery, today: string): ContinuityDraft {
  const from = text(query, 'from')
  const to = text(query, 'to')
  const minutes = amount(text(query, 'worth'))
  return {
    reason: text(query, 'reason'),
    from: isDay(from) ? from : today,
    to: isDay(to) ? to : '',
    closed: list(query, 'closed'),
    missions: list(query, 'missions'),
    absences: text(query, 'absent').split(',').filter(Boolean).map(absenceIn),
    load: text(query, 'load') || 'residents',
    minutes_for_tenth: minutes === '' ? 5 : minutes,
  }
}

const joined = (codes: readonly string[]) => codes.map(encodeURIComponent).join(',') || undefined

// The same, written in the address.
export function addressOf(draft: ContinuityDraft): Record<string, string | undefined> {
  const absences = draft.absences.map(({ mission, sector, posts, absent }) => [mission, encodeURIComponent(sector), posts, absent].join('~'))
  return {
    reason: draft.reason || undefined,
    from: draft.from || undefined,
    to: draft.to || undefined,
    closed: joined(draft.closed),
    missions: joined(draft.missions),
    absent: absences.join(',') || undefined,
    load: draft.load === 'residents' ? undefined : draft.load,
    worth: draft.minutes_for_tenth === 5 ? undefined : String(draft.minutes_for_tenth),
  }
}

// The same question again, from another first day when one is given.
export function addressAgain({ absences, ...request }: ContinuityRequest, from = request.from): Record<string, string | undefined> {
  const { reason, to, closed, missions, load, minutes_for_tenth } = request
  return addressOf({ reason, from, to, closed, missions, load, minutes_for_tenth, absences: absences.map(({ posts, ...one }) => ({ ...one, posts: posts ?? '' })) })
}

// Presence and form only: the server is the one that validates.
export function draftErrors(draft: ContinuityDraft, words: (typeof fr)['form']): FormError[] {
  const found: FormError[] = []
  if (draft.reason.trim().length < 3) found.push({ field: 'continuity-reason', sentence: words.errors.reason })
  if (!isDay(draft.from)) found.push({ field: 'continuity-from', sentence: words.errors.from })
  if (!isDay(draft.to)) found.push({ field: 'continuity-to', sentence: words.errors.to })
  if (draft.closed.length === 0 && draft.absences.length === 0) found.push({ field: 'continuity-closed', sentence: words.errors.nothing })
  draft.absences.forEach(({ sector, absent }, index) => {
    if (sector === '') found.push({ field: `continuity-absences-${index}-sector`, sentence: words.errors.sector })
    if (absent === '') found.push({ field: `continuity-absences-${index}-absent`, sentence: words.errors.absent })
  })
  return found
}

export function requestOf(draft: ContinuityDraft): ContinuityRequest {
  return {
    reason: draft.reason.trim(),
    from: draft.from,
    to: draft.to,
    closed: [...draft.closed],
    missions: [...draft.missions],
    absences: draft.absences.map(({ mission, sector, posts, absent }) => ({ mission, sector, posts: posts === '' ? null : posts, absent: Number(absent) })),
    load: draft.load,
    mode: 'car',
    detour: null,
    speed_kmh: null,
    minutes_for_tenth: draft.minutes_for_tenth,
  }
}

// The control of a field that the server refuses: "/absences/1/posts" is "continuity-absences-1-posts".
export function controlOf(field: string): string {
  const path = field.split('/').filter(Boolean)
  return path.length === 0 || path[0] === 'id' ? '' : `continuity-${path.join('-')}`
}
