import { render } from '@testing-library/vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, effectScope, nextTick, ref } from 'vue'
import { setLanguage } from '@/i18n'
import { awkwardText, below, oneOf, seeded } from '@/testing/random'
import { sources } from '@/testing/sheets'
import { download, downloadText, fileName } from './download'
import { icons } from './icons'
import { linear, ticks } from './scale'
import { toCsv, type Column } from './table'
import { useLocalRows } from './useLocalRows'
import { tableStops, useRoving } from './useRoving'

afterEach(() => setLanguage('fr'))

// A reader of CSV written from RFC 4180, with the semicolons of French spreadsheets.
function readCsv(text: string): string[][] {
  const rows: string[][] = [['']]
  let quoted = false
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length; at += 1) {
    const row = rows.at(-1)!
    const letter = text[at]!
    if (letter === '"' && quoted && text[at + 1] === '"') [row[row.length - 1], at] = [`${row.at(-1)}"`, at + 1]
    else if (letter === '"') quoted = !quoted
    else if (letter === ';' && !quoted) row.push('')
    else if (letter === '\r' && text[at + 1] === '\n' && !quoted) [at] = [at + 1, rows.push([''])]
    else row[row.length - 1] += letter
  }
  return rows.slice(0, -1)
}

interface Row {
  id: number
  name: string
  people: number
}
const columns: Column<Row>[] = [
  { key: 'name', label: 'Nom ; "complet"', text: (row) => row.name },
  { key: 'people', label: 'Habitants', text: (row) => `${row.people} hab.`, raw: (row) => row.people, numeric: true },
]
const randomRows = (n: number, random: () => number): Row[] => Array.from({ length: n }, (_, id) => ({ id, name: awkwardText(random), people: below(50, random) - 10 }))

