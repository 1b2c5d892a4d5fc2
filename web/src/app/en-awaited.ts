import type { fr } from './fr-awaited'

export const en = {
  title: 'Decisions awaited',
  yours: {
    scenarios: { one: '1 scenario awaits your decision:', several: (n) => `${n} scenarios await your decision:` },
    studies: { one: '1 study of the network awaits your decision:', several: (n) => `${n} studies of the network await your decision:` },
  },
  theirs: {
    scenarios: { one: '1 scenario is submitted; only the executive adopts or rejects it:', several: (n) => `${n} scenarios are submitted; only the executive adopts or rejects them:` },
    studies: { one: '1 study of the network is submitted; only the executive adopts or rejects it:', several: (n) => `${n} studies of the network are submitted; only the executive adopts or rejects them:` },
  },
} satisfies typeof fr
