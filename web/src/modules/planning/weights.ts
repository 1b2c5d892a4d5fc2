import type { ScenarioRules } from '@/api/types'

// A quantity to balance besides the population, as typed: the tolerance may be empty while one types.
export interface WeightDraft {
  quantity: string
  percent: number | ''
}

type Weights = ScenarioRules['weights']

export function weightsDraft(weights: Weights | undefined): WeightDraft[] {
  return (weights ?? []).map(({ quantity, tolerance }) => ({ quantity, percent: Math.round(tolerance * 1000) / 10 }))
}

export function weightsOf(draft: readonly WeightDraft[]): Weights {
  return draft.length > 0 ? draft.map(({ quantity, percent }) => ({ quantity, tolerance: Number(percent) / 100 })) : null
}

// Form only: the server is the one that validates.
export function goodWeights(draft: readonly WeightDraft[]): boolean {
  return draft.every(({ percent }) => Number(percent) >= 0.5 && Number(percent) <= 100)
}
