import { afterEach, describe, expect, it } from 'vitest'
import type { Fault } from '@/api/types'
import { count, decimal, setLanguage } from '@/i18n'
import { drawLayer } from '@/testing/drawnMap'
import { below, oneOf, seeded } from '@/testing/random'
import { en } from './en'
import { explainFault, faultFills } from './faults'
import { fr } from './fr'
import { keptQuestions, modeOf, rememberQuestion, type Question } from './questions'
import { colourByDensity, colourByMission, densityOf } from './useColouring'
import { codeIn, compareAnswers, decimalIn, numberIn } from './useCompetence'

afterEach(() => setLanguage('fr'))

const grid = (width: number, height: number, random: () => number) => {
  const layer = drawLayer(Array.from({ length: height }, () => 'A'.repeat(width)))
  return { ...layer, shapes: layer.shapes.map((shape) => ({ ...shape, population: below(10 ** below(6, random), random) })) }
}
const classIn = (fill: string) => Number(/^fill-s(\d)$/.exec(fill)![1])

describe('the map by density, of any territory', () => {
  const random = seeded(1)
  const layers = Array.from({ length: 25 }, () => grid(1 + below(9, random), 1 + below(9, random), random))

  it('gives a denser place the same class or a higher one, and each class its line in the legend', () => {
    for (const layer of layers) {
      const { fills, legend } = colourByDensity(layer, fr.territory)
      const order = layer.shapes.map((shape, i) => [densityOf(shape), classIn(fills[i]!)] as const).sort((a, b) => a[0] - b[0])
      order.slice(1).forEach(([, one], index) => expect(one).toBeGreaterThanOrEqual(order[index]![1]))
      expect(fills.filter((fill) => !legend.some((entry) => entry.fill === fill))).toEqual([])
      expect(legend.length).toBeLessThanOrEqual(5)
    }
  })

  it('puts each place between the bounds that the legend gives for its colour', () => {
    const numberIn = (text: string) => [...text.matchAll(/[\d\u00a0]+(?:,\d+)?/g)].map(([one]) => Number(one.replaceAll('\u00a0', '').replace(',', '.')))
    for (const layer of layers) {
      const { fills, legend } = colourByDensity(layer, fr.territory)
      layer.shapes.forEach((shape, i) => {
        const label = legend[classIn(fills[i]!)]!.label
        const [first = 0, second = Infinity] = numberIn(label)
        const [low, high] = /^moins de/.test(label) ? [0, first] : [first, second]
        expect(densityOf(shape) >= low - 0.06 && densityOf(shape) <= high + 0.06).toBe(true)
      })
    }
  })

  it('names every place once, with its figures', () => {
    for (const layer of layers) {
      const { names } = colourByDensity(layer, fr.territory)
      expect(new Set(names).size).toBe(layer.shapes.length)
      layer.shapes.forEach((shape, i) => expect(names[i]).toContain(`${count(shape.population)} habitant`))
      layer.shapes.forEach((shape, i) => expect(names[i]).toContain(decimal(densityOf(shape))))
    }
  })
})

describe('the map of a mission, of any partition', () => {
  it('tells neighbouring sectors apart, colours the others by their sector alone, and names each', () => {
    const random = seeded(2)
    for (let turn = 0; turn < 30; turn += 1) {
      const layer = grid(2 + below(8, random), 2 + below(8, random), random)
      const n = 1 + below(9, random)
      const of = layer.shapes.map(() => below(n + 1, random) - 1)
      const sectors = Array.from({ length: n }, (_, sector) => ({ code: `S${sector}`, name: `Secteur ${sector}`, population: 0 }))
      const assignments = { unit_level: 'commune', units: layer.shapes.map(({ code }) => code), names: [], populations: [], missions: [{ mission: 'ssd', sectors, of_unit: of }] } as never
      const { fills, names, legend } = colourByMission(layer, assignments, 'ssd', fr.territory)!
      of.forEach((sector, unit) => expect(fills[unit] === 'fill-none').toBe(sector === -1))
      of.forEach((sector, unit) => expect(fills[of.indexOf(sector)]).toBe(fills[unit]))
      of.forEach((sector, unit) => expect(names[unit]).toContain(sector === -1 ? 'sans secteur' : `Secteur ${sector}`))
      expect(legend.length).toBe(of.includes(-1) ? 1 : 0)
    }
  })
})

