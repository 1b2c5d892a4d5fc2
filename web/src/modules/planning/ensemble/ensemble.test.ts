import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { setLanguage } from '@/i18n'
import { draw, ensemble, ensembleRow, maps, measure, placed, toPlace } from '@/testing/ensemble'
import { job, openStreams, refusal, serve as serveAll, type Asked } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle, tableNamed } from '@/testing/mount'
import { emptyOverview } from '@/testing/territory'
import { chosenMap, mapLink, placeSentence, quotedShare, trustSentences } from './ensemble'
import { takeOver, type DrawDraft } from './ensembleForm'
import EnsemblePage from './EnsemblePage.vue'
import EnsemblesPage from './EnsemblesPage.vue'
import { fr } from './fr'

const all = '/planning/ensembles'
const serve = (more: Record<string, unknown> = {}) =>
  serveAll({ [`GET ${all}`]: { items: [ensembleRow] }, [`GET ${all}/maps`]: { items: toPlace }, [`GET ${all}/9`]: ensemble, [`POST ${all}`]: { id: 9, job_id: 12 }, ...more })
const sent = (asked: Asked[]) => asked.find(({ method }) => method === 'POST')?.body
const field = (name: string | RegExp) => screen.getByLabelText<HTMLInputElement>(name)
const words = fr.ensemble

describe('what may be said of a share', () => {
  it.each([
    [0.92345, 0.915, 0.931, '92\u00a0%', false], // known to a point
    [0.92345, 0.921, 0.926, '92,3\u00a0%', false],
    [0.92345, 0.9232, 0.9237, '92,35\u00a0%', false],
    [1, 0.9962, 1, '99,6\u00a0%', true], // beyond all that was drawn
    [0.9996, 0.997, 1, '99,7\u00a0%', true],
    [0.998, 0.94, 1, '94\u00a0%', true],
    [0.98, 0.97, 0.985, '98\u00a0%', false],
    [0.999, 0.9948, 1, '99,4\u00a0%', true], // it might be all of them
  ])('%d within %d … %d is said %s', (share, low, high, text, atLeast) => {
    expect(quotedShare(share, low, high)).toMatchObject({ text, atLeast })
  })

  it('property: never more than is sure when it rounds to everything, never 100 %', () => {
    for (let n = 20; n < 1e6; n *= 1.7) {
      const low = 1 / (1 + 3.84 / n)
      const { text, atLeast } = quotedShare(1, low, 1)
      expect(atLeast).toBe(true)
      expect(Number(text.replace(',', '.').replace('\u00a0%', '')) / 100).toBeLessThanOrEqual(low)
    }
  })

  it('is a sentence on the side that is larger, with its margin and its ties', () => {
    const say = (place: object, kind: 'inertia' | 'max_deviation' = 'inertia') => placeSentence(measure({ kind }), place as never, words)
    expect(say({ better_than: 0.923, worse_than: 0.077, low: 0.915, high: 0.931 })).toBe('Plus compacte que 92\u00a0% des cartes tirées (à 0,8 point près)')
    expect(say({ better_than: 0.02, worse_than: 0.98, low: 0.013, high: 0.03 })).toBe('Moins compacte que 98\u00a0% des cartes tirées (à 1 point près)')
    expect(say({ better_than: 1, worse_than: 0, low: 0.9962, high: 1 }, 'max_deviation')).toBe('Mieux équilibrée qu’au moins 99,6\u00a0% des cartes tirées')
    expect(say({ better_than: 0.6, worse_than: 0.1, low: 0.57, high: 0.63 })).toBe('Plus compacte que 60\u00a0% des cartes tirées, à égalité avec 30\u00a0% (à 3 points près)')
  })
})

describe('trust', () => {
  const verdict = (patch: object) => trustSentences({ ...draw, ...patch }, 100_000, words)
  it('is given to chains that agree, with the worst of their R-hat rounded upwards', () => {
    const [first, worth, ...rest] = verdict({})
    expect(first).toMatch(/^Oui.*4 chaînes.*R-hat 1,013/)
    expect(worth).toMatch(/100\s000 cartes se ressemblent, et renseignent autant que 1\s234 cartes/)
    expect(rest).toEqual([])
  })
  it('is refused to chains that do not, to draws worth too little, and what was cut short is said', () => {
    expect(verdict({ agreed: false, measures: [measure({ r_hat: 1.21, agreed: false })] })[0]).toMatch(/trop court.*R-hat 1,21,/)
    expect(verdict({ agreed: false, measures: [measure({ r_hat: 1.21, agreed: false }), measure({})] })[0]).toMatch(/trop court pour 1 mesures? sur 2/)
    expect(verdict({ agreed: false, measures: [measure({ r_hat: null, agreed: false })] })[0]).toMatch(/R-hat inconnu/)
    expect(verdict({ agreed: false, measures: [measure({ independent: 42.9, agreed: false })] })[0]).toMatch(/n’en valent que 42 indépendantes/)
    expect(verdict({ complete: false, maps: 800 })[2]).toMatch(/avant les 100\s000 cartes/)
  })
})

