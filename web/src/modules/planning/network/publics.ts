import type { Public } from '@/api/types'
import type { fr } from './fr'

// The residents have no name of their own; a quantity is named with its period.
export function publicName({ name, period }: Pick<Public, 'name' | 'period'>, words: (typeof fr)['network']): string {
  if (name === '') return words.residents
  return period === '' ? name : `${name} (${period})`
}
