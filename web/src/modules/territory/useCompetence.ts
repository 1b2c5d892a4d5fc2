import { computed, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import { get } from '@/api/client'
import { useResource, type Resource } from '@/api/resource'
import type { Answer, Competence } from '@/api/types'

export type Mode = 'address' | 'code' | 'point'

// What is asked of the server, as kept in the address of the page.
export interface Question {
  code?: string
  address?: string
  commune?: string
  lon?: string
  lat?: string
}
const keys = ['code', 'address', 'commune', 'lon', 'lat'] as const

export function questionOf(query: Record<string, unknown>): Question | null {
  const question: Question = {}
  for (const key of keys) {
    const value = query[key]
    if (typeof value === 'string' && value) question[key] = value
  }
  const complete = question.code ?? question.address ?? (question.lon && question.lat)
  return complete ? question : null
}

export function modeOf(question: Question | null): Mode {
  if (question?.lon) return 'point'
  return question?.address ? 'address' : 'code'
}

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

export function useCompetence(at: () => string | undefined): { question: ComputedRef<Question | null>; answer: Resource<Competence> } {
  const route = useRoute()
  const question = computed(() => questionOf(route.query))
  const answer = useResource((signal) => (question.value ? get('/territory/competence', { query: { ...question.value, at: at() }, signal }) : null))
  return { question, answer }
}