describe('asking for a draw', () => {
  it('takes from the map to place what makes it comparable', async () => {
    const asked = serve()
    const view = await mountPage(EnsemblesPage, `${all}?at=2026-01-01`)
    expect(field('Carte à situer').value).toBe('mission/ssd')
    expect([field('Nombre de secteurs').value, field(/Écart permis/).value]).toEqual(['4', '12.5'])
    await fireEvent.update(field('Carte à situer'), 'scenario/3')
    expect([field('Nombre de secteurs').value, field(/Écart permis/).value]).toEqual(['5', '33.5'])
    await fireEvent.update(field('Cartes à tirer'), '1000000')
    await fireEvent.click(screen.getByRole('button', { name: 'Tirer des cartes' }))
    await settle()
    expect(sent(asked)).toEqual({ at: '2026-01-01', missions: ['ssd', 'ase', 'pmi'], districts: 5, balance: 0.335, keep: 'none', weights: null, maps: 1_000_000, seconds: 60, seed: null })
    expect(view.router.currentRoute.value).toMatchObject({ name: 'ensemble', params: { id: '9' }, query: { map: 'scenario/3' } })
  })

  it('is opened on the map of the address: a scenario, or a proposed map that says what it is', async () => {
    serve()
    const view = await mountPage(EnsemblesPage, `${all}?map=scenario/3`)
    expect(field('Carte à situer').value).toBe('scenario/3')
    await expectAccessible(view.container)
    view.unmount()
    serve()
    await mountPage(EnsemblesPage, `${all}?map=proposal/4/1&name=Carte+commune&districts=8&deviation=0.031`)
    expect(screen.getByRole('option', { name: /Carte commune, carte 2 – 8 secteurs, écart 3,1/ })).toBeTruthy()
    expect([field('Carte à situer').value, field('Nombre de secteurs').value, field(/Écart permis/).value]).toEqual(['proposal/4/1', '8', '10'])
  })

  it.each([[0.0999, 10], [0.1, 10], [0.1001, 10.5], [0.33, 33], [1.846, 185], [9, 500]])('a map that is %d from the mean is placed within %d %%', (deviation, percent) => {
    const draft = {} as DrawDraft
    takeOver(draft, { key: 'k', districts: 1, max_deviation: deviation })
    expect([draft.balance_percent, draft.districts]).toEqual([percent, 2])
  })

  it.each([['1', '10', /entier d’au moins 2/], ['', '10', /entier d’au moins 2/], ['4', '0', /compris entre 0,5 et 500/], ['4', '', /compris entre 0,5 et 500/]])('%s sectors within %s %% are refused before the server', async (districts, balance, why) => {
    const asked = serve()
    await mountPage(EnsemblesPage, all)
    await fireEvent.update(field('Nombre de secteurs'), districts)
    await fireEvent.update(field(/Écart permis/), balance)
    await fireEvent.click(screen.getByRole('button', { name: 'Tirer des cartes' }))
    await settle()
    expect(screen.getByRole('alert').textContent).toMatch(why)
    expect(sent(asked)).toBeUndefined()
  })

  it('shows the refusal of the server in its field', async () => {
    serve({ [`POST ${all}`]: refusal(422, 'planning.outside', { field: '/districts', detail_fr: 'La valeur doit être comprise entre 2 et 9.' }) })
    await mountPage(EnsemblesPage, all)
    await fireEvent.click(screen.getByRole('button', { name: 'Tirer des cartes' }))
    await settle()
    expect(screen.getByRole('alert').textContent).toContain('entre 2 et 9')
    expect(field('Nombre de secteurs').getAttribute('aria-invalid')).toBe('true')
  })

  it('is for planners; the others read the list, and an empty territory says so', async () => {
    serve()
    const view = await mountPage(EnsemblesPage, all, {}, ['executive'])
    expect(screen.queryByRole('button', { name: 'Tirer des cartes' })).toBeNull()
    expect(screen.getByRole('link', { name: /4 secteurs, à 15/ }).getAttribute('href')).toBe(`${all}/9`)
    expect(tableNamed('Tirages').getByRole('row', { name: /100\s000 d’accord/ })).toBeTruthy()
    view.unmount()
    serve({ 'GET /territory/overview': emptyOverview })
    await mountPage(EnsemblesPage, all)
    expect(screen.getByRole('heading', { name: /Aucun territoire/ })).toBeTruthy()
  })
})

