import { get } from '@/api/client'
import type { NewScenario, ScenarioRules } from '@/api/types'
import type { FormError } from '@/ui/ErrorSummary.vue'
import type { fr } from './fr'
import { goodWeights, weightsOf, type WeightDraft } from '../weights'
import { parseOrigin } from './origin'

// The form as typed; the deviation may be empty while one types.
export interface StartDraft {
  name: string
  origin: string
  missions: string[]
  balance_percent: number | ''
  keep: ScenarioRules['keep']
  weights: WeightDraft[]
}

export const keeps = ['none', 'commune', 'epci'] as const

// Presence and form only: the server is the one that validates.
export function startErrors(draft: StartDraft, words: typeof fr): FormError[] {
  const { errors } = words.start
  const balance = Number(draft.balance_percent)
  const checks: [boolean, string, string][] = [
    [draft.name.trim() !== '', 'name', errors.name],
    [parseOrigin(draft.origin) !== null, 'origin', errors.origin],
    [draft.missions.length > 0, 'missions', errors.missions],
    [balance >= 0.5 && balance <= 100, 'balance', errors.balance],
    [goodWeights(draft.weights), 'weights', errors.weights],
  ]
  return checks.filter(([good]) => !good).map(([, field, sentence]) => ({ field: `scenario-${field}`, sentence }))
}

export function newScenarioOf(draft: StartDraft, at: string | undefined): NewScenario {
  const rules = { missions: draft.missions, balance: Number(draft.balance_percent) / 100, keep: draft.keep, weights: weightsOf(draft.weights) }
  return { name: draft.name.trim(), at: at ?? null, origin: draft.origin, rules }
}

export interface Inherited {
  name: string
  rules: ScenarioRules
}

// What a copy takes over from what it starts from: its name and the rules it was held to. A map in force has none.
export async function inheritedFrom(text: string): Promise<Inherited | null> {
  const origin = parseOrigin(text)
  if (origin?.kind === 'scenario') {
    const { scenario, rules } = await get('/planning/scenarios/{id}', { path: { id: origin.id } })
    return { name: scenario.name, rules }
  }
  if (origin?.kind === 'proposal') {
    const { name, request } = await get('/planning/proposals/{id}', { path: { id: origin.id } })
    return { name, rules: { missions: request.missions, balance: request.balance, keep: request.keep, weights: request.weights } }
  }
  return null
}
