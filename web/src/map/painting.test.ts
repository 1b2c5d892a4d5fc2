import { fireEvent, render, screen } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { drawLayer } from '@/testing/drawnMap'
import { expectAccessible } from '@/testing/mount'
import TerritoryMap from './TerritoryMap.vue'

const layer = drawLayer(['AAB', 'ACB', 'DDB'])
const props = { title: 'Scénario', layer, fills: layer.shapes.map(() => 'fill-t0'), names: layer.shapes.map(({ name }) => name), painting: 'brush' as const }

// A screen where each unit is a square of 10 px, row by row.
const sidePx = 10
let view: ReturnType<typeof render>
const shape = (index: number) => view.container.querySelector(`[data-index="${index}"]`)!
function under(x: number, y: number): Element | null {
  const [column, row] = [Math.floor(x / sidePx), Math.floor(y / sidePx)]
  return column >= 0 && column < 3 && row >= 0 && row < 3 ? shape(row * 3 + column) : null
}
const drawing = () => view.container.querySelector('svg.map-svg') as SVGElement
// jsdom has no PointerEvent with coordinates: a mouse event of the same name has all that the map reads.
async function pointer(kind: 'pointerdown' | 'pointermove' | 'pointerup', x: number, y: number, more: MouseEventInit = {}): Promise<void> {
  const target = under(x, y) ?? drawing()
  target.dispatchEvent(new MouseEvent(kind, { clientX: x, clientY: y, button: 0, bubbles: true, ...more }))
  await nextTick()
}
const painted = () => ((view.emitted('paint') ?? []) as [number][]).map(([index]) => index)
const strokes = () => view.emitted('painted')?.length ?? 0

beforeEach(() => {
  document.elementFromPoint = under as typeof document.elementFromPoint
  Element.prototype.setPointerCapture = () => undefined
  Element.prototype.hasPointerCapture = () => true
  view = render(TerritoryMap, { props })
})
afterEach(() => Reflect.deleteProperty(document, 'elementFromPoint'))

describe('the pencil', () => {
  it('knows what it is pressed on without looking for it again', async () => {
    let looks = 0
    document.elementFromPoint = ((x: number, y: number) => {
      looks += 1
      return under(x, y)
    }) as typeof document.elementFromPoint
    await pointer('pointerdown', 5, 5)
    expect([painted(), looks]).toEqual([[0], 0])
    await pointer('pointermove', 15, 5)
    expect(painted()).toEqual([0, 1])
    expect(looks).toBeGreaterThan(0)
  })

  it('paints what it is pressed on, once, though a click follows', async () => {
    await pointer('pointerdown', 5, 5)
    await pointer('pointerup', 5, 5)
    await fireEvent.click(shape(0))
    expect([painted(), strokes()]).toEqual([[0], 1])
  })

  it('paints every unit of a stroke, those that a quick gesture jumps over too', async () => {
    await pointer('pointerdown', 5, 5)
    await pointer('pointermove', 25, 5)
    await pointer('pointermove', 25, 25)
    expect([painted(), strokes()]).toEqual([[0, 1, 2, 5, 8], 0])
    await pointer('pointerup', 25, 25)
    expect(strokes()).toBe(1)
  })

  it('does not paint twice while it stays, but paints again when it comes back', async () => {
    await pointer('pointerdown', 5, 5)
    await pointer('pointermove', 6, 6)
    await pointer('pointermove', 15, 5)
    await pointer('pointermove', 5, 5)
    expect(painted()).toEqual([0, 1, 0])
  })

  it('leaves the map and comes back without breaking the stroke', async () => {
    await pointer('pointerdown', 25, 5)
    await pointer('pointermove', 45, 5)
    await pointer('pointermove', 25, 15)
    await pointer('pointerup', 25, 15)
    expect([painted(), strokes()]).toEqual([[2, 5], 1])
  })

  it('paints nothing when it only passes over', async () => {
    await pointer('pointermove', 5, 5)
    await pointer('pointerup', 5, 5)
    expect([painted(), strokes()]).toEqual([[], 0])
  })

  it('answers to a click that no pointer made, as a voice or a switch gives', async () => {
    await fireEvent.click(shape(4))
    expect([painted(), strokes()]).toEqual([[4], 1])
  })

  it('is for the first button, and gives way to Shift', async () => {
    await pointer('pointerdown', 5, 5, { button: 2 })
    await pointer('pointermove', 15, 5)
    await pointer('pointerdown', 5, 5, { shiftKey: true })
    await pointer('pointerup', 5, 5)
    await fireEvent.click(shape(0), { shiftKey: true })
    expect(painted()).toEqual([])
    expect(view.emitted('pick')).toEqual([[0]])
  })

  it('does not move an enlarged map, unless Shift is held', async () => {
    await fireEvent.click(screen.getByRole('button', { name: 'Agrandir' }))
    const box = drawing().getAttribute('viewBox')
    await pointer('pointerdown', 5, 5)
    await pointer('pointermove', 25, 5)
    await pointer('pointerup', 25, 5)
    expect(drawing().getAttribute('viewBox')).toBe(box)
    await pointer('pointerdown', 25, 5, { shiftKey: true })
    await pointer('pointermove', 5, 5, { shiftKey: true })
    await pointer('pointerup', 5, 5, { shiftKey: true })
    expect(drawing().getAttribute('viewBox')).not.toBe(box)
  })
})

describe('the keys of a map that is painted', () => {
  const press = (key: string, more = {}) => fireEvent.keyDown(shape(0), { key, ...more })

  it('choose the brush by digit, put it down with Escape, and keep zero for the view', async () => {
    await press('3')
    await press('Escape')
    await press('0')
    expect(view.emitted('digit')).toEqual([[3], [0]])
    expect(view.emitted('update:selected')).toBeUndefined()
  })

  it('select and hear digits when no brush is in hand', async () => {
    await view.rerender({ painting: 'ready' })
    await press('2')
    await press('Enter')
    expect(view.emitted('digit')).toEqual([[2]])
    expect(view.emitted('update:selected')).toEqual([['00']])
    expect(painted()).toEqual([])
  })

  it('mean nothing more on a map that is only read', async () => {
    await view.rerender({ painting: undefined })
    await press('2')
    await press('Enter', { shiftKey: true })
    expect([view.emitted('digit'), view.emitted('pick')]).toEqual([undefined, undefined])
    expect(view.emitted('update:selected')).toEqual([['00']])
  })

  it('are told to those who cannot see', async () => {
    const id = drawing().getAttribute('aria-describedby') ?? ''
    expect(document.getElementById(id)?.textContent).toMatch(/Chiffres 1 à 9\s: choisir le pinceau/)
    await expectAccessible(view.container)
  })
})
