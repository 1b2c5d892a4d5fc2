import { fireEvent, screen, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { forgetLayers } from '@/map/useMapLayer'
import { refusal, serve, type Asked } from '@/testing/fakeServer'
import { mountPage, settle } from '@/testing/mount'
import { competence, overview, place, places } from '@/testing/territory'
import CompetencePage from './CompetencePage.vue'
import GlanceCard from './parts/GlanceCard.vue'
import PlacesPage from './PlacesPage.vue'
import SourcesCard from './parts/SourcesCard.vue'
import TerritoryPage from './TerritoryPage.vue'
import { pageCases } from './testing/pages'

const focused = () => document.activeElement as HTMLElement
const press = async (key: string, options: KeyboardEventInit = {}) => {
  await fireEvent.keyDown(focused(), { key, ...options })
  await settle()
}

// Where Tab stops: one radio button of a group, one cell of a table, one shape of the map.
function tabStops(container: Element): HTMLElement[] {
  const reachable = [...container.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, td, th, [tabindex]')]
  const groups = new Set<string>()
  return reachable.filter((one) => {
    if (one.tabIndex < 0 || (one as HTMLButtonElement).disabled || one.closest('fieldset[disabled]')) return false
    if (/^(TD|TH)$/.test(one.tagName) && one.tabIndex !== 0) return false
    const { type, name } = one as HTMLInputElement
    if (type !== 'radio') return !/^(TD|TH)$/.test(one.tagName) || one.getAttribute('tabindex') === '0'
    return !groups.has(name) && Boolean(groups.add(name))
  })
}

beforeEach(() => forgetLayers())

describe('with the keyboard alone', () => {
  it.each(pageCases.map((one) => [one.name, one] as const))('%s is crossed in few stops, each with a name', async (_, { page, address, props }) => {
    serve({ 'GET /territory/places': { total: 120, items: Array.from({ length: 50 }, (_none, n) => place(`${n}`)) } })
    const { container } = await mountPage(page, address, props)
    const stops = tabStops(container)
    // The shell has thirteen of its own; twenty-five are the house's limit.
    expect(stops.length).toBeLessThanOrEqual(12)
    const nameless = stops.filter((stop) => !(stop.getAttribute('aria-label') || stop.textContent?.trim() || stop.title || (stop as HTMLInputElement).labels?.length))
    expect(nameless).toEqual([])
  })

  it('the list of places is walked, sorted and opened', async () => {
    const asked = serve({ 'GET /territory/places': { total: 120, items: places.items } })
    const view = await mountPage(PlacesPage, '/territory/places')
    within(screen.getByRole('columnheader', { name: /Nom/ })).getByRole('button').focus()
    await press('ArrowRight')
    await press('ArrowRight')
    expect(focused().textContent?.trim()).toBe('Population')
    await fireEvent.click(focused())
    await settle()
    expect(asked.at(-1)!.query.get('sort')).toBe('population')
    expect(focused().textContent?.trim()).toBe('Population')
    await press('ArrowDown')
    await press('Home')
    expect(focused().textContent).toBe('Unité 00')
    await press('End', { ctrlKey: true })
    expect(focused().closest('tr')).toBe(screen.getAllByRole('row').at(-1))
    await press('Home')
    await fireEvent.click(focused())
    await settle()
    expect(view.router.currentRoute.value.path).toBe('/territory/places/commune/22')
  })

  it('a place is chosen on the map, read beside it, and dropped with Escape', async () => {
    serve()
    const view = await mountPage(TerritoryPage, '/territory')
    const shape = () => view.container.querySelector<HTMLElement>('.shape[tabindex="0"]')!
    expect(view.container.querySelectorAll('.shape[tabindex="0"]')).toHaveLength(1)
    shape().focus()
    await press('ArrowRight')
    await press('ArrowDown')
    const there = focused().getAttribute('aria-label')!
    await press('Enter')
    const code = String(view.router.currentRoute.value.query.place)
    expect(there).toContain(`Unité ${code}`)
    expect(focused()).toBe(shape())
    await press('Escape')
    expect(view.router.currentRoute.value.query.place).toBeUndefined()
  })

  it('a street is chosen among sixty without leaving the table', async () => {
    const candidates = Array.from({ length: 60 }, (_, n) => ({ label: `Rue ${n}, Pau`, commune_code: '64445', street: `Rue ${n}` }))
    const unclear = { ...competence, place: null, answers: [], mds: null, reason: { code: 'address_unclear', args: [] }, candidates }
    serve({ 'GET /territory/competence': ({ query }: Asked) => (query.has('commune') ? competence : unclear) })
    const view = await mountPage(CompetencePage, '/territory/competence')
    await fireEvent.click(screen.getByRole('radio', { name: 'Adresse' }))
    await fireEvent.update(screen.getByLabelText('Adresse', { selector: '[id=where-address]' }), '12bis rue')
    await fireEvent.submit(view.container.querySelector('form')!)
    await settle()
    expect(tabStops(view.container).length).toBeLessThanOrEqual(12)
    screen.getByText('Rue 0, Pau').focus()
    await press('PageDown')
    expect(focused().textContent).toBe('Rue 10, Pau')
    await fireEvent.click(focused())
    await settle()
    expect(screen.getByText('Lieu reconnu')).toBeTruthy()
  })
})

describe('who is competent, when something fails', () => {
  it('says why the other date cannot be read, keeps nothing false, and asks for both again', async () => {
    let broken = true
    const asked = serve({ 'GET /territory/competence': ({ query }: Asked) => (broken && query.get('at') === '2024-12-31' ? refusal(500, 'http.fault', { incident: 'C3' }) : competence) })
    await mountPage(CompetencePage, '/territory/competence?code=11&versus=2024-12-31')
    expect(screen.getByRole('alert').textContent).toContain('C3')
    expect(screen.queryByText('Change')).toBeNull()
    broken = false
    const before = asked.length
    await fireEvent.click(screen.getByRole('button', { name: 'Réessayer' }))
    await settle()
    expect(asked.slice(before).map(({ query }) => query.get('at')).sort()).toEqual(['2024-12-31', null].sort())
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getAllByText('Inchangé')).toHaveLength(2)
  })

  it.each([
    ['unknown_code', [['code', '64999']], /Aucun lieu ne porte le code 64999/],
    ['outside', [], /hors du territoire/],
    ['street_unknown', [], /Cette rue n’est pas connue/],
  ])('recognises nothing (%s), says so, and shows neither house nor map', async (code, args, sentence) => {
    serve({ 'GET /territory/competence': { ...competence, asked: '64999', place: null, answers: [], mds: null, reason: { code, args } } })
    const { container } = await mountPage(CompetencePage, '/territory/competence?code=64999')
    expect(screen.getByText('Lieu non reconnu')).toBeTruthy()
    expect(container.textContent).toMatch(sentence)
    expect(container.querySelector('.map-svg, [role=toolbar]')).toBeNull()
  })
})

describe('the cards of the territory', () => {
  it('count only what there is, each leading to its list', async () => {
    serve()
    await mountPage(GlanceCard, '/territory', { overview: { ...overview, counts: { commune: 1234, iris: 0, epci: 1, ept: 0, site: 0 }, missions: [{ ...overview.missions[0]!, sectors: 0 }] } })
    const lines = screen.getAllByRole('row').slice(1).map((row) => row.textContent?.replace(/\s+/g, ' ').trim())
    expect(lines).toEqual(['Communes1 234', 'EPCI1'])
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/territory/places?level=commune', '/territory/places?level=epci'])
  })

  it.each([
    [[], null],
    [[{ name: 'IGN', vintage: '2026', licence: 'Licence Ouverte 2.0', imported_at: '2026-02-01T10:00:00Z' }], 'IGN2026 · Licence Ouverte 2.0 · importé le 1er févr. 2026, 11:00'],
    [[{ name: 'Insee', vintage: '', licence: '', imported_at: '2026-07-31T22:30:00Z' }], 'Inseeimporté le 1er août 2026, 00:30'],
  ])('say their sources %j as %s', async (sources, expected) => {
    serve()
    await mountPage(SourcesCard, '/territory', { sources })
    expect(screen.queryByRole('listitem')?.textContent?.replace(/\s+/g, ' ') ?? null).toBe(expected)
  })
})
