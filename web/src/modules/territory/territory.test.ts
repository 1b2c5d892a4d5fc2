import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it, vi } from 'vitest'
import { forgetLayers } from '@/map/useMapLayer'
import { session } from '@/app/session'
import { FakeStream, job, openStreams, refusal, serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { competence, detail, emptyOverview, place, places, session as planner } from '@/testing/territory'
import * as files from '@/ui/download'
import CompetencePage from './CompetencePage.vue'
import CoveragePage from './CoveragePage.vue'
import ImportsPage from './ImportsPage.vue'
import PlacePage from './PlacePage.vue'
import PlacesPage from './PlacesPage.vue'
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
    expect(screen.getByRole('button', { name: 'Unité 11, 100 habitants, ASE : Secteur B' })).toBeTruthy()
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
    await fireEvent.click(screen.getByRole('button', { name: 'Voir la carte au 1 janvier 2025' }))
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
    await mountPage(PlacePage, '/territory/places/commune/77', { level: 'commune', code: '77' })
    expect(screen.getByRole('alert').textContent).toContain('Aucun lieu 77')
  })
})

describe('coverage', () => {
  it('explains every fault and shows it on the map', async () => {
    serve()
    const view = await mountPage(CoveragePage, '/territory/coverage')
    expect(screen.getByText(/Plusieurs secteurs réclament Unité 11 : «\sSecteur A\s» et «\sSecteur B\s»/)).toBeTruthy()
    expect(view.container.querySelectorAll('.shape-hatched')).toHaveLength(2)
    await fireEvent.click(screen.getAllByRole('button', { name: 'Montrer' })[0]!)
    expect(view.container.querySelectorAll('.shape-hatched')).toHaveLength(1)
    await expectAccessible(view.container)
  })

  it('of a complete map says so', async () => {
    serve({ 'GET /territory/coverage': { mission: 'ase', faults: [] } })
    await mountPage(CoveragePage, '/territory/coverage?mission=ase')
    expect(screen.getByRole('heading', { name: 'Carte complète' })).toBeTruthy()
  })
})

