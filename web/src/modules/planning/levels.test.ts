import { screen, within } from '@testing-library/vue'
import { describe, expect, it, vi } from 'vitest'
import type { Plan, PlanSummary, Proposal } from '@/api/types'
import { setLanguage } from '@/i18n'
import { serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle, tableNamed } from '@/testing/mount'
import { plan, proposal } from '@/testing/territory'
import ProposalPage from './ProposalPage.vue'

type Houses = NonNullable<PlanSummary['houses']>
type Territories = NonNullable<PlanSummary['territories']>

const houses: Houses = {
  of_district: [{ code: 'M1', name: 'MDS du Centre', opened: false, mean_km: 1.2, worst_km: 3 }, { code: '33', name: 'Unité 33', opened: true, mean_km: 0.9, worst_km: 2 }],
  mean_km: 1.1, worst_km: 3, left: ['MDS du Port', 'MDS de la Gare'], left_in: [0, 0],
}
const territories: Territories = { status: 'feasible', tolerance: 0.2, inertia: 5.25e6, bound: 5.2e6, gap: 0.0096, seats: [0, 1] }
const named: Plan['territories'] = [
  { name: 'Ouest', districts: 1, population: 600, deviation: 0.33, seat: 0 },
  { name: 'Est', districts: 1, population: 300, deviation: -0.33, seat: 1 },
]

// The page of a plan with these levels, asked with houses, territories or both.
async function open(summary: Partial<PlanSummary>, rows: Plan['territories'], asked: Partial<Proposal['request']>) {
  serve({
    'GET /planning/proposals/4': { ...proposal, request: { ...proposal.request, ...asked } },
    'GET /planning/proposals/4/plans/0': { ...plan, summary: { ...plan.summary, ...summary }, territories: rows },
  })
  const view = await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
  await vi.dynamicImportSettled()
  await settle()
  return view
}
const withHouses = { houses: { candidates: 'communes' as const, opened_at_most: 1 } }

describe('the levels of a plan', () => {
  it('are shown together, each with its value, its bound and its gap', async () => {
    const view = await open({ houses, territories }, named, { ...withHouses, territories: 2 })
    const table = tableNamed('Secteurs, maisons et territoires')
    expect(table.getByRole('row', { name: /Secteurs et maisons 2 1,2\d* 1,29 0,5\s%/ })).toBeTruthy()
    expect(table.getByRole('row', { name: /Territoires 2 5,25 5,2\d* 1(,0)?\s%/ })).toBeTruthy()
    expect(screen.getByText(/Ouest\s: 1 secteurs, 600 habitants .*\s; siège\s: MDS du Centre/)).toBeTruthy()
    expect(screen.getByText(/Est\s: 1 secteurs.*\s; siège\s: Unité 33 \(à ouvrir\)/)).toBeTruthy()
    expect(screen.getByText(/Aucun regroupement n’a été trouvé à 10\s% près.*jusqu’à 20\s%/)).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('say how many present houses are kept, left, to open, and why each is left', async () => {
    await open({ houses }, [], withHouses)
    expect(screen.getByText(/MDS présentes\s: 1 sur 3 est la maison d’un secteur/)).toBeTruthy()
    expect(screen.getByText(/Maisons à ouvrir\s: 1, dans des secteurs qui n’ont aucune MDS présente/)).toBeTruthy()
    const list = screen.getByRole('heading', { name: /d’aucun secteur \(2\)/ }).nextElementSibling as HTMLElement
    expect(within(list).getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'MDS du Port : dans le secteur District Ouest, qui a déjà MDS du Centre, mieux placée pour ses habitants.',
      'MDS de la Gare : dans le secteur District Ouest, qui a déjà MDS du Centre, mieux placée pour ses habitants.',
    ])
    expect(screen.queryByText('Territoires')).toBeNull()
  })

  it('give only the names of plans kept before the reason was told', async () => {
    await open({ houses: { ...houses, left: ['MDS du Port'], left_in: null } }, [], withHouses)
    expect(screen.getByText('MDS du Port')).toBeTruthy()
  })

  it('say that no bound is proved, or that none of the houses is used, in English too', async () => {
    const allOpened = { ...houses, left: ['MDS du Port'], left_in: [0], of_district: houses.of_district.map((one) => ({ ...one, opened: true })) }
    await open({ houses: allOpened, territories: { ...territories, bound: null, gap: null, tolerance: 0.1 } }, named, { ...withHouses, territories: 2 })
    expect(tableNamed('Secteurs, maisons et territoires').getByRole('row', { name: /Territoires 2 5,25 aucune non démontrée/ })).toBeTruthy()
    expect(screen.queryByText(/Aucun regroupement n’a été trouvé/)).toBeNull()
    setLanguage('en')
    await settle()
    expect(screen.getByText('Present MDS: none of 1 is the house of a sector.')).toBeTruthy()
    expect(screen.getByText(/seat: Unité 33/)).toBeTruthy()
  })

  it('are not shown where neither houses nor territories were asked', async () => {
    await open({}, [], {})
    expect(screen.queryByRole('heading', { name: /^Secteurs (et|,)/ })).toBeNull()
  })
})
