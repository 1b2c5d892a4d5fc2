import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { setLanguage } from '@/i18n'
import { refusal, serve as serveAll, type Asked } from '@/testing/fakeServer'
import { fillOf } from '@/testing/mapFills'
import { expectAccessible, mountPage, settle, tableNamed } from '@/testing/mount'
import { access, births, residents } from '@/testing/network'
import { emptyOverview } from '@/testing/territory'
import NetworkPage from './NetworkPage.vue'

const serve = (found: unknown = access, more: Record<string, unknown> = {}) => serveAll({ 'GET /planning/network/access': found, ...more })
const asks = (asked: Asked[]) => asked.filter(({ path }) => path === '/planning/network/access').map(({ query }) => Object.fromEntries(query))
// What one types and leaves.
async function typed(box: HTMLElement, value: string) {
  ;(box as HTMLInputElement).value = value
  box.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
}
const travel = /Temps estimé à vol d’oiseau × 1,3 à 40\skm\/h\./

describe('the network today', () => {
  it('is a sentence, figures, a map and tables, each with what its minutes are', async () => {
    serve()
    const view = await mountPage(NetworkPage, '/planning/network')
    expect(screen.getByText(/77,8\s% des habitants \(700\) sont à 30 minutes ou moins d’une maison\. 200 en sont plus loin\./)).toBeTruthy()
    expect(fillOf(screen.getByRole('button', { name: /^Unité 00, 48\smin, MDS du Centre$/ }))).toBe('fill-s3')
    for (const card of ['Minutes jusqu’à la maison la plus proche au 1er mars 2026', 'Public par public', 'Du plus loin au plus proche', 'Maison par maison'])
      expect(screen.getByRole('heading', { name: card }).closest('section')?.textContent).toMatch(travel)
    expect(view.container.querySelectorAll('.map-svg .site-mark')).toHaveLength(2)
    await expectAccessible(view.container)
  })

  it('lists the units, the farthest first, and the houses, the busiest first', async () => {
    serve()
    await mountPage(NetworkPage, '/planning/network')
    const places = tableNamed('Du plus loin au plus proche').getAllByRole('row').slice(1)
    expect(places[0]?.textContent).toMatch(/Unité 00.*48.*MDS du Centre.*100/)
    expect(places).toHaveLength(9)
    expect(tableNamed('Maison par maison').getAllByRole('row')[1]?.textContent).toMatch(/MDS du Centre.*Maison des solidarités.*700/)
  })

  it('says the same of another public and another threshold, kept in the address', async () => {
    serve()
    const view = await mountPage(NetworkPage, '/planning/network')
    await fireEvent.update(screen.getByRole('combobox', { name: 'Public' }), 'naissances')
    await settle()
    await fireEvent.click(screen.getByRole('radio', { name: /^15\smin$/ }))
    await settle()
    expect(view.router.currentRoute.value.query).toMatchObject({ public: 'naissances', reach: '15' })
    expect(screen.getByText(/60\s% du public «\sNaissances \(2023\)\s» \(27\) sont à 15 minutes ou moins/)).toBeTruthy()
    expect(fillOf(screen.getByRole('button', { name: /^Unité 00, 48/ }))).toBe('fill-s4')
    expect(tableNamed('Du plus loin au plus proche').getByRole('columnheader', { name: /Naissances/ })).toBeTruthy()
    view.unmount()
    await mountPage(NetworkPage, '/planning/network?public=naissances&reach=45')
    expect(screen.getByText(/98\s% du public .* 45 minutes ou moins/)).toBeTruthy()
  })

  it('compares the publics: the farthest is named, what is shared out is said', async () => {
    const farther = { ...access, picture: { ...access.picture, publics: [access.picture.publics[0], { ...access.picture.publics[1]!, mean_minutes: 19.4 }] } }
    serve(farther)
    const view = await mountPage(NetworkPage, '/planning/network')
    expect(screen.getByText(/Le public le plus éloigné est «\sNaissances \(2023\)\s»\s: 19,4\smin en moyenne, 2,5\smin de plus/)).toBeTruthy()
    expect(screen.getByText(/réparti selon la population dans 4 unités/)).toBeTruthy()
    view.unmount()
    serve()
    const none = await mountPage(NetworkPage, '/planning/network')
    expect(screen.getByText(/Aucun public n’est plus éloigné/)).toBeTruthy()
    none.unmount()
    serve({ ...access, publics: [residents], picture: { ...access.picture, publics: access.picture.publics.slice(0, 1) } })
    await mountPage(NetworkPage, '/planning/network')
    expect(screen.getByText(/Aucun autre public n’est connu/)).toBeTruthy()
  })

  it('shows the unit chosen on the map, and the link reopens it', async () => {
    serve()
    const view = await mountPage(NetworkPage, '/planning/network')
    await fireEvent.click(screen.getByRole('button', { name: /^Unité 12, 9,5/ }))
    await settle()
    expect(view.router.currentRoute.value.query.place).toBe('12')
    const here = within(screen.getByRole('heading', { name: 'Unité 12' }).closest('section')!)
    expect(here.getByText(/^9,5\smin$/)).toBeTruthy()
    expect(here.getByText('MDS du Centre')).toBeTruthy()
    expect(here.getByText(String(births.of_unit[5]))).toBeTruthy()
  })

  it('colours nothing it does not know, and says so', async () => {
    const lost = { ...access.picture, minutes: [-1, ...access.picture.minutes.slice(1)], nearest: [-1, ...access.picture.nearest.slice(1)] }
    serve({ ...access, picture: lost })
    await mountPage(NetworkPage, '/planning/network')
    expect(fillOf(screen.getByRole('button', { name: 'Unité 00, temps inconnu' }))).toBe('fill-none')
    expect(screen.getByText('Temps inconnu')).toBeTruthy()
  })

  it('says it in English too', async () => {
    serve()
    await mountPage(NetworkPage, '/planning/network')
    setLanguage('en')
    await settle()
    expect(screen.getByText(/77\.8% of residents \(700\) are within 30 minutes of a house\. 200 are farther away\./)).toBeTruthy()
    expect(screen.getAllByText(/as the crow flies × 1\.3 at 40\skm\/h/).length).toBeGreaterThan(3)
    setLanguage('fr')
  })
})

