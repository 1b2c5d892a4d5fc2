import { describe, expect, it } from 'vitest'
import { drawLayer } from '@/testing/drawnMap'
import { isDirection, neighbourTowards, type Direction } from './direction'

const layer = drawLayer(['ABC', 'D F', 'GHI'])
const at = (code: string) => layer.indexOf.get(code) ?? -1
const go = (from: string, key: Direction) => {
  const found = neighbourTowards(layer, at(from), key)
  return found === null ? null : layer.shapes[found]?.code
}

describe('an arrow key', () => {
  it('leads to the bordering unit in that direction', () => {
    expect(go('00', 'ArrowRight')).toBe('01')
    expect(go('00', 'ArrowDown')).toBe('10')
    expect(go('22', 'ArrowUp')).toBe('12')
    expect(go('22', 'ArrowLeft')).toBe('21')
  })

  it('jumps over a hole to the nearest unit there', () => {
    expect(go('10', 'ArrowRight')).toBe('12')
    expect(go('01', 'ArrowDown')).toBe('21')
  })

  it('leads nowhere at the edge', () => {
    expect(go('00', 'ArrowLeft')).toBeNull()
    expect(go('00', 'ArrowUp')).toBeNull()
  })

  it('is undone by the opposite arrow on a grid', () => {
    const square = drawLayer(['ABC', 'DEF', 'GHI'])
    const pairs: [Direction, Direction][] = [['ArrowLeft', 'ArrowRight'], ['ArrowUp', 'ArrowDown']]
    for (const [there, back] of pairs) {
      square.shapes.forEach((_, unit) => {
        const next = neighbourTowards(square, unit, there)
        if (next !== null) expect(neighbourTowards(square, next, back)).toBe(unit)
      })
    }
  })

  it('is one of four', () => {
    expect(['ArrowLeft', 'ArrowUp', 'Enter', 'a'].map(isDirection)).toEqual([true, true, false, false])
  })
})
