import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { address } from '@/api/client'
import { forgetLayers } from '@/map/useMapLayer'
import { refusal, serve, type Asked } from '@/testing/fakeServer'
import { mountPage, settle, type Mounted } from '@/testing/mount'
import { awkwardText, below, oneOf, seeded } from '@/testing/random'
import { coverage, detail, overview, place, places, topology } from '@/testing/territory'
import CoveragePage from './CoveragePage.vue'
import PlacePage from './PlacePage.vue'
import PlacesPage from './PlacesPage.vue'
import TerritoryPage from './TerritoryPage.vue'
import { placeLevels, searchOf } from './usePlaces'

const radio = (name: string) => screen.getByRole('radio', { name }) as HTMLInputElement
const pressed = (name: string) => screen.queryByRole('button', { name, pressed: true }) !== null
const query = (view: Mounted) => view.router.currentRoute.value.query
const back = async (view: Mounted) => {
  view.router.back()
  await new Promise((done) => setTimeout(done))
  await settle()
}

describe('a link to the map', () => {
  const open = (search: string, answers = {}) => {
    forgetLayers()
    serve(answers)
    return mountPage(TerritoryPage, `/territory${search}`)
  }

  it.each([
    ['', () => [radio('Densité').checked, pressed('Voir sur la carte')], [true, false]],
    ['?colour=ase', () => [radio('ASE').checked], [true]],
    ['?colour=nothing', () => [radio('Densité').checked], [true]],
    ['?level=epci', () => [radio('EPCI').checked], [true]],
    ['?level=epci&colour=ssd', () => [radio('SSD').checked, screen.queryByRole('radio', { name: 'EPCI' })], [true, null]],
    ['?view=table', () => [pressed('Voir sur la carte'), screen.getAllByRole('rowheader').length > 8], [true, true]],
    ['?place=11', () => [screen.queryByRole('heading', { name: 'Unité 11' }) !== null], [true]],
    ['?place=99', () => [screen.queryByRole('alert'), screen.queryByText(/Choisissez une unité/) !== null], [null, true]],
    ['?colour=ase&colour=pmi', () => [radio('Densité').checked], [true]],
  ])('"%s" opens it as it was', async (search, state, expected) => {
    await open(search)
    expect(state()).toEqual(expected)
  })

  it('is written by each choice, keeps the others, and forgets the usual ones', async () => {
    const view = await open('?at=2019-01-01')
    await fireEvent.click(radio('PMI'))
    await settle()
    expect(query(view)).toEqual({ at: '2019-01-01', colour: 'pmi' })
    await fireEvent.click(screen.getByRole('button', { name: /^Unité 22/ }))
    await settle()
    await fireEvent.click(screen.getByRole('button', { name: 'Voir en tableau' }))
    await settle()
    expect(query(view)).toEqual({ at: '2019-01-01', colour: 'pmi', place: '22', view: 'table' })
    await fireEvent.click(screen.getByRole('button', { name: 'Voir sur la carte' }))
    await settle()
    await fireEvent.click(radio('Densité'))
    await settle()
    expect(query(view).view).toBeUndefined()
    expect(query(view).colour).toBeUndefined()
  })

  it('leaves with "back", in one press, whatever was changed on the way', async () => {
    const view = await open('')
    await view.router.push('/territory/places')
    await view.router.push('/territory')
    await settle()
    for (const name of ['SSD', 'ASE', 'PMI']) await fireEvent.click(radio(name))
    await settle()
    await back(view)
    expect(view.router.currentRoute.value.path).toBe('/territory/places')
  })

  it('asks for the outline of the territory again when that is what failed', async () => {
    let broken = true
    await open('', { 'GET /territory/overview': () => (broken ? refusal(500, 'http.fault', { incident: 'O1' }) : overview) })
    expect(screen.getByRole('alert').textContent).toContain('O1')
    broken = false
    await fireEvent.click(screen.getByRole('button', { name: 'Réessayer' }))
    await settle()
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Val-d’Essai')
  })

  it('of a place says nothing false when one passes to a level that does not have it', async () => {
    const outlines = { type: 'Topology', arcs: [], objects: { units: { type: 'GeometryCollection', geometries: [] } } }
    forgetLayers()
    serve({
      'GET /territory/map': ({ query: one }: Asked) => (one.get('level') === 'epci' ? outlines : topology),
      'GET /territory/places/epci/11': refusal(404, 'territory.unknown_place', { detail_fr: 'Aucun EPCI 11.' }),
    })
    await mountPage(TerritoryPage, '/territory?place=11')
    await fireEvent.click(radio('EPCI'))
    await settle()
    expect(screen.queryByText('Aucun EPCI 11.')).toBeNull()
    expect(screen.getByText(/Choisissez une unité/)).toBeTruthy()
  })
})

describe('a link to the coverage', () => {
  it.each([
    ['', ['ssd', 'ase'], 'ssd'],
    ['?mission=ase', ['ssd', 'ase'], 'ase'],
    ['', ['ase', 'pmi'], 'ase'],
    ['?mission=pmi', ['ase', 'pmi'], 'pmi'],
    ['', [], 'ssd'],
  ])('"%s", where %j have a map, is of %s', async (search, known, expected) => {
    const asked = serve({ 'GET /territory/overview': { ...overview, missions: overview.missions.map((one) => ({ ...one, sectors: known.includes(one.code) ? 3 : 0 })) } })
    await mountPage(CoveragePage, `/territory/coverage${search}`)
    expect(asked.filter(({ path }) => path === '/territory/coverage').map((one) => one.query.get('mission'))).toEqual([expected])
    if (known.length > 0) expect(radio(expected.toUpperCase()).checked).toBe(true)
  })
})

