import { fireEvent, screen } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import type { StudyImpossibility, StudyRequest } from '@/api/types'
import { serve as serveAll, type Asked } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { access, network, point, study } from '@/testing/network'
import { fr } from './fr-study'
import { cellsOf, readPlaces } from './placesFile'
import StudiesPage from './StudiesPage.vue'
import { impossibleText, qualitySentence } from './study'
import StudyPage from './StudyPage.vue'

const studies = '/planning/network/studies'
const serve = (more: Record<string, unknown> = {}) =>
  serveAll({ 'GET /planning/network/access': access, [`GET ${studies}`]: { items: [] }, [`POST ${studies}`]: { id: 6, job_id: 12 }, ...more })
const sent = (asked: Asked[]) => asked.find(({ method, path }) => method === 'POST' && path === studies)?.body as StudyRequest
const asked = (patch: Partial<StudyRequest>): StudyRequest => ({ ...study.request, ...patch })
async function pick(label: RegExp, content: string) {
  const box = screen.getByLabelText(label)
  Object.defineProperty(box, 'files', { value: [{ name: 'lieux.csv', text: () => Promise.resolve(content) }], configurable: true })
  await fireEvent.change(box)
  await settle()
}

describe('what a study may look for', () => {
  it.each([
    ['everyone', { radius_minutes: 15, budget: null }, async () => fireEvent.update(screen.getByRole('combobox', { name: 'À portée, c’est à' }), '15')],
    ['worst', { budget: null, usual_capacity: null }, async () => {}],
    ['budget', { budget: 300000, usual_price: 80000 }, async () => {
      await fireEvent.update(screen.getByRole('spinbutton', { name: /^Budget/ }), '300000')
      await fireEvent.update(screen.getByRole('spinbutton', { name: 'Coût d’une ouverture' }), '80000')
    }],
  ] as const)('%s asks for what it needs, and nothing else', async (aim, expected, fill) => {
    const requests = serve()
    const view = await mountPage(StudiesPage, studies)
    await fireEvent.update(screen.getByRole('combobox', { name: 'Ce que l’on cherche' }), aim)
    expect(screen.queryByRole('spinbutton', { name: 'De' }) === null).toBe(aim !== 'worst')
    expect(screen.queryByRole('spinbutton', { name: 'Capacité d’une maison' })).toBeNull()
    await fill()
    await expectAccessible(view.container)
    await fireEvent.click(screen.getByRole('button', { name: 'Lancer l’étude' }))
    await settle()
    expect(sent(requests)).toMatchObject({ aim, ...expected })
  })

  it('a budget without an amount is not sent', async () => {
    const requests = serve()
    await mountPage(StudiesPage, studies)
    await fireEvent.update(screen.getByRole('combobox', { name: 'Ce que l’on cherche' }), 'budget')
    await fireEvent.click(screen.getByRole('button', { name: 'Lancer l’étude' }))
    await settle()
    expect(screen.getByRole('link', { name: 'Donnez un budget.' })).toBeTruthy()
    expect(sent(requests)).toBeUndefined()
  })

  it('houses may have a capacity, and a file may tell of places', async () => {
    const requests = serve()
    await mountPage(StudiesPage, studies)
    await fireEvent.update(screen.getByRole('spinbutton', { name: 'Capacité d’une maison' }), '4000')
    await pick(/Fichier des lieux/, 'code;nom;lon;lat;cout_ouvrir;capacite;horaires\nP1;Gare;2,35;48,85;80 000;3000;lundi\nM1;MDS;;;20000;;\n')
    expect(screen.getByText(/^Lieux lus\s: 2\.$/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Lancer l’étude' }))
    await settle()
    expect(sent(requests)).toMatchObject({
      usual_capacity: 4000,
      places: [
        { code: 'P1', name: 'Gare', lon: 2.35, lat: 48.85, price_open: 80000, price_closed: null, capacity: 3000, hours: 'lundi' },
        { code: 'M1', name: 'MDS', lon: null, lat: null, price_open: 20000, price_closed: null, capacity: null, hours: null },
      ],
    })
  })

  it('a file that cannot be read says all that is wrong with it', async () => {
    serve()
    await mountPage(StudiesPage, studies)
    await pick(/Fichier des lieux/, 'code;nom;capacite;lon\nP1;Gare;beaucoup;est\nP2;Halle;1,5;2\n')
    expect(screen.getByText(/Erreurs\s: 3\./)).toBeTruthy()
    expect(screen.getByText(/Ligne 2, colonne lon\s: «\sest\s» n’est pas un nombre\./)).toBeTruthy()
    expect(screen.getByText(/Ligne 3, colonne capacity\s: «\s1,5\s»/)).toBeTruthy()
  })
})

describe('a file of places', () => {
  it('is cut as spreadsheets write it', () => {
    expect(cellsOf('\ufeffa;b\r\n"x;""y""\nz";2\r\n\r\n3;')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x;"y"\nz', '2'] },
      { line: 5, cells: ['3', ''] },
    ])
    expect(cellsOf('a,b\n1,2')[1]).toEqual({ line: 2, cells: ['1', '2'] })
  })

  it('lacks a column, or any place, and says so', () => {
    expect(readPlaces('nom;lon\nx;2\n', fr.study).faults).toEqual(['La colonne code manque.'])
    expect(readPlaces('', fr.study).faults).toHaveLength(2)
    expect(readPlaces('code;nom\n', fr.study).faults).toEqual(['Le fichier ne contient aucun lieu.'])
  })
})

describe('what is found', () => {
  const quality = (patch: Parameters<typeof point>[1], request: Partial<StudyRequest>) => qualitySentence(point(1, patch), asked(request), fr.study)

  it('of everyone is a number of houses and its proof', () => {
    expect(quality({}, { aim: 'everyone' })).toMatch(/^3 maisons suffisent pour que tout le public soit à 30 min ou moins\s; avec ces réglages, il n’en faut pas moins\s: c’est démontré\.$/)
    expect(quality({ status: 'feasible', bound: 1.2, gap: 0.6 }, { aim: 'everyone' })).toMatch(/il en faut au moins 2, c’est démontré\.$/)
    expect(quality({ status: 'feasible', bound: null, gap: null }, { aim: 'everyone' })).toMatch(/^Aucune borne/)
  })

  it('of a budget says so', () => {
    expect(quality({}, { aim: 'budget' })).toMatch(/dans ce budget .*c’est démontré\.$/)
    expect(quality({ status: 'feasible', gap: 0.02 }, { aim: 'budget' })).toMatch(/^Aucun réseau dans ce budget ne fait mieux de plus de 2\s%/)
  })

  it('stands alone: no curve, a price, a map before and after', async () => {
    const alone = { ...study, request: asked({ aim: 'budget', budget: 300000 }), curve: [point(0, { price: 240000 })], best: 0 }
    serve({ [`GET ${studies}/6`]: alone, [`GET ${studies}/6/networks/0`]: { ...network, point: alone.curve[0] } })
    const view = await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    expect(screen.queryByText('Ce que change une maison de plus')).toBeNull()
    expect(screen.getByText(/^Coût\s: 240\s000\s€, pour un budget de 300\s000\s€\.$/)).toBeTruthy()
    expect(view.container.querySelectorAll('.map-svg')).toHaveLength(2)
    await expectAccessible(view.container)
  })

  it('of the farthest speaks of the farthest; capacities are said', async () => {
    const worst = { ...study, request: asked({ aim: 'worst' }) }
    serve({ [`GET ${studies}/6`]: worst, [`GET ${studies}/6/networks/1`]: network })
    const view = await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    expect(screen.getByRole('columnheader', { name: /Trajet le plus long/ })).toBeTruthy()
    expect(view.container.textContent).not.toMatch(/Les maisons ont une capacité/)
    view.unmount()
    serve({ [`GET ${studies}/6`]: { ...study, request: asked({ usual_capacity: 500 }) }, [`GET ${studies}/6/networks/1`]: network })
    await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    expect(screen.getAllByText(/Les maisons ont une capacité/)).toHaveLength(2)
  })

  it('nothing: the reason is a sentence that a person can check', async () => {
    const why: StudyImpossibility = { code: 'demand_unreachable', units: ['Lescun', 'Accous'], houses: [], units_in_all: 9, have: 0, limit: 0, price: 0, cells_in_all: null }
    serve({ [`GET ${studies}/6`]: { ...study, request: asked({ aim: 'everyone' }), curve: [], best: -1, impossibility: why } })
    const view = await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    expect(screen.getByText(/9 unités \(Lescun et Accous…\) sont à plus de 30 min de toute maison possible\./)).toBeTruthy()
    await expectAccessible(view.container)
    const said = (patch: Partial<StudyImpossibility>) => impossibleText({ ...why, ...patch }, study.request, fr.study)
    expect(said({ code: 'too_few_sites', have: 5, limit: 3 })).toMatch(/au moins 5 maisons .* 3 sont demandées/)
    expect(said({ code: 'too_many_fixed', have: 5, limit: 3 })).toMatch(/5 maisons doivent rester/)
    expect(said({ code: 'demand_too_heavy', have: 900, limit: 300 })).toMatch(/Lescun compte 900 personnes/)
    expect(said({ code: 'capacity_too_small', have: 900, limit: 300 })).toMatch(/900 personnes à recevoir/)
    expect(said({ code: 'budget_too_small', price: 120000 })).toMatch(/coûte 120\s000\s€/)
    expect(said({ code: 'nothing_fits' })).toMatch(/recherche complète/)
  })
})
