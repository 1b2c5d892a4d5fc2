import type { fr } from './fr-awaited'

export const en = {
  title: 'Decisions awaited',
  yours: { one: '1 scenario awaits your decision:', several: (n) => `${n} scenarios await your decision:` },
  theirs: { one: '1 scenario is submitted; only the executive adopts or rejects it:', several: (n) => `${n} scenarios are submitted; only the executive adopts or rejects them:` },
} satisfies typeof fr
