import { describe, expect, it } from 'vitest'
import { drawLayer, drawPartition } from '@/testing/drawnMap'
import { ScenarioDesk } from '@/testing/scenario'
import type { DistrictMeasure, JournalLine } from '@/api/types'
import { deviationIn, groundOf, isEditable, liveMeasures, liveMoved, nextOf, nobody, painted, piecesOf, spreads, step, strayUnits, strokeOf, touchedBy } from './drawing'
import { fr } from './fr-board'
import { stepText, turnedLine, unitsText } from './journal'
import { tintsFor } from './tints'
import { turnAsked } from './turnAsked'

const layer = drawLayer(['AAB', 'ABB', 'CCB'])
const codes = layer.shapes.map(({ code }) => code)
const ground = groundOf(layer, codes)
const district = (index: number, patch: Partial<DistrictMeasure> = {}): DistrictMeasure => ({
  index, name: `S${index}`, locked: false, units: 1, population: 1, deviation: 0, pieces: 1, gained: 0, lost: 0, loads: [], ...patch,
})

// A generator of numbers that gives the same ones at each run.
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
}

describe('what a scenario spreads evenly', () => {
  it('is the residents first, then the quantities of its rules that are known', () => {
    const desk = new ScenarioDesk()
    expect(spreads(desk.page())).toEqual([{ code: '', name: '', tolerance: 0.1 }])
    desk.births = new Array<number>(9).fill(1)
    const page = desk.page()
    expect(spreads(page)).toEqual([{ code: '', name: '', tolerance: 0.1 }, { code: 'births', name: 'Naissances', tolerance: 0.2 }])
    expect(spreads({ ...page, quantities: [] })).toHaveLength(1)
  })

  it('is not known of a quantity before the server has added it up', () => {
    const births = { code: 'births', name: 'Naissances', tolerance: 0.2 }
    expect(deviationIn(district(0, { deviation: 0.3 }), { code: '', name: '', tolerance: 0.1 })).toBe(0.3)
    expect(deviationIn(district(0), births)).toBeUndefined()
    expect(deviationIn(district(0, { loads: [{ quantity: 'births', amount: 3, deviation: -0.2 }] }), births)).toBe(-0.2)
  })
})

describe('the ground under the pencil', () => {
  it('ties the units of the scenario to the shapes of the map, whatever their order', () => {
    const backwards = groundOf(layer, [...codes].reverse())
    expect(backwards.names[0]).toBe('Unité 22')
    expect(backwards.shapeOf[0]).toBe(8)
    expect(backwards.unitOf[8]).toBe(0)
    expect([...(backwards.neighbours[0] ?? [])].sort()).toEqual([backwards.codes.indexOf('12'), backwards.codes.indexOf('21')].sort())
  })

  it('knows units that have no outline', () => {
    const more = groundOf(layer, [...codes, '99'])
    expect([more.names[9], more.shapeOf[9], more.populations[9], more.neighbours[9]]).toEqual(['99', -1, 0, []])
  })
})

describe('a stroke', () => {
  const of = drawPartition(['AAB', 'ABB', 'CCB']).of

  it('changes what is not there yet, once', () => {
    expect(strokeOf(of, [0, 2, 4], 0, [district(0), district(1), district(2)])).toEqual({ units: [2, 4], locked: null })
  })

  it('takes nothing from a locked sector, and says which', () => {
    expect(strokeOf(of, [2, 6], 0, [district(0), district(1, { locked: true }), district(2)])).toEqual({ units: [6], locked: 'S1' })
  })

  it('gives nothing to a locked sector', () => {
    expect(strokeOf(of, [2], 0, [district(0, { locked: true }), district(1)])).toEqual({ units: [], locked: 'S0' })
  })

  it('of the eraser is one too', () => {
    expect(strokeOf(of, [0, 2], nobody, [district(0), district(1, { locked: true })])).toEqual({ units: [0], locked: 'S1' })
  })

  it('covers the commune of an IRIS, and no other', () => {
    const iris = { ...ground, codes: ['640010101', '640010102', '640020000', '640010103'] }
    expect(touchedBy(iris, 0, 'commune')).toEqual([0, 1, 3])
    expect(touchedBy(iris, 2, 'commune')).toEqual([2])
    expect(touchedBy(iris, 1, 'unit')).toEqual([1])
  })

  it('shows before the server has answered; other steps wait for its word', () => {
    const steps = [step('paint', { units: [0, 1], district: 2 }), step('undo'), step('paint', { units: [1], district: nobody })]
    expect(painted([0, 0, 0], steps)).toEqual([2, nobody, 0])
  })
})

