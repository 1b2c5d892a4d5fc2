import type { PlaceRow } from '@/api/types'
import { count, day, type Messages } from '@/i18n'
import type { Column } from '@/ui/table'
import type { fr } from './fr'

// What names and counts a place.
function memberColumns(m: Messages): Column<PlaceRow>[] {
  return [
    { key: 'name', label: m.common.name, text: (row) => row.name, sortable: true },
    { key: 'code', label: m.common.code, text: (row) => row.code, sortable: true },
    { key: 'population', label: m.common.population, text: (row) => count(row.population), raw: (row) => row.population, numeric: true, sortable: true },
  ]
}

// The columns of the places that another one is made of. Every town has its IRIS "Centre": those of several communes say
// which one they are in.
export function partColumns(m: Messages, words: typeof fr, parts: readonly PlaceRow[]): Column<PlaceRow>[] {
  const parents = new Set(parts.map((part) => part.parent_name ?? ''))
  const parent: Column<PlaceRow> = { key: 'parent', label: words.places.parent, text: (row) => row.parent_name ?? '–', sortable: true }
  return [...memberColumns(m), ...(parents.size > 1 ? [parent] : [])]
}

// The columns of a list of places, as shown and as exported.
export function placeColumns(m: Messages, words: typeof fr): Column<PlaceRow>[] {
  return [
    ...memberColumns(m),
    { key: 'parent', label: words.places.parent, text: (row) => row.parent_name ?? '–' },
    { key: 'since', label: words.places.since, text: (row) => day(row.from), raw: (row) => row.from, nowrap: true },
    { key: 'until', label: words.places.until, text: (row) => (row.to ? day(row.to) : '–'), raw: (row) => row.to ?? '', nowrap: true },
  ]
}
