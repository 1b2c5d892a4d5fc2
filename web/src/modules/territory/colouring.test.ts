import { fireEvent, screen } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { count, setLanguage } from '@/i18n'
import { codeOf, drawLayer } from '@/testing/drawnMap'
import { refusal, serve, type Asked } from '@/testing/fakeServer'
import { fillsOf } from '@/testing/mapFills'
import { mountPage, settle } from '@/testing/mount'
import { assignments, house } from '@/testing/territory'
import { fr } from './fr'
import TerritoryPage from './TerritoryPage.vue'
import { colourByDensity, colourByMission, densityOf } from './useColouring'

const words = fr.territory
const rows = ['ABC', 'DEF', 'GHI']
const uneven = () => {
  const layer = drawLayer(rows)
  return { ...layer, shapes: layer.shapes.map((shape, i) => ({ ...shape, population: 10 * 3 ** i })) }
}

beforeEach(() => setLanguage('fr'))

describe('the colours of density', () => {
  it('grow with it, in five classes that the legend explains', () => {
    const layer = uneven()
    const { fills, legend } = colourByDensity(layer, words)
    const classes = fills.map((fill) => Number(/^fill-s(\d)$/.exec(fill)?.[1]))
    expect([...classes].sort((a, b) => a - b)).toEqual(classes)
    expect(new Set(classes)).toEqual(new Set([0, 1, 2, 3, 4]))
    expect(legend.map(({ fill }) => fill)).toEqual(['fill-s0', 'fill-s1', 'fill-s2', 'fill-s3', 'fill-s4'])
    expect(legend[0]!.label).toMatch(/^moins de /)
    expect(legend.at(-1)!.label).toMatch(/ et plus$/)
  })

  it('of a territory that is even everywhere are one class and the next', () => {
    const { fills, legend } = colourByDensity(drawLayer(rows), words)
    expect(new Set(fills).size).toBe(1)
    expect(legend.map(({ label }) => label)).toEqual(['moins de 100', '100 et plus'])
  })

  it('have no density where there is no area', () => {
    const [shape] = drawLayer(['A']).shapes
    expect([densityOf(shape!), densityOf({ ...shape!, area: 0 })]).toEqual([100, 0])
  })

  it('name every unit with its figures', () => {
    const { names } = colourByDensity(uneven(), words)
    expect(names[3]).toBe('Unité 10, 270 habitants, 270 hab./km²')
    expect(names[8]).toContain(count(10 * 3 ** 8))
  })

  it('name on the map the most peopled places', () => {
    const labels = colourByDensity(uneven(), words).labels
    expect(labels[0]!.text).toBe(`Unité ${codeOf(2, 2)}`)
  })
})

describe('the colours of a mission', () => {
  it('are one tint for each sector, another for its neighbours', () => {
    const layer = drawLayer(rows)
    const colouring = colourByMission(layer, assignments, 'ssd', words)!
    const { of_unit } = assignments.missions.find(({ mission }) => mission === 'ssd')!
    const sector = (shape: number) => of_unit[assignments.units.indexOf(layer.shapes[shape]!.code)]
    layer.neighbours.forEach((around, unit) => around.forEach((other) => {
      expect(colouring.fills[unit] === colouring.fills[other]).toBe(sector(unit) === sector(other))
    }))
    expect(colouring.legend).toEqual([])
  })

  it('leave units without a sector apart, and the legend says so', () => {
    const holed = { ...assignments, missions: assignments.missions.map((one) => ({ ...one, of_unit: one.of_unit.map((sector, i) => (i === 4 ? -1 : sector)) })) }
    const { fills, names, legend } = colourByMission(drawLayer(rows), holed, 'ssd', words)!
    expect(fills[4]).toBe('fill-none')
    expect(names[4]).toContain('sans secteur')
    expect(legend).toEqual([{ key: 'none', label: 'sans secteur', fill: 'fill-none' }])
  })

  it('do not exist for a mission without a map', () => {
    expect(colourByMission(drawLayer(rows), assignments, 'xyz', words)).toBeNull()
  })
})

describe('the map of the territory', () => {
  it('does not show densities under the title of sectors while these are being read', async () => {
    let answer: ((value: unknown) => void) | undefined
    serve({ 'GET /territory/assignments': () => assignments })
    const real = globalThis.fetch
    globalThis.fetch = ((url: string, options: RequestInit) => (url.includes('assignments') ? new Promise((resolve) => (answer = () => resolve(real(url, options)))) : real(url, options))) as typeof fetch
    const view = await mountPage(TerritoryPage, '/territory?colour=ssd')
    expect(view.container.querySelector('.map-svg')).toBeNull()
    answer?.(null)
    await settle()
    expect(fillsOf(view.container.querySelector('.map-svg')).filter((fill) => fill.startsWith('fill-t'))).toHaveLength(9)
  })

  it('says why the sectors cannot be read', async () => {
    serve({ 'GET /territory/assignments': refusal(500, 'http.fault', { incident: 'M3' }) })
    await mountPage(TerritoryPage, '/territory?colour=ssd')
    expect(screen.getByRole('alert').textContent).toContain('M3')
  })

  it('explains the marks of the sites that it shows, and of no others', async () => {
    serve({ 'GET /territory/sites': { items: [house, { ...house, code: 'X', kind: 'pmi', to: '2020-01-01' }] } })
    await mountPage(TerritoryPage, '/territory')
    const legend = () => screen.getAllByRole('list', { name: 'Légende' })[0]!.textContent
    expect(legend()).toContain('Maison des solidarités')
    expect(legend()).toContain('Site fermé')
    expect(legend()).not.toContain('Autre site')
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Sites' }))
    expect(legend()).not.toContain('Maison des solidarités')
  })

  it.each([['commune', 'commune'], ['epci', 'epci'], ['planet', 'unit']])('drawn by %s asks for the outlines of %s', async (level, asked) => {
    const all = serve()
    await mountPage(TerritoryPage, `/territory?level=${level}`)
    expect(all.filter(({ path }: Asked) => path === '/territory/map').map(({ query }) => query.get('level'))).toContain(asked)
  })

  it('of a mission that is not known is drawn by density', async () => {
    serve()
    await mountPage(TerritoryPage, '/territory?colour=xyz')
    expect((screen.getByRole('radio', { name: 'Densité' }) as HTMLInputElement).checked).toBe(true)
  })
})
