import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { get } from '@/api/client'
import { useResource, type Resource } from '@/api/resource'
import type { PlaceRow, Places } from '@/api/types'
import { useAt } from '@/app/atDate'
import type { Sorting } from '@/ui/table'

export const placeLevels = ['commune', 'iris', 'epci', 'ept', 'sector', 'site'] as const
export type PlaceLevel = (typeof placeLevels)[number]
const sortKeys = ['name', 'population', 'code'] as const
const pageSize = 50
const exportSize = 500

export interface PlaceSearch {
  level: PlaceLevel
  mission: string | undefined
  q: string
  sorting: Sorting
  offset: number
}

function oneOf<T extends string>(value: unknown, known: readonly T[], fallback: T): T {
  return known.find((candidate) => candidate === value) ?? fallback
}

// What the address says is searched: every filter is a key of the address, so a link reopens the same list.
export function searchOf(query: Record<string, unknown>): PlaceSearch {
  const level = oneOf(query.level, placeLevels, 'commune')
  const offset = Number(query.offset ?? 0)
  return {
    level,
    mission: level === 'sector' ? String(query.mission ?? 'ssd') : undefined,
    q: typeof query.q === 'string' ? query.q : '',
    sorting: { key: oneOf(query.sort, sortKeys, 'name'), descending: query.descending === 'true' },
    offset: Number.isInteger(offset) && offset > 0 ? offset : 0,
  }
}

function parametersOf(search: PlaceSearch, at: string | undefined) {
  const { level, mission, q, sorting } = search
  return { at, level, mission, q, sort: sorting.key, descending: sorting.descending || undefined }
}

export interface PlaceList {
  search: ComputedRef<PlaceSearch>
  places: Resource<Places>
  limit: number
  exporting: Ref<boolean>
  change: (patch: Record<string, string | undefined>) => void
  everything: () => Promise<PlaceRow[]>
}

// The list of places of the address, one page at a time; `everything` reads all its pages for an export.
export function usePlaces(): PlaceList {
  const route = useRoute()
  const router = useRouter()
  const { at } = useAt()
  const exporting = ref(false)
  const search = computed(() => searchOf(route.query))
  const places = useResource((signal) =>
    get('/territory/places', { query: { ...parametersOf(search.value, at.value), offset: search.value.offset, limit: pageSize }, signal }),
  )

  // A link to a page that the list no longer has leads to its last one.
  watch(places.data, (found) => {
    const last = found && found.total > 0 ? Math.floor((found.total - 1) / pageSize) * pageSize : 0
    if (found?.items.length === 0 && search.value.offset > last) void router.replace({ query: { ...route.query, offset: last || undefined } })
  })

  async function everything(): Promise<PlaceRow[]> {
    exporting.value = true
    try {
      const rows: PlaceRow[] = []
      let total = 1
      while (rows.length < total) {
        const query = { ...parametersOf(search.value, at.value), offset: rows.length, limit: exportSize }
        const page = await get('/territory/places', { query })
        if (page.items.length === 0) break
        rows.push(...page.items)
        total = page.total
      }
      return rows
    } finally {
      exporting.value = false
    }
  }

  const change = (patch: Record<string, string | undefined>) => {
    void router.replace({ query: { ...route.query, offset: undefined, ...patch } })
  }
  return { search, places, limit: pageSize, exporting, change, everything }
}
