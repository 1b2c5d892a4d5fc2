import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { awkwardText, below, seeded } from '@/testing/random'
import { compareNames, count, day, decimal, duration, instant, list, percent, setLanguage, signedPercent } from '.'

// The opposite of writing: a number as a reader understands it in that language.
function readNumber(text: string, language: 'fr' | 'en'): number {
  const plain = language === 'fr' ? text.replaceAll('\u00a0', '').replace(',', '.') : text.replaceAll(',', '')
  return Number(plain.replace('%', '').replace('−', '-'))
}
const months = {
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
}
function readDay(text: string, language: 'fr' | 'en'): string {
  const [dayOfMonth = '', month = '', year = ''] = text.split(/[\s\u00a0]/)
  return [year.padStart(4, '0'), String(months[language].indexOf(month) + 1).padStart(2, '0'), String(parseInt(dayOfMonth, 10)).padStart(2, '0')].join('-')
}

afterEach(() => setLanguage('fr'))

describe.each(['fr', 'en'] as const)('in %s', (language) => {
  beforeEach(() => setLanguage(language))
  const random = seeded(3)
  const numbers = [0, 1, 9, 999, 1000, 12_345, 999_999, 1_000_000, ...Array.from({ length: 200 }, () => below(10 ** (1 + below(9, random)), random))]

  it('a count is read back as it was', () => {
    numbers.forEach((number) => expect(readNumber(count(number), language)).toBe(number))
  })

  it('a decimal and a share are read back within their rounding, whatever their digits', () => {
    for (const digits of [0, 1, 2, 3]) {
      for (let turn = 0; turn < 60; turn += 1) {
        const number = (random() - 0.5) * 10 ** below(6, random)
        const rounding = 0.5 * 10 ** -digits + 1e-9
        expect(Math.abs(readNumber(decimal(number, digits), language) - number)).toBeLessThanOrEqual(rounding)
        expect(Math.abs(readNumber(percent(number, digits), language) - number * 100)).toBeLessThanOrEqual(rounding)
      }
    }
  })

  it('a signed share carries its sign, and zero none, even when it is only nearly zero', () => {
    expect([0.031, -0.031, 0, -0, 0.0001, -0.0001].map((share) => signedPercent(share).replace(/\d.*/, ''))).toEqual(['+', '-', '', '', '', ''])
  })

  it('every day of four years is read back as itself, the leap one too, wherever the reader is', () => {
    for (let time = Date.UTC(2024, 0, 1); time < Date.UTC(2028, 0, 1); time += 86_400_000) {
      const date = new Date(time).toISOString().slice(0, 10)
      expect(readDay(day(date), language)).toBe(date)
    }
  })

  it('no text holds a space that the font lacks, nor one where a line could be cut within a number', () => {
    const texts = [...numbers.map(count), ...numbers.map((number) => percent(number / 1000)), ...numbers.map(duration)]
    expect(texts.filter((text) => /\u202f|\d \d|\d %/.test(text))).toEqual([])
  })

  it('the order of names is an order: total, the same both ways, kept by sorting', () => {
    const names = Array.from({ length: 150 }, () => awkwardText(random))
    const sorted = [...names].sort(compareNames)
    sorted.slice(1).forEach((name, index) => expect(compareNames(sorted[index]!, name)).toBeLessThanOrEqual(0))
    names.slice(0, 40).forEach((a) => names.slice(0, 40).forEach((b) => expect(Math.sign(compareNames(a, b)) + Math.sign(compareNames(b, a))).toBe(0)))
  })

  it('a list names all it was given, in their order', () => {
    for (const names of [[], ['Pau'], ['Pau', 'Dax'], ['Pau', 'Dax', 'Orthez', 'Bayonne']]) {
      const said = list(names)
      expect(names.map((name) => said.indexOf(name))).toEqual([...names.map((name) => said.indexOf(name))].sort((a, b) => a - b))
      expect(names.every((name) => said.includes(name))).toBe(true)
    }
  })
})

describe('the words around figures', () => {
  it.each([
    ['fr', ['1er janvier 2025', '2 janvier 2025', '11 mars 2025', '21 août 2025', '31 décembre 2024']],
    ['en', ['1 January 2025', '2 January 2025', '11 March 2025', '21 August 2025', '31 December 2024']],
  ] as const)('of a date in %s: the first of a month alone is ordinal in French', (language, expected) => {
    setLanguage(language)
    expect(['2025-01-01', '2025-01-02', '2025-03-11', '2025-08-21', '2024-12-31'].map(day)).toEqual(expected)
  })

  it.each([
    ['2026-03-29T00:59:00Z', '29 mars 2026, 01:59'],
    ['2026-03-29T01:00:00Z', '29 mars 2026, 03:00'],
    ['2026-10-25T00:59:00Z', '25 oct. 2026, 02:59'],
    ['2026-10-25T01:00:00Z', '25 oct. 2026, 02:00'],
    ['2025-12-31T23:30:00Z', '1er janv. 2026, 00:30'],
  ])('of the instant %s follow the clocks of Paris: %s', (text, expected) => {
    expect(instant(text).replaceAll('\u00a0', ' ')).toBe(expected)
  })

  it.each([[0.4, '< 1 s'], [1, '1 s'], [89.4, '89 s'], [90, '2 min'], [3599, '60 min'], [86_400, '1 440 min']])('of a duration of %d seconds: %s', (seconds, expected) => {
    expect(duration(seconds).replaceAll('\u00a0', ' ')).toBe(expected)
  })
})

describe('formats of a whole territory', () => {
  it('take no time: ten thousand names sorted and counts written, again at each change of language', () => {
    const random = seeded(9)
    const names = Array.from({ length: 10_000 }, () => `Saint-${awkwardText(random)}-${below(500, random)}`)
    const start = performance.now()
    for (const language of ['fr', 'en'] as const) {
      setLanguage(language)
      names.sort(compareNames)
      names.forEach((_, index) => count(index * 37))
    }
    // A format made at each use took 14 s here where these take 0.3 s.
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  it('change with the language at once, whatever was written before', () => {
    const both = () => (['fr', 'en', 'fr'] as const).map((language) => (setLanguage(language), [count(1234), decimal(0.5), percent(0.5), day('2025-01-01'), list(['a', 'b'])].join('|')))
    expect(both()).toEqual(both())
    expect(new Set(both()).size).toBe(2)
  })
})
