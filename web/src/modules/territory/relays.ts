import type { Relay } from '@/api/types'
import { missionShort } from '@/app/missions'
import type { fr } from './fr-answers'

// What changes for a while, up to the name of who takes over.
export function relayText(relay: Relay, words: typeof fr): string {
  if (relay.kind === 'desk') return words.relay.desk(relay.from.name)
  return words.relay.sector(missionShort(relay.mission ?? ''), relay.from.name)
}
