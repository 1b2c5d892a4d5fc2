import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it, vi } from 'vitest'
import { setLanguage } from '@/i18n'
import { refusal, serve, type Asked } from '@/testing/fakeServer'
import { filledWith } from '@/testing/mapFills'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { detail, emptyOverview, house, place, places } from '@/testing/territory'
import * as files from '@/ui/download'
import PlacePage from './PlacePage.vue'
import PlacesPage from './PlacesPage.vue'

describe('the list of places', () => {
  it('is sorted, filtered and paged by the server, all in the address', async () => {
    const asked = serve({ 'GET /territory/places': { ...places, total: 120 } })
    const view = await mountPage(PlacesPage, '/territory/places?level=sector&mission=ase')
    expect(Object.fromEntries(asked.at(-1)!.query)).toMatchObject({ level: 'sector', mission: 'ase', sort: 'name', offset: '0', limit: '50' })
    await fireEvent.click(screen.getByRole('button', { name: /Population/ }))
    await settle()
    expect(Object.fromEntries(asked.at(-1)!.query)).toMatchObject({ sort: 'population', descending: 'true' })
    await fireEvent.click(screen.getByRole('button', { name: /Suivant/ }))
    await settle()
    expect(asked.at(-1)!.query.get('offset')).toBe('50')
    await fireEvent.click(screen.getByRole('radio', { name: 'Communes' }))
    await settle()
    const query = Object.fromEntries(asked.at(-1)!.query)
    expect(query).toMatchObject({ level: 'commune', offset: '0' })
    expect(query.mission).toBeUndefined()
    await expectAccessible(view.container)
  })

  it('searches once one has stopped typing', async () => {
    const asked = serve()
    await mountPage(PlacesPage, '/territory/places')
    vi.useFakeTimers()
    const box = screen.getByRole('searchbox', { name: 'Nom ou code' })
    for (const text of ['p', 'pa', 'pau']) await fireEvent.update(box, text)
    await vi.advanceTimersByTimeAsync(400)
    vi.useRealTimers()
    await settle()
    expect(asked.filter(({ query }) => query.has('q')).map(({ query }) => query.get('q'))).toEqual(['pau'])
  })

  it('exports every page of the list, not only the one in sight', async () => {
    const saved = vi.spyOn(files, 'downloadText').mockImplementation(() => undefined)
    const page = (offset: number, limit: number) => Array.from({ length: Math.min(limit, 700 - offset) }, (_, index) => place(String(offset + index)))
    serve({ 'GET /territory/places': ({ query }: { query: URLSearchParams }) => ({ total: 700, items: page(Number(query.get('offset')), Number(query.get('limit'))) }) })
    await mountPage(PlacesPage, '/territory/places')
    await fireEvent.click(screen.getByRole('button', { name: 'Exporter en CSV' }))
    await settle()
    expect(saved.mock.calls[0]?.[1].trim().split('\r\n')).toHaveLength(701)
  })

  it('says that nothing matches', async () => {
    serve({ 'GET /territory/places': { total: 0, items: [] } })
    await mountPage(PlacesPage, '/territory/places?q=zzz')
    expect(screen.getByText('Aucun lieu ne correspond.')).toBeTruthy()
  })
})

