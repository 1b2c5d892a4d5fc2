import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

// Whether a text is a day of the calendar: "2025-02-30" is none.
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

// Today in Paris, as on the server: around midnight the clock of the browser may already be on another day.
export function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date())
}

// The date of the map, kept in the address as `?at=`. Undefined stands for today, which the server knows.
export function useAt(): { at: ComputedRef<string | undefined>; setAt: (date: string | undefined) => void } {
  const route = useRoute()
  const router = useRouter()
  const at = computed(() => {
    const value = route.query.at
    return isDay(value) ? value : undefined
  })
  const setAt = (date: string | undefined) => {
    const next = isDay(date) && date !== today() ? date : undefined
    void router.replace({ query: { ...route.query, at: next } })
  }
  return { at, setAt }
}

// A key of the address as a text, with its default; writing the default removes it from the address.
export function useQuery(name: string, fallback = ''): { value: ComputedRef<string>; set: (next: string) => void } {
  const route = useRoute()
  const router = useRouter()
  const value = computed(() => {
    const found = route.query[name]
    return typeof found === 'string' ? found : fallback
  })
  const set = (next: string) => {
    void router.replace({ query: { ...route.query, [name]: next === fallback ? undefined : next } })
  }
  return { value, set }
}