describe('a file for spreadsheets', () => {
  const random = seeded(31)

  it('is read back as it was, whatever the texts, but for the guard of formulas', () => {
    for (let turn = 0; turn < 80; turn += 1) {
      const rows = randomRows(below(8, random), random)
      const read = readCsv(toCsv(columns, rows))
      expect(read[0]).toEqual(['Nom ; "complet"', 'Habitants'])
      expect(read.slice(1).map(([name, people]) => [name, Number(people)])).toEqual(rows.map(({ name, people }) => [/^[=+\-@\t]/.test(name) ? `'${name}` : name, people]))
    }
  })

  it('never begins a cell with what a spreadsheet would run', () => {
    const cells = readCsv(toCsv(columns, randomRows(400, random))).slice(1).map(([name]) => name!)
    expect(cells.filter((name) => /^[=+\-@\t]/.test(name))).toEqual([])
  })

  it('has a name that every system takes, the same once more', () => {
    for (let turn = 0; turn < 200; turn += 1) {
      const name = fileName(awkwardText(random, 40), 'csv')
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.csv$/)
      expect(fileName(name.replace('.csv', ''), 'csv')).toBe(name)
    }
  })

  it('is handed over under its name, and what held it is given back', () => {
    vi.useFakeTimers()
    const clicked: string[] = []
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${blob.type}`, revokeObjectURL: vi.fn() }))
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
      clicked.push(`${this.download} ${this.href} ${this.isConnected}`)
    })
    downloadText('lieux.csv', 'Nom\r\n')
    download('carte.svg', new Blob(['<svg/>'], { type: 'image/svg+xml' }))
    expect(clicked).toEqual(['lieux.csv blob:text/csv;charset=utf-8 true', 'carte.svg blob:image/svg+xml true'])
    expect(document.querySelector('a[download]')).toBeNull()
    vi.runAllTimers()
    vi.useRealTimers()
    expect(URL.revokeObjectURL).toHaveBeenCalledTimes(2)
  })
})

describe('rows sorted and paged here', () => {
  const local = (rows: Row[], limit: number) => effectScope().run(() => useLocalRows(() => rows, () => columns, { key: 'name', descending: false }, limit))!

  it('are all shown once, in order, whatever the column, the direction and the size of a page', () => {
    const random = seeded(41)
    for (let turn = 0; turn < 60; turn += 1) {
      const rows = randomRows(below(70, random), random)
      const { sorting, offset, shown, sorted } = local(rows, 1 + below(20, random))
      sorting.value = { key: oneOf(['name', 'people', 'nothing'], random), descending: random() < 0.5 }
      const seen: number[] = []
      for (offset.value = 0; shown.value.length > 0; offset.value += shown.value.length) seen.push(...shown.value.map(({ id }) => id))
      expect(seen).toEqual(sorted.value.map(({ id }) => id))
      expect([...seen].sort((a, b) => a - b)).toEqual(rows.map(({ id }) => id))
      const people = sorted.value.map((row) => (sorting.value.descending ? -row.people : row.people))
      if (sorting.value.key === 'people') expect(people).toEqual([...people].sort((a, b) => a - b))
    }
  })

  it('go back to the first page when they are sorted otherwise', async () => {
    const { sorting, offset } = local(randomRows(100, seeded(2)), 10)
    offset.value = 50
    sorting.value = { key: 'people', descending: true }
    await nextTick()
    expect(offset.value).toBe(0)
  })

  it('ten thousand are sorted in the blink of an eye', () => {
    const { sorting, shown } = local(randomRows(10_000, seeded(6)), 50)
    const start = performance.now()
    for (const descending of [true, false]) {
      sorting.value = { key: 'name', descending }
      expect(shown.value).toHaveLength(50)
    }
    expect(performance.now() - start).toBeLessThan(4_000)
  })
})

describe('scales of figures', () => {
  const random = seeded(51)
  const intervals = Array.from({ length: 200 }, () => {
    const low = (random() - 0.5) * 10 ** (below(10, random) - 3)
    return [low, low + random() * 10 ** (below(9, random) - 3) + 1e-6] as const
  })

  it('cover the interval by even round steps, neither too few nor too many', () => {
    for (const [low, high] of intervals) {
      const found = ticks(low, high)
      const step = (found[1] ?? 0) - (found[0] ?? 0)
      expect(found.length).toBeGreaterThanOrEqual(2)
      expect(found.length).toBeLessThanOrEqual(7)
      expect(found[0]! - low).toBeLessThan(step * 1.001)
      expect(high - found.at(-1)!).toBeLessThan(step * 1.001)
      found.slice(1).forEach((tick, index) => expect((tick - found[index]!) / step).toBeCloseTo(1, 4))
    }
  })

  it('lead back to the figure they come from', () => {
    for (const [low, high] of intervals) {
      const there = linear(low, high, 300, 20)
      const back = linear(300, 20, low, high)
      for (const share of [0, 0.3, 1]) expect(Math.abs(back(there(low + share * (high - low))) - (low + share * (high - low))) / (high - low)).toBeLessThan(1e-6)
    }
  })
})

describe('a table walked at random', () => {
  const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown', 'Enter', 'a', 'Escape']

  it.each([1, 2, 3, 4, 5, 6])('keeps one stop, which has the focus, whatever is pressed and whatever its rows become (walk %i)', async (seed) => {
    const random = seeded(seed)
    const sizes = ref([below(6, random), 1 + below(4, random)])
    const cell = (row: number, column: number) => ((row * 7 + column * 3 + seed) % 4 === 0 ? 2 : (row + column) % 3 === 0 ? 1 : 0)
    const Table = defineComponent({
      setup() {
        const table = ref<HTMLElement>()
        useRoving(table, tableStops)
        return { table, sizes, cell }
      },
      template: `<table ref="table"><thead><tr><th scope="col"><button>Tri</button></th></tr></thead>
        <tbody><tr v-for="r in sizes[0]" :key="r"><td v-for="c in sizes[1]" :key="c">{{ r }}.{{ c }}<a v-for="n in cell(r, c)" :key="n" href="#">{{ n }}</a></td></tr></tbody></table>`,
    })
    const { container } = render(Table)
    await nextTick()
    const stops = () => [...container.querySelectorAll<HTMLElement>('a, button, td')].filter((one) => one.tabIndex === 0)
    stops()[0]!.focus()
    for (let turn = 0; turn < 60; turn += 1) {
      if (random() < 0.1) sizes.value = [below(6, random), 1 + below(4, random)]
      document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: oneOf(keys, random), ctrlKey: random() < 0.2, bubbles: true, cancelable: true }))
      await nextTick()
      await nextTick()
      expect(stops()).toHaveLength(1)
      if (!container.contains(document.activeElement)) stops()[0]!.focus()
      expect(document.activeElement).toBe(stops()[0])
    }
  })
})

describe('icons', () => {
  const program = Object.entries({ ...sources('.vue'), ...sources('.ts') }).filter(([path]) => !path.startsWith('ui/icons') && !path.includes('.test.')).map(([, text]) => text).join('\n')

  it('are all drawn somewhere, each in its own way, within their grid', () => {
    const unused = Object.keys(icons).filter((name) => !new RegExp(`['"]${name}['"]`).test(program))
    expect(unused).toEqual([])
    expect(new Set(Object.values(icons)).size).toBe(Object.keys(icons).length)
    const outside = Object.entries(icons).filter(([, path]) => !/^M/.test(path) || [...path.matchAll(/[MLHV]\s?(-?[\d.]+)/g)].some(([, number]) => Number(number) < 0 || Number(number) > 24))
    expect(outside).toEqual([])
  })
})
