import { fireEvent, render, screen } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { drawLayer } from '@/testing/drawnMap'
import { expectAccessible } from '@/testing/mount'
import { house } from '@/testing/territory'
import TerritoryMap from './TerritoryMap.vue'

const layer = drawLayer(['AAB', 'ACB', 'DDB'])
const props = {
  title: 'Secteurs SSD',
  layer,
  fills: layer.shapes.map(() => 'fill-t0'),
  names: layer.shapes.map((shape) => `${shape.name}, 100 habitants`),
  labels: [{ text: 'Secteur A', x: 500, y: 500, weight: 1 }],
  sites: [house, { ...house, code: 'M2', name: 'Fermée', kind: 'antenne' as const, to: '2020-01-01' }],
  at: '2026-03-01',
}
const stop = () => screen.getAllByRole('button', { name: /Unité/ }).filter((shape) => shape.getAttribute('tabindex') === '0')
const press = (key: string, options = {}) => fireEvent.keyDown(document.activeElement!, { key, ...options })

describe('the map', () => {
  let view: ReturnType<typeof render>
  const viewBox = () => view.container.querySelector('svg.map-svg')?.getAttribute('viewBox')

  beforeEach(() => {
    view = render(TerritoryMap, { props })
  })

  it('is one tab stop, each unit a button with a full sentence as its name', () => {
    expect(screen.getAllByRole('button', { name: /Unité \d\d, 100 habitants/ })).toHaveLength(9)
    expect(stop()).toHaveLength(1)
  })

  it('goes from unit to unit with the arrows, and keeps one tab stop', async () => {
    stop()[0]?.focus()
    await press('ArrowRight')
    await nextTick()
    expect(document.activeElement?.getAttribute('aria-label')).toContain('Unité 01')
    await press('ArrowDown')
    await nextTick()
    expect(document.activeElement?.getAttribute('aria-label')).toContain('Unité 11')
    expect(stop()).toHaveLength(1)
  })

  it('selects with Enter or Space, and Escape drops the selection', async () => {
    stop()[0]?.focus()
    await press('Enter')
    expect(view.emitted('update:selected')?.at(-1)).toEqual(['00'])
    await view.rerender({ selected: '00' })
    expect(screen.getByRole('button', { pressed: true }).getAttribute('aria-label')).toContain('Unité 00')
    await press('Escape')
    expect(view.emitted('update:selected')?.at(-1)).toEqual([null])
    await press(' ')
    expect(view.emitted('update:selected')).toHaveLength(3)
  })

  it('selects with a click, and a second click drops it', async () => {
    const unit = screen.getByRole('button', { name: /Unité 12/ })
    await fireEvent.click(unit)
    await view.rerender({ selected: '12' })
    await fireEvent.click(unit)
    expect(view.emitted('update:selected')).toEqual([['12'], [null]])
  })

  it('zooms with the keys and the buttons, and comes back', async () => {
    const first = viewBox()
    stop()[0]?.focus()
    await press('+')
    const near = viewBox()
    expect(near).not.toBe(first)
    await press('ArrowRight', { shiftKey: true })
    expect(viewBox()).not.toBe(near)
    await press('0')
    expect(viewBox()).toBe(first)
    await fireEvent.click(screen.getByRole('button', { name: 'Agrandir' }))
    await fireEvent.click(screen.getByRole('button', { name: 'Tout voir' }))
    expect(viewBox()).toBe(first)
  })

  it('leaves browser shortcuts alone', async () => {
    stop()[0]?.focus()
    const first = viewBox()
    await press('+', { ctrlKey: true })
    expect(viewBox()).toBe(first)
  })

  it('scrolls the page with the wheel, and zooms only with Ctrl', async () => {
    const first = viewBox()
    const drawing = view.container.querySelector('svg.map-svg')!
    await fireEvent.wheel(drawing, { deltaY: -100 })
    expect(viewBox()).toBe(first)
    await fireEvent.wheel(drawing, { deltaY: -100, ctrlKey: true })
    expect(viewBox()).not.toBe(first)
  })

  it('tells what is under the pointer', async () => {
    await fireEvent.mouseOver(screen.getByRole('button', { name: /Unité 22/ }))
    expect(view.container.querySelector('.readout')?.textContent).toContain('Unité 22')
  })

  it('shows houses with a letter, and closed sites hollow', () => {
    expect(view.container.querySelectorAll('.site-mark')).toHaveLength(2)
    expect(view.container.querySelectorAll('.site-mark.closed')).toHaveLength(1)
    expect(view.container.querySelector('.site-letter')?.textContent).toBe('M')
  })

  it('hatches the units asked for', async () => {
    await view.rerender({ hatched: new Set([2, 5]) })
    expect(view.container.querySelectorAll('.shape-hatched')).toHaveLength(2)
  })

  it('follows a selection made elsewhere', async () => {
    await view.rerender({ selected: '22' })
    expect(stop()[0]?.getAttribute('aria-label')).toContain('Unité 22')
  })

  it('offers its images only with a caption to write in them', async () => {
    expect(screen.queryByRole('button', { name: 'Image SVG' })).toBeNull()
    await view.rerender({ caption: 'Source' })
    expect(screen.getByRole('button', { name: 'Image SVG' })).toBeTruthy()
  })

  it('has no accessibility fault', async () => {
    await expectAccessible(view.container)
  })
})

it('a territory without outline says so', () => {
  render(TerritoryMap, { props: { ...props, layer: drawLayer([]), fills: [], names: [] } })
  expect(screen.getByText(/Aucun contour/)).toBeTruthy()
})
