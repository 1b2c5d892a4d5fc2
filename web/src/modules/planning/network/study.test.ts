import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { setLanguage } from '@/i18n'
import { job, openStreams, refusal, serve as serveAll, type Asked } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle, tableNamed } from '@/testing/mount'
import { access, births, network, point, study, studyRow } from '@/testing/network'
import { emptyOverview } from '@/testing/territory'
import { fr as shared } from './fr'
import { fr } from './fr-study'
import StudiesPage from './StudiesPage.vue'
import { findingOf, gainOf, usualHouses, wantedIndex } from './study'
import StudyPage from './StudyPage.vue'

const studies = '/planning/network/studies'
const serve = (more: Record<string, unknown> = {}) =>
  serveAll({
    'GET /planning/network/access': access,
    [`GET ${studies}`]: { items: [studyRow] },
    [`GET ${studies}/6`]: study,
    [`GET ${studies}/6/networks/0`]: { ...network, point: point(0) },
    [`GET ${studies}/6/networks/1`]: network,
    [`POST ${studies}`]: { id: 6, job_id: 12 },
    ...more,
  })
const sent = (asked: Asked[]) => asked.find(({ method }) => method === 'POST')?.body

describe('asking for a study', () => {
  it('begins with what there is: today’s houses and a few more, counted as on the page before', async () => {
    const asked = serve()
    const view = await mountPage(StudiesPage, `${studies}?mode=walk&speed=4&kinds=mds,antenne&at=2026-01-01`)
    expect(screen.getByText(/Comptés comme des maisons\s: Maison des solidarités et Antenne\./)).toBeTruthy()
    await fireEvent.update(screen.getByRole('textbox', { name: /Nom/ }), 'Réseau d’essai')
    await fireEvent.click(screen.getByRole('button', { name: 'Lancer l’étude' }))
    await settle()
    expect(sent(asked)).toEqual({
      name: 'Réseau d’essai', at: '2026-01-01', mode: 'walk', detour: null, speed_kmh: 4, table: null, kinds: ['mds', 'antenne'], target: 'residents', aim: 'mean', radius_minutes: 30,
      houses_min: 2, houses_max: 7, closable: [], candidates: 'communes', seconds: 30, seed: null, places: null, budget: null, usual_price: null, usual_capacity: null, cells: null,
    })
    expect(view.router.currentRoute.value).toMatchObject({ name: 'network-study', params: { id: '6' } })
  })

  it('may let houses close, all or some, serve another public, cover within a radius', async () => {
    const asked = serve()
    const view = await mountPage(StudiesPage, studies)
    await fireEvent.update(screen.getByRole('combobox', { name: 'Les maisons d’aujourd’hui' }), 'some')
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Antenne du Coin' }))
    await fireEvent.update(screen.getByRole('combobox', { name: 'Public à desservir' }), 'naissances')
    await fireEvent.update(screen.getByRole('combobox', { name: 'Ce que l’on cherche' }), 'cover')
    await fireEvent.update(screen.getByRole('combobox', { name: 'À portée, c’est à' }), '45')
    await fireEvent.click(screen.getByRole('button', { name: 'Lancer l’étude' }))
    await settle()
    expect(sent(asked)).toMatchObject({ closable: ['A1'], target: 'naissances', aim: 'cover', radius_minutes: 45 })
    view.unmount()
    const again = serve()
    await mountPage(StudiesPage, studies)
    await fireEvent.update(screen.getByRole('combobox', { name: 'Les maisons d’aujourd’hui' }), 'any')
    await fireEvent.click(screen.getByRole('button', { name: 'Lancer l’étude' }))
    await settle()
    expect(sent(again)).toMatchObject({ closable: ['M1', 'A1'] })
  })

  it('offers only publics that are known everywhere, and places that exist', async () => {
    serve({ 'GET /planning/network/access': { ...access, publics: [access.publics[0], { ...births, missing: 2 }], houses: [] } })
    await mountPage(StudiesPage, studies)
    const choices = (name: string) => within(screen.getByRole('combobox', { name })).getAllByRole('option').map((option) => (option as HTMLOptionElement).value)
    expect(choices('Public à desservir')).toEqual(['residents'])
    expect(choices('Où ouvrir')).toEqual(['communes', 'sites', 'none'])
    expect(screen.queryByRole('combobox', { name: 'Les maisons d’aujourd’hui' })).toBeNull()
    expect((screen.getByRole('spinbutton', { name: 'À' }) as HTMLInputElement).value).toBe('12')
  })

  it.each([['', '2', '5', /Donnez un nom/], ['Essai', '5', '2', /minimum ne dépasse pas/], ['Essai', '', '2', /minimum ne dépasse pas/], ['Essai', '1.5', '2', /minimum ne dépasse pas/]])('named "%s", from %s to %s, is refused before the server', async (name, min, max, why) => {
    const asked = serve()
    await mountPage(StudiesPage, studies)
    await fireEvent.update(screen.getByRole('textbox', { name: /Nom/ }), name)
    await fireEvent.update(screen.getByRole('spinbutton', { name: 'De' }), min)
    await fireEvent.update(screen.getByRole('spinbutton', { name: 'À' }), max)
    await fireEvent.click(screen.getByRole('button', { name: 'Lancer l’étude' }))
    await settle()
    expect(screen.getByRole('alert').textContent).toMatch(why)
    expect(sent(asked)).toBeUndefined()
  })

  it('shows the refusal of the server in its field', async () => {
    serve({ [`POST ${studies}`]: refusal(422, 'planning.outside', { field: '/houses_min', detail_fr: 'La valeur doit être comprise entre 2 et 9.' }) })
    const view = await mountPage(StudiesPage, studies)
    await fireEvent.click(screen.getByRole('button', { name: 'Lancer l’étude' }))
    await settle()
    expect(screen.getByRole('alert').textContent).toContain('entre 2 et 9')
    expect(screen.getByRole('spinbutton', { name: 'De' }).getAttribute('aria-invalid')).toBe('true')
    await expectAccessible(view.container)
  })

  it('is for planners; the others read the list', async () => {
    const asked = serve()
    await mountPage(StudiesPage, studies, {}, ['executive'])
    expect(screen.queryByRole('button', { name: 'Lancer l’étude' })).toBeNull()
    expect(screen.getByRole('link', { name: 'Réseau 2027' }).getAttribute('href')).toBe(`${studies}/6`)
    expect(asked.some(({ path }) => path === '/planning/network/access')).toBe(false)
  })

  it('waits for a territory, and says that nothing was asked yet', async () => {
    serve({ [`GET ${studies}`]: { items: [] } })
    const view = await mountPage(StudiesPage, studies)
    expect(screen.getByText('Aucune étude pour l’instant.')).toBeTruthy()
    view.unmount()
    serve({ 'GET /territory/overview': emptyOverview })
    await mountPage(StudiesPage, studies)
    expect(screen.getByRole('heading', { name: /Aucun territoire/ })).toBeTruthy()
  })
})

