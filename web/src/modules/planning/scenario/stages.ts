import type { Stage } from '@/api/types'
import { may } from '@/app/session'

export type Passage = Exclude<Stage, 'draft'>

const passages: readonly { from: Stage; to: Passage; by: 'compute' | 'decide' }[] = [
  { from: 'draft', to: 'submitted', by: 'compute' },
  { from: 'amended', to: 'submitted', by: 'compute' },
  { from: 'submitted', to: 'amended', by: 'compute' },
  { from: 'submitted', to: 'adopted', by: 'decide' },
  { from: 'submitted', to: 'rejected', by: 'decide' },
]

// The stages this person may lead the scenario to; the server decides again.
export function passagesFrom(stage: Stage): Passage[] {
  return passages.filter(({ from, by }) => from === stage && may(by)).map(({ to }) => to)
}
