import { useShared } from '@/i18n'
import { overview } from './overview'
import { demonstration } from './session'

// Where the figures of a page come from, for what leaves the screen: images and prints. Invented ones say only that.
export function provenance(): string {
  const m = useShared().value
  if (demonstration.value) return `${m.app.demonstration} · ${m.app.demonstrationHint}`
  const sources = (overview.value?.sources ?? []).map(({ name, vintage }) => (vintage ? `${name} (${vintage})` : name))
  const known = [...new Set(sources)].filter(Boolean)
  return known.length > 0 ? m.app.sources(known.join(', ')) : ''
}
