import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import type { PlanSummary } from '@/api/types'
import { setLanguage } from '@/i18n'
import { refusal, serve } from '@/testing/fakeServer'
import { fillsOf } from '@/testing/mapFills'
import { expectAccessible, mountPage, settle, tableNamed } from '@/testing/mount'
import { plan, proposal, summary } from '@/testing/territory'
import { fr } from './fr-plan'
import ProposalPage from './ProposalPage.vue'

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
    const fill = (map: number, code: number) => fillsOf(view.container.querySelectorAll('.map-svg')[map])[code]
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
    expect(tableNamed('Qui change').getByRole('row', { name: /Unité 11 100 District Ouest SSD, ASE/ })).toBeTruthy()
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

  it('that found nothing says what to change', async () => {
    serve({ 'GET /planning/proposals/4': { ...proposal, front: [], best: -1 } })
    await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    expect(screen.getByText(/Aucune carte n’a été trouvée dans le temps accordé/)).toBeTruthy()
    expect(screen.queryByRole('heading', { name: 'Les autres compromis' })).toBeNull()
  })

  it('that does not exist says so', async () => {
    serve({ 'GET /planning/proposals/9': refusal(404, 'planning.unknown_proposal', { detail_fr: 'Cette proposition n’existe pas.' }) })
    await mountPage(ProposalPage, '/planning/proposals/9', { id: '9' })
    expect(screen.getByRole('alert').textContent).toContain('n’existe pas')
  })

  it('has no button for who only reads, and still its downloads', async () => {
    serve()
    await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' }, ['executive'])
    expect(screen.queryByRole('link', { name: 'Nouvelle proposition' })).toBeNull()
    expect(screen.getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe('/api/v1/planning/proposals/4/plans/0/export?format=csv')
  })

  it('whose territory has changed says so, and leaves the other plans openable', async () => {
    serve({ 'GET /planning/proposals/4/plans/0': refusal(409, 'planning.territory_changed', { detail_fr: 'Le territoire a changé depuis le calcul.' }) })
    await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    expect(screen.getByRole('alert').textContent).toContain('Le territoire a changé depuis le calcul.')
    await fireEvent.click(screen.getByRole('button', { name: 'Carte 2' }))
    await settle()
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByRole('heading', { name: /Après/ })).toBeTruthy()
  })

  it('asked for at a plan that does not exist says so', async () => {
    serve({ 'GET /planning/proposals/4/plans/7': refusal(404, 'planning.unknown_plan', { detail_fr: 'Cette carte n’existe pas dans la proposition.' }) })
    await mountPage(ProposalPage, '/planning/proposals/4?plan=7', { id: '4' })
    expect(screen.getByRole('alert').textContent).toContain('n’existe pas dans la proposition')
  })

  it('recalls what was asked, so that a map is never read without its conditions', async () => {
    const request = { ...proposal.request, districts_min: 5, districts_max: 5, balance: 0.075, keep: 'epci' as const, seconds: 120 }
    serve({ 'GET /planning/proposals/4': { ...proposal, request } })
    await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    const asked = screen.getByRole('heading', { name: 'Demande' }).closest('section')!
    expect(within(asked).getByText('SSD et ASE')).toBeTruthy()
    expect(within(asked).getByText('5')).toBeTruthy()
    expect(within(asked).getByText('7,5 %')).toBeTruthy()
    expect(within(asked).getByText('2 min')).toBeTruthy()
    expect(within(asked).getByText('Les intercommunalités (EPCI, EPT)')).toBeTruthy()
  })
})

describe('the certificate of a plan', () => {
  const bounded = { status: 'feasible' as const, bound: 1.19e6, gap: 0.0041 }
  const cases: [string, Partial<PlanSummary>, RegExp, RegExp][] = [
    ['optimal', { status: 'optimal', gap: 0, bound: 1.2e6 }, /la meilleure possible.*démontré/, /best possible.*proved/],
    ['feasible with a bound', bounded, /gagnerait au mieux 0,5\s% de compacité.*démontré/, /would gain 0\.5% of compactness.*proved/],
    ['feasible without a bound', { status: 'feasible', bound: null, gap: null }, /Aucune borne n’a été démontrée/, /No bound was proved/],
    ['unknown', { status: 'unknown', bound: null, gap: null }, /Aucune borne n’a été démontrée/, /No bound was proved/],
  ]

  it.each(cases)('%s is a sentence in both languages', async (_, patch, french, english) => {
    serve({ 'GET /planning/proposals/4/plans/0': { ...plan, summary: summary(0, patch) } })
    const view = await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    const said = () => view.container.querySelector('.certificate .first')?.textContent ?? ''
    expect(said()).toMatch(french)
    setLanguage('en')
    await settle()
    expect(said()).toMatch(english)
    setLanguage('fr')
  })

  it('tells a tolerance that is exceeded', async () => {
    serve({ 'GET /planning/proposals/4/plans/0': { ...plan, summary: summary(0, { max_deviation: 0.123, tolerance: 0.1 }) } })
    await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    expect(screen.getByText(/12,3\s%\s: il dépasse les 10\s% demandés/)).toBeTruthy()
  })
})

