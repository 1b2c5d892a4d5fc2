import { render } from '@testing-library/vue'
import { nextTick } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { axis, frameOf, scales, spread } from './axes'
import ChartFrame from './ChartFrame.vue'

const x = axis([0, 100], 5, (value) => `${value} j`, 'Jours')
const y = axis([10, 20], 2, String, 'Parts', false)

describe('axes', () => {
  it('cover a little more than the values, never less than zero nor nothing', () => {
    for (const values of [[3, 7, 5], [0, 1], [1000, 1001], [5], [0], [-0, 0]]) {
      const [low, high] = spread(values)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(low).toBeLessThanOrEqual(Math.max(0, Math.min(...values)))
      expect(high).toBeGreaterThan(Math.max(...values))
    }
  })

  it.each([[undefined, 520], [346.4, 346], [12, 260], [4000, 640]])('of a place %s px wide are drawn %d px wide, within margins that do not shrink', (place, width) => {
    const frame = frameOf(place)
    expect([frame.width, frame.left, frame.width - frame.right]).toEqual([width, 62, 26])
    const scale = scales(x, y, frame)
    expect([scale.x(0), scale.x(100), scale.y(10), scale.y(20)]).toEqual([62, width - 26, 268, 26])
  })
})

describe('a chart', () => {
  it('names its finding, its axes and their round values, with lines where they help to read', () => {
    const { container, getByRole } = render(ChartFrame, { props: { finding: 'Tout va.', x, y } })
    expect(getByRole('img', { name: 'Tout va.' })).toBeTruthy()
    expect([...container.querySelectorAll('text')].map((text) => text.textContent)).toEqual(['0 j', '20 j', '40 j', '60 j', '80 j', '100 j', '10', '15', '20', 'Jours', 'Parts'])
    expect(container.querySelectorAll('.lines path')).toHaveLength(6)
  })

  it('is drawn again as wide as its place becomes', async () => {
    let tell: ResizeObserverCallback = () => {}
    vi.stubGlobal('ResizeObserver', class {
      constructor(callback: ResizeObserverCallback) {
        tell = callback
      }
      observe() {}
      disconnect() {}
    })
    const { container } = render(ChartFrame, { props: { finding: 'x', x, y } })
    const box = () => container.querySelector('svg')?.getAttribute('viewBox')
    expect(box()).toBe('0 0 520 310')
    tell([{ contentRect: { width: 330 } } as ResizeObserverEntry], {} as ResizeObserver)
    await nextTick()
    expect(box()).toBe('0 0 330 310')
    tell([{ contentRect: { width: 0 } } as ResizeObserverEntry], {} as ResizeObserver)
    await nextTick()
    expect(box()).toBe('0 0 330 310')
  })
})
