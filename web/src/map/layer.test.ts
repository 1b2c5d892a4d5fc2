import { describe, expect, it } from 'vitest'
import { drawLayer, drawPartition, drawTopology } from '@/testing/drawnMap'
import { decodeLayer, ringOf, unite } from './layer'

describe('a decoded layer', () => {
  const layer = drawLayer(['AAB', 'ACB'])

  it('has one shape per unit, with its centre, area and box in metres', () => {
    expect(layer.shapes).toHaveLength(6)
    const corner = layer.shapes[layer.indexOf.get('00') ?? -1]
    expect(corner).toMatchObject({ name: 'Unité 00', population: 100, x: 500, y: 500, area: 1e6, box: [0, 0, 1000, 1000] })
    expect(layer.box).toEqual([0, 0, 3000, 2000])
  })

  it('knows which units touch by a border, not by a corner', () => {
    const at = (code: string) => layer.indexOf.get(code) ?? -1
    expect([...(layer.neighbours[at('00')] ?? [])].sort()).toEqual([at('01'), at('10')].sort())
    expect(layer.neighbours[at('00')]).not.toContain(at('11'))
  })

  it('is symmetric: whoever I touch touches me', () => {
    layer.neighbours.forEach((around, unit) => around.forEach((other) => expect(layer.neighbours[other]).toContain(unit)))
  })

  it('draws paths that come back to the area they enclose', () => {
    expect(layer.shapes[0]?.path).toMatch(/^M\d+ \d+(l-?\d+ -?\d+){3}z$/)
  })

  it('draws only the borders asked for', () => {
    expect(layer.borders(() => false)).toBe('')
    const outer = layer.borders((a, b) => a === b)
    const all = layer.borders(() => true)
    expect(outer.length).toBeGreaterThan(0)
    expect(all.length).toBeGreaterThan(outer.length)
  })

  it('survives a unit without outline', () => {
    const topology = drawTopology(['AB'])
    topology.objects.units.geometries.push({ type: null, id: '99', properties: { name: 'Sans contour', population: 3 } } as never)
    const holed = decodeLayer(topology)
    expect(holed.shapes[2]).toMatchObject({ code: '99', path: '', area: 0 })
    expect(holed.box).toEqual([0, 0, 2000, 1000])
  })
})

describe('the centre of a ring', () => {
  it('is that of the square whatever the direction', () => {
    const square = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
    expect(ringOf(square)).toEqual({ area: 16, x: 2, y: 2 })
    expect(ringOf([...square].reverse())).toEqual({ area: 16, x: 2, y: 2 })
  })

  it('keeps its digits far from the origin, as Lambert-93 is', () => {
    const far = [[0, 0], [3, 0], [0, 3], [0, 0]].map(([x = 0, y = 0]) => [x + 450_000, y - 6_250_000])
    const ring = ringOf(far)
    expect(ring.area).toBeCloseTo(4.5, 9)
    expect(ring.x).toBeCloseTo(450_001, 6)
    expect(ring.y).toBeCloseTo(-6_249_999, 6)
  })

  it('of a flat ring is its first point', () => {
    expect(ringOf([[7, 8], [9, 8], [7, 8]])).toEqual({ area: 0, x: 7, y: 8 })
  })
})

it('a union of boxes holds them all', () => {
  expect(unite([[0, 0, 1, 1], [5, -2, 6, 0.5]])).toEqual([0, -2, 6, 1])
})

describe('the limits of a partition', () => {
  // Every line by its two ends, whatever the order and the joins.
  const segments = (path: string) => {
    const found = new Set<string>()
    for (const run of path.split('M').slice(1)) {
      const points = run.replace(/z$/, '').split('l').map((pair) => pair.split(' ').map(Number) as [number, number])
      let [x, y] = points[0]!
      for (const [dx, dy] of points.slice(1)) {
        const [a, b] = [[x, y], [x + dx, y + dy]].sort(([ax = 0, ay = 0], [bx = 0, by = 0]) => ax - bx || ay - by)
        found.add(`${a} ${b}`)
        ;[x, y] = [x + dx, y + dy]
      }
    }
    return [...found].sort()
  }

  it.each([[['AAB', 'ACB', 'DDB']], [['A B', 'AAB', 'CCC']], [['A']], [['AB', ' B']]])('are drawn quickly as they are slowly: %s', (rows) => {
    const drawn = drawLayer(rows)
    const { of } = drawPartition(rows)
    const [quick, slow] = [drawn.limits(of), drawn.borders((a, b) => a === b || of[a] !== of[b])]
    expect(segments(quick)).toEqual(segments(slow))
    expect(segments(quick).length).toBeGreaterThan(3)
  })
})
