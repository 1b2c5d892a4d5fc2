import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import type { StudiedNetwork, Study } from '@/api/types'
import { setLanguage } from '@/i18n'
import { serve as serveAll, type Asked } from '@/testing/fakeServer'
import { fillOf } from '@/testing/mapFills'
import { expectAccessible, mountPage, settle, tableNamed } from '@/testing/mount'
import { access, cellsAccess, network, study } from '@/testing/network'
import { fr } from './fr-study'
import NetworkComparisonPage from './NetworkComparisonPage.vue'
import StudiesPage from './StudiesPage.vue'
import { impossibleText } from './study'
import StudyPage from './StudyPage.vue'

const studies = '/planning/network/studies'
const grid = cellsAccess.grids[0]!
const within_before = cellsAccess.cells!.within
const counted: Study = { ...study, request: { ...study.request, cells: 200, target: 'cells/poor' }, target_name: 'Ménages pauvres', grid }
const atCells: StudiedNetwork = { ...network, publics: cellsAccess.publics, cells: { grid, within_before, within_after: within_before.map((shares) => shares.map((share) => Math.abs(share))) } }
const known = { ...access, grids: cellsAccess.grids }
const grain = /Habitants comptés au carreau de 200\sm \(Insee 2021\)\./
const serve = (more: Record<string, unknown> = {}) =>
  serveAll({
    'GET /planning/network/access': cellsAccess,
    [`GET ${studies}`]: { items: [] },
    [`POST ${studies}`]: { id: 6, job_id: 12 },
    [`GET ${studies}/6`]: counted,
    [`GET ${studies}/6/networks/1`]: atCells,
    [`GET ${studies}/8`]: { ...study, id: 8, name: 'À l’unité' },
    [`GET ${studies}/8/networks/1`]: network,
    ...more,
  })
const sent = (asked: Asked[]) => asked.find(({ method }) => method === 'POST')?.body

describe('a study of residents counted at cells', () => {
  it('is asked as the page before counts, says what it costs, and offers the publics that cells tell of', async () => {
    const asked = serve()
    const view = await mountPage(StudiesPage, `${studies}?cells=200`)
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /^Au carreau de 200\sm$/ }).checked).toBe(true)
    expect(screen.getByText(/plus précis, et plus long à calculer/)).toBeTruthy()
    expect(screen.getByText(/10 carreaux sur 40 sont imputés/)).toBeTruthy()
    expect(screen.getByText(/Comptés comme des maisons/).textContent).toMatch(grain)
    const targets = within(screen.getByRole('combobox', { name: 'Public à desservir' })).getAllByRole('option').map((option) => option.textContent)
    expect(targets).toEqual(['Habitants', 'Ménages pauvres (2021)'])
    expect(screen.queryByRole('spinbutton', { name: 'Capacité d’une maison' })).toBeNull()
    await expectAccessible(view.container)
    await fireEvent.click(screen.getByRole('button', { name: 'Lancer l’étude' }))
    await settle()
    expect(sent(asked)).toMatchObject({ cells: 200, target: 'residents', usual_capacity: null })
  })

  it('is chosen in its form too, or let go: a public that only units know comes back', async () => {
    const asked = serve({ 'GET /planning/network/access': known })
    const view = await mountPage(StudiesPage, studies)
    await fireEvent.update(screen.getByRole('combobox', { name: 'Public à desservir' }), 'naissances')
    expect(screen.queryByText(/plus précis, et plus long/)).toBeNull()
    await fireEvent.click(screen.getByRole('button', { name: 'Lancer l’étude' }))
    await settle()
    expect(sent(asked)).toMatchObject({ cells: null, target: 'naissances' })
    view.unmount()
    const again = serve({ 'GET /planning/network/access': ({ query }: Asked) => (query.get('cells') === '200' ? cellsAccess : known) })
    const other = await mountPage(StudiesPage, studies)
    await fireEvent.update(screen.getByRole('combobox', { name: 'Public à desservir' }), 'naissances')
    await fireEvent.click(screen.getByRole('radio', { name: /^Au carreau de 200\sm$/ }))
    await settle()
    expect(other.router.currentRoute.value.query.cells).toBe('200')
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Public à desservir' }).value).toBe('residents')
    await fireEvent.click(screen.getByRole('button', { name: 'Lancer l’étude' }))
    await settle()
    expect(sent(again)).toMatchObject({ cells: 200, target: 'residents' })
  })

  it('says where people are counted under its curve, its maps, its tables, and how many cells are imputed', async () => {
    serve()
    const view = await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    for (const heading of ['Ce que change une maison de plus', 'Maison par maison', 'Public par public, avant et après', 'Ce que l’on sait de ce réseau'])
      expect(screen.getByRole('heading', { name: heading }).closest('section')?.textContent).toMatch(grain)
    const known = screen.getByRole('heading', { name: 'Ce que l’on sait de ce réseau' }).closest('section')?.textContent
    expect(known).toMatch(/10 carreaux sur 40 sont imputés par l’Insee.*ceux des ménages fiscaux.*Source/)
    expect(known).toMatch(/Public\s: Ménages pauvres/)
    expect(screen.getByRole('link', { name: 'Nouvelle étude' }).getAttribute('href')).toContain('cells=200')
    const map = screen.getByRole('heading', { name: /^Avant – le réseau d’aujourd’hui\s: part des habitants à 30\smin ou moins$/ }).closest('section') as HTMLElement
    expect(map.textContent).toMatch(grain)
    expect(fillOf(within(map).getByRole('button', { name: /^Unité 02, 62,5\s% des habitants/ }))).toBe('fill-s2')
    await expectAccessible(view.container)
  })

  it('says why nothing is possible in cells, and in English', async () => {
    const why = { code: 'demand_unreachable', units: ['Lescun'], houses: [], units_in_all: 1, have: 0, limit: 0, price: 0, cells_in_all: 12 }
    expect(impossibleText(why, { radius_minutes: 30 }, fr.study)).toMatch(/des habitants sont à plus de 30\smin de toute maison possible \(carreaux\s: 12\s; unités\s: Lescun\)/)
    serve()
    await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    setLanguage('en')
    await settle()
    expect(screen.getAllByText(/Residents counted at the 200\sm cell \(INSEE 2021\)\./).length).toBeGreaterThan(3)
    expect(screen.getByText(/Public: Poor households/)).toBeTruthy()
    setLanguage('fr')
  })

  it('beside one counted at units, is said not to compare, and each says where it counts', async () => {
    serve()
    const view = await mountPage(NetworkComparisonPage, '/planning/network/comparison?studies=6,8')
    expect(screen.getByText(/ne sont pas comptés de la même façon/)).toBeTruthy()
    const table = tableNamed('Mesures')
    expect(table.queryByText('meilleure valeur')).toBeNull()
    expect(table.getByRole('row', { name: /Habitants comptés.*carreau de 200\sm.*10 carreaux sur 40 sont imputés.*Au centre de la commune/ })).toBeTruthy()
    expect(screen.getByRole('heading', { name: /^Réseau 2027 – 3 maisons\s: part des habitants/ })).toBeTruthy()
    await expectAccessible(view.container)
  })
})
