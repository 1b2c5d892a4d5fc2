import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { setLanguage } from '@/i18n'
import { serve as serveAll, type Asked } from '@/testing/fakeServer'
import { fillOf } from '@/testing/mapFills'
import { expectAccessible, mountPage, settle, tableNamed } from '@/testing/mount'
import { access, besideAccess, cellsAccess } from '@/testing/network'
import { shareFill } from './cells'
import NetworkPage from './NetworkPage.vue'

const serve = (found: unknown) => serveAll({ 'GET /planning/network/access': found })
const cellsOf = (asked: Asked[]) => asked.filter(({ path }) => path === '/planning/network/access').map(({ query }) => Object.fromEntries(query).cells)
const known = { ...access, grids: cellsAccess.grids }
const section = (heading: string | RegExp) => screen.getByRole('heading', { name: heading }).closest('section')!

describe('residents counted at cells', () => {
  it('are not offered where no cell is known', async () => {
    serve(access)
    await mountPage(NetworkPage, '/planning/network')
    expect(screen.queryByRole('radio', { name: /carreau/ })).toBeNull()
  })

  it('are chosen by the size of the cells, kept in the address, and let go', async () => {
    const asked = serve(known)
    const view = await mountPage(NetworkPage, '/planning/network')
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Au centre de la commune' }).checked).toBe(true)
    await fireEvent.click(screen.getByRole('radio', { name: /^Au carreau de 1\skm$/ }))
    await settle()
    expect(view.router.currentRoute.value.query.cells).toBe('1000')
    expect(cellsOf(asked).at(-1)).toBe('1000')
    view.unmount()
    const again = serve(cellsAccess)
    const counted = await mountPage(NetworkPage, '/planning/network?cells=200')
    expect(cellsOf(again)).toEqual(['200'])
    await fireEvent.click(screen.getByRole('radio', { name: 'Au centre de la commune' }))
    await settle()
    expect(counted.router.currentRoute.value.query.cells).toBeUndefined()
  })

  it('colour the map by the share of each unit that is near, and every label says where people are counted', async () => {
    serve(cellsAccess)
    const view = await mountPage(NetworkPage, '/planning/network?cells=200')
    const map = section('Part des habitants à 30 minutes ou moins d’une maison au 1er mars 2026')
    expect(fillOf(screen.getByRole('button', { name: /^Unité 02, 62,5\s% des habitants à 30 min ou moins, MDS du Centre$/ }))).toBe('fill-s2')
    expect(fillOf(screen.getByRole('button', { name: /^Unité 00, / }))).toBe('fill-none')
    expect(map.textContent).toMatch(/tous les habitants.*50\s% ou plus.*Aucun carreau habité/)
    for (const card of [map, section('Public par public'), section('Du plus loin au plus proche'), section('Maison par maison')])
      expect(card.textContent).toMatch(/Habitants comptés au carreau de 200\sm \(Insee 2021\)\. Les charges importées le restent au centre de leur commune\./)
    await expectAccessible(view.container)
  })

  it('say how many cells are imputed, and whom the file counts', async () => {
    serve(cellsAccess)
    await mountPage(NetworkPage, '/planning/network?cells=200')
    const how = section('Comment l’on compte').textContent
    expect(how).toMatch(/10 carreaux sur 40 sont imputés par l’Insee \(secret statistique\)\s: 10\s% des habitants/)
    expect(how).toMatch(/compte 900 habitants, ceux des ménages fiscaux/)
    expect(how).toMatch(/données carroyées à 200 m, 2021/)
  })

  it('are said beside partners’ points too, which never say the centres of units', async () => {
    serve({ ...cellsAccess, complement: besideAccess.complement })
    await mountPage(NetworkPage, '/planning/network?cells=200')
    const beside = section('Avec les points d’accès des partenaires').textContent
    expect(beside).toMatch(/Habitants comptés au carreau de 200/)
    expect(beside).not.toMatch(/Minutes comptées depuis/)
  })

  it('are the centres of units otherwise, said where figures stand', async () => {
    serve(besideAccess)
    const view = await mountPage(NetworkPage, '/planning/network')
    expect(view.container.textContent?.match(/km\/h\. Minutes comptées depuis le centre de chaque commune\./g)).toHaveLength(2)
  })

  it('give publics of their own, in the language of the reader', async () => {
    serve(cellsAccess)
    await mountPage(NetworkPage, '/planning/network?cells=200')
    expect(tableNamed('Public par public').getByText('Ménages pauvres (2021)')).toBeTruthy()
    setLanguage('en')
    await settle()
    expect(tableNamed('Public by public').getByText('Poor households (2021)')).toBeTruthy()
    expect(screen.getAllByText(/Residents counted at the 200\sm cell \(INSEE 2021\)\./).length).toBeGreaterThan(3)
    setLanguage('fr')
  })

  it('say of the unit chosen, and of every unit, the share that is near', async () => {
    serve(cellsAccess)
    await mountPage(NetworkPage, '/planning/network?cells=200&reach=15&place=02')
    expect(within(section('Unité 02') as HTMLElement).getByText(/^10\s%$/)).toBeTruthy()
    const table = tableNamed('Du plus loin au plus proche')
    expect(table.getByRole('columnheader', { name: /Habitants à 15 min ou moins/ })).toBeTruthy()
    expect(table.getAllByRole('row')[1]?.textContent).toMatch(/Unité 00.*Aucun carreau habité/)
  })

  it('are as the crow flies only: a table of minutes says why they cannot be', async () => {
    const asked = serve({ ...known, travel: { ...access.travel, source: 'file', table: 3, origin: 'DDTM', vintage: '2026' } })
    await mountPage(NetworkPage, '/planning/network?table=3&cells=200')
    expect(cellsOf(asked)).toEqual([undefined])
    expect(screen.getByText(/part du centre de chaque unité\s: les carreaux ne se comptent qu’à vol d’oiseau/)).toBeTruthy()
    expect(screen.queryByRole('radio', { name: /carreau/ })).toBeNull()
  })

  it('go along to studies', async () => {
    serve(cellsAccess)
    await mountPage(NetworkPage, '/planning/network?cells=200&detour=1.5')
    expect(screen.getByRole('link', { name: 'Étudier d’autres réseaux' }).getAttribute('href')).toMatch(/studies\?detour=1\.5&cells=200$/)
  })
})

describe('the classes of shares', () => {
  it('are all, three quarters, half, a quarter, less, and nobody', () => {
    expect([1, 0.999, 0.75, 0.5, 0.25, 0.2, 0, -1].map(shareFill)).toEqual(['fill-s0', 'fill-s1', 'fill-s1', 'fill-s2', 'fill-s3', 'fill-s4', 'fill-s4', 'fill-none'])
  })
})
