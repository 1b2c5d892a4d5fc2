import { expect, it, vi } from 'vitest'
import { setLanguage } from '@/i18n'
import { serve } from '@/testing/fakeServer'
import { mountPage, settle } from '@/testing/mount'
import Shell from './Shell.vue'

const foot = (container: Element) => [...container.querySelectorAll('footer.print-only p')].map(({ textContent }) => textContent)

it('a print says at its foot where its figures come from, which page it is and when it was printed', async () => {
  vi.useFakeTimers({ now: new Date(2026, 2, 1, 9), toFake: ['Date'] })
  serve()
  const { container } = await mountPage(Shell, '/territory?colour=ase')
  expect(foot(container)).toEqual([expect.stringMatching(/^Données de démonstration · Territoire inventé/), `${window.location.origin}/territory?colour=ase, imprimé le 1er mars 2026`])
  setLanguage('en')
  await settle()
  expect(foot(container)).toEqual([expect.stringMatching(/^Demonstration data/), expect.stringContaining('printed on 1 March 2026')])
  vi.useRealTimers()
})
