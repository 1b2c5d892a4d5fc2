import type { PlaceTold, StudyRequest } from '@/api/types'
import type { FormError } from '@/ui/ErrorSummary.vue'
import type { fr } from './fr-study'
import { alone } from './study'
import type { Counting } from './useCounting'

// The form as typed; numbers may be empty while one types.
export interface StudyDraft {
  name: string
  target: string
  aim: StudyRequest['aim']
  radius_minutes: number
  houses_min: number | ''
  houses_max: number | ''
  closing: 'none' | 'any' | 'some'
  closable: string[]
  candidates: StudyRequest['candidates']
  seconds: number
  places: PlaceTold[]
  budget: number | ''
  usual_price: number | ''
  usual_capacity: number | ''
}

// Presence and form only: the server is the one that validates.
export function draftErrors(draft: StudyDraft, words: (typeof fr)['study']): FormError[] {
  const found: FormError[] = []
  const [min, max] = [Number(draft.houses_min), Number(draft.houses_max)]
  if (!draft.name.trim()) found.push({ field: 'study-name', sentence: words.errors.name })
  if (draft.aim === 'budget' && !(Number(draft.budget) > 0)) found.push({ field: 'study-budget', sentence: words.errors.budget })
  if (!alone(draft.aim) && (!Number.isInteger(min) || !Number.isInteger(max) || min < 1 || max < min)) found.push({ field: 'study-houses_min', sentence: words.errors.houses })
  return found
}

// `houses`: the codes of those of today.
export function requestOf(draft: StudyDraft, at: string | undefined, counting: Counting, houses: readonly string[]): StudyRequest {
  const closable = { none: [], any: [...houses], some: draft.closable.filter((code) => houses.includes(code)) }
  return {
    name: draft.name.trim(),
    at: at ?? null,
    mode: counting.mode,
    detour: counting.detour === undefined ? null : Number(counting.detour),
    speed_kmh: counting.speed_kmh === undefined ? null : Number(counting.speed_kmh),
    table: counting.table === undefined ? null : Number(counting.table),
    kinds: counting.kinds,
    target: draft.target,
    aim: draft.aim,
    radius_minutes: draft.radius_minutes,
    houses_min: Number(draft.houses_min),
    houses_max: Number(draft.houses_max),
    closable: closable[draft.closing],
    candidates: draft.candidates,
    seconds: draft.seconds,
    seed: null,
    places: draft.places.length > 0 ? draft.places : null,
    budget: draft.aim === 'budget' ? Number(draft.budget) : null,
    usual_price: draft.aim === 'budget' && draft.usual_price !== '' ? Number(draft.usual_price) : null,
    usual_capacity: draft.aim === 'mean' && counting.cells === undefined && draft.usual_capacity !== '' ? Number(draft.usual_capacity) : null,
    cells: counting.cells === undefined ? null : Number(counting.cells),
  }
}