describe('how it is counted', () => {
  it('is asked of the server as the address says, and nonsense is not', async () => {
    const asked = serve()
    const view = await mountPage(NetworkPage, '/planning/network?mode=walk&detour=1.5&speed=4&kinds=mds,pmi&at=2025-01-01')
    expect(asks(asked)).toEqual([{ at: '2025-01-01', mode: 'walk', detour: '1.5', speed_kmh: '4', kinds: 'mds,pmi' }])
    view.unmount()
    await mountPage(NetworkPage, '/planning/network?mode=plane&detour=x&speed=-3')
    expect(asks(asked).at(-1)).toEqual({ mode: 'car' })
  })

  it('changes with the form: mode, detour, speed, kinds of sites', async () => {
    const asked = serve()
    const view = await mountPage(NetworkPage, '/planning/network')
    await typed(screen.getByRole('spinbutton', { name: 'Détour' }), '1.5')
    expect(asks(asked).at(-1)).toEqual({ mode: 'car', detour: '1.5' })
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Centre de PMI (5)' }))
    await settle()
    expect(asks(asked).at(-1)).toMatchObject({ kinds: 'mds,antenne,pmi' })
    await fireEvent.click(screen.getByRole('radio', { name: 'À pied' }))
    await settle()
    // The detour of the car is not that of a walk.
    expect(view.router.currentRoute.value.query).toEqual({ mode: 'walk', kinds: 'mds,antenne,pmi' })
  })

  it('goes back to the usual values, whose source is written', async () => {
    serve()
    const view = await mountPage(NetworkPage, '/planning/network?speed=50')
    expect(screen.getByText('Hypothèse : 40 km/h. En usage depuis le 1er janvier 2019.')).toBeTruthy()
    expect(screen.getByText(/^30 min\s: Référentiel national\.$/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Valeurs usuelles' }))
    await settle()
    expect(view.router.currentRoute.value.query).toEqual({})
    expect(screen.queryByRole('button', { name: 'Valeurs usuelles' })).toBeNull()
  })

  it.each([['Détour', '3.5', /entre 1 et 3/], ['Détour', '0.9', /entre 1 et 3/], ['Vitesse (km/h)', '200', /entre 1 et 130/]])('%s %s is refused where it is typed, and nothing is asked', async (name, value, why) => {
    const asked = serve()
    await mountPage(NetworkPage, '/planning/network')
    const before = asks(asked).length
    const box = screen.getByRole('spinbutton', { name })
    await typed(box, value)
    expect(screen.getByText(why)).toBeTruthy()
    expect(box.getAttribute('aria-invalid')).toBe('true')
    expect(asks(asked)).toHaveLength(before)
  })

  it('never counts nothing: the last kind stays', async () => {
    const asked = serve({ ...access, kinds: access.kinds.map((one) => ({ ...one, counted: one.kind === 'mds' })) })
    await mountPage(NetworkPage, '/planning/network')
    const before = asks(asked).length
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Maison des solidarités (1)' }))
    await settle()
    expect(asks(asked)).toHaveLength(before)
  })

  it('says which sites are left out, nobody knowing where they are', async () => {
    serve()
    await mountPage(NetworkPage, '/planning/network')
    expect(screen.getByText(/Antenne\s: 2 sans position connue/)).toBeTruthy()
  })
})

describe('a network that is not there', () => {
  it('without a house says why and what to do, and lets other sites be counted', async () => {
    serve({ ...access, houses: [], picture: { ...access.picture, residents: [] } })
    const view = await mountPage(NetworkPage, '/planning/network')
    expect(screen.getByRole('heading', { name: 'Aucune maison à compter au 1er mars 2026' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Importer les lieux d’accueil' })).toBeTruthy()
    expect(screen.getByRole('checkbox', { name: 'Centre de PMI (5)' })).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
    await expectAccessible(view.container)
  })

  it('without a territory leads to the imports', async () => {
    serve({ ...access, houses: [] }, { 'GET /territory/overview': emptyOverview })
    await mountPage(NetworkPage, '/planning/network')
    expect(screen.getByRole('heading', { name: /Aucun territoire/ })).toBeTruthy()
    expect(screen.queryByText('Comment l’on compte')).toBeNull()
  })

  it('says the refusal of the server, and tries again', async () => {
    const asked = serve(refusal(422, 'planning.outside', { detail_fr: 'La valeur doit être comprise entre 1 et 3.' }))
    await mountPage(NetworkPage, '/planning/network?detour=9')
    expect(screen.getByText(/comprise entre 1 et 3/)).toBeTruthy()
    const before = asks(asked).length
    await fireEvent.click(screen.getByRole('button', { name: 'Réessayer' }))
    await settle()
    expect(asks(asked)).toHaveLength(before + 1)
  })
})

describe('who may go on', () => {
  it('a planner studies other networks, counted the same way; an executive reads the studies', async () => {
    serve()
    const planner = await mountPage(NetworkPage, '/planning/network?mode=walk&kinds=mds')
    expect(screen.getByRole('link', { name: 'Étudier d’autres réseaux' }).getAttribute('href')).toBe('/planning/network/studies?mode=walk&kinds=mds')
    planner.unmount()
    await mountPage(NetworkPage, '/planning/network', {}, ['executive'])
    expect(screen.getByRole('link', { name: 'Voir les études' })).toBeTruthy()
  })
})
