import type { Site } from '@/api/types'

export type SiteMark = 'mds' | 'other' | 'closed' | 'opened'

// How a site is drawn on a date: a square for a maison des solidarités, a dot for the others, hollow once closed, a disc
// with a cross where one would open.
export function siteMark({ kind, to }: Pick<Site, 'kind' | 'to'>, at: string): SiteMark {
  if (to && to <= at) return 'closed'
  return kind === 'mds' || kind === 'opened' ? kind : 'other'
}
