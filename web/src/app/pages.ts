import type { Messages } from '@/i18n'
import type { IconName } from '@/ui/icons'
import { may } from './session'

// One entry of the menu: also what the quick search proposes.
export interface PageEntry {
  name: string
  icon: IconName
  label: (m: Messages) => string
  group: 'territory' | 'planning'
  open: () => boolean
}

const always = () => true

export const pages: readonly PageEntry[] = [
  { name: 'territory', icon: 'map', label: (m) => m.nav.territory, group: 'territory', open: always },
  { name: 'places', icon: 'list', label: (m) => m.nav.places, group: 'territory', open: always },
  { name: 'competence', icon: 'pin', label: (m) => m.nav.competence, group: 'territory', open: always },
  { name: 'coverage', icon: 'shield', label: (m) => m.nav.coverage, group: 'territory', open: always },
  { name: 'imports', icon: 'upload', label: (m) => m.nav.imports, group: 'territory', open: () => may('import') },
  { name: 'disagreement', icon: 'layers', label: (m) => m.nav.disagreement, group: 'planning', open: always },
  { name: 'scenarios', icon: 'pencil', label: (m) => m.nav.scenarios, group: 'planning', open: always },
  { name: 'proposals', icon: 'grid', label: (m) => m.nav.proposals, group: 'planning', open: always },
  { name: 'network', icon: 'house', label: (m) => m.nav.network, group: 'planning', open: always },
  { name: 'means', icon: 'balance', label: (m) => m.nav.means, group: 'planning', open: always },
  { name: 'continuity', icon: 'relay', label: (m) => m.nav.continuity, group: 'planning', open: always },
]
