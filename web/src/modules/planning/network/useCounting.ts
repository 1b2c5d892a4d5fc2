import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { StudyRequest, Travel } from '@/api/types'

// What the address says of how access is counted; what it does not say is left to the server.
export interface Counting {
  mode: Travel['mode']
  detour: string | undefined
  speed_kmh: string | undefined
  // A table of minutes; as the crow flies when there is none.
  table: string | undefined
  kinds: string[]
  // Kinds of partners' points counted as complements; all when there is none.
  partners: string[]
  // The side in metres of the cells that residents are counted at; at their unit when there is none.
  cells: string | undefined
}

const number = /^\d+(\.\d+)?$/
const whole = /^[1-9]\d{0,14}$/

// What the server is asked, counted this way on that day.
export function accessQuery({ mode, detour, speed_kmh, table, kinds, partners, cells }: Counting, at: string | undefined): Record<string, string | undefined> {
  return { at, mode, detour, speed_kmh, table, kinds: kinds.join(','), partners: partners.join(','), cells }
}

function written({ mode, detour, speed_kmh, table, kinds, partners, cells }: Counting) {
  return {
    mode: mode === 'walk' ? mode : undefined,
    detour,
    speed: speed_kmh,
    table,
    kinds: kinds.length > 0 ? kinds.join(',') : undefined,
    partners: partners.length > 0 ? partners.join(',') : undefined,
    cells: table === undefined ? cells : undefined,
  }
}

// The address of another study counted as this one was.
export function countedAs({ mode, detour, speed_kmh, table, kinds, cells }: StudyRequest): Record<string, string | undefined> {
  const text = (value: number | null | undefined) => (value === null || value === undefined ? undefined : String(value))
  return written({ mode, detour: text(detour), speed_kmh: text(speed_kmh), table: text(table), kinds, partners: [], cells: text(cells) })
}

// Read from the address, and written back to it: a link reopens the same figures. What is no number counts for nothing.
export function useCounting(): { counting: ComputedRef<Counting>; change: (patch: Partial<Counting>) => void; query: ComputedRef<Record<string, string>> } {
  const route = useRoute()
  const router = useRouter()
  const text = (name: string) => {
    const value = route.query[name]
    return typeof value === 'string' ? value : undefined
  }
  const listOf = (name: string) => (text(name) ?? '').split(',').filter(Boolean)
  const amount = (name: string) => (number.test(text(name) ?? '') ? text(name) : undefined)
  const counting = computed<Counting>(() => ({
    mode: text('mode') === 'walk' ? 'walk' : 'car',
    detour: amount('detour'),
    speed_kmh: amount('speed'),
    table: whole.test(text('table') ?? '') ? text('table') : undefined,
    kinds: listOf('kinds'),
    partners: listOf('partners'),
    cells: text('table') === undefined && whole.test(text('cells') ?? '') ? text('cells') : undefined,
  }))
  const query = computed(() => {
    const known = Object.entries(written(counting.value)).filter((entry): entry is [string, string] => entry[1] !== undefined)
    return Object.fromEntries(known)
  })
  const change = (patch: Partial<Counting>) => {
    void router.replace({ query: { ...route.query, ...written({ ...counting.value, ...patch }) } })
  }
  return { counting, change, query }
}
