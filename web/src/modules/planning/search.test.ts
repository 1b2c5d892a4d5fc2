import { fireEvent, screen } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '@/i18n'
import { drawPartition } from '@/testing/drawnMap'
import { FakeStream, job, openStreams, refusal, serve } from '@/testing/fakeServer'
import { fillsOf } from '@/testing/mapFills'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import type { Job, ProposalProgress } from '@/api/types'
import { progress, proposal, summary } from '@/testing/territory'
import ProposalPage from './ProposalPage.vue'

const underWay = { ...proposal, state: 'running' as const, front: [], best: -1 }
const stream = () => FakeStream.opened.at(-1)!

async function open(answers = {}) {
  const asked = serve({ 'GET /planning/proposals/4': underWay, ...answers })
  const view = await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' })
  return { asked, view }
}
// What the server tells of the search: some more of it.
async function tell(partial: Partial<ProposalProgress> | null, patch: Partial<Job> = {}) {
  stream().send(job({ partial: partial === null ? '' : JSON.stringify({ ...progress, ...partial }), ...patch }))
  await settle()
}
const mapOf = (rows: string[]) => ({ ...progress.map!, of_unit: drawPartition(rows).of })
const maps = (view: { container: Element }) => [...view.container.querySelectorAll('.map-svg')]
const hatched = (view: { container: Element }) => view.container.querySelectorAll('.shape-hatched').length
const fills = (svg: Element | undefined) => fillsOf(svg).join(',')

beforeEach(() => void openStreams())
afterEach(() => vi.useRealTimers())

describe('a search under way', () => {
  it('tells how far it is, the best so far and what is proved of it', async () => {
    const { view } = await open()
    await tell(null, { fraction: 0.1 })
    expect(screen.getAllByText('Aucune carte valable trouvée pour l’instant.')).toHaveLength(2)
    await tell({}, { fraction: 0.62 })
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('0.62')
    expect(screen.getByText(/Meilleure jusqu’ici\s: 2 secteurs, 400 habitants qui changent de secteur.*à 0,5\s% au plus de la meilleure possible.*3 cartes gardées · reste environ 11\s/)).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('says nothing of a bound that is not proved yet', async () => {
    await open()
    await tell({ best: summary(0, { bound: null, gap: null }) })
    expect(screen.queryByText(/meilleure possible/)).toBeNull()
    expect(screen.queryByText(/borne/)).toBeNull()
  })

  it('waits for a processor before it begins', async () => {
    await open({ 'GET /planning/proposals/4': { ...underWay, state: 'queued' } })
    await tell(null, { state: 'queued', fraction: 0 })
    expect(screen.getByText('En attente d’un processeur libre')).toBeTruthy()
    await tell({}, { fraction: 0.1 })
    expect(screen.getByText('Recherche d’une meilleure carte')).toBeTruthy()
  })

  it('is followed from wherever it is by a page opened in the middle', async () => {
    const { view } = await open()
    await tell({}, { fraction: 0.9 })
    expect(maps(view)).toHaveLength(2)
    expect(stream().url).toBe('/api/v1/jobs/12/events')
  })

  it('in English reads in English', async () => {
    await open()
    setLanguage('en')
    await tell({}, { fraction: 0.5 })
    expect(screen.getByText(/Best so far: 2 sectors, 400 residents moved, largest deviation 8%.*within 0.5% of the best possible/)).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Best map so far – 2 sectors' })).toBeTruthy()
    setLanguage('fr')
  })
})

describe('the map of a search', () => {
  it('appears with the first plan, beside today’s, what changes hatched and named', async () => {
    const { view } = await open()
    await tell(null)
    expect(maps(view)).toHaveLength(0)
    await tell({})
    expect(screen.getByRole('heading', { name: 'Avant – carte SSD en vigueur' })).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Meilleure carte jusqu’ici – 2 secteurs' })).toBeTruthy()
    // The reference map is AAB ABB CCB, the plan AAB AAB AAB; A and B go on, C ends.
    expect(hatched(view)).toBe(3)
    expect(screen.getByRole('button', { name: 'Unité 11, de Secteur B à District Ouest' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Unité 20, de Secteur C à District Ouest' })).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('is redrawn when a better plan is found, twice a second at most, and today’s map stays as it is', async () => {
    vi.useFakeTimers()
    const { view } = await open()
    await tell({})
    const before = fills(maps(view)[0])
    await tell({ map: mapOf(['AAB', 'ABB', 'AAB']) })
    const shown = fills(maps(view)[1])
    await tell({ map: mapOf(['AAA', 'ABB', 'ABB']) })
    await tell({ map: mapOf(['AAB', 'ABB', 'BBB']) })
    await vi.advanceTimersByTimeAsync(400)
    expect(fills(maps(view)[1])).toBe(shown)
    await vi.advanceTimersByTimeAsync(200)
    expect(hatched(view)).toBe(2)
    expect(fills(maps(view)[1])).not.toBe(shown)
    expect(fills(maps(view)[0])).toBe(before)
  })

  it('is not drawn again while nothing better is found', async () => {
    const { view } = await open()
    await tell({}, { fraction: 0.2 })
    const shape = maps(view)[1]?.querySelector('.shape')
    shape?.setAttribute('data-touched', 'yes')
    const changed = vi.fn()
    const observer = new MutationObserver(changed)
    observer.observe(maps(view)[1]!, { subtree: true, childList: true, attributes: true })
    for (const fraction of [0.3, 0.4, 0.5]) await tell({}, { fraction })
    observer.disconnect()
    expect(changed).not.toHaveBeenCalled()
  })

  it('moves seldom for whoever asked for less motion', async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => undefined }))
    vi.useFakeTimers()
    const { view } = await open()
    await tell({})
    await tell({ map: mapOf(['AAB', 'ABB', 'AAB']) })
    const shown = fills(maps(view)[1])
    await tell({ map: mapOf(['ABB', 'ABB', 'ABB']) })
    await vi.advanceTimersByTimeAsync(7000)
    expect(fills(maps(view)[1])).toBe(shown)
    await vi.advanceTimersByTimeAsync(1500)
    expect(fills(maps(view)[1])).not.toBe(shown)
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }))
  })

  it('is left out when the plan is not one of the territory drawn', async () => {
    const { view } = await open()
    await tell({ map: { ...progress.map!, of_unit: [0, 1] } })
    expect(maps(view)).toHaveLength(0)
  })

  it('keeps the zoom of the reader from one plan to the next', async () => {
    const { view } = await open()
    await tell({})
    await fireEvent.click(screen.getAllByRole('button', { name: 'Agrandir' })[0]!)
    const zoomed = maps(view).map((svg) => svg.getAttribute('viewBox'))
    vi.useFakeTimers()
    await tell({ map: mapOf(['ABB', 'ABB', 'ABB']) })
    await vi.advanceTimersByTimeAsync(600)
    expect(maps(view).map((svg) => svg.getAttribute('viewBox'))).toEqual(zoomed)
  })
})

