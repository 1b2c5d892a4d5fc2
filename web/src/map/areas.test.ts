import { expect, it } from 'vitest'
import { drawLayer } from '@/testing/drawnMap'
import { blocksOf } from './areas'

// 9 × 9 shapes: a whole block, and what is left of another.
const { shapes } = drawLayer(Array.from({ length: 9 }, () => 'ABCABCABC'))
const fills = shapes.map((_, index) => `fill-t${Math.floor(index / 9) % 3}`)

it('paints every shape once, in the area of its fill', () => {
  const areas = blocksOf(shapes, fills).flatMap((block) => block.areas)
  shapes.forEach(({ path }, index) => {
    const over = areas.filter((area) => area.path.includes(path))
    expect(over.map(({ fill }) => fill)).toEqual([fills[index]])
  })
  expect(areas.map(({ path }) => path).join('')).toHaveLength(shapes.map(({ path }) => path).join('').length)
})

it('makes far fewer paths than shapes', () => {
  expect(blocksOf(shapes, fills).map((block) => block.areas.length)).toEqual([3, 2])
})

it('keeps the block where nothing changed, and makes again the one where a fill did', () => {
  const before = blocksOf(shapes, fills)
  const after = blocksOf(shapes, fills.map((fill, index) => (index === 70 ? 'fill-t5' : fill)), before)
  expect(after[0]).toBe(before[0])
  expect(after[1]).not.toBe(before[1])
  expect(after[1]?.areas.find(({ fill }) => fill === 'fill-t5')?.path).toBe(shapes[70]?.path)
})

it('makes all again for other shapes', () => {
  const before = blocksOf(shapes, fills)
  const moved = shapes.map((shape) => ({ ...shape }))
  expect(blocksOf(moved, fills, before)[0]).not.toBe(before[0])
  expect(blocksOf([], [], before)).toEqual([])
})
