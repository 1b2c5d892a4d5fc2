import type { ProposalRequest, Scenario } from '@/api/types'
import type { FormError } from '@/ui/ErrorSummary.vue'
import type { fr } from './fr'
import { goodWeights, weightsDraft, weightsOf, type WeightDraft } from './weights'

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
  // Quantities to balance besides the population.
  weights: WeightDraft[]
  around_mds: boolean
  territories: number | ''
  // Where each sector may have its house; '' = no house is asked.
  houses: '' | Candidates
  opened_at_most: number | ''
}

export type Candidates = NonNullable<ProposalRequest['houses']>['candidates']
export const houseChoices = ['', 'none', 'communes', 'units', 'sites'] as const

// The scenario that the search is made for, as the form was opened on it.
export type ScenarioGround = Pick<Scenario, 'version' | 'rules' | 'editable'> & { id: number; name: string; at: string; districts: number; locked: string[] }

export function groundOf(page: Scenario): ScenarioGround {
  const held = page.measures.of_district.filter(({ units }) => units > 0)
  return {
    id: page.scenario.id,
    name: page.scenario.name,
    at: page.scenario.at,
    version: page.version,
    rules: page.rules,
    editable: page.editable,
    districts: held.length,
    locked: held.filter(({ locked }) => locked).map(({ name }) => name),
  }
}

// What the form takes over from the scenario: its rules, and as many sectors as were drawn.
export function takeOver(draft: ProposalDraft, ground: ScenarioGround, name: string): void {
  const { missions, balance, keep, weights } = ground.rules
  const districts = Math.max(2, ground.districts)
  Object.assign(draft, { name, missions: [...missions], balance_percent: Math.round(balance * 1000) / 10, keep, districts_min: districts, districts_max: districts })
  draft.weights = weightsDraft(weights)
}

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
  if (!goodWeights(draft.weights)) found.push({ field: 'proposal-weights', sentence: errors.weights })
  const territories = Number(draft.territories)
  if (draft.territories !== '' && !(Number.isInteger(territories) && territories >= 2 && territories < min)) found.push({ field: 'proposal-territories', sentence: errors.territories })
  if (mayOpen(draft) && !(Number.isInteger(draft.opened_at_most) && Number(draft.opened_at_most) >= 1)) found.push({ field: 'proposal-opened_at_most', sentence: errors.openedAtMost })
  return found
}

export const mayOpen = (draft: ProposalDraft) => draft.houses !== '' && draft.houses !== 'none'

export function requestOf(draft: ProposalDraft, at: string | undefined, ground?: ScenarioGround | null): ProposalRequest {
  return {
    name: draft.name.trim(),
    at: ground?.at ?? at ?? null,
    missions: draft.missions,
    districts_min: Number(draft.districts_min),
    districts_max: Number(draft.districts_max),
    balance: Number(draft.balance_percent) / 100,
    stability: draft.stability,
    seconds: draft.seconds,
    seed: draft.seed === '' ? null : Number(draft.seed),
    keep: draft.keep,
    weights: weightsOf(draft.weights),
    around_mds: draft.around_mds || null,
    territories: draft.territories === '' ? null : Number(draft.territories),
    houses: draft.houses === '' ? null : { candidates: draft.houses, opened_at_most: mayOpen(draft) ? Number(draft.opened_at_most) : 0 },
    scenario: ground?.id ?? null,
    version: ground?.version ?? null,
  }
}

// Sensible numbers of districts for a common map: between the fewest and the most sectors of today's maps.
export function usualRange(sectors: readonly number[]): { min: number; max: number } {
  if (sectors.length === 0) return { min: 8, max: 8 }
  return { min: Math.max(2, Math.min(...sectors)), max: Math.max(2, ...sectors) }
}
