import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import { get } from '@/api/client'
import type { PlaceRow } from '@/api/types'
import { useShared } from '@/i18n'
import type { IconName } from '@/ui/icons'
import { levelOne, missionShort } from './missions'
import { pages } from './pages'

export interface PaletteItem {
  id: string
  icon: IconName
  label: string
  detail: string
  to: RouteLocationRaw
}

// Accents and case do not count in a search.
export function plain(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().trim()
}

// The page of one place.
export function placeLink(place: Pick<PlaceRow, 'level' | 'code' | 'mission'>): RouteLocationRaw {
  const query = place.mission ? { mission: place.mission } : {}
  return { name: 'place', params: { level: place.level, code: place.code }, query }
}

const searchedLevels = ['commune', 'sector', 'epci', 'site'] as const
const waitMs = 150

async function placesMatching(q: string, at: string | undefined): Promise<PlaceRow[]> {
  const ask = (level: string) => get('/territory/places', { query: { at, level, q, limit: level === 'commune' ? 8 : 3 } })
  const answers = await Promise.allSettled(searchedLevels.map(ask))
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.items : []))
}

// The pages, actions and places that answer a query: all at once, but for places, as soon as the server has found them.
export function usePaletteItems(query: Ref<string>, at: ComputedRef<string | undefined>): ComputedRef<PaletteItem[]> {
  const m = useShared()
  const doing = shallowRef<typeof import('./actions')>()
  const places = ref<PlaceRow[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(query, (text) => {
    clearTimeout(timer)
    // What can be done, with all its words, is loaded when something is first looked for.
    if (text && !doing.value) void import('./actions').then((found) => (doing.value = found))
    const q = text.trim()
    if (q.length < 2) places.value = []
    else timer = setTimeout(() => void placesMatching(q, at.value).then((found) => query.value.trim() === q && (places.value = found)), waitMs)
  })

  const pageItems = computed(() => {
    const wanted = plain(query.value)
    const open = pages.filter((page) => page.open() && plain(page.label(m.value)).includes(wanted))
    return open.map((page) => ({ id: `page-${page.name}`, icon: page.icon, label: page.label(m.value), detail: m.value.palette.pages, to: { name: page.name } }))
  })
  const actionItems = computed(() => {
    if (!doing.value) return []
    const { actionsFor, actionWords } = doing.value
    const { labels, title } = actionWords.value.actions
    return actionsFor(query.value).map(({ name, icon, to }) => ({ id: `action-${name}`, icon, label: labels[name], detail: title, to }))
  })
  const placeItems = computed(() =>
    places.value.map((place) => {
      const mission = place.mission ? missionShort(place.mission) : place.parent_name
      return {
        id: `${place.level}-${place.mission ?? ''}-${place.code}`,
        icon: 'pin' as const,
        label: place.name,
        detail: [levelOne(place.level), mission, place.code].filter(Boolean).join(' · '),
        to: placeLink(place),
      }
    }),
  )
  return computed(() => [...pageItems.value, ...actionItems.value, ...placeItems.value])
}
