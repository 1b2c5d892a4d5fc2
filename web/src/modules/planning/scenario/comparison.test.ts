import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import type { Compared } from '@/api/types'
import { serve, refusal } from '@/testing/fakeServer'
import { fillsOf } from '@/testing/mapFills'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { ScenarioDesk, scenarioItem } from '@/testing/scenario'
import ComparisonPage from './ComparisonPage.vue'
import { differingUnits, measureRows } from './comparing'

// The start, the start with one place moved, and the same map under other numbers.
const compared = (id: number, name: string, change: (desk: ScenarioDesk) => void = () => undefined): Compared => {
  const desk = new ScenarioDesk()
  change(desk)
  const { units, of_unit, measures, quantities } = desk.page()
  return { scenario: scenarioItem({ id, name }), units, of_unit, measures, quantities }
}
const first = compared(3, 'Plaine')
const second = compared(5, 'Vallées', (desk) => desk.draw([{ kind: 'paint', units: [4], district: 0, names: [], origin: '' }]))
const turned: Compared = {
  ...first, scenario: scenarioItem({ id: 7, name: 'Tournée' }), of_unit: first.of_unit.map((one) => (one + 1) % 3),
  measures: { ...first.measures, moved: [{ mission: 'pmi', residents: 500 }] },
}
const all = { 3: first, 5: second, 7: turned } as Record<string, Compared>
const open = async (address = '?scenarios=3,5') => {
  const asked = serve({
    'GET /planning/scenarios': { items: Object.values(all).map(({ scenario }) => scenario) },
    'GET /planning/comparison': ({ query }: { query: URLSearchParams }) => ({ items: query.get('scenarios')!.split(',').map((id) => all[id]) }),
  })
  const view = await mountPage(ComparisonPage, `/planning/comparison${address}`)
  return { asked, view }
}
const hatched = (container: Element, map: number) => container.querySelectorAll('.map-painting')[map]!.querySelectorAll('.shape-hatched').length

