import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { forgetLayers } from '@/map/useMapLayer'
import { session } from '@/app/session'
import { refusal, serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { emptyOverview, session as planner } from '@/testing/territory'
import TerritoryPage from './TerritoryPage.vue'

describe('the territory', () => {
  it('is drawn by density, then by mission, the choice kept in the address', async () => {
    serve()
    const view = await mountPage(TerritoryPage, '/territory')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Val-d’Essai')
    expect(screen.getByRole('button', { name: /Unité 11, 100 habitants, 100 hab/ })).toBeTruthy()
    await fireEvent.click(screen.getByRole('radio', { name: 'ASE' }))
    await settle()
    expect(view.router.currentRoute.value.query.colour).toBe('ase')
    expect(screen.getByRole('button', { name: 'Unité 11, 100 habitants, ASE\u00a0: Secteur B' })).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('tells what the unit chosen on the map belongs to', async () => {
    serve()
    const view = await mountPage(TerritoryPage, '/territory')
    await fireEvent.click(screen.getByRole('button', { name: /Unité 11/ }))
    await settle()
    expect(view.router.currentRoute.value.query.place).toBe('11')
    expect(screen.getByRole('heading', { name: 'Unité 11' })).toBeTruthy()
    expect(screen.getByText('Estimée')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Ouvrir la fiche' }).getAttribute('href')).toBe('/territory/places/commune/11')
  })

  it('has the same data as a table', async () => {
    serve()
    const view = await mountPage(TerritoryPage, '/territory')
    await fireEvent.click(screen.getByRole('button', { name: 'Voir en tableau' }))
    await settle()
    expect(view.router.currentRoute.value.query.view).toBe('table')
    const row = screen.getByRole('row', { name: /Unité 00/ })
    expect(within(row).getAllByRole('cell').map((cell) => cell.textContent?.trim()).slice(-3)).toEqual(['Secteur A', 'Secteur A', 'Secteur A'])
    await expectAccessible(view.container)
  })

  it('asks everything for the date of the address', async () => {
    const asked = serve()
    await mountPage(TerritoryPage, '/territory?at=2019-01-01')
    const dated = asked.filter(({ path }) => /map|assignments|sites/.test(path))
    expect(dated.length).toBe(4)
    dated.forEach(({ query }) => expect(query.get('at')).toBe('2019-01-01'))
  })

  it('not loaded yet says how to load it, or whom to ask', async () => {
    serve({ 'GET /territory/overview': emptyOverview })
    const view = await mountPage(TerritoryPage, '/territory')
    expect(screen.getByRole('link', { name: 'Importer des fichiers' })).toBeTruthy()
    session.value = { ...planner, roles: ['executive'] }
    await settle()
    expect(screen.queryByRole('link', { name: 'Importer des fichiers' })).toBeNull()
    await expectAccessible(view.container)
  })

  it('says a fault with its incident, and tries again', async () => {
    let broken = true
    const answer = () => (broken ? refusal(500, 'http.fault', { incident: 'Q1' }) : undefined)
    serve({ 'GET /territory/map': () => answer() ?? { type: 'Topology', arcs: [], objects: { units: { type: 'GeometryCollection', geometries: [] } } } })
    await mountPage(TerritoryPage, '/territory')
    expect(screen.getByRole('alert').textContent).toContain('Q1')
    broken = false
    forgetLayers()
    await fireEvent.click(screen.getByRole('button', { name: 'Réessayer' }))
    await settle()
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
