import { fireEvent, screen, within } from '@testing-library/vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { refusal, serve, unplug, type Asked } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle, type Mounted } from '@/testing/mount'
import { explanation, ScenarioDesk } from '@/testing/scenario'
import ScenarioPage from './ScenarioPage.vue'

const open = async (answers = {}) => {
  const desk = new ScenarioDesk()
  const answered = { ...desk.routes(), 'GET /planning/scenarios/3/units/11': explanation, ...answers }
  const asked = serve(answered)
  const view = await mountPage(ScenarioPage, '/planning/scenarios/3?brush=0', { id: '3' })
  return { asked, desk, view, plugAgain: () => serve(answered) }
}
const place = (view: Mounted, code: string) => {
  const [, after] = view.container.querySelectorAll('.map-svg')
  return within(after as unknown as HTMLElement).getByRole('button', { name: new RegExp(`^Unité ${code}`) })
}
const paint = async (view: Mounted, code: string) => {
  await fireEvent.click(place(view, code))
  await settle()
}
const sent = (asked: Asked[]) => asked.filter(({ path }) => path.endsWith('/steps')).map(({ body }) => body as { seen: number; steps: { units: number[] }[] })
const click = async (name: string) => {
  await fireEvent.click(screen.getByRole('button', { name }))
  await settle()
}
const marc = { kind: 'paint' as const, units: [8], district: 2, names: [], origin: '' }

describe('what is drawn is kept', () => {
  afterEach(() => void vi.useRealTimers())

  it('and the page says since when and by whom', async () => {
    vi.useFakeTimers({ now: new Date('2026-03-01T09:30:12Z'), toFake: ['Date', 'setInterval'] })
    await open()
    expect(screen.getByText('Enregistré il y a 12 s par Maïté Etcheverry')).toBeTruthy()
    vi.setSystemTime('2026-03-01T09:40:00Z')
    vi.advanceTimersByTime(5000)
    await settle()
    expect(screen.getByText('Enregistré il y a 10 min par Maïté Etcheverry')).toBeTruthy()
    vi.setSystemTime('2026-03-03T09:40:00Z')
    vi.advanceTimersByTime(5000)
    await settle()
    expect(screen.getByText(/Enregistré le 1er mars 2026/)).toBeTruthy()
  })

  it('one request at a time: what is drawn meanwhile shows at once and goes with the next one', async () => {
    let answer: (() => void) | null = null
    const desk = new ScenarioDesk()
    const routes = desk.routes()
    const asked = serve({ ...routes, 'GET /planning/scenarios/3/units/11': explanation })
    const real = globalThis.fetch
    vi.stubGlobal('fetch', async (url: string, options: RequestInit) => {
      if (url.endsWith('/steps') && answer === null) await new Promise<void>((done) => (answer = done))
      return real(url, options)
    })
    const view = await mountPage(ScenarioPage, '/planning/scenarios/3?brush=0', { id: '3' })
    await paint(view, '11')
    await paint(view, '12')
    expect(screen.getByText('Enregistrement…')).toBeTruthy()
    expect(place(view, '12').getAttribute('aria-label')).toContain('Secteur A')
    expect(screen.getByText('500 habitants changent de secteur')).toBeTruthy()
    answer!()
    await settle()
    expect(sent(asked)).toEqual([expect.objectContaining({ seen: 0 }), expect.objectContaining({ seen: 1 })])
    expect(sent(asked).map(({ steps }) => steps.map(({ units }) => units))).toEqual([[[4]], [[5]]])
    expect(screen.getByText('500 habitants changent de secteur')).toBeTruthy()
  })

  it('even when the server is away for a while: the strokes wait, in order', async () => {
    const { view, plugAgain } = await open()
    unplug()
    await paint(view, '11')
    await paint(view, '12')
    expect(screen.getAllByRole('alert')[0]?.textContent).toContain('Pas encore enregistré : 2 étapes. Vos modifications restent ici.')
    expect(place(view, '11').getAttribute('aria-label')).toContain('Secteur A')
    const asked = plugAgain()
    await click('Enregistrer maintenant')
    expect(sent(asked).flatMap(({ steps }) => steps.map(({ units }) => units))).toEqual([[4], [5]])
    expect(screen.queryByText(/Pas encore enregistré/)).toBeNull()
  })

  it('or the person is asked before leaving', async () => {
    const { view } = await open()
    unplug()
    await paint(view, '11')
    const asks = vi.spyOn(window, 'confirm').mockReturnValue(false)
    await view.router.push('/territory')
    expect(view.router.currentRoute.value.path).toBe('/planning/scenarios/3')
    expect(asks).toHaveBeenCalledWith(expect.stringContaining('pas encore enregistrées'))
    const closing = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(closing)
    expect(closing.defaultPrevented).toBe(true)
    asks.mockReturnValue(true)
    await view.router.push('/territory')
    expect(view.router.currentRoute.value.path).toBe('/territory')
  })

  it('and nobody is asked when all is kept', async () => {
    const { view } = await open()
    await paint(view, '11')
    const asks = vi.spyOn(window, 'confirm')
    const closing = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(closing)
    await view.router.push('/territory')
    expect([closing.defaultPrevented, asks.mock.calls.length]).toEqual([false, 0])
  })
})

