import type { StudiedNetwork } from '@/api/types'
import { grainText } from './cells'
import type { fr } from './fr'
import type { fr as frCells } from './fr-cells'
import { travelText } from './minutes'

// Where the minutes of a studied network come from, and where people are counted, as each of its figures says it.
export function countedText(network: Pick<StudiedNetwork, 'travel' | 'cells' | 'publics' | 'units'>, words: (typeof fr)['network'], fine: (typeof frCells)['cells']): string {
  return [travelText(network.travel, words), grainText(network, fine)].filter(Boolean).join(' ')
}