describe('what is read aloud', () => {
  it('is the best so far, no more often than every ten seconds, and the last one always', async () => {
    vi.useFakeTimers()
    const { view } = await open()
    const heard = () => view.container.querySelector('.search .vh')?.textContent
    await tell({})
    expect(heard()).toContain('400 habitants qui changent de secteur')
    for (const moved of [300, 200, 100]) {
      await tell({ best: summary(0, { moved_residents: moved }) })
      await vi.advanceTimersByTimeAsync(2000)
    }
    expect(heard()).toContain('400 habitants qui changent de secteur')
    await vi.advanceTimersByTimeAsync(4000)
    expect(heard()).toContain('100 habitants qui changent de secteur')
  })

  it('leaves out what changes all the time: the share done, the time left', async () => {
    const { view } = await open()
    await tell({}, { fraction: 0.62 })
    expect(view.container.querySelector('.search .vh')?.textContent).not.toMatch(/reste|62/)
    expect(view.container.querySelector('progress')?.closest('[aria-live],[role=status]')).toBeNull()
  })
})

describe('the end of a search', () => {
  // A server whose proposal is finished as soon as its job is.
  async function finishing(state: Job['state'], kept: object = {}) {
    let over = false
    const finished = { ...proposal, state, ...kept }
    const { asked, view } = await open({
      'GET /planning/proposals/4': () => (over ? finished : underWay),
      'POST /jobs/12/stop': () => job(),
      'POST /jobs/12/cancel': () => job(),
    })
    await tell({})
    const end = async (patch: Partial<Job> = {}) => {
      over = true
      await tell({}, { state, ...patch })
    }
    return { asked, view, end }
  }

  it('asked for is acknowledged at once, and asked for once only', async () => {
    const { asked } = await finishing('stopped')
    const button = screen.getByRole('button', { name: 'Arrêter et garder' })
    await fireEvent.click(button)
    await fireEvent.click(button)
    await fireEvent.click(screen.getByRole('button', { name: 'Abandonner' }))
    expect(screen.getByText('Arrêt demandé : la meilleure carte trouvée est gardée…')).toBeTruthy()
    await settle()
    expect(asked.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual(['/jobs/12/stop'])
  })

  it('stopped and kept shows the plan in the place of the live one, and says that it is over', async () => {
    const { view, end } = await finishing('stopped')
    const button = screen.getByRole('button', { name: 'Arrêter et garder' })
    button.focus()
    await fireEvent.click(button)
    await end()
    expect(screen.getByText(/gagnerait au mieux 0,5\s% de compacité/)).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Après – 2 secteurs proposés' })).toBeTruthy()
    expect(screen.queryByRole('heading', { name: /jusqu’ici/ })).toBeNull()
    expect(screen.getByText('Calcul terminé : la carte est affichée.').getAttribute('role')).toBe('status')
    expect(document.activeElement?.id).toBe('page-title')
    expect(maps(view)).toHaveLength(2)
  })

  it('does not take the focus away from whoever is reading the map', async () => {
    const { view, end } = await finishing('done')
    const shape = maps(view)[0]!.querySelector<SVGPathElement>('.shape[tabindex="0"]')!
    shape.focus()
    await end()
    expect(document.activeElement?.id).not.toBe('page-title')
  })

  it('abandoned keeps nothing, says so, and takes the map away', async () => {
    const { view, end } = await finishing('cancelled', { front: [], best: -1 })
    await fireEvent.click(screen.getByRole('button', { name: 'Abandonner' }))
    expect(screen.getByText('Abandon demandé : rien ne sera gardé…')).toBeTruthy()
    await end({ partial: '' })
    expect(screen.getByText(/a été abandonné/)).toBeTruthy()
    expect(maps(view)).toHaveLength(0)
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  it('cannot be stopped and kept before anything was found', async () => {
    const { asked } = await open()
    await tell(null)
    const button = screen.getByRole('button', { name: 'Arrêter et garder' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    await fireEvent.click(button)
    expect(asked.some(({ method }) => method === 'POST')).toBe(false)
  })

  it('that the server refuses is said, and may be asked for again', async () => {
    await open({ 'POST /jobs/12/stop': refusal(409, 'job_finished', { detail_fr: 'Ce travail est terminé.' }) })
    await tell({})
    await fireEvent.click(screen.getByRole('button', { name: 'Arrêter et garder' }))
    await settle()
    expect(screen.getByRole('alert').textContent).toContain('Ce travail est terminé.')
    expect(screen.getByRole('button', { name: 'Arrêter et garder' }).getAttribute('aria-disabled')).toBe('false')
  })

  it.each([
    ['with a plan kept', {}, /la meilleure carte trouvée avant l’arrêt est gardée/, 2],
    ['before any plan', { front: [], best: -1 }, /avant qu’une carte ne soit trouvée/, 0],
  ])('by a restart of the server %s is a sentence', async (_, kept, sentence, drawn) => {
    const { view, end } = await finishing('interrupted', kept)
    await end()
    expect(screen.getByText(sentence)).toBeTruthy()
    expect(maps(view)).toHaveLength(drawn)
  })

  it('in failure gives the reason of the server, and still does after a reload', async () => {
    const problem = refusal(409, 'planning.territory_changed', { detail_fr: 'Le territoire a changé.' }).body as Job['problem']
    const { end } = await finishing('failed', { front: [], best: -1 })
    await end({ problem })
    stream().send(job({ state: 'failed', problem }))
    await settle()
    expect(screen.getByText('Le territoire a changé.')).toBeTruthy()
  })
})

describe('a server that goes away', () => {
  it('is said, and the page is up to date when it comes back', async () => {
    let up = true
    const { view } = await open({
      'GET /planning/proposals/4': () => (up ? underWay : { ...proposal, state: 'interrupted' }),
      'GET /jobs/12': () => (up ? refusal(503, 'busy') : job({ state: 'interrupted' })),
    })
    await tell({})
    vi.useFakeTimers()
    stream().onerror?.()
    await vi.advanceTimersByTimeAsync(100)
    expect(screen.getByText(/Le serveur ne répond pas pour l’instant/)).toBeTruthy()
    expect(maps(view)).toHaveLength(2)
    up = false
    await vi.advanceTimersByTimeAsync(3000)
    expect(screen.queryByText(/Le serveur ne répond pas/)).toBeNull()
    expect(screen.getByText(/Le serveur a redémarré/)).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Après – 2 secteurs proposés' })).toBeTruthy()
  })
})

describe('whoever may not follow the job', () => {
  it('is shown the plan saved last, and the next one a few seconds later, without a refusal', async () => {
    const saved = [{ ...underWay, front: [summary(0)], best: 0 }, { ...proposal, front: [summary(0), summary(1)] }]
    let turn = 0
    const asked = serve({ 'GET /planning/proposals/4': () => saved[turn] })
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    await mountPage(ProposalPage, '/planning/proposals/4', { id: '4' }, ['executive'])
    expect(screen.getByText(/Le calcul est en cours. La meilleure carte trouvée jusqu’ici est affichée/)).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Après – 2 secteurs proposés' })).toBeTruthy()
    expect(FakeStream.opened).toHaveLength(0)
    expect(screen.queryByRole('button', { name: 'Abandonner' })).toBeNull()
    turn = 1
    await vi.advanceTimersByTimeAsync(4000)
    await settle()
    expect(screen.queryByText(/Le calcul est en cours/)).toBeNull()
    expect(screen.getByRole('heading', { name: 'Les autres compromis' })).toBeTruthy()
    const before = asked.length
    await vi.advanceTimersByTimeAsync(20_000)
    expect(asked).toHaveLength(before)
  })
})