describe('a draw', () => {
  it('says where the first comparable map stands, why to trust it, draws it and lists ours', async () => {
    serve()
    const view = await mountPage(EnsemblePage, `${all}/9`, { id: '9' })
    expect(screen.getByRole('heading', { name: '4 secteurs, à 15\u00a0% près' })).toBeTruthy()
    expect(screen.getByText('Plus compacte que 92 % des cartes tirées (à 0,8 point près)', { selector: 'strong' })).toBeTruthy()
    expect(screen.getByText('Sépare moins de lieux voisins que 70 % des cartes tirées, à égalité avec 5 % (à 4 points près)', { selector: 'strong' })).toBeTruthy()
    expect(screen.getByText(/C’est la carte d’aujourd’hui/)).toBeTruthy()
    expect(screen.getByRole('img', { name: /La moitié des cartes tirées sont à 120\sM ou moins\s; neuf sur dix entre 102\sM et 138\sM\./ })).toBeTruthy()
    const rows = tableNamed('Nos cartes').getAllByRole('row').slice(1).map((row) => row.textContent ?? '')
    expect(rows).toHaveLength(5)
    expect(rows[1]).toMatch(/Elle compte 2 secteurs, les cartes tirées 4\./)
    expect(rows[2]).toMatch(/Moins compacte que 98/)
    expect(rows[3]).toMatch(/à 40\s% de la moyenne\s; les cartes tirées sont à 15\s% au plus/)
    expect(screen.getByText(/laissées de côté.*: 7\./)).toBeTruthy()
    expect(tableNamed('Le tableau derrière l’image').getByRole('row', { name: /Voisins séparés 150 160 170 180 190 205 220 1,013 1\s234/ })).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('draws the comparable maps only, each by its shape, the chosen one last', async () => {
    serve()
    const view = await mountPage(EnsemblePage, `${all}/9?map=scenario/3`, { id: '9' })
    const marks = [...view.container.querySelectorAll('.plot .mark')].map((mark) => mark.getAttribute('class'))
    expect(marks).toEqual(['mark today', 'mark proposal', 'mark scenario chosen'])
    expect(view.container.querySelectorAll('.plot .bar')).toHaveLength(5)
    const at = (selector: string) => Number(/M([\d.]+)/.exec(view.container.querySelector(`.plot ${selector} .stem`)?.getAttribute('d') ?? '')?.[1])
    expect(at('.proposal')).toBeLessThan(at('.today'))
    expect(at('.today')).toBeLessThan(at('.scenario'))
  })

  it('opens another map and another measure, kept in the address', async () => {
    serve()
    const view = await mountPage(EnsemblePage, `${all}/9`, { id: '9' })
    await fireEvent.click(screen.getByRole('button', { name: 'Carte commune, carte 2' }))
    await settle()
    await fireEvent.update(field('Mesure'), 'moved-ssd')
    await settle()
    expect(view.router.currentRoute.value.query).toEqual({ map: 'proposal/4/1', measure: 'moved-ssd' })
    expect(screen.getByRole('columnheader', { name: /Habitants qui changent, SSD/ })).toBeTruthy()
    await fireEvent.update(field('Carte'), 'scenario/3')
    await settle()
    expect(screen.getByText(/moins d’habitants \(SSD\) qu’au moins 99,6\s% des cartes tirées/, { selector: 'strong' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Ouvrir cette carte' }).getAttribute('href')).toBe('/planning/scenarios/3')
  })

  it('says why a map is apart, and offers the draw that would place it', async () => {
    serve()
    const view = await mountPage(EnsemblePage, `${all}/9?map=scenario/5`, { id: '9' })
    expect(screen.getByText('Cette carte n’est pas comparable aux cartes tirées.')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Faire un tirage pour elle' }).getAttribute('href')).toBe(`${all}?map=scenario/5`)
    view.unmount()
    serve()
    await mountPage(EnsemblePage, `${all}/9?map=scenario/5`, { id: '9' }, ['executive'])
    expect(screen.queryByRole('link', { name: 'Faire un tirage pour elle' })).toBeNull()
  })

  it('gives no rank where the chains do not agree, nor where the territory has changed', async () => {
    const short = { ...draw, agreed: false, measures: draw.measures.map((one) => ({ ...one, agreed: false, r_hat: 1.4 })) }
    serve({ [`GET ${all}/9`]: { ...ensemble, drawn: short, maps: [placed({ places: [null, null, null] })] } })
    const view = await mountPage(EnsemblePage, `${all}/9`, { id: '9' })
    expect(screen.getAllByText(/Pas de rang/, { selector: 'strong' })).toHaveLength(2)
    expect(screen.getByText(/tirage trop court pour 3 mesures sur 3/)).toBeTruthy()
    view.unmount()
    serve({ [`GET ${all}/9`]: { ...ensemble, outdated: true, maps: [] } })
    await mountPage(EnsemblePage, `${all}/9`, { id: '9' })
    expect(screen.getByText(/plus aucune carte ne peut être située/)).toBeTruthy()
    expect(screen.queryByText('Nos cartes')).toBeNull()
  })

  it('says it in English too', async () => {
    serve()
    await mountPage(EnsemblePage, `${all}/9`, { id: '9' })
    setLanguage('en')
    await settle()
    expect(screen.getByText('More compact than 92% of the maps drawn (give or take 0.8 point)', { selector: 'strong' })).toBeTruthy()
    expect(screen.getByText(/^Yes: the 4 chains/)).toBeTruthy()
    setLanguage('fr')
  })

  it.each([['mission/ssd', '/planning/disagreement'], ['scenario/3', '/planning/scenarios/3'], ['proposal/4/1', '/planning/proposals/4?plan=1']])('%s is opened at %s', async (key, path) => {
    serve()
    const view = await mountPage(EnsemblesPage, all)
    expect(view.router.resolve(mapLink(key)).fullPath).toBe(path)
  })

  it('chooses the map asked, else the first that can be placed, else the first', () => {
    expect(chosenMap(maps, 'scenario/5')?.key).toBe('scenario/5')
    expect(chosenMap(maps.slice(1), 'scenario/99')?.key).toBe('scenario/3')
    expect(chosenMap(maps.slice(1, 2), '')?.key).toBe('mission/ase')
    expect(chosenMap([], '')).toBeUndefined()
  })
})

describe('a draw under way', () => {
  const running = { ...ensemble, state: 'running' as const, drawn: null, maps: maps.map((map) => ({ ...map, places: map.places.map(() => null) })) }

  it('fills the picture as it is drawn, keeps the ranks for the end, and ends with them', async () => {
    const streams = openStreams()
    let state: unknown = running
    serve({ [`GET ${all}/9`]: () => state })
    const view = await mountPage(EnsemblePage, `${all}/9`, { id: '9' })
    expect(screen.getByText(/Aucune carte tirée pour l’instant/, { selector: 'p:not(.vh)' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Arrêter et garder' }).getAttribute('aria-disabled')).toBe('true')
    streams.opened[0]!.send(job({ partial: JSON.stringify({ ...draw, maps: 5_200, agreed: false }), fraction: 0.25 }))
    await settle()
    expect(screen.getByText(/5\s200 cartes tirées · les chaînes ne sont pas encore d’accord · reste 45\ss au plus/)).toBeTruthy()
    expect(screen.getAllByText('Le rang sera donné à la fin du tirage.', { selector: 'strong' })).toHaveLength(2)
    expect(view.container.querySelectorAll('.plot .mark')).toHaveLength(3)
    state = ensemble
    streams.opened[0]!.send(job({ state: 'done', partial: JSON.stringify(draw), fraction: 1 }))
    await settle()
    expect(screen.getByText(/Plus compacte que 92/, { selector: 'strong' })).toBeTruthy()
    expect(screen.getByText(/Tirage terminé/)).toBeTruthy()
  })

  it.each([
    [{ state: 'cancelled' as const }, /a été abandonné/],
    [{ state: 'interrupted' as const, drawn: null }, /avant que des cartes ne soient gardées/],
    [{ state: 'interrupted' as const }, /les cartes tirées avant l’arrêt sont gardées/],
    [{ state: 'done' as const, drawn: null }, /Aucune carte permise n’a été trouvée/],
    [{ state: 'done' as const, drawn: null, impossibility: { code: 'unit_too_heavy', units: ['Pau'], have: 9, limit: 5, districts: 4, quantity: null } }, /Aucune carte n’est possible/],
  ])('%o says what became of it', async (patch, sentence) => {
    serve({ [`GET ${all}/9`]: { ...ensemble, ...patch } })
    await mountPage(EnsemblePage, `${all}/9`, { id: '9' })
    expect(screen.getByText(sentence)).toBeTruthy()
  })

  it('shows an executive what is kept, without the buttons', async () => {
    openStreams()
    serve({ [`GET ${all}/9`]: { ...running, drawn: draw } })
    await mountPage(EnsemblePage, `${all}/9`, { id: '9' }, ['executive'])
    expect(screen.getByText(/Le tirage est en cours/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Arrêter et garder' })).toBeNull()
    expect(within(tableNamed('Nos cartes').getAllByRole('row')[1]!).getByRole('button', { name: /Aujourd’hui/ })).toBeTruthy()
  })
})