describe('what the server refuses', () => {
  it('is taken back from the map, with the reason', async () => {
    const { view } = await open({ 'POST /planning/scenarios/3/steps': refusal(409, 'planning.locked', { detail_fr: 'Le secteur « B » est verrouillé.' }) })
    await paint(view, '11')
    expect(screen.getByRole('alert').textContent).toContain('Cette modification n’a pas été gardée. Le secteur « B » est verrouillé.')
    expect(screen.queryByRole('button', { name: 'Enregistrer maintenant' })).toBeNull()
    expect(place(view, '11').getAttribute('aria-label')).toBe('Unité 11, Secteur B')
  })
})

describe('two people on one scenario', () => {
  it('never overwrite each other: the second is told what changed, and may do its own again', async () => {
    const { asked, desk, view } = await open()
    desk.draw([marc], 'Marc Lahitte')
    await paint(view, '11')
    const told = screen.getByRole('alert')
    expect(told.textContent).toContain('Ce scénario a changé pendant que vous dessiniez')
    expect(told.textContent).toContain('Marc Lahitte : Unité 22 → Secteur C')
    expect(told.textContent).toContain('Unité 11 → Secteur A')
    expect(place(view, '22').getAttribute('aria-label')).toContain('Secteur C')
    expect(place(view, '11').getAttribute('aria-label')).toBe('Unité 11, Secteur B')
    await expectAccessible(view.container)
    await click('Refaire mes modifications')
    expect(sent(asked).map(({ seen }) => seen)).toEqual([0, 1])
    expect(place(view, '11').getAttribute('aria-label')).toContain('Secteur A')
    expect(place(view, '22').getAttribute('aria-label')).toContain('Secteur C')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('may give their own up', async () => {
    const { asked, desk, view } = await open()
    desk.draw([marc], 'Marc Lahitte')
    await paint(view, '11')
    await click('Y renoncer')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(sent(asked)).toHaveLength(1)
    expect(place(view, '11').getAttribute('aria-label')).toBe('Unité 11, Secteur B')
  })

  it('never undo what the other one did without having seen it', async () => {
    const { asked, desk, view } = await open()
    await paint(view, '11')
    desk.draw([marc], 'Marc Lahitte')
    await fireEvent.keyDown(window, { key: 'z', ctrlKey: true })
    await settle()
    expect(screen.getByRole('alert').textContent).toContain('il n’y avait rien à garder')
    expect(place(view, '22').getAttribute('aria-label')).toContain('Secteur C')
    await click('J’ai vu')
    expect(sent(asked)).toHaveLength(2)
  })

  it('are told of several steps of theirs, whatever they were', async () => {
    const { desk, view } = await open()
    desk.draw([marc, { ...marc, kind: 'rename', units: [], district: 0, names: ['Gaves'] }, { ...marc, kind: 'add', units: [], district: -1, names: ['Nord'] }], 'Marc Lahitte')
    await fireEvent.click(screen.getByRole('button', { name: 'Verrouiller Secteur B' }))
    await settle()
    expect(within(screen.getByRole('alert')).getAllByRole('listitem').map((line) => line.textContent)).toEqual([
      'Marc Lahitte : Unité 22 → Secteur C',
      'Marc Lahitte : Secteur A devient « Gaves »',
      'Marc Lahitte : Nord secteur ajouté',
      'Secteur B verrouillé',
    ])
    expect(place(view, '00').getAttribute('aria-label')).toBe('Unité 00, Gaves')
  })
})
