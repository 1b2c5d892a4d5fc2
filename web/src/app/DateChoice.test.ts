import { fireEvent, screen } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Overview } from '@/api/types'
import { serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { overview as small } from '@/testing/territory'
import { today } from './atDate'
import DateChoice from './DateChoice.vue'
import { loadOverview, overview, overviewError } from './overview'

const box = () => screen.getByLabelText('Carte au', { selector: 'input' }) as HTMLInputElement
const query = (view: Awaited<ReturnType<typeof mountPage>>) => view.router.currentRoute.value.query
const choose = async (date: string) => {
  await fireEvent.update(box(), date)
  await fireEvent.change(box())
  await settle()
}

describe('the date of everything on screen', () => {
  beforeEach(() => serve())

  it('is today as long as none is chosen', async () => {
    const view = await mountPage(DateChoice, '/territory')
    expect(box().value).toBe(today())
    expect(screen.queryByRole('button', { name: 'Revenir à aujourd’hui' })).toBeNull()
    await expectAccessible(view.container)
  })

  it('is the one of the link; a link with nonsense means today', async () => {
    await mountPage(DateChoice, '/territory?at=2019-01-01')
    expect(box().value).toBe('2019-01-01')
  })

  it.each(['demain', '2019-1-1', '', '20190101'])('"%s" in a link means today', async (at) => {
    await mountPage(DateChoice, `/territory?at=${at}`)
    expect(box().value).toBe(today())
  })

  it('goes into the link with the filters kept, and leaves it when it is today or emptied', async () => {
    const view = await mountPage(DateChoice, '/territory?colour=ase')
    await choose('2020-02-29')
    expect(query(view)).toEqual({ colour: 'ase', at: '2020-02-29' })
    await choose(today())
    expect(query(view)).toEqual({ colour: 'ase' })
    await choose('2020-02-29')
    await choose('')
    expect(query(view)).toEqual({ colour: 'ase' })
  })

  it('goes back from change to change and stops at the first, then forth to the last', async () => {
    const view = await mountPage(DateChoice, '/territory')
    const press = async (name: RegExp) => {
      await fireEvent.click(screen.getByRole('button', { name }))
      await settle()
      return query(view).at
    }
    expect([await press(/précédent/), await press(/précédent/)]).toEqual(['2025-01-01', '2019-01-01'])
    const first = screen.getByRole('button', { name: 'Aucun changement avant cette date' })
    expect(first.getAttribute('aria-disabled')).toBe('true')
    await fireEvent.click(first)
    expect([query(view).at, await press(/suivant.*1er janvier 2025/)]).toEqual(['2019-01-01', '2025-01-01'])
    expect(screen.getByRole('button', { name: 'Aucun changement après cette date' })).toBeTruthy()
  })

  it('knows the changes in whatever order the server says them', async () => {
    const view = await mountPage(DateChoice, '/territory?at=2022-06-01')
    overview.value = { ...small, change_dates: ['2025-01-01', '2018-01-01', '2022-01-01'] }
    await settle()
    await fireEvent.click(screen.getByRole('button', { name: /précédent/ }))
    await settle()
    expect(query(view).at).toBe('2022-01-01')
  })
})

describe('the outline of the territory', () => {
  it('is that of the last date asked, whichever answer comes last', async () => {
    const answers: Record<string, (value: Response) => void> = {}
    vi.stubGlobal('fetch', (url: string) => new Promise<Response>((resolve) => (answers[new URL(url, 'http://x').searchParams.get('at') ?? 'today'] = resolve)))
    const reply = (at: string, patch: Partial<Overview>) => answers[at]?.(new Response(JSON.stringify({ ...small, ...patch }), { headers: { 'content-type': 'application/json' } }))
    const both = [loadOverview('2019-01-01'), loadOverview('2025-01-01')]
    reply('2025-01-01', { population: 2 })
    await settle()
    reply('2019-01-01', { population: 1 })
    await Promise.all(both)
    expect(overview.value?.population).toBe(2)
  })

  it('keeps why it could not be read, until it can', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))
    await loadOverview(undefined)
    expect([overview.value, (overviewError.value as { status: number }).status]).toEqual([null, 0])
    serve()
    await loadOverview(undefined)
    expect([overview.value?.population, overviewError.value]).toEqual([900, null])
  })
})
