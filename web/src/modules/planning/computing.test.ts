import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import type { Plan, Proposal, QuantityRow } from '@/api/types'
import { setLanguage } from '@/i18n'
import { refusal, serve, type Asked } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle, tableNamed } from '@/testing/mount'
import { ScenarioDesk } from '@/testing/scenario'
import { births, house, plan, proposal } from '@/testing/territory'
import { explainImpossibility } from './certificate'
import { en } from './en-plan'
import { fr } from './fr-plan'
import ProposalPage from './ProposalPage.vue'
import ProposalsPage from './ProposalsPage.vue'

const homes: QuantityRow = { ...births, code: 'rsa', name: 'Foyers RSA', unit: '', mission: null, estimated: 0, missing: 2 }

async function launch(): Promise<void> {
  await fireEvent.submit(screen.getByRole('button', { name: /Lancer le calcul/ }).closest('form')!)
  await settle()
}
const posted = (asked: Asked[]) => asked.filter(({ method }) => method === 'POST').at(-1)

describe('asking for a map in a scenario', () => {
  const open = async (answer: unknown = { id: 4, job_id: 12 }) => {
    const desk = new ScenarioDesk()
    desk.balance = 0.15
    desk.keep = 'epci'
    desk.draw([{ kind: 'lock', units: [], district: 1, names: [], origin: '' }])
    const asked = serve({ ...desk.routes(), 'POST /planning/proposals': answer })
    const view = await mountPage(ProposalsPage, '/planning/proposals?scenario=3')
    return { asked, view, desk }
  }

  it('says where it starts from and what it keeps, with the rules of the scenario', async () => {
    const { view } = await open()
    expect(screen.getByText(/part du dessin du scénario «\sPlaine 2027\s» \(étape 1\)/)).toBeTruthy()
    expect(screen.getByText(/gardés tels quels\s: Secteur B \(1\)/)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Revenir au dessin' }).getAttribute('href')).toBe('/planning/scenarios/3')
    expect((screen.getByRole('spinbutton', { name: 'Au moins' }) as HTMLInputElement).value).toBe('3')
    expect((screen.getByRole('spinbutton', { name: 'Au plus' }) as HTMLInputElement).value).toBe('3')
    await expectAccessible(view.container)
  })

  it('sends the scenario, the version seen and its day', async () => {
    const { asked } = await open()
    await launch()
    expect(posted(asked)?.body).toMatchObject({
      name: 'Proposition – Plaine 2027', scenario: 3, version: 1, at: '2026-03-01', missions: ['ssd', 'ase'], balance: 0.15, keep: 'epci', districts_min: 3, districts_max: 3,
    })
  })

  it('refused because somebody drew meanwhile, starts again from what was drawn', async () => {
    const { asked, desk } = await open(refusal(409, 'planning.changed_meanwhile', { field: '/version', detail_fr: 'Jean a modifié ce scénario.' }))
    desk.draw([{ kind: 'unlock', units: [], district: 1, names: [], origin: '' }])
    await launch()
    expect(screen.getByRole('alert').textContent).toContain('Jean a modifié ce scénario.')
    expect(screen.getByText(/étape 2/)).toBeTruthy()
    expect(screen.getByText(/Aucun secteur n’est verrouillé/)).toBeTruthy()
    await launch()
    expect(posted(asked)?.body).toMatchObject({ version: 2 })
  })

  it('sends nothing for a scenario that cannot be read', async () => {
    const asked = serve({ 'GET /planning/scenarios/3': refusal(404, 'planning.unknown_scenario', { detail_fr: 'Ce scénario n’existe pas.' }) })
    await mountPage(ProposalsPage, '/planning/proposals?scenario=3')
    expect(screen.getByText('Ce scénario n’existe pas.')).toBeTruthy()
    await launch()
    expect(posted(asked)).toBeUndefined()
  })
})

describe('more settings', () => {
  const open = async (answers: Record<string, unknown> = {}) => {
    const asked = serve({
      'GET /territory/quantities': { at: '2026-03-01', items: [births, homes] },
      'GET /territory/sites': { items: [house, { ...house, code: 'M2' }, { ...house, code: 'P', kind: 'pmi' }] },
      'POST /planning/proposals': { id: 4, job_id: 12 },
      ...answers,
    })
    const view = await mountPage(ProposalsPage, '/planning/proposals')
    await fireEvent.click(screen.getByText('Plus de réglages'))
    return { asked, view }
  }

  it('lists the quantities with their source, and balances those that are ticked', async () => {
    const { asked, view } = await open()
    expect(screen.getByText(/naissances · 2023 · PMI · naissances.csv · réparti selon la population dans 4 unités/)).toBeTruthy()
    expect((screen.getByRole('checkbox', { name: 'Foyers RSA' }) as HTMLInputElement).disabled).toBe(true)
    expect(screen.getByText(/2 lieux sans valeur/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Naissances' }))
    await fireEvent.update(screen.getByRole('spinbutton', { name: 'Écart toléré, Naissances (%)' }), '12.5')
    await fireEvent.update(screen.getByRole('spinbutton', { name: /Nombre de territoires/ }), '1')
    await launch()
    expect(screen.getByRole('alert').textContent).toContain('Le nombre de territoires')
    expect(posted(asked)).toBeUndefined()
    await fireEvent.update(screen.getByRole('spinbutton', { name: 'Au moins' }), '6')
    await fireEvent.update(screen.getByRole('spinbutton', { name: 'Au plus' }), '6')
    await fireEvent.update(screen.getByRole('spinbutton', { name: /Nombre de territoires/ }), '2')
    await expectAccessible(view.container)
    await launch()
    expect(posted(asked)?.body).toMatchObject({ weights: [{ quantity: 'naissances', tolerance: 0.125 }], territories: 2 })
    expect(posted(asked)?.body).toMatchObject({ around_mds: null, scenario: null })
  })

  it('asks for as many sectors as there are MDS when each is to hold one', async () => {
    const { asked } = await open()
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Une MDS par secteur' }))
    expect(screen.getByText(/exactement une des 2 MDS/)).toBeTruthy()
    expect((screen.getByRole('spinbutton', { name: 'Au plus' }) as HTMLInputElement).value).toBe('2')
    await launch()
    expect(posted(asked)?.body).toMatchObject({ around_mds: true, districts_min: 2, districts_max: 2 })
  })

  it('gives each sector a house: present, or among so many to open, said before asking when none may', async () => {
    const { asked } = await open()
    const choice = screen.getByRole('combobox', { name: /Maison de chaque secteur/ })
    expect(within(choice).getByRole('option', { name: 'Une MDS présente (2 connues)' })).toBeTruthy()
    await launch()
    expect(posted(asked)?.body).toMatchObject({ houses: null })
    await fireEvent.update(choice, 'none')
    expect(screen.queryByRole('spinbutton', { name: /Maisons à ouvrir/ })).toBeNull()
    await launch()
    expect(posted(asked)?.body).toMatchObject({ houses: { candidates: 'none', opened_at_most: 0 } })
    await fireEvent.update(choice, 'communes')
    await fireEvent.update(screen.getByRole('spinbutton', { name: /Maisons à ouvrir/ }), '0')
    const before = asked.length
    await launch()
    expect(screen.getByRole('alert').textContent).toContain('maisons à ouvrir')
    expect(asked.length).toBe(before)
    await fireEvent.update(screen.getByRole('spinbutton', { name: /Maisons à ouvrir/ }), '2')
    await launch()
    expect(posted(asked)?.body).toMatchObject({ houses: { candidates: 'communes', opened_at_most: 2 } })
  })

  it('places a refusal about houses on their field', async () => {
    await open({ 'POST /planning/proposals': refusal(422, 'planning.outside', { field: '/houses/opened_at_most', detail_fr: 'Entre 1 et 3.' }) })
    await fireEvent.update(screen.getByRole('combobox', { name: /Maison de chaque secteur/ }), 'units')
    await launch()
    expect(screen.getByRole('combobox', { name: /Maison de chaque secteur/ }).getAttribute('aria-invalid')).toBe('true')
  })

  it('unfolds for the error it holds', async () => {
    serve({
      'GET /territory/quantities': { at: '2026-03-01', items: [births] },
      'POST /planning/proposals': refusal(409, 'planning.mds_nowhere', { field: '/around_mds', detail_fr: 'On ne sait pas où est la MDS.' }),
    })
    const view = await mountPage(ProposalsPage, '/planning/proposals')
    expect(view.container.querySelector('details')?.open).toBe(false)
    await launch()
    expect(view.container.querySelector('details')?.open).toBe(true)
    expect(within(screen.getByRole('alert')).getByRole('link').getAttribute('href')).toBe('#proposal-around_mds')
  })

  it('says what to import when nothing is known, in both languages', async () => {
    await open({ 'GET /territory/quantities': { at: '2026-03-01', items: [] } })
    expect(screen.getByText(/Aucune charge n’est connue/)).toBeTruthy()
    setLanguage('en')
    await settle()
    expect(screen.getByText(/No quantity is known/)).toBeTruthy()
  })
})

describe('a search made in a scenario', () => {
  const scenario = { id: 3, name: 'Plaine 2027', version: 5, latest: 5, editable: true }
  const found: Proposal = { ...proposal, scenario }
  const open = async (answers: Record<string, unknown> = {}, patch: Partial<typeof scenario> = {}, roles?: ('planner' | 'executive')[]) => {
    const asked = serve({ 'GET /planning/proposals/4': { ...found, scenario: { ...scenario, ...patch } }, ...answers })
    const view = await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' }, roles)
    return { asked, view }
  }
  const button = () => screen.queryByRole('button', { name: 'Ouvrir dans le scénario' })

  it('opens each plan of its front in the scenario, as it stands', async () => {
    const { asked, view } = await open({ 'POST /planning/scenarios/3/plan': {} }, { latest: 7 })
    expect(screen.getByText(/Proposition demandée dans le scénario «\sPlaine 2027\s», à l’étape 5/)).toBeTruthy()
    expect(screen.getByText(/Le dessin a avancé de 2 étapes depuis/)).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'Ouvrir dans un scénario' })).toBeNull()
    await expectAccessible(view.container)
    await fireEvent.click(screen.getByRole('button', { name: 'Carte 2' }))
    await settle()
    await fireEvent.click(button()!)
    await settle()
    expect(posted(asked)).toMatchObject({ path: '/planning/scenarios/3/plan', body: { seen: 7, proposal: 4, plan: 1 } })
    expect(view.router.currentRoute.value.path).toBe('/planning/scenarios/3')
  })

  it('refused, says why, stays, and looks again at the scenario', async () => {
    const { asked, view } = await open({ 'POST /planning/scenarios/3/plan': refusal(409, 'planning.locked', { detail_fr: 'Le secteur Nord est verrouillé.' }) })
    await fireEvent.click(button()!)
    await settle()
    expect(screen.getByText('Le secteur Nord est verrouillé.')).toBeTruthy()
    expect(view.router.currentRoute.value.path).toBe('/planning/proposals/4')
    expect(asked.filter(({ path }) => path === '/planning/proposals/4')).toHaveLength(2)
    expect(button()).toBeTruthy()
  })

  it('is read by whoever may not draw, and says when nobody may any more', async () => {
    await open({}, {}, ['executive'])
    expect(button()).toBeNull()
    await open({}, { editable: false })
    expect(screen.getAllByText(/Ce scénario ne se modifie plus/)).toHaveLength(1)
  })
})