describe('pieces', () => {
  it('are found, the most populated first', () => {
    const { of } = drawPartition(['ABA', 'BBA', 'ABA'])
    const pieces = piecesOf(ground, of, 2)
    expect(pieces[0]?.map((piece) => piece.length)).toEqual([3, 1, 1])
    expect(strayUnits(pieces)).toEqual([0, 6])
  })

  // Oracle: units of one district are in the same piece when the relation "touches" leads from one to the other.
  it('are those of the transitive closure of "touches", on any map', () => {
    const roll = dice(7)
    for (let round = 0; round < 40; round += 1) {
      const of = codes.map(() => roll(3) - (roll(5) === 0 ? 3 : 0)).map((one) => Math.max(nobody, one))
      const reach = codes.map((_, a) => codes.map((__, b) => a === b || (of[a] === of[b] && (ground.neighbours[a] ?? []).includes(b))))
      codes.forEach((_, k) => codes.forEach((__, a) => codes.forEach((___, b) => (reach[a]![b] ||= reach[a]![k]! && reach[k]![b]!))))
      const together = (a: number, b: number) => of[a] !== nobody && of[a] === of[b] && reach[a]![b]!
      const pieces = piecesOf(ground, of, 3).flat()
      codes.forEach((_, a) => codes.forEach((__, b) => expect(pieces.some((piece) => piece.includes(a) && piece.includes(b))).toBe(together(a, b) || (a === b && of[a] !== nobody))))
    }
  })

  it('are gone through one after the other, round and round', () => {
    expect([nextOf([2, 5, 8], -1), nextOf([2, 5, 8], 5), nextOf([2, 5, 8], 8), nextOf([], 3)]).toEqual([2, 8, 2, undefined])
  })
})

describe('the measures while one draws', () => {
  it('are those of the server once it has answered, whatever was painted', () => {
    const roll = dice(3)
    const desk = new ScenarioDesk()
    for (let round = 0; round < 25; round += 1) {
      const before = desk.page()
      const stroke = step('paint', { units: [roll(9), roll(9)], district: roll(4) - 1 })
      const of = painted(before.of_unit, [stroke])
      const live = liveMeasures(before, ground, of, piecesOf(ground, of, before.measures.of_district.length))
      desk.draw([stroke])
      const pieces = live.map((row) => row.pieces)
      const { moved, moved_residents } = desk.page().measures
      expect(liveMoved(before, ground, of)).toEqual({ moved, moved_residents })
      expect(live).toEqual(desk.page().measures.of_district.map((row, index) => ({ ...row, pieces: pieces[index] })))
    }
  })
})

describe('the tints', () => {
  it('differ between neighbours, and stay what they are when sectors are added', () => {
    const { of } = drawPartition(['AAB', 'ABB', 'CCB'])
    const first = tintsFor(layer, of, 3, [])
    expect(new Set(first).size).toBe(3)
    const more = tintsFor(layer, of, 5, first)
    expect(more.slice(0, 3)).toEqual(first)
    expect(new Set(more).size).toBe(5)
    expect(tintsFor(layer, of, 3, more)).toEqual(more)
  })
})

describe('the journal', () => {
  const line = (position: number, patch: Partial<JournalLine> = {}): JournalLine => ({
    position, kind: 'paint', made_at: '', made_by: '', in_force: true, units: [], count: 1, district: '', origin: '', ...patch,
  })

  it('names a few places and counts the others', () => {
    expect(unitsText(['Bidos', 'Arette'], 2, fr)).toBe('Bidos et Arette')
    expect(unitsText(['Bidos', 'Arette'], 14, fr)).toBe('Bidos, Arette et 12 autres')
  })

  it('finds what an undo or a redo has turned', () => {
    const before = [line(0), line(1), line(2, { kind: 'undo', in_force: false })]
    expect(turnedLine([line(0), line(1)], [line(0), line(1, { in_force: false }), line(2, { kind: 'undo', in_force: false })])?.position).toBe(1)
    expect(turnedLine([line(0), line(1, { in_force: false }), before[2]!], [line(0), line(1), before[2]!, line(3, { kind: 'redo', in_force: false })])?.position).toBe(1)
    expect(turnedLine([], [line(0, { in_force: false }), line(1, { kind: 'undo', in_force: false })])?.position).toBe(0)
    expect(turnedLine(before, before)).toBeUndefined()
  })

  it.each([
    [step('paint', { units: [0, 1, 2, 3], district: 1 }), 'u0, u1, u2 et 1 autres → d1'],
    [step('rename', { district: 1, names: ['Gaves'] }), 'd1 devient « Gaves »'],
    [step('add', { names: ['Nord'] }), 'Nord secteur ajouté'],
    [step('unlock', { district: 2 }), 'd2 déverrouillé'],
  ])('can say a step that was not kept', (one, text) => {
    expect(stepText(one, (unit) => `u${unit}`, (index) => `d${index}`, fr)).toBe(text)
  })
})

describe('the keys of undo', () => {
  const key = (init: KeyboardEventInit, target?: Element) => {
    const event = new KeyboardEvent('keydown', init)
    if (target) Object.defineProperty(event, 'target', { value: target })
    return event
  }
  const input = (type: string) => Object.assign(document.createElement('input'), { type })

  it.each([
    [key({ key: 'z', ctrlKey: true }), 'undo'],
    [key({ key: 'Z', metaKey: true, shiftKey: true }), 'redo'],
    [key({ key: 'y', ctrlKey: true }), 'redo'],
    [key({ key: 'z' }), null],
    [key({ key: 'z', ctrlKey: true, altKey: true }), null],
    [key({ key: 'z', ctrlKey: true }, input('text')), null],
    [key({ key: 'z', ctrlKey: true }, document.createElement('textarea')), null],
    [key({ key: 'z', ctrlKey: true }, input('radio')), 'undo'],
    [key({ key: 'k', ctrlKey: true }), null],
  ])('case %#', (event, expected) => expect(turnAsked(event)).toBe(expected))
})

describe('a stage', () => {
  it.each([['draft', true], ['amended', true], ['submitted', false], ['adopted', false], ['rejected', false]] as const)('%s', (stage, expected) => expect(isEditable(stage)).toBe(expected))
})
