import type { EnsembleRequest, MapToPlace } from '@/api/types'
import type { FormError } from '@/ui/ErrorSummary.vue'
import { goodWeights, weightsOf, type WeightDraft } from '../weights'
import type { Words } from './ensemble'

// The form as typed; numbers may be empty while one types.
export interface DrawDraft {
  around: string
  missions: string[]
  districts: number | ''
  balance_percent: number | ''
  keep: EnsembleRequest['keep']
  weights: WeightDraft[]
  maps: number
  seconds: number
}

export const allowedMaps = [10_000, 100_000, 1_000_000] as const
export const keeps = ['none', 'commune', 'epci'] as const
const usualPercent = 10
// Today's maps may be very uneven: more than a search would allow.
export const mostPercent = 500

// As many sectors as the map has, and a deviation that leaves it among the maps that may be drawn.
export function takeOver(draft: DrawDraft, map: Pick<MapToPlace, 'key' | 'districts' | 'max_deviation'>): void {
  draft.around = map.key
  draft.districts = Math.max(2, map.districts)
  draft.balance_percent = Math.min(mostPercent, Math.max(usualPercent, Math.ceil(map.max_deviation * 200 - 1e-9) / 2))
}

// Presence and form only: the server is the one that validates.
export function draftErrors(draft: DrawDraft, words: Words): FormError[] {
  const found: FormError[] = []
  const [districts, balance] = [Number(draft.districts), Number(draft.balance_percent)]
  if (draft.missions.length === 0) found.push({ field: 'draw-missions', sentence: words.errors.missions })
  if (!Number.isInteger(districts) || districts < 2) found.push({ field: 'draw-districts', sentence: words.errors.districts })
  if (!(balance >= 0.5 && balance <= mostPercent)) found.push({ field: 'draw-balance', sentence: words.errors.balance })
  if (!goodWeights(draft.weights)) found.push({ field: 'draw-weights', sentence: words.errors.weights })
  return found
}

export function requestOf(draft: DrawDraft, at: string | undefined): EnsembleRequest {
  return {
    at: at ?? null,
    missions: draft.missions,
    districts: Number(draft.districts),
    balance: Number(draft.balance_percent) / 100,
    keep: draft.keep,
    weights: weightsOf(draft.weights),
    maps: draft.maps,
    seconds: draft.seconds,
    seed: null,
  }
}
