import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { compareNames } from '@/i18n'
import type { Column, Sorting } from './table'

export interface LocalRows<Row> {
  sorting: Ref<Sorting>
  offset: Ref<number>
  limit: number
  sorted: ComputedRef<Row[]>
  shown: ComputedRef<Row[]>
}

// Sorts and pages rows that are all in the browser (a few thousand at most); lists of the server use its own paging.
export function useLocalRows<Row>(
  rows: () => readonly Row[],
  columns: () => readonly Column<Row>[],
  first: Sorting,
  limit = 50,
): LocalRows<Row> {
  const sorting = ref<Sorting>(first)
  const offset = ref(0)
  watch([rows, sorting], () => (offset.value = 0))

  const sorted = computed(() => {
    const column = columns().find((candidate) => candidate.key === sorting.value.key)
    if (!column) return [...rows()]
    const value = column.raw ?? column.text
    const sign = sorting.value.descending ? -1 : 1
    return [...rows()].sort((a, b) => {
      const [x, y] = [value(a), value(b)]
      const order = typeof x === 'number' && typeof y === 'number' ? x - y : compareNames(String(x), String(y))
      return sign * order
    })
  })
  return { sorting, offset, limit, sorted, shown: computed(() => sorted.value.slice(offset.value, offset.value + limit)) }
}
