import { describe, expect, it } from 'vitest'
import { drawLayer, drawPartition } from '@/testing/drawnMap'
import { alignUnits, bestMatches, colourSectors, sectorAnchors, sectorNeighbours, tints } from './sectors'

const map = ['AAB', 'ACB', 'DDB']
const layer = drawLayer(map)
const partition = drawPartition(map)

// A pseudo-random plane map: blocks of a grid, whose neighbourhood is planar, so four tints suffice and seven must.
function randomMap(seed: number): string[] {
  let state = seed
  const next = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648
  return Array.from({ length: 8 }, () => Array.from({ length: 8 }, () => 'ABCDEFGHIJ'[Math.floor(next() * 10)]).join(''))
}

describe('neighbouring sectors', () => {
  it('are those that share a border', () => {
    const around = sectorNeighbours(layer, partition).map((set) => [...set].sort())
    expect(around).toEqual([[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2]])
  })

  it('leave out units of nobody', () => {
    const of = partition.of.map((sector) => (sector === 2 ? -1 : sector))
    expect(sectorNeighbours(layer, { ...partition, of })[2]?.size).toBe(0)
  })
})

describe('the tints of sectors', () => {
  it('differ between neighbours on thirty random maps', () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const rows = randomMap(seed)
      const around = sectorNeighbours(drawLayer(rows), drawPartition(rows))
      const tint = colourSectors(around)
      const clashes = around.flatMap((set, sector) => [...set].filter((other) => tint[other] === tint[sector]))
      // Ten scattered sectors may all touch one another: only then can seven tints not be enough.
      if (around.every((set) => set.size < tints)) expect(clashes).toEqual([])
      expect(tint.every((value) => value >= 0 && value < tints)).toBe(true)
    }
  })

  it('do not put the two that deuteranopia confuses side by side when there is a choice', () => {
    const around = sectorNeighbours(layer, partition)
    const tint = colourSectors(around)
    around.forEach((set, sector) => set.forEach((other) => expect([tint[sector], tint[other]].sort()).not.toEqual([2, 3])))
  })

  it('keep the tint wished, unless a neighbour already has it', () => {
    const around = sectorNeighbours(layer, partition)
    expect(colourSectors(around, [5, -1, -1, -1])[0]).toBe(5)
    const same = colourSectors(around, [5, 5, -1, -1])
    expect(same.filter((tint) => tint === 5)).toHaveLength(1)
  })

  it('are the same at each call: a map does not change colour by itself', () => {
    const around = sectorNeighbours(layer, partition)
    expect(colourSectors(around)).toEqual(colourSectors(around))
  })
})

describe('the sectors that continue', () => {
  it('pair the largest populations first, each once', () => {
    const before = [0, 0, 0, 1, 1, 1]
    const after = [0, 0, 1, 1, 1, 2]
    expect(bestMatches(before, after, [1, 1, 1, 1, 1, 1], 3)).toEqual([0, 1, -1])
  })

  it('ignore units of nobody', () => {
    expect(bestMatches([-1, 0], [0, -1], [1, 1], 1)).toEqual([-1])
  })
})

describe('units given by code', () => {
  it('are put in the order of the layer, unknown codes dropped, missing ones −1', () => {
    const aligned = alignUnits(layer, ['01', '00', '77'], [5, 6, 9])
    expect(aligned.slice(0, 3)).toEqual([6, 5, -1])
  })
})

describe('the place of a name', () => {
  it('is on a unit of the sector, even when its centre is outside', () => {
    const ring = ['AAA', 'ABA', 'AAA']
    const anchors = sectorAnchors(drawLayer(ring), drawPartition(ring))
    const inB = ({ x, y }: { x: number; y: number }) => x > 1000 && x < 2000 && y > 1000 && y < 2000
    expect(inB(anchors[0]!)).toBe(false)
    expect(inB(anchors[1]!)).toBe(true)
  })
})
