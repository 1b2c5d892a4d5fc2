import { computed, watch, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { session } from '@/app/session'

export type Mode = 'address' | 'code' | 'point'

// Where something is asked about: a place by its code, an address as typed, or a point.
export interface Question {
  code?: string
  address?: string
  commune?: string
  lon?: string
  lat?: string
}

export function modeOf(question: Question | null): Mode {
  if (question?.lon) return 'point'
  return question?.address ? 'address' : 'code'
}

// An address or a point may be someone's home: they stay in the memory of this tab, under a random number that alone
// goes into the link and the history. They leave with the session.
const mostKept = 50
export const keptQuestions = new Map<string, Question>()
watch(session, (now) => !now && keptQuestions.clear(), { flush: 'sync' })

export function rememberQuestion(question: Question): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1))
  const id = number.toString(36)
  keptQuestions.set(id, question)
  const oldest = keptQuestions.keys().next().value
  if (keptQuestions.size > mostKept && oldest !== undefined) keptQuestions.delete(oldest)
  return id
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export interface Asking {
  question: ComputedRef<Question | null>
  // The link names a question that this tab does not hold: it was opened elsewhere, or before the session ended.
  forgotten: ComputedRef<boolean>
  ask: (question: Question) => void
}

// The question of the page, followed through back and forward.
export function useQuestion(): Asking {
  const route = useRoute()
  const router = useRouter()
  const code = computed(() => textOf(route.query.code))
  const asked = computed(() => textOf(route.query.asked))
  const question = computed(() => (code.value ? { code: code.value } : (keptQuestions.get(asked.value) ?? null)))
  const forgotten = computed(() => question.value === null && asked.value !== '')

  function ask(next: Question): void {
    const { at, versus } = route.query
    void router.push({ query: { at, versus, ...(next.code ? { code: next.code } : { asked: rememberQuestion(next) }) } })
  }
  return { question, forgotten, ask }
}
