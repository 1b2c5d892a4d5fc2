import type { RouteLocationRaw } from 'vue-router'
import { useMessages } from '@/i18n'
import type { IconName } from '@/ui/icons'
import { en } from './en-actions'
import { fr } from './fr-actions'
import { may } from './session'

type Name = keyof typeof fr.actions.labels

// What can be done, and the page where it is done.
export interface ActionEntry {
  name: Name
  icon: IconName
  to: RouteLocationRaw
  open: () => boolean
}

// The words of the language of the moment.
export const actionWords = useMessages({ fr, en })

const always = () => true
const planner = () => may('compute')

export const actions: readonly ActionEntry[] = [
  { name: 'answer', icon: 'pin', to: { name: 'competence' }, open: always },
  { name: 'importFiles', icon: 'upload', to: { name: 'imports' }, open: () => may('import') },
  { name: 'measure', icon: 'layers', to: { name: 'disagreement' }, open: always },
  { name: 'compute', icon: 'grid', to: { name: 'proposals' }, open: planner },
  { name: 'draw', icon: 'pencil', to: { name: 'scenarios' }, open: planner },
  { name: 'compare', icon: 'table', to: { name: 'scenarios' }, open: always },
  { name: 'submit', icon: 'right', to: { name: 'scenarios' }, open: planner },
  { name: 'adopt', icon: 'check', to: { name: 'scenarios' }, open: () => may('decide') },
  { name: 'consult', icon: 'link', to: { name: 'scenarios' }, open: planner },
  { name: 'stand', icon: 'search', to: { name: 'ensembles' }, open: always },
  { name: 'access', icon: 'house', to: { name: 'network' }, open: always },
  { name: 'houses', icon: 'house', to: { name: 'network-studies' }, open: planner },
  { name: 'relay', icon: 'relay', to: { name: 'continuity' }, open: always },
  { name: 'posts', icon: 'balance', to: { name: 'means' }, open: always },
  { name: 'formula', icon: 'plus', to: { name: 'means' }, open: planner },
]

// Words that say nothing of what is looked for.
const empty = new Set(['a', 'au', 'aux', 'd', 'de', 'des', 'du', 'en', 'et', 'l', 'la', 'le', 'les', 'ou', 'un', 'une', 'an', 'and', 'of', 'or', 'the', 'to'])

function wordsOf(text: string): string[] {
  const bare = text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
  return bare.split(/[^a-z0-9]+/).filter((word) => word && !empty.has(word))
}

const known = new Map(actions.map(({ name }) => [name, [fr, en].flatMap(({ actions: { labels, words } }) => wordsOf(`${labels[name]} ${words[name]}`))]))

// The actions that are open and that the words typed lead to, whatever the language they are typed in: each word begins
// one of theirs.
export function actionsFor(query: string): ActionEntry[] {
  const wanted = wordsOf(query)
  if (wanted.length === 0 || wanted.join('').length < 2) return []
  return actions.filter((action) => action.open() && wanted.every((word) => known.get(action.name)?.some((one) => one.startsWith(word))))
}
