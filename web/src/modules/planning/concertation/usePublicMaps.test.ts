import { describe, expect, it } from 'vitest'
import { setLanguage } from '@/i18n'
import { decodeLayer } from '@/map/layer'
import { publicPicture } from '@/testing/concertation'
import { drawLayer } from '@/testing/drawnMap'
import { topology } from '@/testing/territory'
import { fillOf, remarkClasses, remarksOfShapes } from './remarksMap'
import { usePublicMaps } from './usePublicMaps'

const layer = decodeLayer(topology)
const drawn = (mission = 0, map = layer) => {
  setLanguage('fr')
  const picture = publicPicture()
  return usePublicMaps(() => map, () => picture, () => picture.before[mission]!).value!
}

describe('the twin maps of the public', () => {
  it('give a sector and the one that continues it the same colour, and other colours to their neighbours', () => {
    const { before, after } = drawn()
    const picture = publicPicture()
    picture.places.forEach((_, position) => {
      const mission = picture.before[0]!
      const stays = !mission.moved.includes(position)
      expect(before.fills[position] === after.fills[position]).toBe(stays)
    })
    expect(new Set(before.fills).size).toBe(3)
  })

  it('hatch what moves in the mission shown, and only that', () => {
    expect([...drawn(0).moved]).toEqual([3])
    expect([...drawn(1).moved]).toEqual([2, 6, 7])
  })

  it('say of each place what it is and what it would be', () => {
    const { before, after } = drawn()
    expect(before.names[3]).toBe('Centre (Grandville)\u00a0: Secteur A aujourd’hui')
    expect(after.names[3]).toBe('Centre (Grandville)\u00a0: Secteur A aujourd’hui, Secteur B dans la proposition')
    expect(after.names[0]).toBe('Aulnes-sur-Mer\u00a0: Secteur A, comme aujourd’hui')
  })

  it('draw a place that the picture does not know without a sector, under its own name', () => {
    const { before, after, moved } = drawn(0, drawLayer(['AABD', 'ABBD', 'CCBD']))
    const stranger = 3
    expect(before.fills[stranger]).toBe('fill-none')
    expect(after.names[stranger]).toBe('Unité 03')
    expect([...moved]).toEqual([4])
  })
})

describe('the map of remarks', () => {
  const of = (...counts: number[]) => counts.map((remarks, index) => ({ place: index === 0 ? '' : String(index), name: '', remarks }))

  it.each([
    [[0], []],
    [[50], []],
    [[0, 1], [[1, 1]]],
    [[0, 2], [[1, 1], [2, 3]]],
    [[0, 5], [[1, 1], [2, 3], [4, 7]]],
    [[0, 40], [[1, 1], [2, 3], [4, 7], [8, 40]]],
  ])('classes of %j', (counts, expected) => expect(remarkClasses(of(...counts)).map(({ least, most }) => [least, most])).toEqual(expected))

  it('gives every count one class, darker as it grows, and none a pale one', () => {
    const classes = remarkClasses(of(0, 40))
    const fills = Array.from({ length: 41 }, (_, count) => fillOf(classes, count))
    expect(fills[0]).toBe('fill-pale')
    const order = ['fill-s1', 'fill-s2', 'fill-s3', 'fill-s4']
    const ranks = fills.slice(1).map((fill) => order.indexOf(fill))
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
    expect(Math.min(...ranks)).toBe(0)
  })

  it('counts by shape', () => {
    expect(remarksOfShapes(layer, [{ place: '01', name: '', remarks: 4 }, { place: '', name: '', remarks: 9 }])).toEqual([0, 4, 0, 0, 0, 0, 0, 0, 0])
  })
})
