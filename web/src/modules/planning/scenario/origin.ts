import { missionShort } from '@/app/missions'
import type { fr } from './fr'

export type Origin = { kind: 'mission'; mission: string } | { kind: 'scenario'; id: number } | { kind: 'proposal'; id: number; plan: number }

// What "mission/ssd", "scenario/3" or "proposal/2/0" stands for; null for anything else.
export function parseOrigin(text: string): Origin | null {
  const [kind, first = '', second = ''] = text.split('/')
  const whole = (part: string) => (/^\d+$/.test(part) ? Number(part) : null)
  const [id, plan] = [whole(first), whole(second)]
  if (kind === 'mission' && first) return { kind, mission: first }
  if (kind === 'scenario' && id !== null) return { kind, id }
  if (kind === 'proposal' && id !== null && plan !== null) return { kind, id, plan }
  return null
}

// Where a map comes from, in words. `nameOf` gives the name of a scenario when it is known.
export function originText(text: string, words: typeof fr, nameOf: (id: number) => string | undefined = () => undefined): string {
  const origin = parseOrigin(text)
  if (origin?.kind === 'mission') return words.origin.mission(missionShort(origin.mission))
  if (origin?.kind === 'scenario') return words.origin.scenario(nameOf(origin.id) ?? `n° ${origin.id}`)
  if (origin?.kind === 'proposal') return words.origin.proposal(String(origin.id), String(origin.plan + 1))
  return words.origin.unknown
}