describe('faults, in both languages', () => {
  const fault = (kind: Fault['kind'], n: number, patch: Partial<Fault> = {}): Fault => ({
    kind, units: Array.from({ length: n }, (_, i) => `0${i}`), unit_names: Array.from({ length: n }, (_, i) => `Commune ${i}`),
    sectors: [{ code: 'A', name: 'Est' }], population: 10, reason: { code: 'x', args: [] }, ...patch,
  })
  const kinds = ['gap', 'overlap', 'pieces', 'unknown_unit', 'split_unit'] as const

  it.each(kinds)('%s is one sentence, which names who and where', (kind) => {
    for (const [language, words] of [['fr', fr], ['en', en]] as const) {
      setLanguage(language)
      const sentence = explainFault(fault(kind, 2), words)
      expect(sentence).toMatch(/^[A-ZÀÉ].*\.$/)
      expect(sentence).toMatch(language === 'fr' ? /Commune 0 et Commune 1/ : /Commune 0 and Commune 1/)
      if (kind !== 'gap') expect(sentence).toContain(language === 'fr' ? '«\u00a0Est\u00a0»' : '“Est”')
    }
  })

  it.each([[1, 0], [6, 0], [7, 1], [8, 2], [1206, 1200]])('of %i places leaves %i unnamed, and counts them', (n, others) => {
    const sentence = explainFault(fault('gap', n), fr)
    const named = new Set([...sentence.matchAll(/Commune (\d+)/g)].map(([, one]) => one))
    expect(named.size).toBe(n - others)
    if (others > 0) expect(sentence).toContain(`${count(others)} autre`)
    else expect(sentence).not.toContain('autre')
  })

  it('of a place that ended say when, as each language writes dates', () => {
    const gone = fault('unknown_unit', 1, { reason: { code: 'no_longer_exists', args: [['date', '2025-01-01'], ['into', '93066']] } })
    expect(explainFault(gone, fr)).toContain('1er janvier 2025')
    setLanguage('en')
    expect(explainFault(gone, en)).toContain('1 January 2025')
  })

  it('that name units by their codes alone are still told', () => {
    expect(explainFault(fault('gap', 1, { unit_names: [''] }), fr)).toContain('00')
    expect(explainFault(fault('overlap', 1, { sectors: [{ code: 'Z9', name: '' }] }), fr)).toContain('Z9')
  })

  it('colour exactly the units that they name, whatever their number', () => {
    const random = seeded(4)
    for (let turn = 0; turn < 20; turn += 1) {
      const layer = grid(1 + below(6, random), 1 + below(6, random), random)
      const chosen = layer.shapes.filter(() => random() < 0.3).map(({ code }) => code)
      const fills = faultFills(layer, chosen.map((code) => fault('gap', 1, { units: [code, 'unknown'] })))
      expect(layer.shapes.filter((_, i) => fills[i] === 'fill-alert').map(({ code }) => code)).toEqual(chosen)
    }
  })
})

describe('what people type', () => {
  const random = seeded(6)
  const digit = () => String(below(10, random))

  it('a code is found alone, between spaces, in either case, or after any name', () => {
    for (let turn = 0; turn < 200; turn += 1) {
      const code = `${digit()}${oneOf([digit(), 'A', 'B'], random)}${digit()}${digit()}${digit()}${random() < 0.5 ? `${digit()}${digit()}${digit()}${digit()}` : ''}`
      for (const typed of [code, ` ${code} `, code.toLowerCase(), `Saint-Denis (2e) (${code})`, `( ${code} )`]) expect(codeIn(typed)).toBe(code)
    }
  })

  it.each(['', 'Pau', '6444', '644455', '64445 Pau', '64C45', '93066010', '9306601011', '12 rue 64445'])('"%s" is no code', (typed) => {
    expect(codeIn(typed)).toBeNull()
  })

  it('a figure is read with a comma as with a point, and what is none is none', () => {
    for (let turn = 0; turn < 100; turn += 1) {
      const value = Number(((random() - 0.5) * 180).toFixed(6))
      expect([decimalIn(String(value)), decimalIn(String(value).replace('.', ',')), decimalIn(` ${value} `)]).toEqual([value, value, value])
    }
    expect(['', ' ', 'x', '2,3,4', '48°', '1 2'].map(decimalIn)).toEqual([null, null, null, null, null, null])
  })

  it.each([
    ['12 rue des Lilas', '12'], ['12bis rue des Lilas', '12bis'], ['12TER, rue', '12TER'], ['12 bis rue des Lilas', '12 bis'], ['12B rue', '12B'], ['12 B rue', '12 B'], ['12, rue', '12'], ['12 ter, rue', '12 ter'],
    ['  7 quater place', '7 quater'], ['rue du 8 mai', ''], ['', ''], ['12', ''],
  ])('the number of "%s" is "%s"', (typed, number) => {
    expect(numberIn(typed)).toBe(number)
  })

  it.each<[Question | null, string]>([[null, 'code'], [{ code: '64445' }, 'code'], [{ address: 'x' }, 'address'], [{ address: 'x', commune: 'y' }, 'address'], [{ lon: '1', lat: '2' }, 'point']])('the question %j is asked by %s', (question, mode) => {
    expect(modeOf(question)).toBe(mode)
  })
})

describe('what is asked and must not be found again', () => {
  it('is kept under a number that says nothing of it, differs each time, and is bounded', () => {
    keptQuestions.clear()
    const question = { address: '12 rue des Lilas' }
    const ids = Array.from({ length: 200 }, () => rememberQuestion(question))
    expect(new Set(ids).size).toBe(200)
    expect(ids.every((id) => /^[0-9a-z]{1,7}$/.test(id))).toBe(true)
    expect(keptQuestions.size).toBe(50)
    expect([...keptQuestions.keys()]).toEqual(ids.slice(-50))
    keptQuestions.clear()
  })
})

describe('the answers of two dates', () => {
  const answer = (mission: string, code: string | null) => ({ mission, sector: code ? { code, name: code } : null, reason: { code: 'nobody', args: [] } })
  const at = (...answers: ReturnType<typeof answer>[]) => ({ answers }) as never

  it.each([
    ['the same sector', at(answer('ssd', 'A')), at(answer('ssd', 'A')), [false]],
    ['another sector', at(answer('ssd', 'A')), at(answer('ssd', 'B')), [true]],
    ['nobody, then somebody', at(answer('ssd', null)), at(answer('ssd', 'B')), [true]],
    ['nobody twice', at(answer('ssd', null)), at(answer('ssd', null)), [false]],
    ['a mission that had no map', at(answer('ssd', 'A'), answer('pmi', 'P')), at(answer('ssd', 'A')), [false, false]],
    ['missions in another order', at(answer('ssd', 'A'), answer('ase', 'B')), at(answer('ase', 'C'), answer('ssd', 'A')), [false, true]],
    ['no other date', at(answer('ssd', 'A')), null, [false]],
  ])('%s', (_, now, other, changes) => {
    expect(compareAnswers(now, other).map((row) => row.changes)).toEqual(changes)
  })
})
