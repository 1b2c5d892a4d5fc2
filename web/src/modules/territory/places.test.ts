import { fireEvent, screen } from '@testing-library/vue'
import { describe, expect, it, vi } from 'vitest'
import { refusal, serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { detail, place, places } from '@/testing/territory'
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
    await mountPage(PlacePage, '/territory/places/commune/77', { level: 'commune', code: '77' })
    expect(screen.getByRole('alert').textContent).toContain('Aucun lieu 77')
  })
})
