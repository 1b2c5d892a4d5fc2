import { fireEvent, render, screen } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { setLanguage } from '@/i18n'
import { drawLayer, drawPartition } from '@/testing/drawnMap'
import { refusal, serve } from '@/testing/fakeServer'
import MapControls from './MapControls.vue'
import { tintOf, viewPartition } from './partitionView'
import { useDrag } from './useDrag'
import { forgetLayers, mapLayer } from './useMapLayer'

describe('dragging', () => {
  const surface = () => ({ hasPointerCapture: vi.fn(() => false), setPointerCapture: vi.fn() })
  const at = (clientX: number, clientY: number, currentTarget: object = surface(), button = 0) => ({ clientX, clientY, currentTarget, button, pointerId: 1 }) as unknown as PointerEvent

  it('moves by the steps of the pointer, once it has left the place', () => {
    const step = vi.fn()
    const drag = useDrag(step, ref(true))
    drag.start(at(10, 10))
    drag.move(at(12, 11))
    expect([step.mock.calls.length, drag.moved()]).toEqual([0, false])
    drag.move(at(30, 15))
    drag.move(at(31, 15))
    expect(step.mock.calls).toEqual([[20, 5], [1, 0]])
    expect(drag.moved()).toBe(true)
  })

  it('keeps the pointer only once it moves, so that a click stays a click', () => {
    const target = surface()
    const drag = useDrag(() => undefined, ref(true))
    drag.start(at(0, 0, target))
    expect(target.setPointerCapture).not.toHaveBeenCalled()
    drag.move(at(9, 0, target))
    expect(target.setPointerCapture).toHaveBeenCalledWith(1)
  })

  it.each([['when it is not allowed', false, 0], ['with another button', true, 2]])('does nothing %s', (_, enabled, button) => {
    const step = vi.fn()
    const drag = useDrag(step, ref(enabled))
    drag.start(at(0, 0, surface(), button))
    drag.move(at(50, 50))
    expect(step).not.toHaveBeenCalled()
  })

  it('ends, and the next gesture starts anew', () => {
    const step = vi.fn()
    const drag = useDrag(step, ref(true))
    drag.start(at(0, 0))
    drag.move(at(20, 0))
    drag.end(at(20, 0))
    drag.move(at(40, 0))
    expect(step).toHaveBeenCalledOnce()
    drag.start(at(40, 0))
    expect(drag.moved()).toBe(false)
  })
})

describe('the outlines', () => {
  beforeEach(() => forgetLayers())
  const maps = (asked: ReturnType<typeof serve>) => asked.filter(({ path }) => path === '/territory/map').map(({ query }) => `${query.get('level')} ${query.get('at')}`)

  it('are asked once for a level and a date, even by several maps at a time', async () => {
    const asked = serve()
    const [one, two] = await Promise.all([mapLayer('unit', undefined), mapLayer('unit', undefined)])
    await mapLayer('commune', '2019-01-01')
    expect(one).toBe(two)
    expect(maps(asked)).toEqual(['unit null', 'commune 2019-01-01'])
  })

  it('are asked again after an import', async () => {
    const asked = serve()
    await mapLayer('unit', undefined)
    forgetLayers()
    await mapLayer('unit', undefined)
    expect(maps(asked)).toHaveLength(2)
  })

  it('that failed are asked again', async () => {
    serve({ 'GET /territory/map': refusal(503, 'http.busy') })
    await expect(mapLayer('unit', undefined)).rejects.toMatchObject({ status: 503 })
    serve()
    expect((await mapLayer('unit', undefined)).shapes).toHaveLength(9)
  })

  it('of six dates at most are kept, the oldest leaving first', async () => {
    const asked = serve()
    const dates = ['2019', '2020', '2021', '2022', '2023', '2024', '2025'].map((year) => `${year}-01-01`)
    for (const date of dates) await mapLayer('unit', date)
    await mapLayer('unit', dates[6])
    await mapLayer('unit', dates[1])
    await mapLayer('unit', dates[0])
    expect(maps(asked)).toHaveLength(8)
  })
})

describe('a partition drawn', () => {
  const rows = ['AAB', 'ACB', 'DDB']
  const layer = drawLayer(rows)
  const partition = drawPartition(rows)

  it('gives one tint to a sector and writes its name on a unit of its own', () => {
    const view = viewPartition(layer, partition)
    expect(view.fills).toEqual(partition.of.map((sector) => view.colourOf[sector]))
    for (const { text, x, y } of view.labels) {
      const under = layer.shapes.findIndex(({ box: [x0, y0, x1, y1] }) => x >= x0 && x <= x1 && y >= y0 && y <= y1)
      expect(partition.names[partition.of[under]!]).toBe(text)
    }
    expect(view.labels).toHaveLength(4)
  })

  it('keeps the tints wished for, when neighbours allow', () => {
    const first = viewPartition(layer, partition)
    const wishes = first.colourOf.map(tintOf)
    expect(viewPartition(layer, partition, wishes).colourOf).toEqual(first.colourOf)
  })

  it('names no sector that has no land, and colours no unit without a sector', () => {
    const view = viewPartition(layer, { of: partition.of.map((sector) => (sector === 2 ? -1 : sector)), names: partition.names })
    expect(view.labels.map(({ text }) => text)).not.toContain('C')
    expect(view.fills[4]).toBe('fill-none')
  })

  it.each([['fill-t3', 3], ['fill-s3', -1], [undefined, -1], ['fill-none', -1]])('the tint of %s is %i', (fill, tint) => {
    expect(tintOf(fill)).toBe(tint)
  })
})

describe('the tools of a map', () => {
  beforeEach(() => setLanguage('fr'))
  const names = () => screen.getAllByRole('button').map((button) => button.getAttribute('title') ?? button.textContent?.trim())

  it('are one bar, without images when there is nothing to write in them', async () => {
    const { rerender } = render(MapControls, { props: { zoomed: true, exportable: false } })
    await nextTick()
    expect(names()).toEqual(['Agrandir', 'Réduire', 'Tout voir'])
    expect(screen.getAllByRole('button').map((button) => button.tabIndex)).toEqual([0, -1, -1])
    await rerender({ exportable: true })
    expect(names().slice(3)).toEqual(['Image SVG', 'Image PNG'])
  })

  it('stay in place, off, when the whole is in sight: the focus is not lost', async () => {
    const { emitted, rerender } = render(MapControls, { props: { zoomed: true, exportable: false } })
    const out = screen.getByRole('button', { name: 'Réduire' })
    out.focus()
    await fireEvent.click(out)
    await rerender({ zoomed: false })
    await fireEvent.click(out)
    expect(emitted('zoom')).toEqual([[1 / 1.6]])
    expect(document.activeElement).toBe(out)
    expect(out.getAttribute('aria-disabled')).toBe('true')
    await fireEvent.click(screen.getByRole('button', { name: 'Tout voir' }))
    expect(emitted('reset')).toBeUndefined()
  })
})
