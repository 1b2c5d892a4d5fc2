import { describe, expect, it } from 'vitest'
import { linear, ticks } from './scale'

describe('a linear scale', () => {
  it('maps both ends, and the middle when there is nothing to spread', () => {
    const scale = linear(10, 20, 0, 100)
    expect([10, 15, 20].map(scale)).toEqual([0, 50, 100])
    expect(linear(5, 5, 0, 100)(5)).toBe(50)
  })

  it('may go backwards, as the y of a screen does', () => {
    expect([0, 1].map(linear(0, 1, 200, 10))).toEqual([200, 10])
  })
})

describe('round ticks', () => {
  it('lie within the interval, evenly, by steps of 1, 2 or 5', () => {
    const intervals: [number, number][] = [[0, 1], [3, 97], [120_000, 161_000], [0.0012, 0.0031], [-7, 13]]
    for (const [low, high] of intervals) {
      const found = ticks(low, high)
      const steps = found.slice(1).map((value, index) => value - (found[index] ?? 0))
      const step = steps[0] ?? 0
      expect(found.length).toBeGreaterThanOrEqual(2)
      expect(found.every((value) => value >= low - 1e-9 && value <= high + 1e-9)).toBe(true)
      steps.forEach((one) => expect(one).toBeCloseTo(step, 9))
      expect([1, 2, 5, 10]).toContain(Math.round(step / 10 ** Math.floor(Math.log10(step) + 1e-9)))
    }
  })

  it('of a single value are that value', () => {
    expect(ticks(4, 4)).toEqual([4])
  })
})
