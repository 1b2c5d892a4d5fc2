import { fireEvent, screen } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { FakeStream, job, openStreams, serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
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
