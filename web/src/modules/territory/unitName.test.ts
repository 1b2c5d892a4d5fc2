import { describe, expect, it } from 'vitest'
import { drawLayer } from '@/testing/drawnMap'
import { communeOf, unitName } from './unitName'

const drawn = drawLayer(['A'])
const communes = { ...drawn, shapes: drawn.shapes.map((shape) => ({ ...shape, code: '93066', name: 'Saint-Denis' })), indexOf: new Map([['93066', 0]]) }

describe('the name of a unit', () => {
  it.each([
    ['930660101', 'Centre', 'Centre (Saint-Denis)'],
    ['930660102', 'Saint-Denis Nord', 'Saint-Denis Nord'],
    ['930010101', 'Centre', 'Centre'],
    ['93066', 'Saint-Denis', 'Saint-Denis'],
  ])('%s %s is told as %s', (code, name, expected) => {
    expect(unitName({ code, name }, communes)).toBe(expected)
  })

  it('is its own as long as the communes are not known', () => {
    expect(unitName({ code: '930660101', name: 'Centre' }, null)).toBe('Centre')
    expect(communeOf('930660101', null)).toBeUndefined()
  })
})
