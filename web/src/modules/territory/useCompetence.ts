import { get } from '@/api/client'
import { useResource, type Resource } from '@/api/resource'
import type { Answer, Competence } from '@/api/types'
import type { Question } from './questions'

// "Pau (64445)" or "64445" is the code 64445; a name alone is no code.
export function codeIn(text: string): string | null {
  const found = /^(?:.*\()?\s*(\d[\dAB]\d{3}(?:\d{4})?)\s*\)?$/i.exec(text.trim())
  return found?.[1]?.toUpperCase() ?? null
}

// A decimal number as typed in France or elsewhere; null when it is none.
export function decimalIn(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || Number.isNaN(value) ? null : value
}

export interface ComparedAnswer {
  mission: string
  now: Answer
  other: Answer | undefined
  changes: boolean
}

// The answers of a date beside those of another one, mission by mission.
export function compareAnswers(now: Competence, other: Competence | null): ComparedAnswer[] {
  return now.answers.map((answer) => {
    const twin = other?.answers.find((candidate) => candidate.mission === answer.mission)
    return { mission: answer.mission, now: answer, other: twin, changes: twin !== undefined && twin.sector?.code !== answer.sector?.code }
  })
}

// The number typed before the name of a street, kept when another street is chosen: "12 bis", "12bis".
export function numberIn(address: string): string {
  return /^\s*(\d+(?:\s?(?:bis|ter|quater|[a-z]))?)[\s,]/i.exec(address)?.[1] ?? ''
}

// What is asked, answered on a date.
export function useCompetence(question: () => Question | null, at: () => string | undefined): Resource<Competence> {
  return useResource((signal) => {
    const asked = question()
    return asked ? get('/territory/competence', { query: { ...asked, at: at() }, signal }) : null
  })
}
