import type { ProposalRequest } from '@/api/types'
import type { FormError } from '@/ui/ErrorSummary.vue'
import type { fr } from './fr'

// The form as typed; numbers may be empty while one types.
export interface ProposalDraft {
  name: string
  missions: string[]
  districts_min: number | ''
  districts_max: number | ''
  balance_percent: number | ''
  stability: number
  seconds: number
  keep: ProposalRequest['keep']
  seed: number | ''
}

export const allowedSeconds = [10, 30, 60, 120, 300, 600] as const
export const keeps = ['none', 'commune', 'epci'] as const

// Presence and form only: the server is the one that validates.
export function draftErrors(draft: ProposalDraft, words: typeof fr): FormError[] {
  const { errors } = words.proposals
  const found: FormError[] = []
  const [min, max, balance] = [Number(draft.districts_min), Number(draft.districts_max), Number(draft.balance_percent)]
  if (!draft.name.trim()) found.push({ field: 'proposal-name', sentence: errors.name })
  if (draft.missions.length === 0) found.push({ field: 'proposal-missions', sentence: errors.missions })
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 2 || max < min) found.push({ field: 'proposal-districts_min', sentence: errors.districts })
  if (!(balance >= 0.5 && balance <= 100)) found.push({ field: 'proposal-balance', sentence: errors.balance })
  return found
}

export function requestOf(draft: ProposalDraft, at: string | undefined): ProposalRequest {
  return {
    name: draft.name.trim(),
    at: at ?? null,
    missions: draft.missions,
    districts_min: Number(draft.districts_min),
    districts_max: Number(draft.districts_max),
    balance: Number(draft.balance_percent) / 100,
    stability: draft.stability,
    seconds: draft.seconds,
    seed: draft.seed === '' ? null : Number(draft.seed),
    keep: draft.keep,
  }
}

// Sensible numbers of districts for a common map: between the fewest and the most sectors of today's maps.
export function usualRange(sectors: readonly number[]): { min: number; max: number } {
  if (sectors.length === 0) return { min: 8, max: 8 }
  return { min: Math.max(2, Math.min(...sectors)), max: Math.max(2, ...sectors) }
}
