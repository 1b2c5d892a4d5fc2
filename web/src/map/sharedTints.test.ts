import { describe, expect, it } from 'vitest'
import { drawLayer, drawPartition } from '@/testing/drawnMap'
import { sectorNeighbours } from './sectors'
import { sharedTints } from './sharedTints'

const layer = drawLayer(['AABB', 'AABB', 'CCDD', 'CCDD'])
const even = layer.shapes.map(() => 1)
const tintsOf = (...maps: string[][]) => sharedTints(layer, maps.map(drawPartition), even)
const today = ['AABB', 'AABB', 'CCDD', 'CCDD']

describe('the tints of several maps', () => {
  it('follow a sector from map to map, whatever it is called and however it grows', () => {
    const [first = [], second = []] = tintsOf(today, ['PPPQ', 'PPQQ', 'RRSS', 'RRSS'])
    expect(second).toEqual(first)
  })

  it('follow a sector that the first map does not have', () => {
    const [first = [], second = [], third = []] = tintsOf(today, ['AEEB', 'AEEB', 'CCDD', 'CCDD'], ['CCDD', 'CFFD', 'AFFB', 'AABB'])
    expect(second.length).toBe(first.length + 1)
    expect(third.length).toBe(second.length)
    expect(new Set(second).size).toBe(5)
  })

  it('never give one tint to two sectors of a map that continue different ones', () => {
    const [first = [], merged = []] = tintsOf(today, ['AAAA', 'AAAA', 'CCDD', 'CCDD'])
    expect(merged).toHaveLength(3)
    expect(new Set(merged).size).toBe(3)
    for (const tint of merged) expect(first).toContain(tint)
  })

  it('keep neighbours apart in every map when seven tints are enough', () => {
    const maps = [today, ['AABB', 'AABB', 'CCBB', 'CCDD'], ['ABBB', 'AABD', 'ACCD', 'CCCD']].map(drawPartition)
    sharedTints(layer, maps, even).forEach((tints, index) => {
      sectorNeighbours(layer, maps[index]!).forEach((others, sector) => others.forEach((other) => expect(tints[other]).not.toBe(tints[sector])))
    })
  })

  it('of no map are none', () => {
    expect(sharedTints(layer, [], even)).toEqual([])
  })
})