describe('who is competent here', () => {
  it('answers per mission with its reason, and says where nobody is', async () => {
    serve()
    const view = await mountPage(CompetencePage, '/territory/competence?code=11')
    expect(screen.getByRole('row', { name: /SSD.*Secteur B.*Unité 11 fait partie de ce secteur/ })).toBeTruthy()
    expect(screen.getByRole('row', { name: /ASE.*Personne.*Aucun secteur ne couvre Unité 11/ })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'MDS du Centre' })).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('compares both sides of a date', async () => {
    const old = { ...competence, at: '2024-12-31', answers: [{ ...competence.answers[0], sector: { code: 'A', name: 'Secteur A' } }, competence.answers[1]] }
    serve({ 'GET /territory/competence': ({ query }: { query: URLSearchParams }) => (query.get('at') === '2024-12-31' ? old : competence) })
    const view = await mountPage(CompetencePage, '/territory/competence?code=11')
    await fireEvent.update(screen.getByRole('combobox', { name: /Comparer avec/ }), '2024-12-31')
    await settle()
    expect(view.router.currentRoute.value.query.versus).toBe('2024-12-31')
    expect(screen.getByRole('row', { name: /Secteur B.*Secteur A.*Change/ })).toBeTruthy()
    expect(screen.getByRole('row', { name: /ASE.*Inchangé/ })).toBeTruthy()
  })

  it('asks with a code, a name that fits one commune, an address or a point', async () => {
    serve({ 'GET /territory/places': { total: 1, items: [place('11', { name: 'Pau' })] } })
    const view = await mountPage(CompetencePage, '/territory/competence')
    const ask = async () => {
      await fireEvent.submit(screen.getByRole('button', { name: 'Répondre' }).closest('form')!)
      await settle()
      return view.router.currentRoute.value.query
    }
    await fireEvent.update(screen.getByRole('combobox', { name: /Nom ou code/ }), 'Pau (64445)')
    expect(await ask()).toMatchObject({ code: '64445' })
    await fireEvent.update(screen.getByRole('combobox', { name: /Nom ou code/ }), 'pau')
    expect(await ask()).toMatchObject({ code: '11' })
    await fireEvent.click(screen.getByRole('radio', { name: 'Adresse' }))
    await fireEvent.update(screen.getByRole('textbox', { name: 'Adresse' }), '12 rue des Lilas')
    expect(await ask()).toMatchObject({ address: '12 rue des Lilas' })
    await fireEvent.click(screen.getByRole('radio', { name: 'Coordonnées' }))
    await fireEvent.update(screen.getByRole('textbox', { name: 'Longitude' }), '2,36')
    await fireEvent.update(screen.getByRole('textbox', { name: 'Latitude' }), '48.94')
    expect(await ask()).toMatchObject({ lon: '2.36', lat: '48.94' })
  })

  it('says what is wrong with a question, on its field', async () => {
    serve()
    await mountPage(CompetencePage, '/territory/competence')
    await fireEvent.click(screen.getByRole('radio', { name: 'Coordonnées' }))
    await fireEvent.update(screen.getByRole('textbox', { name: 'Longitude' }), 'ici')
    await fireEvent.submit(screen.getByRole('button', { name: 'Répondre' }).closest('form')!)
    await settle()
    expect(screen.getByRole('textbox', { name: 'Longitude' }).getAttribute('aria-invalid')).toBe('true')
  })

  it('proposes streets when the address is not clear', async () => {
    const unclear = { ...competence, place: null, answers: [], mds: null, reason: { code: 'address_unclear', args: [] }, candidates: [{ label: 'Rue du Moulin, Pau', commune_code: '64445', street: 'Rue du Moulin' }] }
    serve({ 'GET /territory/competence': unclear })
    const view = await mountPage(CompetencePage, '/territory/competence?address=rue du moulin')
    expect(screen.getByText('Lieu non reconnu')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Rue du Moulin, Pau' }))
    await settle()
    expect(view.router.currentRoute.value.query).toMatchObject({ address: 'Rue du Moulin', commune: '64445' })
  })
})

describe('imports', () => {
  const report = { kind: 'communes', file_name: 'c.csv', dry_run: true, accepted: true, rows: 9, created: 9, changed: 0, unchanged: 0, closed: 0, problems: [], repairs: [] }
  const finish = async (patch: object) => {
    FakeStream.opened.at(-1)?.send(job({ id: 5, state: 'done', fraction: 1, partial: JSON.stringify({ ...report, ...patch }) }))
    await settle()
  }
  const open = async () => {
    openStreams()
    const asked = serve({ 'POST /territory/imports': { job_id: 5 } })
    const view = await mountPage(ImportsPage, '/territory/imports')
    return { asked, view }
  }
  const choose = (file: File) => fireEvent.update(screen.getByLabelText(/^Fichier/), '').then(() => {
    const input = screen.getByLabelText(/^Fichier/)
    Object.defineProperty(input, 'files', { value: [file], configurable: true })
    return fireEvent.change(input)
  })

  it('tries first, then writes', async () => {
    const { asked, view } = await open()
    const confirm = screen.getByRole('button', { name: 'Importer' }) as HTMLButtonElement
    expect(confirm.disabled).toBe(true)
    await choose(new File(['code,name'], 'c.csv'))
    await fireEvent.submit(confirm.closest('form')!)
    await settle()
    expect(Object.fromEntries(asked.at(-1)!.query)).toMatchObject({ kind: 'communes', file_name: 'c.csv', dry_run: 'true' })
    await finish({})
    expect(screen.getByRole('heading', { name: 'Résultat de l’essai à blanc' })).toBeTruthy()
    await fireEvent.click(confirm)
    await settle()
    expect(asked.filter(({ method }) => method === 'POST').at(-1)!.query.get('dry_run')).toBe('false')
    const before = asked.length
    await finish({ dry_run: false })
    expect(screen.getByRole('heading', { name: 'Import terminé' })).toBeTruthy()
    expect(asked.slice(before).map(({ path }) => path).sort()).toEqual(['/territory/imports', '/territory/overview'])
    await expectAccessible(view.container)
  })

  it('lists every error by line, and does not open the import', async () => {
    await open()
    await choose(new File(['x'], 'c.csv'))
    await fireEvent.submit(screen.getByRole('button', { name: 'Importer' }).closest('form')!)
    await settle()
    const wrong = { line: 3, column: 'code', code: 'bad', sentence_fr: 'Code illisible.', sentence_en: 'Unreadable code.' }
    await finish({ accepted: false, problems: [wrong, { ...wrong, line: null }] })
    expect(screen.getAllByText('2 erreurs').length).toBeGreaterThan(0)
    expect(screen.getByRole('row', { name: /3 code Code illisible/ })).toBeTruthy()
    expect(screen.getByRole('row', { name: /fichier entier/ })).toBeTruthy()
    expect((screen.getByRole('button', { name: 'Importer' }) as HTMLButtonElement).disabled).toBe(true)
  })

  it('asks for a trial again once the form has changed', async () => {
    await open()
    await choose(new File(['x'], 'c.csv'))
    await fireEvent.submit(screen.getByRole('button', { name: 'Importer' }).closest('form')!)
    await settle()
    await finish({})
    await fireEvent.update(screen.getByLabelText(/Contenu du fichier/), 'sectors')
    await settle()
    expect((screen.getByRole('button', { name: 'Importer' }) as HTMLButtonElement).disabled).toBe(true)
    expect(screen.getByLabelText('Mission')).toBeTruthy()
  })

  it('refuses a missing or too large file without sending it', async () => {
    const { asked } = await open()
    const before = asked.length
    await fireEvent.submit(screen.getByRole('button', { name: 'Importer' }).closest('form')!)
    await settle()
    expect(screen.getByRole('alert').textContent).toContain('Choisissez un fichier')
    const huge = new File(['x'], 'big.gpkg')
    Object.defineProperty(huge, 'size', { value: 65 * 1024 * 1024 })
    await choose(huge)
    await fireEvent.submit(screen.getByRole('button', { name: 'Importer' }).closest('form')!)
    await settle()
    expect(screen.getByRole('alert').textContent).toContain('64 Mio')
    expect(asked).toHaveLength(before)
  })
})