describe('scenarios side by side', () => {
  it('are maps that move together, with what differs from the first hatched', async () => {
    const { view } = await open()
    expect(hatched(view.container, 0)).toBe(0)
    expect(hatched(view.container, 1)).toBe(1)
    expect(screen.getByText(/^100 habitants \(11,1\s%\) ne sont pas avec les mêmes lieux/)).toBeTruthy()
    await fireEvent.click(screen.getAllByRole('button', { name: 'Agrandir' })[0]!)
    const boxes = [...view.container.querySelectorAll('.map-svg')].map((svg) => svg.getAttribute('viewBox'))
    expect(boxes[0]).toBe(boxes[1])
    await expectAccessible(view.container)
  })

  it('that only number their sectors otherwise are the same map, in the same colours', async () => {
    const { view } = await open('?scenarios=3,7')
    expect(hatched(view.container, 1)).toBe(0)
    expect(screen.getByText('Mêmes secteurs que la première carte.')).toBeTruthy()
    const fills = [...view.container.querySelectorAll('.map-svg')].map(fillsOf)
    expect(fills[1]).toEqual(fills[0])
  })

  it('are measured on every quantity that one of them spreads, and say which leaves it alone', async () => {
    const births = compared(9, 'Naissances', (desk) => (desk.births = [9, 1, 1, 1, 1, 1, 1, 1, 1]))
    const rows = measureRows([first, births])
    expect(rows.find(({ key }) => key === 'load-births')).toMatchObject({ quantity: 'Naissances', best: null, same: false, values: [null, expect.any(Number)] })
    const most = Math.max(...births.measures.of_district.map(({ loads }) => Math.abs(loads[0]!.deviation)))
    expect(rows.find(({ key }) => key === 'load-births')!.values[1]).toBe(most)
    expect(measureRows([first, second]).some(({ quantity }) => quantity !== '')).toBe(false)
  })

  it('are measured line by line, the best value said in words', async () => {
    await open()
    const table = screen.getByRole('grid', { name: 'Mesures' })
    const cells = (name: RegExp) => within(within(table).getByRole('row', { name })).getAllByRole('cell').map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim())
    expect(cells(/^Plus grand écart/)).toEqual(['33,3 %', '33,3 %'])
    expect(cells(/^Habitants qui changent/)).toEqual(['meilleure valeur 300', '400'])
    expect(cells(/dont ASE/)).toEqual(['300', '300'])
    expect(cells(/^Secteurs \d/)).toEqual(['3', '3'])
  })

  it('say which missions they leave alone', async () => {
    await open('?scenarios=3,7')
    expect(screen.getByRole('row', { name: '… dont PMI non concernée 500' })).toBeTruthy()
  })

  it('are added and removed, and the address says which', async () => {
    const { asked, view } = await open('?scenarios=3')
    await fireEvent.update(screen.getByRole('combobox', { name: 'Ajouter un scénario' }), '7')
    await settle()
    expect(view.router.currentRoute.value.query.scenarios).toBe('3,7')
    expect(asked.at(-1)?.query.get('scenarios') ?? '').toBe('3,7')
    await fireEvent.click(screen.getByRole('button', { name: 'Retirer « Plaine »' }))
    await settle()
    expect(view.router.currentRoute.value.query.scenarios).toBe('7')
    expect(view.container.querySelectorAll('.map-svg')).toHaveLength(1)
  })

  it('must be chosen first', async () => {
    const { asked } = await open('')
    expect(screen.getByRole('heading', { name: /Choisissez de deux à quatre/ })).toBeTruthy()
    expect(asked.some(({ path }) => path === '/planning/comparison')).toBe(false)
  })

  it('of which one is gone say so', async () => {
    serve({ 'GET /planning/scenarios': { items: [] }, 'GET /planning/comparison': refusal(404, 'planning.unknown_scenario', { detail_fr: 'Ce scénario n’existe pas.' }) })
    await mountPage(ComparisonPage, '/planning/comparison?scenarios=9')
    expect(screen.getByRole('alert').textContent).toContain('n’existe pas')
  })

  const beside = async (other: Compared) => {
    serve({ 'GET /planning/scenarios': { items: [] }, 'GET /planning/comparison': { items: [first, other] } })
    return mountPage(ComparisonPage, '/planning/comparison?scenarios=3,5')
  }

  it.each([
    ['fewer', { units: second.units.slice(1), of_unit: second.of_unit.slice(1) }],
    ['others', { units: second.units.map((code) => `9${code}`) }],
  ])('made of other places (%s) are shown, not compared place by place', async (_, patch) => {
    const view = await beside({ ...second, ...patch })
    expect(screen.getByText(/porte sur un autre découpage/)).toBeTruthy()
    expect(hatched(view.container, 1)).toBe(0)
    expect(hatched(view.container, 0)).toBe(0)
  })

  it('made of the same places in another order are compared place by place', async () => {
    const view = await beside({ ...second, units: [...second.units].reverse(), of_unit: [...second.of_unit].reverse() })
    expect(hatched(view.container, 1)).toBe(1)
    expect(view.container.querySelectorAll('.map-painting')[1]!.querySelector('.shape-hatched')?.getAttribute('d')).toBe(
      view.container.querySelectorAll('.map-svg')[0]!.querySelector('[data-index="4"]')?.getAttribute('d'),
    )
  })
})

describe('the rows of measures', () => {
  it('mark the lowest where low is better, and nothing where all are equal', () => {
    const rows = measureRows([first, second, turned])
    const moved = rows.find(({ key }) => key === 'moved_residents')
    expect([moved?.values, moved?.best, moved?.same]).toEqual([[300, 400, 300], 300, false])
    expect(rows.find(({ key }) => key === 'cut_places')).toMatchObject({ best: null, same: true })
  })

  it('never call a number of sectors better than another', () => {
    const fewer = { ...second, measures: { ...second.measures, districts: 2 } }
    expect(measureRows([first, fewer]).find(({ key }) => key === 'districts')).toMatchObject({ values: [3, 2], best: null, same: false })
  })

  it('of one mission that only one scenario redraws have no best', () => {
    expect(measureRows([first, turned]).find(({ key }) => key === 'moved-pmi')).toMatchObject({ values: [null, 500], best: null, same: false })
  })
})

describe('the places that differ', () => {
  it('are those whose district does not continue their sector', () => {
    expect(differingUnits([0, 0, 1, 1], [1, 1, 0, 1], [1, 0])).toEqual([3])
    expect(differingUnits([0, 0, 1], [0, 0, 2], [0, 1, -1])).toEqual([2])
    expect(differingUnits([-1, 0], [-1, 0], [0])).toEqual([])
  })
})
