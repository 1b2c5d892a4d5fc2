import type { Public } from '@/api/types'
import type { fr } from './fr'

// The residents have no name of their own; a quantity is named with its period, a public of the cells in our words.
export function publicName({ code, name, period }: Pick<Public, 'code' | 'name' | 'period'>, words: (typeof fr)['network']): string {
  if (name === '') return words.residents
  const said = words.cellPublics[code as keyof typeof words.cellPublics] ?? name
  return period === '' ? said : `${said} (${period})`
}

// A share, of whom.
export function ofWhom(one: Pick<Public, 'code' | 'name' | 'period'>, words: (typeof fr)['network']): string {
  return one.name === '' ? words.ofResidents : words.ofPublic(publicName(one, words))
}
