import { shallowRef } from 'vue'
import { get } from '@/api/client'
import type { Overview } from '@/api/types'

// The outline of the territory on the date in view, shared by the shell and the pages; an import refreshes it.
export const overview = shallowRef<Overview | null>(null)
export const overviewError = shallowRef<unknown>(null)
let asked = 0

export async function loadOverview(at: string | undefined): Promise<void> {
  const mine = ++asked
  try {
    const found = await get('/territory/overview', { query: { at } })
    if (mine === asked) [overview.value, overviewError.value] = [found, null]
  } catch (error) {
    if (mine === asked) [overview.value, overviewError.value] = [null, error]
  }
}