describe('a plan balanced on more than residents, and grouped', () => {
  const grouped: Plan = {
    ...plan,
    summary: { ...plan.summary, weights: [{ quantity: 'naissances', tolerance: 0.2, max_deviation: 0.12 }] },
    quantities: [{ code: 'naissances', name: 'Naissances', unit: '', period: '2023', estimated: true }],
    territories: [{ name: 'Ouest', districts: 1, population: 600, deviation: 0.33, seat: -1 }, { name: 'Est', districts: 1, population: 300, deviation: -0.33, seat: -1 }],
    districts: plan.districts.map((row, at) => ({ ...row, locked: at === 0, territory: at, loads: [{ amount: 40.5 - 20 * at, deviation: 0.12 - 0.24 * at }] })),
  }
  const request = { ...proposal.request, weights: [{ quantity: 'naissances', tolerance: 0.2 }], territories: 2, around_mds: true }

  it('shows the quantity and the territory of every sector, and the limits of territories on the map', async () => {
    serve({ 'GET /planning/proposals/4': { ...proposal, request }, 'GET /planning/proposals/4/plans/0': grouped })
    const view = await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    const table = tableNamed('Secteurs proposés')
    expect(table.getByRole('row', { name: /District Ouest \(verrouillé\) .*40,5 .*12.*% Ouest/ })).toBeTruthy()
    expect(screen.getByText(/Naissances\s: le plus grand écart à la moyenne est de 12\s%, pour 20\s% tolérés/)).toBeTruthy()
    expect(screen.getByText(/Réparti selon la population dans une partie des unités\s: Naissances/)).toBeTruthy()
    expect(await screen.findByText(/Est\s: 1 secteurs|Est\s: 1/)).toBeTruthy()
    expect(view.container.querySelectorAll('.map-painting .outline-level')).toHaveLength(1)
    expect(screen.getByText('Limites des territoires')).toBeTruthy()
    expect(screen.getByText(/Naissances \(20\s%\)/)).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('says when no grouping was found', async () => {
    serve({ 'GET /planning/proposals/4': { ...proposal, request } })
    const view = await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    expect(await screen.findByText(/Aucun regroupement en territoires/)).toBeTruthy()
    expect(view.container.querySelector('.outline-level')).toBeNull()
  })

  const sited: Plan = {
    ...plan,
    summary: {
      ...plan.summary,
      houses: {
        of_district: [{ code: 'M1', name: 'MDS du Centre', opened: false, mean_km: 1.24, worst_km: 3 }, { code: '33', name: 'Unité 33', opened: true, mean_km: 0.9, worst_km: 2.06 }],
        mean_km: 1.13, worst_km: 3, left: ['MDS du Port'], left_in: [0],
      },
    },
  }
  const openSited = (patch: Partial<Plan> = {}, houses: Proposal['request']['houses'] = { candidates: 'communes', opened_at_most: 1 }) => {
    serve({ 'GET /planning/proposals/4': { ...proposal, request: { ...proposal.request, houses } }, 'GET /planning/proposals/4/plans/0': { ...sited, ...patch } })
    return mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
  }

  it('shows the house of every sector, how far it is, and the MDS that are the house of none', async () => {
    const view = await openSited()
    const table = tableNamed('Secteurs proposés')
    expect(table.getByRole('row', { name: /District Ouest .*MDS du Centre 1,2 3/ })).toBeTruthy()
    expect(table.getByRole('row', { name: /District Est .*Unité 33 \(à ouvrir\) 0,9 2,1/ })).toBeTruthy()
    expect(screen.getByText(/à vol d’oiseau.*1,1 km en moyenne par habitant, 3 km/)).toBeTruthy()
    expect(await screen.findByText(/MDS du Port\s: dans le secteur District Ouest, qui a déjà MDS du Centre, mieux placée/)).toBeTruthy()
    expect(screen.getByText(/comptée depuis la maison de chaque secteur\s; 1 serait à ouvrir/)).toBeTruthy()
    expect(screen.getByText('MDS présentes, ou 1 au plus à ouvrir (communes sans MDS)')).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('in English, says nothing of what is not there', async () => {
    const houses = { ...sited.summary.houses!, left: [], of_district: sited.summary.houses!.of_district.map((one) => ({ ...one, opened: false })) }
    await openSited({ summary: { ...sited.summary, houses } }, { candidates: 'none', opened_at_most: 0 })
    setLanguage('en')
    await settle()
    expect(screen.getByText('Compactness is counted from the house of each sector.')).toBeTruthy()
    expect(screen.queryByText(/the house of no sector/)).toBeNull()
    expect(screen.getByText('Present MDS')).toBeTruthy()
  })

  it('says in words what a lock or a quantity makes impossible', () => {
    const why = { code: 'locked_outside', units: ['Nord'], have: 500, limit: 440, districts: 2, quantity: null }
    expect(explainImpossibility(why, fr.plan)).toMatch(/Le secteur verrouillé Nord compte 500 habitants, hors de l’équilibre demandé \(borne\s: 440\)/)
    expect(explainImpossibility({ ...why, quantity: 'Naissances' }, fr.plan)).toMatch(/«\sNaissances\s» ne peut pas être équilibré ainsi \(Nord\)\s: 500 là où la borne est 440/)
    expect(explainImpossibility({ ...why, code: 'locked_in_the_way' }, en.plan)).toContain('Unlock Nord.')
  })
})
