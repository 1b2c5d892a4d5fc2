import { fireEvent, screen } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { onSessionLost } from '@/api/client'
import { setLanguage } from '@/i18n'
import { forgetLayers } from '@/map/useMapLayer'
import { refusal, serve, unplug } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { emptyOverview } from '@/testing/territory'
import { pageCases, type PageCase } from './testing/pages'

const open = ({ page, address, props }: PageCase) => mountPage(page, address, props)
const named = pageCases.map((one) => [one.name, one] as const)
// Spaces of every kind, the no-break ones included, read as one.
const text = (container: Element) => container.textContent!.replace(/\s+/g, ' ')
const alerts = () => screen.queryAllByRole('alert').map((alert) => alert.textContent!.replace(/\s+/g, ' '))

beforeEach(() => forgetLayers())
afterEach(() => {
  setLanguage('fr')
  vi.useRealTimers()
})

describe.each(named)('%s', (_, one) => {
  it('shows what it is for, without an alert, and nothing that a program says to itself', async () => {
    serve()
    const { container } = await open(one)
    expect(text(container)).toMatch(one.shows)
    expect(alerts()).toEqual([])
    expect(text(container)).not.toMatch(/undefined|NaN|\[object|Invalid Date|\bnull\b/)
    expect(document.title).toMatch(/^.+ – Maillage$/)
    await expectAccessible(container)
  })

  it('says that it is loading after a moment, and shows no figure meanwhile', async () => {
    const release: (() => void)[] = []
    serve()
    const real = globalThis.fetch
    vi.stubGlobal('fetch', (url: string, options: RequestInit) => {
      const held = `GET ${new URL(url, 'http://x').pathname.replace('/api/v1', '')}` === one.needs
      return held ? new Promise((resolve) => release.push(() => resolve(real(url, options)))) : real(url, options)
    })
    const { container } = await open(one)
    await new Promise((done) => setTimeout(done, 320))
    expect(screen.getAllByRole('status').map((status) => status.textContent)).toContain('Chargement…')
    expect(text(container)).not.toMatch(one.shows)
    release.forEach((answer) => answer())
    await settle()
    expect(text(container)).toMatch(one.shows)
    expect(screen.queryByText('Chargement…')).toBeNull()
  })

  const refused = (status: number, code: string) => refusal(status, code, { detail_fr: `Refus dit par le serveur (${status}).`, detail_en: `Refusal said by the server (${status}).`, incident: status >= 500 ? 'K7' : null })
  it.each([
    [403, 'Refus dit par le serveur (403).', 'Refusal said by the server (403).'],
    [409, 'Refus dit par le serveur (409).', 'Refusal said by the server (409).'],
    [422, 'Refus dit par le serveur (422).', 'Refusal said by the server (422).'],
    [429, 'Refus dit par le serveur (429).', 'Refusal said by the server (429).'],
    [500, /Le serveur a rencontré une panne.*Incident n° K7/, /The server met a fault.*Incident no. K7/],
    [503, /Le serveur a rencontré une panne/, /The server met a fault/],
  ])('answered %i says why in both languages, keeps its head, and shows no figure', async (status, french, english) => {
    serve({ [one.needs]: refused(status, 'x') })
    const { container } = await open(one)
    expect(alerts()).toEqual([expect.stringMatching(typeof french === 'string' ? french.replace(/[().]/g, '\\$&') : french)])
    expect(screen.getByRole('heading', { level: 1 }).textContent).not.toBe('')
    expect(text(container)).not.toMatch(one.shows)
    setLanguage('en')
    await settle()
    expect(alerts()).toEqual([expect.stringMatching(typeof english === 'string' ? english.replace(/[().]/g, '\\$&') : english)])
  })

  it('when nobody answers says so, and shows everything at the next try', async () => {
    serve()
    const { container } = await open(one)
    unplug()
    forgetLayers()
    const again = await open(one)
    expect(alerts().join()).toContain('Le serveur ne répond pas')
    serve()
    forgetLayers()
    for (const retry of screen.getAllByRole('button', { name: 'Réessayer' })) await fireEvent.click(retry)
    await settle()
    expect(alerts()).toEqual([])
    expect(text(again.container)).toMatch(one.shows)
    expect(container).toBeTruthy()
  })

  it('whose session has expired tells the application, which leads to sign in', async () => {
    serve({ [one.needs]: refusal(401, 'access.no_session') })
    const lost = vi.fn()
    const forget = onSessionLost(lost)
    await open(one)
    forget()
    expect(lost).toHaveBeenCalled()
  })
})

describe.each(named.filter(([, { name }]) => !/imports|one place/.test(name)))('%s of a territory not loaded', (_, one) => {
  it.each([
    ['planner' as const, 'Importer des fichiers'],
    ['executive' as const, null],
  ])('tells a %s what to do', async (role, link) => {
    serve({ 'GET /territory/overview': emptyOverview, 'GET /territory/places': { total: 0, items: [] }, 'GET /territory/map': refusal(404, 'territory.empty') })
    const { container } = await mountPage(one.page, one.address, one.props, [role])
    expect(screen.getByRole('heading', { name: 'Aucun territoire n’est encore chargé' })).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'Importer des fichiers' })?.textContent ?? null).toBe(link)
    expect(alerts()).toEqual([])
    expect(container.querySelector('table, .map-svg')).toBeNull()
  })
})