describe('a study', () => {
  it('is a curve with its table, then the network shown first beside today’s', async () => {
    serve()
    const view = await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    expect(screen.getByRole('img', { name: /De 2 à 4 maisons, une maison de plus fait gagner en moyenne 4\smin\./ })).toBeTruthy()
    const rows = tableNamed('Ce que change une maison de plus').getAllByRole('row').slice(1)
    expect(rows[1]?.textContent).toMatch(/3 maisons.*12,9.*4\smin.*démontré le meilleur/)
    expect(rows[2]?.textContent).toMatch(/4,5\s%/)
    expect(screen.getByText(/Ce réseau est le meilleur possible pour 3 maisons et ces réglages\s: c’est démontré\./)).toBeTruthy()
    expect(screen.getByText('Ouvrir 1, fermer 1, garder 1.')).toBeTruthy()
    expect(screen.getByText(/Le temps moyen passe de 16,9\smin à 12,9\smin\./)).toBeTruthy()
    expect(screen.getByText(/La part à 30\smin ou moins passe de 77,8\s% à 100\s%\./)).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('does not call a change what stays the same', async () => {
    serve({ [`GET ${studies}/6/networks/1`]: { ...network, after: { ...network.after, publics: network.before.publics } } })
    await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    expect(screen.getByText(/La part à 30\smin ou moins reste de 77,8\s%\./)).toBeTruthy()
  })

  it('says what becomes of each house, and of each public', async () => {
    serve()
    await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    const houses = tableNamed('Maison par maison').getAllByRole('row').slice(1).map((row) => row.textContent ?? '')
    expect(houses[0]).toMatch(/Unité 00\s*Ouvrir\s*Commune.*200/)
    expect(houses[1]).toMatch(/MDS du Centre\s*Garder.*700.*700/)
    expect(houses[2]).toMatch(/Antenne du Coin\s*Fermer.*200/)
    expect(tableNamed('Public par public, avant et après').getByRole('row', { name: /Naissances \(2023\) 14,2 11 80\s% 100\s%/ })).toBeTruthy()
  })

  it('draws today’s houses on one map, and on the other what opens and what closes', async () => {
    serve()
    const view = await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    const [before, after] = [...view.container.querySelectorAll('.map-svg')]
    expect(before?.querySelectorAll('.site-mark')).toHaveLength(2)
    expect(before?.querySelectorAll('.site-mark.closed, .site-mark.opened')).toHaveLength(0)
    expect(after?.querySelectorAll('.site-mark.closed')).toHaveLength(1)
    expect(after?.querySelectorAll('.site-mark.opened')).toHaveLength(1)
    expect(within(after as HTMLElement).getByRole('button', { name: /^Unité 00, 0\smin, Unité 00$/ })).toBeTruthy()
  })

  it('opens another point of the curve, from the table or the address', async () => {
    const asked = serve()
    const view = await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    await fireEvent.click(screen.getByRole('button', { name: '2 maisons' }))
    await settle()
    expect(view.router.currentRoute.value.query.network).toBe('0')
    expect(asked.at(-1)?.path).toBe(`${studies}/6/networks/0`)
    await fireEvent.click(screen.getByRole('button', { name: '3 maisons' }))
    await settle()
    expect(view.router.currentRoute.value.query.network).toBeUndefined()
    view.unmount()
    await mountPage(StudyPage, `${studies}/6?network=0`, { id: '6' })
    expect(screen.getByRole('button', { name: '2 maisons' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('is taken away as houses and as minutes', async () => {
    serve()
    await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    const root = `/api/v1${studies}/6/networks/1/export?format=`
    expect(screen.getByRole('link', { name: 'Maisons (CSV)' }).getAttribute('href')).toBe(`${root}csv`)
    expect(screen.getByRole('link', { name: 'Minutes (GeoJSON)' }).getAttribute('href')).toBe(`${root}geojson`)
  })

  it('from nothing, compares with nothing', async () => {
    const bare = { ...network, houses: [network.houses[2]], decisions: ['opened'], before: { ...network.before, minutes: network.before.minutes.map(() => -1), nearest: network.before.nearest.map(() => -1), residents: [0] } }
    serve({ [`GET ${studies}/6`]: { ...study, today: null }, [`GET ${studies}/6/networks/1`]: bare })
    const view = await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    expect(view.container.querySelectorAll('.map-svg')).toHaveLength(1)
    expect(screen.getByText(/Le temps moyen est de 12,9\smin\./)).toBeTruthy()
    expect(view.container.textContent).not.toMatch(/passe de/)
  })

  it('of coverage speaks of shares', async () => {
    const request = { ...study.request, aim: 'cover' as const, radius_minutes: 45 }
    const curve = [point(0, { value: 0.8, bound: 0.8 }), point(1, { value: 0.95, bound: 0.97, gap: 0.0211, status: 'feasible' })]
    serve({ [`GET ${studies}/6`]: { ...study, request, curve, today: null }, [`GET ${studies}/6/networks/1`]: { ...network, point: curve[1] } })
    await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    expect(screen.getByRole('img', { name: /fait gagner en moyenne 15\s%/ })).toBeTruthy()
    expect(screen.getByText(/Aucun réseau de 3 maisons ne fait mieux de plus de 2,2\s%\s: c’est démontré\./)).toBeTruthy()
    expect(screen.getByRole('columnheader', { name: /Part à 45\smin ou moins/ })).toBeTruthy()
  })

  it('says it in English too', async () => {
    serve()
    await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    setLanguage('en')
    await settle()
    expect(screen.getByText(/This network is the best possible for 3 houses and these settings: this is proved\./)).toBeTruthy()
    expect(screen.getByText('Open 1, close 1, keep 1.')).toBeTruthy()
    setLanguage('fr')
  })
})

describe('a study under way', () => {
  const running = { ...study, state: 'running' as const, curve: [], best: -1 }
  const told = (n: number) => JSON.stringify({ curve: [point(0), point(1), point(2)].slice(0, n) })

  it('tells what is found so far, draws the curve as it grows, and ends with the network', async () => {
    const streams = openStreams()
    let state: unknown = running
    serve({ [`GET ${studies}/6`]: () => state })
    await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    expect(screen.getByText('Aucun réseau trouvé pour l’instant.', { selector: 'p:not(.vh)' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Arrêter et garder' }).getAttribute('aria-disabled')).toBe('true')
    streams.opened[0]!.send(job({ partial: told(2), fraction: 0.4 }))
    await settle()
    expect(screen.getByText(/Réseaux trouvés\s: 2\s; avec 3 maisons, 12,9\smin en moyenne.* · à 0\s% au plus du meilleur possible · reste environ 18\ss/)).toBeTruthy()
    expect(tableNamed('Ce que change une maison de plus').getAllByRole('row')).toHaveLength(3)
    state = study
    streams.opened[0]!.send(job({ state: 'done', partial: told(3), fraction: 1 }))
    await settle()
    expect(screen.getByText(/meilleur possible pour 3 maisons et/)).toBeTruthy()
    expect(screen.getByText(/Calcul terminé\s: les réseaux sont affichés\./)).toBeTruthy()
  })

  it('is stopped and kept, or dropped, each acknowledged at once', async () => {
    for (const [button, verb, answer] of [['Arrêter et garder', 'stop', /Arrêt demandé/], ['Abandonner', 'cancel', /Abandon demandé/]] as const) {
      const streams = openStreams()
      const asked = serve({ [`GET ${studies}/6`]: running, [`POST /jobs/12/${verb}`]: job({ partial: told(1) }) })
      const view = await mountPage(StudyPage, `${studies}/6`, { id: '6' })
      streams.opened[0]!.send(job({ partial: told(1) }))
      await settle()
      await fireEvent.click(screen.getByRole('button', { name: button }))
      expect(screen.getByText(answer)).toBeTruthy()
      await settle()
      expect(asked.some(({ path }) => path === `/jobs/12/${verb}`)).toBe(true)
      view.unmount()
    }
  })

  it('shows an executive what is saved, without the buttons', async () => {
    openStreams()
    serve({ [`GET ${studies}/6`]: { ...running, curve: study.curve, best: 1 } })
    await mountPage(StudyPage, `${studies}/6`, { id: '6' }, ['executive'])
    expect(screen.getByText(/L’étude est en cours/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Arrêter et garder' })).toBeNull()
    expect(tableNamed('Ce que change une maison de plus').getAllByRole('row')).toHaveLength(4)
  })

  it.each([
    [{ state: 'cancelled' as const, curve: [] }, /a été abandonnée/],
    [{ state: 'interrupted' as const, curve: [] }, /avant qu’un réseau ne soit trouvé/],
    [{ state: 'interrupted' as const }, /les réseaux trouvés avant l’arrêt sont gardés/],
    [{ state: 'failed' as const, curve: [] }, /Cette étude a échoué/],
    [{ state: 'done' as const, curve: [] }, /Aucun réseau n’a été trouvé dans le temps accordé/],
  ])('that ended as %j says how', async (patch, sentence) => {
    openStreams()
    serve({ [`GET ${studies}/6`]: { ...study, ...patch, best: (patch as { curve?: [] }).curve ? -1 : 1 } })
    const view = await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    expect(screen.getByText(sentence)).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('that no longer fits its territory keeps its curve and says so of its network', async () => {
    serve({ [`GET ${studies}/6`]: { ...study, today: null }, [`GET ${studies}/6/networks/1`]: refusal(409, 'planning.study_outdated', { detail_fr: 'Le territoire a changé depuis le calcul.' }) })
    await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    expect(screen.getByText('Le territoire a changé depuis le calcul.')).toBeTruthy()
    expect(tableNamed('Ce que change une maison de plus').getAllByRole('row')).toHaveLength(4)
  })
})

describe('what a curve says', () => {
  it('a gain is less minutes, or more people', () => {
    expect(gainOf(12, 10, 'mean')).toBe(2)
    expect(gainOf(0.5, 0.75, 'cover')).toBe(0.25)
  })

  it('one network has no gain to speak of', () => {
    expect(findingOf([point(0)], study.request, fr.study, shared.network)).toBe('Avec 2 maisons\u00a0: 16,9\u00a0min en moyenne.')
    expect(findingOf([], study.request, fr.study, shared.network)).toBe('')
  })

  it('a study begins with what there is, or with twelve', () => {
    expect(usualHouses(9)).toEqual({ min: 9, max: 14 })
    expect(usualHouses(0)).toEqual({ min: 1, max: 12 })
  })

  it('an address that names no network opens the one shown first', () => {
    expect([wantedIndex(study, ''), wantedIndex(study, '2'), wantedIndex(study, '9'), wantedIndex(study, 'x'), wantedIndex(null, '1')]).toEqual([1, 2, 1, 1, -1])
  })
})
