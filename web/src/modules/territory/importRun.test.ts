import { fireEvent, screen } from '@testing-library/vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { LineProblem } from '@/api/types'
import { setLanguage } from '@/i18n'
import { FakeStream, job, openStreams, refusal, serve, unplug, type Asked } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import * as files from '@/ui/download'
import ImportsPage from './ImportsPage.vue'
import { largestFile } from './useImport'

const report = { kind: 'sites', file_name: 'sites.csv', dry_run: true, accepted: true, rows: 9, created: 9, changed: 0, unchanged: 0, closed: 0, problems: [], repairs: [] }
const button = (name: string) => screen.getByRole('button', { name })
const isOff = (name: string) => button(name).getAttribute('aria-disabled') === 'true'
const sent = (asked: Asked[]) => asked.filter(({ path, method }) => path === '/territory/imports' && method === 'POST')

async function choose(file: File): Promise<void> {
  const input = screen.getByLabelText(/^(Fichier|File)/)
  Object.defineProperty(input, 'files', { value: [file], configurable: true })
  await fireEvent.change(input)
}
async function tryOut(name = 'Essayer à blanc'): Promise<void> {
  await fireEvent.submit(button(name).closest('form')!)
  await settle()
}
async function tell(patch: object): Promise<void> {
  FakeStream.opened.at(-1)!.send(job({ id: 5, ...patch }))
  await settle()
}
const finish = (patch: object = {}) => tell({ state: 'done', fraction: 1, partial: JSON.stringify({ ...report, ...patch }) })

async function opened(answers = {}) {
  openStreams()
  const asked = serve({ 'POST /territory/imports': { job_id: 5 }, ...answers })
  const view = await mountPage(ImportsPage, '/territory/imports')
  await choose(new File(['code;nom'], 'sites.csv'))
  return { asked, view }
}

afterEach(() => setLanguage('fr'))

describe('a file being read', () => {
  it('is sent once, however often one presses, and the focus stays on the button', async () => {
    const { asked } = await opened()
    button('Essayer à blanc').focus()
    await tryOut()
    await tryOut()
    await tell({ state: 'running', fraction: 0.2 })
    await tryOut()
    await fireEvent.click(button('Importer'))
    await settle()
    expect(sent(asked)).toHaveLength(1)
    expect(document.activeElement).toBe(button('Essayer à blanc'))
    expect([isOff('Essayer à blanc'), isOff('Importer')]).toEqual([true, true])
  })

  it('holds the form as it was sent: no trial of one file may let in another', async () => {
    await opened()
    const group = () => screen.getByLabelText(/Contenu du fichier/).closest('fieldset')!
    expect(group().disabled).toBe(false)
    await tryOut()
    expect(group().disabled).toBe(true)
    await finish()
    expect([group().disabled, isOff('Importer')]).toEqual([false, false])
  })

  it.each([
    ['another file', () => choose(new File(['x'], 'autre.csv'))],
    ['another content', () => fireEvent.update(screen.getByLabelText(/Contenu du fichier/), 'epci')],
    ['another date', () => fireEvent.update(screen.getByLabelText(/Valable à partir du/), '2024-01-01')],
    ['another vintage', () => fireEvent.update(screen.getByLabelText(/Millésime/), '2019')],
  ])('must be tried again for %s', async (_, change) => {
    const { asked } = await opened()
    await tryOut()
    await finish()
    expect(isOff('Importer')).toBe(false)
    await change()
    await settle()
    await fireEvent.click(button('Importer'))
    expect([isOff('Importer'), sent(asked).length]).toEqual([true, 1])
    expect(screen.queryByText('Résultat de l’essai à blanc')).toBeNull()
  })

  it('can be dropped while it is only tried, and says that nothing was written as far as one knows', async () => {
    const { asked } = await opened({ 'POST /jobs/5/cancel': job({ id: 5, state: 'cancelled' }) })
    await tryOut()
    await tell({ state: 'running', fraction: 0.2 })
    await fireEvent.click(button('Abandonner l’essai'))
    await settle()
    expect(asked.map(({ path }) => path)).toContain('/jobs/5/cancel')
    expect(screen.getByRole('alert').textContent).toContain('Lecture abandonnée')
    expect([isOff('Essayer à blanc'), isOff('Importer')]).toEqual([false, true])
    expect(asked.at(-1)!.path).toBe('/territory/imports')
  })

  it('cannot be dropped once it is written: half an import does not exist', async () => {
    await opened()
    await tryOut()
    await finish()
    await fireEvent.click(button('Importer'))
    await settle()
    await tell({ state: 'running', fraction: 0.2 })
    expect(screen.queryByRole('button', { name: 'Abandonner l’essai' })).toBeNull()
    expect(screen.getByRole('progressbar')).toBeTruthy()
  })

  it('says that the server is silent, and shows the result when it answers again', async () => {
    await opened()
    vi.useFakeTimers()
    await fireEvent.submit(button('Essayer à blanc').closest('form')!)
    await vi.advanceTimersByTimeAsync(50)
    unplug()
    FakeStream.opened.at(-1)!.onerror?.()
    await vi.advanceTimersByTimeAsync(2_500)
    expect(screen.getByText(/Le serveur ne répond pas pour l’instant/)).toBeTruthy()
    serve({ 'GET /jobs/5': job({ id: 5, state: 'done', partial: JSON.stringify(report) }) })
    await vi.advanceTimersByTimeAsync(2_500)
    vi.useRealTimers()
    await settle()
    expect(screen.getByRole('heading', { name: 'Résultat de l’essai à blanc' })).toBeTruthy()
    expect(screen.queryByText(/ne répond pas/)).toBeNull()
  })

  it('that the server does not know any more says so, and the form opens again', async () => {
    await opened({ 'GET /jobs/5': refusal(404, 'jobs.unknown', { detail_fr: 'Ce calcul n’existe plus.' }) })
    await tryOut()
    FakeStream.opened.at(-1)!.onerror?.()
    await settle()
    expect(screen.getByRole('alert').textContent).toContain('Ce calcul n’existe plus.')
    expect([screen.queryByRole('progressbar'), isOff('Essayer à blanc')]).toEqual([null, false])
  })
})

