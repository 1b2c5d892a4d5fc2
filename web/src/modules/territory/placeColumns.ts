import type { PlaceRow } from '@/api/types'
import { count, day, type Messages } from '@/i18n'
import type { Column } from '@/ui/table'
import type { fr } from './fr'

// The columns of a list of places, as shown and as exported.
export function placeColumns(m: Messages, words: typeof fr): Column<PlaceRow>[] {
  return [
    { key: 'name', label: m.common.name, text: (row) => row.name, sortable: true },
    { key: 'code', label: m.common.code, text: (row) => row.code, sortable: true },
    { key: 'population', label: m.common.population, text: (row) => count(row.population), raw: (row) => row.population, numeric: true, sortable: true },
    { key: 'parent', label: words.places.parent, text: (row) => row.parent_name ?? '–' },
    { key: 'since', label: words.places.since, text: (row) => day(row.from), raw: (row) => row.from, nowrap: true },
    { key: 'until', label: words.places.until, text: (row) => (row.to ? day(row.to) : '–'), raw: (row) => row.to ?? '', nowrap: true },
  ]
}
