import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { overview } from '@/app/overview'
import { FakeStream, job, openStreams, refusal, serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { imported } from '@/testing/territory'
import ImportsPage from './ImportsPage.vue'

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
    const confirm = screen.getByRole('button', { name: 'Importer' })
    expect(confirm.getAttribute('aria-disabled')).toBe('true')
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
    expect(screen.getByRole('button', { name: 'Importer' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('asks for a trial again once the form has changed', async () => {
    await open()
    await choose(new File(['x'], 'c.csv'))
    await fireEvent.submit(screen.getByRole('button', { name: 'Importer' }).closest('form')!)
    await settle()
    await finish({})
    await fireEvent.update(screen.getByLabelText(/Contenu du fichier/), 'sectors')
    await settle()
    expect(screen.getByRole('button', { name: 'Importer' }).getAttribute('aria-disabled')).toBe('true')
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

  const tryOut = async () => {
    await choose(new File(['x'], 'c.csv'))
    await fireEvent.submit(screen.getByRole('button', { name: 'Importer' }).closest('form')!)
    await settle()
  }
  const send = async (patch: object) => {
    FakeStream.opened.at(-1)?.send(job({ id: 5, ...patch }))
    await settle()
  }

  it.each([
    ['the kind', 'populations', { kind: 'populations' }],
    ['the mission of sectors only', 'sectors', { kind: 'sectors', mission: 'ssd' }],
  ])('sends %s with the file', async (_, kind, expected) => {
    const { asked } = await open()
    await fireEvent.update(screen.getByLabelText(/Contenu du fichier/), kind)
    await tryOut()
    const sent = Object.fromEntries(asked.filter(({ method }) => method === 'POST').at(-1)!.query)
    expect(sent).toMatchObject({ ...expected, file_name: 'c.csv', dry_run: 'true', valid_from: expect.stringMatching(/^\d{4}-01-01$/) })
    expect('mission' in sent).toBe(kind === 'sectors')
  })

  it('sends quantities with a mission only when they are of one', async () => {
    const { asked } = await open()
    const sent = () => Object.fromEntries(asked.filter(({ method }) => method === 'POST').at(-1)!.query)
    await fireEvent.update(screen.getByLabelText(/Contenu du fichier/), 'quantities')
    expect(screen.getByText(/une colonne «\scode\s»/)).toBeTruthy()
    await tryOut()
    expect(sent()).toMatchObject({ kind: 'quantities' })
    expect('mission' in sent()).toBe(false)
    await fireEvent.update(screen.getByLabelText('Mission'), 'pmi')
    await tryOut()
    expect(sent()).toMatchObject({ kind: 'quantities', mission: 'pmi' })
    await fireEvent.update(screen.getByLabelText(/Contenu du fichier/), 'sectors')
    expect((screen.getByLabelText('Mission') as HTMLSelectElement).value).toBe('pmi')
  })

  it('calls missions by their own names: their true map is what one loads', async () => {
    await open()
    overview.value = { ...overview.value!, missions: [{ code: 'ssd', name_fr: 'Cantons 2015 (à défaut des secteurs SSD)', name_en: 'x', sectors: 21 }] }
    await fireEvent.update(screen.getByLabelText(/Contenu du fichier/), 'sectors')
    expect(within(screen.getByLabelText('Mission')).getAllByRole('option')[0]!.textContent).toBe('Service social départemental (SSD)')
  })

  it('asks since when the data are valid', async () => {
    const { asked } = await open()
    await fireEvent.update(screen.getByLabelText(/Valable à partir du/), '')
    const before = asked.length
    await tryOut()
    expect(screen.getByRole('alert').textContent).toContain('Dites à partir de quelle date')
    expect(asked).toHaveLength(before)
  })

  it('shows how far the reading is, and cannot be sent twice meanwhile', async () => {
    await open()
    await tryOut()
    await send({ state: 'running', fraction: 0.4 })
    expect(screen.getByRole('progressbar', { name: /Lecture du fichier/ }).getAttribute('value')).toBe('0.4')
    expect(screen.getByRole('button', { name: 'Essayer à blanc' }).getAttribute('aria-disabled')).toBe('true')
  })

  it.each([
    ['a refusal of the request on its field', () => refusal(422, 'territory.bad_date', { field: '/valid_from', detail_fr: 'Cette date est dans le futur.' }), 'Cette date est dans le futur.', 'import-valid_from'],
    ['a file too large for the server', () => refusal(413, 'http.too_large', { detail_fr: 'Le fichier dépasse 64 Mio.' }), 'Le fichier dépasse 64 Mio.', null],
    ['a right that was taken away', () => refusal(403, 'access.forbidden', { detail_fr: 'Votre rôle ne permet pas d’importer.' }), 'Votre rôle ne permet pas', null],
    ['a fault', () => refusal(500, 'http.fault', { incident: 'Z9' }), 'Le serveur a rencontré une panne', null],
  ])('says %s', async (_, answer, sentence, field) => {
    openStreams()
    serve({ 'POST /territory/imports': answer })
    await mountPage(ImportsPage, '/territory/imports')
    await tryOut()
    expect(screen.getByRole('alert').textContent).toContain(sentence)
    if (field) expect(document.getElementById(field)?.getAttribute('aria-invalid')).toBe('true')
  })

  it.each([
    ['interrupted', null, 'L’import s’est arrêté avant la fin'],
    ['failed', null, 'L’import s’est arrêté avant la fin'],
    ['failed', refusal(422, 'territory.bad_zip', { detail_fr: 'L’archive est illisible.' }).body, 'L’archive est illisible.'],
  ] as const)('that ends %s says so, and that nothing was written', async (state, problem, sentence) => {
    await open()
    await tryOut()
    await send({ state, problem: problem as never })
    expect(screen.getByRole('alert').textContent).toContain(sentence)
    expect(screen.getByRole('button', { name: 'Importer' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('lists what was mended while reading, folded, and lets the file in', async () => {
    await open()
    await tryOut()
    const repair = { line: 12, column: 'geometry', code: 'crossed', sentence_fr: 'Le contour se croisait : réparé.', sentence_en: 'Mended.' }
    await finish({ repairs: [repair, { ...repair, line: 40 }] })
    expect(screen.getByText('2 corrections faites à la lecture', { selector: 'summary' })).toBeTruthy()
    expect(screen.getByRole('row', { name: /12 geometry Le contour se croisait/, hidden: true })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Importer' }).getAttribute('aria-disabled')).toBe('false')
  })

  it('counts what would change', async () => {
    const { view } = await open()
    await tryOut()
    await finish({ rows: 1234, created: 3, changed: 20, unchanged: 1210, closed: 1 })
    const counts = [...view.container.querySelectorAll('.counts div')].map((pair) => pair.textContent)
    expect(counts).toEqual(['Lignes lues1\u00a0234', 'Créés3', 'Modifiés20', 'Inchangés1\u00a0210', 'Fermés1'])
  })

  it('changes nothing on other pages when it was only tried', async () => {
    const { asked } = await open()
    await tryOut()
    const before = asked.length
    await finish({})
    expect(asked).toHaveLength(before)
  })

  it('is for who may import; the others see the history and whom to ask', async () => {
    openStreams()
    serve()
    const view = await mountPage(ImportsPage, '/territory/imports', {}, ['executive'])
    expect(screen.queryByRole('button', { name: 'Importer' })).toBeNull()
    expect(screen.getByText('Accès non ouvert')).toBeTruthy()
    expect(screen.getByRole('row', { name: /communes.geojson/ })).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('tells in words what the command line and the demonstration loaded', async () => {
    serve({ 'GET /territory/imports': { items: [{ ...imported, kind: 'demonstration', by: 'cli', file_name: '' }, { ...imported, id: 4, kind: 'new_kind' }] } })
    await mountPage(ImportsPage, '/territory/imports')
    expect(screen.getByRole('row', { name: /Données de démonstration – 2026 Ligne de commande/ })).toBeTruthy()
    expect(screen.getByRole('row', { name: /new_kind/ })).toBeTruthy()
  })

  it('begins with an empty history', async () => {
    serve({ 'GET /territory/imports': { items: [] } })
    await mountPage(ImportsPage, '/territory/imports')
    expect(screen.getByText('Aucun import pour l’instant.')).toBeTruthy()
  })
})
