import { describe, expect, it } from 'vitest'
import { classOf, quantileThresholds, rounded } from './classes'

describe('rounded thresholds', () => {
  it('have two significant digits', () => {
    expect([1187.3, 0.0234, 47.9, 0, 9.96].map(rounded)).toEqual([1200, 0.023, 48, 0, 10])
  })
})

describe('classes of equal size', () => {
  const values = Array.from({ length: 100 }, (_, index) => index + 1)

  it('cut a hundred values in five classes of about twenty', () => {
    const cuts = quantileThresholds(values)
    const sizes = [0, 1, 2, 3, 4].map((wanted) => values.filter((value) => classOf(value, cuts) === wanted).length)
    expect(cuts).toHaveLength(4)
    sizes.forEach((size) => expect(Math.abs(size - 20)).toBeLessThanOrEqual(2))
  })

  it('are fewer when values repeat, and never decrease', () => {
    expect(quantileThresholds([5, 5, 5, 5, 5])).toEqual([5])
    const cuts = quantileThresholds([1, 1, 1, 2, 900, 1000])
    expect([...cuts].sort((a, b) => a - b)).toEqual(cuts)
  })

  it('put a value on a threshold in the upper class', () => {
    expect([9, 10, 11].map((value) => classOf(value, [10, 20]))).toEqual([0, 1, 1])
  })
})
