import { screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import type { Session, Stage } from '@/api/types'
import { setLanguage } from '@/i18n'
import DisagreementPage from '@/modules/planning/DisagreementPage.vue'
import TerritoryPage from '@/modules/territory/TerritoryPage.vue'
import { refusal, serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { studyRow } from '@/testing/network'
import { scenarioItem } from '@/testing/scenario'
import './AwaitedDecisions.vue'

const items = (['draft', 'submitted', 'amended', 'submitted', 'adopted', 'rejected'] as Stage[]).map((stage, index) => scenarioItem({ id: index + 1, name: `Scénario ${index + 1}`, stage }))
const studies = [studyRow, { ...studyRow, id: 7, name: 'Réseau 2028', stage: 'submitted' as Stage }]
const named = { name: 'Décisions attendues' }
type Page = typeof TerritoryPage | typeof DisagreementPage
const home = async (roles: Session['roles'], answer: unknown = { items }, page: Page = TerritoryPage, network: unknown = { items: [] }) => {
  const asked = serve({ 'GET /planning/scenarios': answer, 'GET /planning/network/studies': network })
  const view = await mountPage(page, page === TerritoryPage ? '/territory' : '/planning/disagreement', {}, roles)
  await settle()
  return { view, asked: asked.filter(({ path }) => path === '/planning/scenarios').length }
}

describe('what waits for a decision', () => {
  it.each([['the territory', TerritoryPage], ['today’s maps', DisagreementPage]])('is said to the executive on the page of %s, with the way to each', async (_, page) => {
    const { view } = await home(['executive'], { items }, page)
    const region = within(await screen.findByRole('region', named))
    expect(region.getByText(/^2 scénarios attendent votre décision/)).toBeTruthy()
    expect(region.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['Scénario 2', '/planning/scenarios/2'], ['Scénario 4', '/planning/scenarios/4'],
    ])
    await expectAccessible(view.container)
    setLanguage('en')
    await settle()
    expect(screen.getByText('2 scenarios await your decision:')).toBeTruthy()
  })

  it('names the studies of the network apart, each with its own way', async () => {
    await home(['executive'], { items: [] }, TerritoryPage, { items: studies })
    const region = within(await screen.findByRole('region', named))
    expect(region.getByText('1 étude du réseau attend votre décision :')).toBeTruthy()
    expect(region.queryByText(/scénario/)).toBeNull()
    expect(region.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([['Réseau 2028', '/planning/network/studies/7']])
  })

  it.each([[['planner']], [['administrator']]] as [Session['roles']][])('is not asked for by %s', async (roles) => {
    const { asked } = await home(roles)
    expect([asked, screen.queryByRole('region', named)]).toEqual([0, null])
  })

  it.each([['nothing is submitted', { items: items.filter(({ stage }) => stage !== 'submitted') }], ['the list is refused', refusal(500, 'unexpected')]])('takes no room when %s', async (_, answer) => {
    const { asked } = await home(['executive'], answer)
    expect([asked, screen.queryByRole('region', named)]).toEqual([1, null])
  })
})
