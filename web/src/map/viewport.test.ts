import { describe, expect, it } from 'vitest'
import { fitView, focusView, panView, revealBox, zoomOf, zoomView, type View } from './viewport'

const whole = fitView([0, 0, 1000, 500])

function inside(view: View): boolean {
  const slack = 1e-6
  return (
    view.x >= whole.x - slack && view.y >= whole.y - slack &&
    view.x + view.width <= whole.x + whole.width + slack && view.y + view.height <= whole.y + whole.height + slack
  )
}

describe('the view of a map', () => {
  it('holds the whole box with a margin', () => {
    expect(whole).toEqual({ x: -30, y: -30, width: 1060, height: 560 })
  })

  it('enlarges around its centre', () => {
    const near = zoomView(whole, whole, 2)
    expect(zoomOf(near, whole)).toBeCloseTo(2)
    expect(near.x + near.width / 2).toBeCloseTo(500)
  })

  it('enlarges around the pointer: the point stays under it', () => {
    const at = { x: 200, y: 100 }
    const near = zoomView(whole, whole, 2, at)
    expect((at.x - near.x) / near.width).toBeCloseTo((at.x - whole.x) / whole.width)
  })

  it('never leaves the map nor goes wider than it, whatever one does', () => {
    let view = whole
    const factors = [3, 0.2, 1.6, 5, 0.5, 100, 0.9]
    factors.forEach((factor, turn) => {
      view = zoomView(view, whole, factor, { x: turn * 150, y: 480 })
      expect(inside(view)).toBe(true)
      view = panView(view, whole, turn % 2 ? 3 : -3, 0.7)
      expect(inside(view)).toBe(true)
    })
  })

  it('goes no deeper than forty times', () => {
    expect(zoomOf(zoomView(whole, whole, 1e6), whole)).toBeCloseTo(40)
  })

  it('shifts just enough to show a unit', () => {
    const near = zoomView(whole, whole, 4)
    const box = [900, 400, 950, 450] as const
    const moved = revealBox(near, whole, box)
    expect(moved.x <= 900 && moved.x + moved.width >= 950).toBe(true)
    expect(revealBox(moved, whole, box)).toEqual(moved)
  })

  it('focuses on a small place with its surroundings, on the whole otherwise', () => {
    const near = focusView([480, 240, 520, 260], whole)
    expect(zoomOf(near, whole)).toBeGreaterThan(2)
    expect(near.x + near.width / 2).toBeCloseTo(500)
    expect(focusView([0, 0, 900, 400], whole)).toEqual(whole)
  })
})