describe('a file that is refused', () => {
  it.each([
    [largestFile, false], [largestFile + 1, true],
  ])('before it is sent: of %i bytes, %s', async (size, refused) => {
    const { asked } = await opened()
    const file = new File(['x'], 'grand.gpkg')
    Object.defineProperty(file, 'size', { value: size })
    await choose(file)
    await tryOut()
    expect(sent(asked)).toHaveLength(refused ? 0 : 1)
    expect(screen.queryByRole('alert') !== null).toBe(refused)
  })

  it.each([
    ['wrong kind of content', 422, 'territory.wrong_kind', 'Ce fichier n’est pas une liste de communes.'],
    ['an import under way', 409, 'territory.import_running', 'Un import est déjà en cours.'],
    ['too many files', 429, 'http.too_many', 'Trop de fichiers à la suite : réessayez dans 30 s.'],
    ['a type that is not read', 415, 'http.media_type', 'Ce format n’est pas lu.'],
    ['a full disk', 507, 'http.disk_full', 'panne'],
  ])('by the server for %s says why, and may be tried again', async (_, status, code, sentence) => {
    const { asked } = await opened({ 'POST /territory/imports': refusal(status, code, { detail_fr: sentence }) })
    await tryOut()
    expect(screen.getByRole('alert').textContent).toContain(sentence)
    await tryOut()
    expect(sent(asked)).toHaveLength(2)
  })

  it('when nobody answers says so in the form', async () => {
    await opened()
    unplug()
    await tryOut()
    expect(screen.getByRole('alert').textContent).toContain('Le serveur ne répond pas')
    expect(isOff('Essayer à blanc')).toBe(false)
  })
})

describe('ten thousand errors', () => {
  const problems: LineProblem[] = Array.from({ length: 10_000 }, (_, n) => ({ line: n + 2, column: 'code', code: 'bad', sentence_fr: `Code illisible : « ${n} ».`, sentence_en: `Unreadable code: “${n}”.` }))

  it('are counted, shown by fifty in the order of the file, and exported whole', async () => {
    const saved = vi.spyOn(files, 'downloadText').mockImplementation(() => undefined)
    await opened()
    await tryOut()
    await finish({ accepted: false, problems: [...problems].reverse() })
    expect(screen.getAllByText('10 000 erreurs').length).toBeGreaterThan(0)
    expect(screen.getAllByRole('rowheader').slice(0, 50).map((cell) => cell.textContent?.trim())).toEqual(Array.from({ length: 50 }, (_, n) => String(n + 2)))
    await fireEvent.click(screen.getAllByRole('button', { name: 'Exporter en CSV' })[0]!)
    expect(saved.mock.calls[0]![1].trim().split('\r\n')).toHaveLength(10_001)
  })

  it('that are alike on one line are all told', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    await opened()
    await tryOut()
    await finish({ accepted: false, problems: [problems[0], problems[0], { ...problems[0], line: null }] })
    expect(screen.getAllByRole('row', { name: /Code illisible/ })).toHaveLength(3)
    expect(warned).not.toHaveBeenCalled()
  })
})

describe('in English', () => {
  it('a file is tried, refused line by line, and accepted, without a word of French', async () => {
    const { view } = await opened()
    setLanguage('en')
    await settle()
    await tryOut('Dry run')
    await finish({ accepted: false, rows: 12_345, problems: [{ line: 1234, column: 'name', code: 'x', sentence_fr: 'Nom vide.', sentence_en: 'Empty name.' }] })
    expect(screen.getByRole('row', { name: '1,234 name Empty name.' })).toBeTruthy()
    expect(screen.getByText('12,345')).toBeTruthy()
    expect(view.container.textContent).not.toMatch(/Nom vide|Fichier|Ligne|erreur|Millésime/)
    await tryOut('Dry run')
    await finish()
    expect(isOff('Import')).toBe(false)
    await expectAccessible(view.container)
  })
})