describe('the list of places in a link', () => {
  const random = seeded(11)
  const searches = Array.from({ length: 300 }, () => ({
    level: oneOf(placeLevels, random), q: awkwardText(random).trim(), sort: oneOf(['name', 'population', 'code'], random),
    descending: random() < 0.5 ? 'true' : undefined, offset: String(below(40, random) * 50), mission: oneOf(['ssd', 'ase', undefined], random),
  }))

  it('is read as it was written, whatever is searched', () => {
    for (const written of searches) {
      const link = new URL(address('/territory/places', { query: written }), 'http://localhost')
      const read = searchOf(Object.fromEntries(link.searchParams))
      expect(read).toEqual({
        level: written.level, q: written.q, offset: Number(written.offset),
        sorting: { key: written.sort, descending: written.descending === 'true' },
        mission: written.level === 'sector' ? (written.mission ?? 'ssd') : undefined,
      })
    }
  })

  it.each(['-1', '1e3x', '1.5', 'NaN', 'Infinity', '', '0x10z'])('takes the offset "%s" for the first page', (offset) => {
    expect(searchOf({ offset }).offset).toBe(0)
  })

  it.each([
    [['q', 'a'], ['q', 'b']],
    [['level', 'iris'], ['level', 'epci']],
  ])('with a key written twice (%j, %j) is read as without it', (one, two) => {
    expect(searchOf({ [one[0]!]: [one[1], two[1]] })).toEqual(searchOf({}))
  })

  it('loses its sorting and its mission when one changes level, keeps the search and the date', async () => {
    serve({ 'GET /territory/places': { ...places, total: 500 } })
    const view = await mountPage(PlacesPage, '/territory/places?level=sector&mission=ase&sort=population&descending=true&offset=100&q=nord&at=2019-01-01')
    await fireEvent.click(radio('EPCI'))
    await settle()
    expect(query(view)).toEqual({ level: 'epci', descending: 'true', q: 'nord', at: '2019-01-01' })
  })
})

describe('a link to one place', () => {
  it.each([['sector', 'S1', '?mission=ase', { mission: 'ase' }], ['commune', '11', '?at=2019-01-01', { at: '2019-01-01' }], ['iris', '930010101', '', {}]])('%s %s%s asks for it', async (level, code, search, expected) => {
    const asked = serve({ [`GET /territory/places/${level}/${code}`]: { ...detail, place: place(code, { level }) } })
    await mountPage(PlacePage, `/territory/places/${level}/${code}${search}`, { level, code })
    expect(Object.fromEntries(asked.find(({ path }) => path.endsWith(`/${level}/${code}`))!.query)).toEqual(expected)
  })

  it('leads from what it contains and belongs to, and back', async () => {
    serve({ 'GET /territory/places/sector/S1': { ...detail, place: place('S1', { level: 'sector', mission: 'ase' }), members: [place('01'), place('02')] } })
    const view = await mountPage(PlacePage, '/territory/places/sector/S1?mission=ase', { level: 'sector', code: 'S1' })
    const links = within(screen.getByRole('grid', { name: 'Contient' })).getAllByRole('link').map((link) => link.getAttribute('href'))
    expect(links).toEqual(['/territory/places/commune/01', '/territory/places/commune/02'])
    await fireEvent.click(screen.getByRole('link', { name: 'CC des Essais' }))
    await settle()
    expect(view.router.currentRoute.value.path).toBe('/territory/places/epci/E1')
    await back(view)
    expect(view.router.currentRoute.value.fullPath).toBe('/territory/places/sector/S1?mission=ase')
  })
})

describe('large and strange territories', () => {
  const long = 'Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson-lès-Mortagne-sur-l’Île <b>&amp;</b>'

  it('a name of eighty letters is text, never markup, in every place where it is said', async () => {
    serve({ 'GET /territory/places': { total: 1, items: [place('00', { name: long, parent_name: long })] } })
    const { container } = await mountPage(PlacesPage, '/territory/places')
    expect(screen.getByRole('link', { name: long })).toBeTruthy()
    expect(container.querySelector('td b, th b')).toBeNull()
  })

  it('ten thousand faults are counted, and shown by twenty-five', async () => {
    const faults = Array.from({ length: 10_000 }, (_, n) => ({ ...coverage.faults[0]!, units: [`${n}`], unit_names: [`Commune ${n}`], population: n }))
    serve({ 'GET /territory/coverage': { mission: 'ssd', faults } })
    await mountPage(CoveragePage, '/territory/coverage')
    expect(screen.getByRole('heading', { name: /^10.000 défauts$/ })).toBeTruthy()
    expect(screen.getAllByRole('rowheader')).toHaveLength(25)
    expect(screen.getAllByRole('rowheader')[0]!.textContent).toContain('Commune 9999')
  })

  it('a place without inhabitants, parents, area, sites or dates of end is shown without a hole', async () => {
    const bare = { ...detail, place: place('55039', { name: 'Beaumont-en-Verdunois', population: 0, parent_code: null, parent_name: null }), area_km2: null, memberships: [], sectors: [], sites: [], history: [] }
    serve({ 'GET /territory/places/commune/55039': bare })
    const { container } = await mountPage(PlacePage, '/territory/places/commune/55039', { level: 'commune', code: '55039' })
    expect(container.textContent).toContain('0habitant')
    expect(container.textContent).not.toMatch(/null|undefined|NaN|Superficie/)
  })
})