describe('the page of one place', () => {
  it('says what it belongs to, its sectors, its sites and its history', async () => {
    serve()
    const view = await mountPage(PlacePage, '/territory/places/commune/11', { level: 'commune', code: '11' })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Unité 11')
    expect(screen.getByRole('link', { name: 'CC des Essais' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Secteur B' }).getAttribute('href')).toContain('mission=ssd')
    expect(screen.getByText('Reçoit Ancienne (12)')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '1er janvier 2025' }))
    await settle()
    expect(view.router.currentRoute.value.query.at).toBe('2025-01-01')
    await expectAccessible(view.container)
  })

  it('lists what a sector contains', async () => {
    serve({ 'GET /territory/places/sector/B': { ...detail, place: place('B', { level: 'sector', mission: 'ssd', name: 'Secteur B' }), members: [place('01'), place('02')], sectors: [] } })
    await mountPage(PlacePage, '/territory/places/sector/B?mission=ssd', { level: 'sector', code: 'B' })
    expect(screen.getByRole('heading', { name: 'Contient 2 lieux' })).toBeTruthy()
    expect(screen.queryByRole('heading', { name: 'Secteurs par mission' })).toBeNull()
  })

  it('that does not exist on that date says so', async () => {
    serve({ 'GET /territory/places/commune/77': refusal(404, 'territory.unknown_place', { detail_fr: 'Aucun lieu 77 à cette date.' }) })
    const view = await mountPage(PlacePage, '/territory/places/commune/77?at=2019-01-01', { level: 'commune', code: '77' })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Lieu introuvable')
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Aucun lieu de ce niveau ne porte le code 77 au 1er janvier 2019.')
    expect(screen.getByRole('link', { name: 'Voir la liste des lieux' }).getAttribute('href')).toBe('/territory/places?level=commune')
    // Trying again or asking who is competent there would only be refused again.
    expect(screen.queryByRole('button')).toBeNull()
    await expectAccessible(view.container)
  })
})

describe('the list of places, further', () => {
  const query = (all: Asked[]) => Object.fromEntries(all.filter(({ path }) => path === '/territory/places').at(-1)!.query)

  it.each([
    ['/territory/places', { level: 'commune', sort: 'name', offset: '0' }],
    ['/territory/places?level=iris&sort=code&descending=true&offset=100&q=nord', { level: 'iris', sort: 'code', descending: 'true', offset: '100', q: 'nord' }],
    ['/territory/places?level=planet&sort=evil&offset=-5', { level: 'commune', sort: 'name', offset: '0' }],
    ['/territory/places?level=sector', { level: 'sector', mission: 'ssd' }],
    ['/territory/places?at=2019-01-01', { at: '2019-01-01' }],
  ])('%s asks the server for %j', async (address, expected) => {
    const all = serve()
    await mountPage(PlacesPage, address)
    expect(query(all)).toMatchObject(expected)
  })

  it('offers only the levels that the territory has', async () => {
    serve()
    await mountPage(PlacesPage, '/territory/places')
    expect(screen.getAllByRole('radio').map((radio) => radio.parentElement?.textContent?.trim())).toEqual(['Communes', 'EPCI', 'Secteurs', 'Sites'])
  })

  it('leads from sectors to those of another mission', async () => {
    const all = serve()
    const view = await mountPage(PlacesPage, '/territory/places?level=sector&offset=50')
    await fireEvent.update(screen.getByRole('combobox', { name: 'Mission' }), 'ase')
    await settle()
    expect(view.router.currentRoute.value.query).toEqual({ level: 'sector', mission: 'ase' })
    expect(query(all)).toMatchObject({ mission: 'ase', offset: '0' })
  })

  it('goes back to the first page when one searches', async () => {
    const all = serve({ 'GET /territory/places': { ...places, total: 120 } })
    await mountPage(PlacesPage, '/territory/places?offset=50')
    vi.useFakeTimers()
    await fireEvent.update(screen.getByRole('searchbox', { name: 'Nom ou code' }), '  pau ')
    await vi.advanceTimersByTimeAsync(300)
    vi.useRealTimers()
    await settle()
    expect(query(all)).toMatchObject({ q: 'pau', offset: '0' })
  })

  it('says which populations are only estimated, and until when a place was', async () => {
    serve({ 'GET /territory/places': { total: 1, items: [place('00', { estimated: true, from: '2019-01-01', to: '2025-01-01', parent_name: null })] } })
    await mountPage(PlacesPage, '/territory/places')
    expect(screen.getByRole('row', { name: /Unité 00 00 100 Estimée – 1er janvier 2019 1er janvier 2025/ })).toBeTruthy()
  })

  it('keeps the list in sight when the server refuses the export, and says why', async () => {
    const saved = vi.spyOn(files, 'downloadText').mockImplementation(() => undefined)
    serve({ 'GET /territory/places': ({ query }: Asked) => (query.get('limit') === '500' ? refusal(503, 'http.busy') : places) })
    await mountPage(PlacesPage, '/territory/places')
    await fireEvent.click(screen.getByRole('button', { name: 'Exporter en CSV' }))
    await settle()
    expect(screen.getByRole('alert').textContent).toContain('panne')
    expect(screen.getByRole('grid')).toBeTruthy()
    expect(saved).not.toHaveBeenCalled()
  })

  it('stops exporting when the list shrinks meanwhile, rather than asking for ever', async () => {
    const saved = vi.spyOn(files, 'downloadText').mockImplementation(() => undefined)
    serve({ 'GET /territory/places': ({ query }: Asked) => ({ total: 10, items: Number(query.get('offset')) === 0 ? [place('00')] : [] }) })
    await mountPage(PlacesPage, '/territory/places')
    await fireEvent.click(screen.getByRole('button', { name: 'Exporter en CSV' }))
    await settle()
    expect(saved).toHaveBeenCalledOnce()
  })

  it.each([
    ['offset=500', 120, '100'],
    ['offset=120', 120, '100'],
    ['offset=50', 12, undefined],
    ['offset=50', 0, undefined],
  ])('of a link to ?%s when there are %i leads to the last page', async (search, total, offset) => {
    serve({ 'GET /territory/places': ({ query: asked }: Asked) => ({ total, items: Number(asked.get('offset')) < total ? [place('00')] : [] }) })
    const view = await mountPage(PlacesPage, `/territory/places?${search}`)
    expect(view.router.currentRoute.value.query.offset).toBe(offset)
    expect(screen.queryByText('Aucun lieu ne correspond.') === null).toBe(total > 0)
  })

  it('says in its box what a link searches, when one follows another link to the page', async () => {
    serve()
    const view = await mountPage(PlacesPage, '/territory/places?q=pau')
    const box = screen.getByRole('searchbox') as HTMLInputElement
    expect(box.value).toBe('pau')
    await view.router.push('/territory/places?q=dax&offset=0')
    await settle()
    expect(box.value).toBe('dax')
    await view.router.push('/territory/places')
    await settle()
    expect(box.value).toBe('')
  })

  it('does not carry what is being typed over to another page', async () => {
    serve()
    const view = await mountPage(PlacesPage, '/territory/places')
    vi.useFakeTimers()
    await fireEvent.update(screen.getByRole('searchbox'), 'pau')
    view.unmount()
    await view.router.push('/territory/coverage')
    await vi.advanceTimersByTimeAsync(500)
    vi.useRealTimers()
    expect(view.router.currentRoute.value.fullPath).toBe('/territory/coverage')
  })

  it('keeps its page when one types only a space', async () => {
    serve({ 'GET /territory/places': { ...places, total: 120 } })
    const view = await mountPage(PlacesPage, '/territory/places?q=pau&offset=50')
    vi.useFakeTimers()
    await fireEvent.update(screen.getByRole('searchbox'), 'pau ')
    await vi.advanceTimersByTimeAsync(500)
    vi.useRealTimers()
    expect(view.router.currentRoute.value.query).toEqual({ q: 'pau', offset: '50' })
  })

  it('of a territory not loaded says how to load it', async () => {
    serve({ 'GET /territory/overview': emptyOverview, 'GET /territory/places': { total: 0, items: [] } })
    await mountPage(PlacesPage, '/territory/places')
    expect(screen.getByRole('link', { name: 'Importer des fichiers' })).toBeTruthy()
    expect(screen.queryByRole('searchbox')).toBeNull()
  })
})

describe('the page of one place, further', () => {
  const open = (patch: object, level = 'commune', code = '11', search = '') => {
    serve({ [`GET /territory/places/${level}/${code}`]: { ...detail, ...patch } })
    return mountPage(PlacePage, `/territory/places/${level}/${code}${search}`, { level, code })
  }

  it('gathers the sectors of one mission in one row', async () => {
    const sectors = [{ mission: 'ssd', code: 'A', name: 'Nord' }, { mission: 'ase', code: 'C', name: 'Est' }, { mission: 'ssd', code: 'B', name: 'Sud' }]
    await open({ sectors })
    const rows = within(screen.getByRole('grid', { name: 'Secteurs par mission' })).getAllByRole('row').slice(1)
    expect(rows.map((row) => within(row).getAllByRole('link').map((link) => link.textContent))).toEqual([['Nord', 'Sud'], ['Est']])
    expect(within(rows[0]!).getByRole('link', { name: 'Sud' }).getAttribute('href')).toBe('/territory/places/sector/B?mission=ssd')
  })

  it('tells its history, latest first, and each date leads to the map of that day', async () => {
    const history = [
      { date: '2018-03-01', kind: 'renamed', codes: ['11'], names: ['Ancien-Nom'] },
      { date: '2025-01-01', kind: 'merged_into', codes: ['93066'], names: ['Saint-Denis'] },
      { date: '2020-01-01', kind: 'code_changed', codes: ['10'], names: [] },
      { date: '2026-01-01', kind: 'closed', codes: [], names: [] },
      { date: '2017-01-01', kind: 'new_kind', codes: ['7'], names: ['Sept'] },
    ]
    const view = await open({ history })
    const rows = within(screen.getByRole('grid', { name: 'Histoire' })).getAllByRole('row').slice(1).map((row) => row.textContent)
    expect(rows).toEqual([
      '1er janvier 2026Cesse d’exister', '1er janvier 2025Réuni à Saint-Denis (93066)', '1er janvier 2020Change de code\u00a0: 10 (10)',
      '1er mars 2018Change de nom\u00a0: Ancien-Nom (11)', '1er janvier 2017Sept (7)',
    ])
    await fireEvent.click(screen.getByRole('button', { name: '1er mars 2018' }))
    await settle()
    expect(view.router.currentRoute.value.query.at).toBe('2018-03-01')
  })

  it('without history, sector or site says so', async () => {
    await open({ history: [], sectors: [], sites: [] })
    for (const sentence of ['Aucun changement connu.', 'Aucun secteur ne couvre ce lieu à cette date.', 'Aucun site ici à cette date.']) expect(screen.getByText(sentence)).toBeTruthy()
  })

  it('pages through many sites', async () => {
    const sites = Array.from({ length: 23 }, (_, n) => ({ ...house, code: `S${n}`, name: `Site ${n}`, kind: n % 2 ? ('pmi' as const) : ('mds' as const) }))
    await open({ sites }, 'epci', 'E1')
    const table = within(screen.getByRole('grid', { name: 'Sites' }))
    expect(table.getAllByRole('row')).toHaveLength(11)
    await fireEvent.click(screen.getByRole('button', { name: /Suivant/ }))
    expect(screen.getByText('11 à 20 sur 23')).toBeTruthy()
  })

  it('says between which dates a place that ended was valid', async () => {
    await open({ place: place('11', { from: '2019-01-01', to: '2025-01-01' }) })
    expect(screen.getByText('du 1er janvier 2019 au 1er janvier 2025')).toBeTruthy()
  })

  it('leads to who is competent there, on the same date', async () => {
    await open({}, 'commune', '11', '?at=2019-01-01')
    expect(screen.getByRole('link', { name: /Qui est compétent ici/ }).getAttribute('href')).toBe('/territory/competence?code=11')
  })

  it.each([['sector', 'B'], ['epci', 'E1']])('of a %s shows on the map what it contains', async (level, code) => {
    const view = await open({ place: place(code, { level: level as never }), members: [place('01'), place('02')] }, level, code)
    expect(filledWith(view.container, 'fill-s3')).toHaveLength(2)
    expect(screen.queryByRole('link', { name: /Qui est compétent ici/ })).toBeNull()
  })

  it('of a site counts nobody; it says what it is and where, and shows its commune', async () => {
    const view = await open({ place: place('M1', { level: 'site', population: 0, name: 'MDS du Centre' }), area_km2: null, members: [], sectors: [] }, 'site', 'M1')
    expect(screen.queryByText(/^habitants?$/)).toBeNull()
    const facts = [...view.container.querySelectorAll('.facts dt, .facts dd')].map((cell) => cell.textContent)
    expect(facts.slice(0, 6)).toEqual(['Type', 'Maison des solidarités', 'Adresse', '1 place de la Mairie', 'Commune', '11'])
    expect(screen.getByRole('link', { name: '11' }).getAttribute('href')).toBe('/territory/places/commune/11')
    expect(filledWith(view.container, 'fill-s3')[0]?.getAttribute('aria-label')).toContain('Unité 11')
    expect(screen.queryByRole('grid', { name: 'Sites' })).toBeNull()
  })

  it.each([
    [['Centre-ville', 'Centre-ville'], ['Pau', 'Dax'], ['Nom', 'Code', 'Population', 'Rattachement']],
    [['Nord', 'Sud'], ['Pau', 'Pau'], ['Nom', 'Code', 'Population']],
  ])('tells apart the parts %j of %j', async (names, parents, heads) => {
    const members = names.map((name, n) => place(`6444500${n}`, { level: 'iris', name, parent_name: parents[n]! }))
    await open({ place: place('S', { level: 'sector', mission: 'ssd' }), members }, 'sector', 'S', '?mission=ssd')
    const table = within(screen.getByRole('grid', { name: 'Contient' }))
    expect(table.getAllByRole('columnheader').map((head) => head.textContent?.trim())).toEqual(heads)
  })

  it.each(['fr', 'en'] as const)('lists houses first, then branches, in %s', async (tongue) => {
    const sites = ['pmi', 'spaceport', 'permanence', 'mds', 'antenne'].map((kind) => ({ ...house, code: kind, name: `Site ${kind}`, kind }))
    await open({ sites }, 'epci', 'E1')
    setLanguage(tongue)
    await settle()
    const rows = within(screen.getByRole('grid', { name: 'Sites' })).getAllByRole('link').map((link) => link.textContent)
    expect(rows).toEqual(['Site mds', 'Site antenne', 'Site permanence', 'Site pmi', 'Site spaceport'])
    setLanguage('fr')
  })

  it.each([[0, 'habitant'], [1, 'habitant'], [2, 'habitants']])('counts %i %s', async (population, word) => {
    await open({ place: place('11', { population }) })
    expect(screen.getByText(word)).toBeTruthy()
  })

  it('opens another place chosen on its map', async () => {
    const view = await open({})
    await fireEvent.click(screen.getByRole('button', { name: /Unité 22/ }))
    await settle()
    expect(view.router.currentRoute.value.path).toBe('/territory/places/commune/22')
  })
})