describe('the front', () => {
  const front = [
    summary(0, { moved_residents: 5000, inertia: 2e6, districts: 3 }),
    summary(1, { moved_residents: 100, inertia: 9e6, districts: 2, gap: null, bound: null }),
    summary(2, { moved_residents: 900, inertia: 4e6, districts: 3, status: 'optimal', gap: 0 }),
  ]
  const open = async () => {
    serve({ 'GET /planning/proposals/4': { ...proposal, front, best: 2 }, 'GET /planning/proposals/4/plans/2': { ...plan, summary: front[2] } })
    return mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
  }
  const names = () => screen.getAllByRole('button', { name: /^Carte \d$/ }).map((button) => button.textContent?.trim())
  const card = () => screen.getByRole('heading', { name: 'Les autres compromis' }).closest('section')!

  it('is listed from the least to the most moved, the opened one marked', async () => {
    await open()
    expect(names()).toEqual(['Carte 2', 'Carte 3', 'Carte 1'])
    expect(screen.getByRole('button', { name: 'Carte 3' }).getAttribute('aria-pressed')).toBe('true')
    expect(screen.getByRole('button', { name: 'Carte 1' }).getAttribute('aria-pressed')).toBe('false')
  })

  it('is sorted by any measure, and says how far each map is from the best', async () => {
    await open()
    const inertia = () => within(card()).getByRole('button', { name: /^Dispersion/ })
    await fireEvent.click(inertia())
    expect(names()).toEqual(['Carte 2', 'Carte 3', 'Carte 1'])
    await fireEvent.click(inertia())
    expect(names()).toEqual(['Carte 1', 'Carte 3', 'Carte 2'])
    expect(within(card()).getByRole('row', { name: /Carte 3 .* démontrée la meilleure/ })).toBeTruthy()
    expect(within(card()).getByRole('row', { name: /Carte 2 .* non démontrée/ })).toBeTruthy()
  })

  it('is a picture whose name is its finding: one point a map, further left when fewer move, lower when more compact', async () => {
    const view = await open()
    expect(screen.getByRole('img', { name: /^3 cartes.: de 100 à 5.000 habitants qui changent de secteur\.$/ })).toBeTruthy()
    const circles = [...view.container.querySelectorAll('.point circle')]
    const place = new Map(circles.map((circle) => [circle, { x: Number(circle.getAttribute('cx')), y: Number(circle.getAttribute('cy')) }]))
    const byX = [...circles].sort((a, b) => place.get(a)!.x - place.get(b)!.x)
    const ys = byX.map((circle) => place.get(circle)!.y)
    expect(circles).toHaveLength(3)
    expect(ys).toEqual([...ys].sort((a, b) => a - b))
    expect(view.container.querySelectorAll('.point.opened')).toHaveLength(1)
  })

  it('of a single map is not a choice', async () => {
    serve({ 'GET /planning/proposals/4': { ...proposal, front: front.slice(0, 1), best: 0 } })
    await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    expect(screen.queryByRole('heading', { name: 'Les autres compromis' })).toBeNull()
  })

  it('of equal maps is still drawn inside its frame', async () => {
    serve({ 'GET /planning/proposals/4': { ...proposal, front: [summary(0), summary(1, { moved_residents: 400, inertia: 1.2e6 })], best: 0 } })
    const view = await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    for (const circle of view.container.querySelectorAll('.point circle')) {
      expect(Number(circle.getAttribute('cx'))).toBeGreaterThan(0)
      expect(Number(circle.getAttribute('cx'))).toBeLessThan(520)
    }
  })
})

describe('who changes', () => {
  const moved = Array.from({ length: 20 }, (_, index) => ({ code: String(index), name: `Quartier ${index}`, population: index * 10, missions: index % 2 ? ['ssd'] : ['ssd', 'ase'] }))

  it('is listed by residents, a page at a time', async () => {
    serve({ 'GET /planning/proposals/4/plans/0': { ...plan, moved } })
    await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    const table = tableNamed('Qui change')
    expect(table.getAllByRole('row')).toHaveLength(16)
    expect(table.getAllByRole('row')[1]?.textContent).toContain('Quartier 19')
  })

  it('is nobody when the plan is today’s map', async () => {
    serve({ 'GET /planning/proposals/4/plans/0': { ...plan, moved: [], of_unit: plan.before_of_unit } })
    const view = await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    expect(screen.getAllByText('Aucune unité ne change de secteur')).toHaveLength(2)
    expect(view.container.querySelectorAll('.shape-hatched')).toHaveLength(0)
  })
})

describe('a sentence of impossibility', () => {
  const why = { units: ['Pau', 'Lescar'], have: 90_000, limit: 60_000, districts: 12 }

  it.each(Object.keys(fr.plan.impossible))('%s is shown in both languages, with the figures', async (code) => {
    serve({ 'GET /planning/proposals/4': { ...proposal, front: [], best: -1, impossibility: { code, ...why } } })
    const view = await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
    const shown = () => view.container.querySelector('.empty')?.textContent ?? ''
    const french = shown()
    expect(french).toContain('Aucune carte n’est possible avec ces réglages')
    expect(french).toContain('Déjà impossible pour 12 secteurs.')
    setLanguage('en')
    await settle()
    expect(shown()).toContain('No map is possible with these settings')
    expect(shown()).not.toBe(french)
    expect(shown()).not.toMatch(/undefined|NaN|\$\{/)
    setLanguage('fr')
  })
})
