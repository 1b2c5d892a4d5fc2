import { describe, expect, it } from 'vitest'
import { placeLabels } from './labels'

const frame = { scale: 1, fontPx: 10 }
const label = (text: string, x: number, y: number, weight: number) => ({ text, x, y, weight })

describe('labels', () => {
  it('keep the heaviest when two would cover one another', () => {
    const placed = placeLabels([label('Petit', 100, 100, 1), label('Grand', 104, 102, 9)], frame)
    expect(placed.map(({ text }) => text)).toEqual(['Grand'])
  })

  it('all stay when there is room, which zooming gives', () => {
    const both = [label('Pau', 100, 100, 2), label('Billère', 104, 102, 1)]
    expect(placeLabels(both, frame)).toHaveLength(1)
    expect(placeLabels(both, { ...frame, scale: 20 })).toHaveLength(2)
  })

  it('are no more than asked', () => {
    const many = Array.from({ length: 90 }, (_, index) => label(`n${index}`, index * 100, 0, index))
    expect(placeLabels(many, frame, 25)).toHaveLength(25)
  })

  it('never overlap, on a crowd', () => {
    const crowd = Array.from({ length: 200 }, (_, index) => label('Ville', (index * 37) % 500, (index * 91) % 300, index))
    const placed = placeLabels(crowd, frame)
    const width = 'Ville'.length * 5.6 + 6
    placed.forEach((one, index) =>
      placed.slice(index + 1).forEach((other) => {
        expect(Math.abs(one.x - other.x) >= width || Math.abs(one.y - other.y) >= 15).toBe(true)
      }),
    )
  })
})
