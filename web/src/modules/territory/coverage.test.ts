import { fireEvent, screen } from '@testing-library/vue'
import { describe, expect, it, vi } from 'vitest'
import type { Fault } from '@/api/types'
import { refusal, serve, type Asked } from '@/testing/fakeServer'
import { filledWith } from '@/testing/mapFills'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { emptyOverview } from '@/testing/territory'
import * as files from '@/ui/download'
import CoveragePage from './CoveragePage.vue'

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

  const fault = (kind: Fault['kind'], unit: string, population: number): Fault => ({
    kind, sectors: [{ code: 'A', name: 'Est' }, { code: 'B', name: 'Ouest' }], units: [unit], unit_names: [`Unité ${unit}`], population, reason: { code: 'x', args: [] },
  })
  const kinds = [
    ['gap', 'Trou', /Aucun secteur ne couvre Unité 00/],
    ['overlap', 'Chevauchement', /Plusieurs secteurs réclament Unité 00/],
    ['pieces', 'Secteur morcelé', /est en plusieurs morceaux/],
    ['unknown_unit', 'Unité inconnue', /qui n’existe pas à cette date/],
    ['split_unit', 'Unité partagée', /Partage par rues entre/],
  ] as const

  it.each(kinds)('names and explains a fault of the kind %s', async (kind, name, sentence) => {
    serve({ 'GET /territory/coverage': { mission: 'ssd', faults: [fault(kind, '00', 10)] } })
    await mountPage(CoveragePage, '/territory/coverage')
    expect(screen.getByText(name)).toBeTruthy()
    expect(screen.getByText(sentence)).toBeTruthy()
    expect(screen.getByText('1 défaut', { selector: 'h2' })).toBeTruthy()
  })

  it('puts first what concerns most people, and each button shows its own fault', async () => {
    serve({ 'GET /territory/coverage': { mission: 'ssd', faults: [fault('gap', '00', 10), fault('overlap', '22', 900)] } })
    const view = await mountPage(CoveragePage, '/territory/coverage')
    expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual([expect.stringContaining('Unité 22'), expect.stringContaining('Unité 00')])
    await fireEvent.click(screen.getAllByRole('button', { name: 'Montrer' })[0]!)
    expect(filledWith(view.container, 'fill-alert')).toHaveLength(1)
    expect(filledWith(view.container, 'fill-alert')[0]?.getAttribute('aria-label')).toContain('Unité 22')
    await fireEvent.click(screen.getByRole('button', { name: 'Montré sur la carte', pressed: true }))
    expect(filledWith(view.container, 'fill-alert')).toHaveLength(2)
  })

  it('names on the map which units are at fault', async () => {
    serve({ 'GET /territory/coverage': { mission: 'ssd', faults: [fault('gap', '00', 10)] } })
    await mountPage(CoveragePage, '/territory/coverage')
    expect(screen.getByRole('button', { name: 'Unité 00, 100 habitants, En défaut' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Unité 01, 100 habitants, Sans défaut' })).toBeTruthy()
  })

  it('passes to another mission, kept in the link, and forgets the fault shown', async () => {
    const asked = serve({ 'GET /territory/coverage': ({ query }: Asked) => ({ mission: query.get('mission'), faults: [fault('gap', '00', 10), fault('gap', '11', 5)] }) })
    const view = await mountPage(CoveragePage, '/territory/coverage?at=2019-01-01')
    await fireEvent.click(screen.getAllByRole('button', { name: 'Montrer' })[0]!)
    await fireEvent.click(screen.getByRole('radio', { name: 'ASE' }))
    await settle()
    expect(view.router.currentRoute.value.query).toEqual({ at: '2019-01-01', mission: 'ase' })
    expect(Object.fromEntries(asked.filter(({ path }) => path === '/territory/coverage').at(-1)!.query)).toEqual({ at: '2019-01-01', mission: 'ase' })
    expect(screen.queryByRole('button', { pressed: true })).toBeNull()
  })

  it('exports the kind and the units, which the page says in other ways', async () => {
    const saved = vi.spyOn(files, 'downloadText').mockImplementation(() => undefined)
    serve({ 'GET /territory/coverage': { mission: 'ssd', faults: [fault('gap', '00', 1234)] } })
    await mountPage(CoveragePage, '/territory/coverage')
    await fireEvent.click(screen.getByRole('button', { name: 'Exporter en CSV' }))
    expect(saved.mock.calls[0]?.[1]).toMatch(/Défaut;Explication;Habitants concernés;Unités\r\nTrou;.*;1234;00\r\n$/)
  })

  it('of a territory not loaded offers to load it, and nothing to copy or print', async () => {
    serve({ 'GET /territory/overview': emptyOverview })
    await mountPage(CoveragePage, '/territory/coverage')
    expect(screen.getByRole('link', { name: 'Importer des fichiers' })).toBeTruthy()
    expect(screen.queryByRole('toolbar')).toBeNull()
  })

  it('says why the faults cannot be read', async () => {
    serve({ 'GET /territory/coverage': refusal(422, 'territory.unknown_mission', { detail_fr: 'Mission inconnue : xyz.' }) })
    await mountPage(CoveragePage, '/territory/coverage?mission=xyz')
    expect(screen.getByRole('alert').textContent).toContain('Mission inconnue')
  })
})
