import { describe, expect, it } from 'vitest'
import { colourSectors, tints } from '@/map/sectors'
import { contrast, distance, luminance, visions } from '@/testing/colours'
import { paint, pieces, rulesOf, sheets, themes } from '@/testing/sheets'
import { randomPlanar, seeded } from '@/testing/random'

const named = Object.entries(themes())
const sectorTints = Array.from({ length: tints }, (_, tint) => `t${tint}`)
const ramp = ['s0', 's1', 's2', 's3', 's4']
const rules = rulesOf(sheets['styles/map.css']!)

describe.each(named)('the maps of the %s theme', (_, tokens) => {
  const of = (name: string) => paint(tokens, name)
  const pairs = sectorTints.flatMap((a, i) => sectorTints.slice(i + 1).map((b) => [a, b] as const))

  it.each(pairs)('the sectors %s and %s look different side by side', (a, b) => {
    expect(distance(of(a), of(b))).toBeGreaterThanOrEqual(0.08)
  })

  // Pink and green (2 and 3) are the pair that the colouring keeps apart.
  it.each(visions.slice(1))('with %s too, but for the pair that the colouring keeps apart', (vision) => {
    const close = pairs.filter(([a, b]) => distance(of(a), of(b), vision) < 0.05).map((pair) => pair.join(' '))
    expect(close.filter((pair) => pair !== 't2 t3')).toEqual([])
  })

  it.each(sectorTints)('the limits of sectors and the names stand out on %s', (tint) => {
    expect(contrast(of('map-ink'), of(tint))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(sectorTints)('%s is not taken for a place without a sector, nor for the paper', (tint) => {
    expect(Math.min(distance(of(tint), of('nodata')), distance(of(tint), of('card')))).toBeGreaterThanOrEqual(0.06)
  })

  it('the ramp of figures is ordered by lightness, evenly enough to be read in grey', () => {
    const lights = ramp.map((step) => luminance(of(step)))
    const ordered = [...lights].sort((a, b) => a - b)
    expect([ordered, [...ordered].reverse()]).toContainEqual(lights)
    ramp.slice(1).forEach((step, index) => expect(contrast(of(step), of(ramp[index]!))).toBeGreaterThanOrEqual(1.25))
  })

  it.each(visions)('the ramp of figures is told apart with %s', (vision) => {
    ramp.slice(1).forEach((step, index) => expect(distance(of(step), of(ramp[index]!), vision)).toBeGreaterThanOrEqual(0.06))
  })

  it('what is at fault stands out from the rest, and its hatching from its fill', () => {
    expect(contrast(of('alert'), of('map-pale'))).toBeGreaterThanOrEqual(3)
    expect(contrast(of('map-ink'), of('alert'))).toBeGreaterThanOrEqual(3)
  })

  it.each(['o1', 'o2', 'o3'])('the outline %s of a mission stands out on the pale map', (outline) => {
    expect(contrast(of(outline), of('map-pale'))).toBeGreaterThanOrEqual(3)
  })

  it('the three outlines are told apart by their strokes, not only by their colours', () => {
    const strokes = [1, 2, 3].map((n) => rules.find(({ selector }) => selector === `.outline-${n}`)?.declarations['stroke-dasharray'] ?? 'plain')
    expect(new Set(strokes).size).toBe(3)
  })

  it('marks of sites stand out on their halo, open and closed, and letters on marks', () => {
    expect(contrast(of('pri'), of('map-halo'))).toBeGreaterThanOrEqual(3)
    expect(contrast(of('pri-ink'), of('pri'))).toBeGreaterThanOrEqual(4.5)
  })
})

describe('the classes of fills', () => {
  const defined = rules.map(({ selector }) => selector)

  it('give each its own token', () => {
    const fills = rules.filter(({ selector }) => selector.startsWith('.fill-')).map(({ declarations }) => declarations.fill)
    expect(new Set(fills).size).toBe(fills.length)
  })

  it.each([...sectorTints, ...ramp].map((name) => `.fill-${name}`))('%s exists', (selector) => {
    expect(defined).toContain(selector)
  })

  it('that the pages write in their templates all exist', () => {
    const written = Object.values(pieces).flatMap((text) => [...text.matchAll(/'(fill-[a-z]+\d?|outline-[a-z]+)'/g)].map(([, name]) => `.${name}`))
    expect(written.filter((selector) => !defined.includes(selector))).toEqual([])
    expect(written.length).toBeGreaterThan(3)
  })
})

describe('the colouring of any map', () => {
  const graphs = Array.from({ length: 60 }, (_, seed) => [seed, randomPlanar(3 + seed * 2, seeded(seed))] as const)

  it.each(graphs)('gives neighbours different tints (planar graph %i)', (_, neighbours) => {
    const tint = colourSectors(neighbours)
    const same = neighbours.flatMap((around, one) => [...around].filter((other) => tint[other] === tint[one]).map((other) => [one, other]))
    expect(same).toEqual([])
    expect(tint.every((one) => one >= 0 && one < tints)).toBe(true)
  })

  it('keeps apart the two tints that some confuse, wherever there is a choice', () => {
    const confused = graphs.map(([, neighbours]) => {
      const tint = colourSectors(neighbours)
      return neighbours.flatMap((around, one) => [...around].filter((other) => tint[one] === 2 && tint[other] === 3)).length
    })
    const edges = graphs.map(([, neighbours]) => neighbours.reduce((sum, around) => sum + around.size, 0) / 2)
    const share = confused.reduce((a, b) => a + b, 0) / edges.reduce((a, b) => a + b, 0)
    // Two tints out of seven would meet on one border in 21 by chance.
    expect(share).toBeLessThan(0.01)
  })

  it('keeps the tints that an earlier map had, wherever neighbours still differ', () => {
    for (const [, neighbours] of graphs) {
      const before = colourSectors(neighbours)
      expect(colourSectors(neighbours, before)).toEqual(before)
    }
  })

  it('uses all the tints on a large map, about as often', () => {
    const tint = colourSectors(randomPlanar(300, seeded(5)))
    const uses = sectorTints.map((_, one) => tint.filter((other) => other === one).length)
    expect(Math.min(...uses)).toBeGreaterThan(300 / tints / 3)
  })
})
