import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { session } from '@/app/session'
import { FakeStream, job, openStreams, refusal, serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { overview, plan, proposal, session as planner, summary } from '@/testing/territory'
import DisagreementPage from './DisagreementPage.vue'
import ProposalPage from './ProposalPage.vue'
import ProposalsPage from './ProposalsPage.vue'

describe('today’s disagreement', () => {
  it('is a sentence, figures, a map and tables', async () => {
    serve()
    const view = await mountPage(DisagreementPage, '/planning/disagreement')
    expect(screen.getByText(/66,7\s% des habitants \(600\) vivent là où les secteurs de SSD, ASE et PMI/)).toBeTruthy()
    expect(screen.getByRole('button', { name: /Unité 00, 100 habitants\. SSD : Secteur A, ASE : Secteur A, PMI : Secteur A/ })).toBeTruthy()
    expect(screen.getByRole('row', { name: /ASE et SSD 500 55\s% 25\s%/ })).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('draws the other missions with distinct lines, and changes the colours on demand', async () => {
    serve()
    const view = await mountPage(DisagreementPage, '/planning/disagreement')
    expect(view.container.querySelectorAll('.map-svg .outline-2, .map-svg .outline-3')).toHaveLength(2)
    await fireEvent.click(screen.getByRole('radio', { name: 'PMI' }))
    await settle()
    expect(view.router.currentRoute.value.query.colour).toBe('pmi')
    expect(screen.getByText(/Pour chaque secteur PMI/)).toBeTruthy()
  })

  it('shows the common piece of the unit chosen, and the same choice undoes it', async () => {
    serve()
    const view = await mountPage(DisagreementPage, '/planning/disagreement')
    const unit = screen.getByRole('button', { name: /Unité 00, 100/ })
    await fireEvent.click(unit)
    await settle()
    expect(view.container.querySelectorAll('.shape-hatched').length).toBeGreaterThan(0)
    expect(screen.getByText(/2 communes, 200 habitants/)).toBeTruthy()
    await fireEvent.click(unit)
    await settle()
    expect(view.router.currentRoute.value.query.atom).toBeUndefined()
  })

  it('is asked for the missions chosen, and needs two', async () => {
    const asked = serve()
    await mountPage(DisagreementPage, '/planning/disagreement')
    expect(asked.at(-1)?.query.get('missions') ?? asked.find(({ path }) => path.includes('disagreement'))?.query.get('missions')).toBe('ssd,ase,pmi')
    await fireEvent.click(screen.getByRole('checkbox', { name: /PMI/ }))
    await settle()
    expect(asked.at(-1)?.query.get('missions')).toBe('ssd,ase')
    await fireEvent.click(screen.getByRole('checkbox', { name: /ASE/ }))
    await settle()
    expect(screen.getByText(/au moins deux missions/)).toBeTruthy()
  })

  it('has nothing to compare without two maps', async () => {
    serve({ 'GET /territory/overview': { ...overview, missions: overview.missions.slice(0, 1) } })
    const view = await mountPage(DisagreementPage, '/planning/disagreement')
    expect(screen.getByRole('heading', { name: 'Rien à comparer' })).toBeTruthy()
    await expectAccessible(view.container)
  })
})

describe('asking for a map', () => {
  const launch = async () => {
    await fireEvent.submit(screen.getByRole('button', { name: /Lancer le calcul/ }).closest('form')!)
    await settle()
  }

  it('starts from the size of today’s maps, and opens the proposal', async () => {
    const asked = serve({ 'POST /planning/proposals': { id: 4, job_id: 12 } })
    const view = await mountPage(ProposalsPage, '/planning/proposals?missions=ssd,ase')
    expect((screen.getByRole('spinbutton', { name: 'Au moins' }) as HTMLInputElement).value).toBe('2')
    expect((screen.getByRole('spinbutton', { name: 'Au plus' }) as HTMLInputElement).value).toBe('3')
    await expectAccessible(view.container)
    await launch()
    const request = asked.find(({ method }) => method === 'POST')?.body
    expect(request).toMatchObject({ missions: ['ssd', 'ase'], districts_min: 2, districts_max: 3, balance: 0.1, stability: 0.5, seed: null, keep: 'none' })
    expect(view.router.currentRoute.value.path).toBe('/planning/proposals/4')
  })

  it('says what is wrong before asking, field by field', async () => {
    const asked = serve()
    await mountPage(ProposalsPage, '/planning/proposals')
    await fireEvent.update(screen.getByRole('textbox', { name: /Nom/ }), ' ')
    await fireEvent.update(screen.getByRole('spinbutton', { name: 'Au plus' }), '1')
    await launch()
    expect(screen.getByRole('alert').textContent).toContain('2 problèmes')
    expect(asked.some(({ method }) => method === 'POST')).toBe(false)
  })

  it('places the refusals of the server on their fields', async () => {
    serve({ 'POST /planning/proposals': refusal(422, 'planning.outside', { field: '/balance', detail_fr: 'Entre 0,005 et 1.' }) })
    await mountPage(ProposalsPage, '/planning/proposals')
    await launch()
    expect(screen.getByRole('spinbutton', { name: /Écart/ }).getAttribute('aria-invalid')).toBe('true')
  })

  it('is for planners; others read the list', async () => {
    serve({ 'GET /planning/proposals': { items: [{ id: 4, name: 'Carte A', created_at: '2026-03-01T09:00:00Z', by: 'M. E.', state: 'stopped', districts_min: 2, districts_max: 3, plans: 5 }] } })
    await mountPage(ProposalsPage, '/planning/proposals')
    session.value = { ...planner, roles: ['executive'] }
    await settle()
    expect(screen.queryByRole('button', { name: /Lancer/ })).toBeNull()
    expect(screen.getByRole('link', { name: 'Carte A' })).toBeTruthy()
    expect(screen.getByText('Arrêtée et gardée')).toBeTruthy()
  })
})

describe('a proposal under way', () => {
  const open = async (answers = {}) => {
    openStreams()
    const asked = serve({ 'GET /planning/proposals/4': { ...proposal, state: 'running', front: [], best: -1 }, 'POST /jobs/12/stop': job({ state: 'stopped' }), ...answers })
    const view = await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    return { asked, view }
  }
  const report = async (patch: object) => {
    FakeStream.opened.at(-1)?.send(job(patch))
    await settle()
  }

  it('tells how far it is, the best so far and what is proved of it', async () => {
    const { view } = await open()
    await report({ fraction: 0.1 })
    expect(screen.getByText('Aucune carte valable trouvée pour l’instant.')).toBeTruthy()
    await report({ fraction: 0.62, partial: JSON.stringify({ best: 0, front: [summary(0)] }) })
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('0.62')
    expect(screen.getByText(/Meilleure jusqu’ici\s: 2 secteurs, 400 habitants déplacés.*à 0,5\s% au plus de la meilleure possible/)).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('is stopped and kept: the page then shows the plan', async () => {
    let state = 'running'
    const { asked } = await open({ 'GET /planning/proposals/4': () => (state === 'running' ? { ...proposal, state, front: [], best: -1 } : { ...proposal, state }) })
    await report({ partial: JSON.stringify({ best: 0, front: [summary(0)] }) })
    state = 'stopped'
    await fireEvent.click(screen.getByRole('button', { name: /Arrêter et garder/ }))
    await settle()
    expect(asked.some(({ path }) => path === '/jobs/12/stop')).toBe(true)
    expect(screen.getByText(/n’est plus compacte de plus de 0,5\s%/)).toBeTruthy()
  })

  it('abandoned keeps nothing, and says so', async () => {
    await open({ 'GET /planning/proposals/4': { ...proposal, state: 'cancelled', front: [], best: -1 } })
    expect(screen.getByText(/a été abandonné/)).toBeTruthy()
    expect(screen.queryByRole('progressbar')).toBeNull()
  })
})

describe('a finished proposal', () => {
  const open = async (address = '/planning/proposals/4') => {
    serve()
    return mountPage(ProposalPage, address, { id: '4' })
  }

  it('shows the map before and after, with the units that change hatched and named', async () => {
    const view = await open()
    expect(screen.getByRole('heading', { name: 'Avant – carte SSD en vigueur' })).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Après – 2 secteurs proposés' })).toBeTruthy()
    expect(view.container.querySelectorAll('.shape-hatched')).toHaveLength(1)
    expect(screen.getByRole('button', { name: 'Unité 11, de Secteur B à District Ouest' })).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('hatches only what changes in the mission shown before; the table lists every change', async () => {
    const elsewhere = { code: '22', name: 'Unité 22', population: 100, missions: ['ase'] }
    serve({ 'GET /planning/proposals/4/plans/0': { ...plan, moved: [...plan.moved, elsewhere] } })
    const view = await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    expect(view.container.querySelectorAll('.shape-hatched')).toHaveLength(1)
    expect(screen.getByText(/changent de secteur SSD \(hachures\).* 1$/)).toBeTruthy()
    expect(screen.getByRole('row', { name: /Unité 22 100/ })).toBeTruthy()
  })

  it('keeps the colour of the sector that each district continues', async () => {
    const view = await open()
    const fill = (map: number, code: number) => view.container.querySelectorAll('.map-svg')[map]?.querySelectorAll('.shape')[code]?.getAttribute('class')
    expect(fill(0, 0)).toBe(fill(1, 0))
    expect(fill(0, 2)).toBe(fill(1, 2))
  })

  it('zooms both maps together', async () => {
    const view = await open()
    await fireEvent.click(screen.getAllByRole('button', { name: 'Agrandir' })[0]!)
    const boxes = [...view.container.querySelectorAll('.map-svg')].map((svg) => svg.getAttribute('viewBox'))
    expect(boxes[0]).toBe(boxes[1])
  })

  it('opens any plan of the front, from the table or the picture, and keeps it in the address', async () => {
    const view = await open()
    await fireEvent.click(screen.getByRole('button', { name: 'Carte 2' }))
    await settle()
    expect(view.router.currentRoute.value.query.plan).toBe('1')
    expect(screen.getByText(/Aucune borne n’a été démontrée/)).toBeTruthy()
    await fireEvent.click(view.container.querySelector('.point:not(.opened)')!)
    await settle()
    expect(view.router.currentRoute.value.query.plan).toBeUndefined()
  })

  it('lists the districts with their deviation, and who changes', async () => {
    await open()
    expect(screen.getByRole('row', { name: /District Est 3 300 .*8\s%/ })).toBeTruthy()
    const moved = screen.getByRole('group', { name: 'Qui change' })
    expect(within(moved).getByRole('row', { name: /Unité 11 100 District Ouest SSD, ASE/ })).toBeTruthy()
  })

  it('leads to a scenario that starts from it', async () => {
    await open('/planning/proposals/4?plan=1')
    expect(screen.getByRole('link', { name: 'Ouvrir dans un scénario' }).getAttribute('href')).toBe('/planning/scenarios?origin=proposal/4/1')
  })

  it('is downloaded as CSV and GeoJSON from the server', async () => {
    await open('/planning/proposals/4?plan=1')
    expect(screen.getByRole('link', { name: 'GeoJSON' }).getAttribute('href')).toBe('/api/v1/planning/proposals/4/plans/1/export?format=geojson')
  })

  it('that is impossible says why and what to change', async () => {
    const why = { code: 'unit_too_heavy', units: ['Pau'], have: 80_000, limit: 60_000, districts: 12 }
    serve({ 'GET /planning/proposals/4': { ...proposal, front: [], best: -1, impossibility: why } })
    const view = await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    expect(screen.getByText(/Pau compte 80\s000 habitants, or un secteur ne peut pas en dépasser 60\s000/)).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('that failed gives the reason of the server', async () => {
    serve({ 'GET /planning/proposals/4': { ...proposal, state: 'done', front: [], best: -1 } })
    await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    expect(screen.getByText(/Aucune carte n’a été trouvée dans le temps accordé/)).toBeTruthy()
  })

  it('that does not exist says so', async () => {
    serve({ 'GET /planning/proposals/9': refusal(404, 'planning.unknown_proposal', { detail_fr: 'Cette proposition n’existe pas.' }) })
    await mountPage(ProposalPage, '/planning/proposals/9', { id: '9' })
    expect(screen.getByRole('alert').textContent).toContain('n’existe pas')
  })
})
