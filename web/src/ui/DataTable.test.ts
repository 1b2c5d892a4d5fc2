import { fireEvent, render, screen, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import { setLanguage } from '@/i18n'
import { expectAccessible } from '@/testing/mount'
import DataTable from './DataTable.vue'
import LocalTable from './LocalTable.vue'
import type { Column, Sorting } from './table'

interface Town {
  code: string
  name: string
  people: number | null
}
const town = (code: string, name: string, people: number | null): Town => ({ code, name, people })
const towns = [town('3', 'Zède 10', 5), town('1', 'École', 70), town('2', 'zède 2', 70), town('4', 'Abbé', null)]
const columns: Column<Town>[] = [
  { key: 'name', label: 'Nom', text: (row) => row.name, sortable: true },
  { key: 'people', label: 'Habitants', text: (row) => (row.people === null ? '–' : `${row.people} hab.`), raw: (row) => row.people ?? -1, numeric: true, sortable: true },
  { key: 'note', label: 'Note', text: (row) => `note ${row.code}`, nowrap: true },
  { key: 'code', label: 'Code', text: (row) => row.code, hidden: true },
]
type Props = Partial<{ rows: Town[]; sorting: Sorting; current: string | null; first: Sorting; limit: number; caption: string }>
const common = { caption: 'Villes', columns, rows: towns, rowKey: (row: Town) => row.code }
const table = (props: Props = {}, slots = {}) => render(DataTable as never, { props: { ...common, ...props } as never, slots })
const local = (props: Props = {}) => render(LocalTable as never, { props: { ...common, first: { key: 'name', descending: false }, ...props } as never })
const names = () => screen.queryAllByRole('rowheader').map((cell) => cell.textContent?.trim())
const sortBy = (name: RegExp) => fireEvent.click(within(screen.getByRole('columnheader', { name })).getByRole('button'))

beforeEach(() => setLanguage('fr'))

describe('a table', () => {
  it('leaves out of prints, head and cells, the columns that are only good for acting', () => {
    const { container } = render(DataTable as never, { props: { ...common, columns: [{ ...columns[0]!, screenOnly: true }, columns[1]!] } as never })
    expect(container.querySelectorAll('th.no-print, td.no-print')).toHaveLength(1 + towns.length)
    expect(container.querySelectorAll('thead th:not(.no-print)')).toHaveLength(1)
  })

  it('is named by its caption, its rows by their first cell, its cells by their heads', async () => {
    const { container } = table()
    expect(screen.getByRole('grid', { name: 'Villes' })).toBeTruthy()
    expect(screen.getAllByRole('columnheader').map((head) => [head.textContent?.trim(), head.getAttribute('scope')])).toEqual([['Nom', 'col'], ['Habitants', 'col'], ['Note', 'col']])
    expect(screen.getAllByRole('rowheader').map((head) => head.getAttribute('scope'))).toEqual(Array(4).fill('row'))
    await expectAccessible(container)
  })

  it('is laid out from the widths of its columns when all that show have one', () => {
    const wide = columns.map((column, index) => (column.hidden ? column : { ...column, width: `${index + 5}rem` }))
    const shown = (some: Column<Town>[]) => render(DataTable as never, { props: { ...common, columns: some } as never }).container
    const known = shown(wide)
    expect([...known.querySelectorAll('col')].map((col) => col.style.width)).toEqual(['5rem', '6rem', '7rem'])
    expect(known.querySelector('table')?.className).toContain('fixed')
    const unknown = shown([wide[0]!, columns[1]!])
    expect([unknown.querySelectorAll('col').length, unknown.querySelector('table')?.className]).toEqual([0, ''])
  })

  it('asks for another order, numbers from the largest, then turns it over', async () => {
    const { emitted, rerender } = table({ sorting: { key: 'name', descending: false } })
    await sortBy(/Habitants/)
    await sortBy(/Nom/)
    expect(emitted('sort')).toEqual([[{ key: 'people', descending: true }], [{ key: 'name', descending: true }]])
    await rerender({ ...common, sorting: { key: 'people', descending: true } } as never)
    await sortBy(/Habitants/)
    expect(emitted('sort').at(-1)).toEqual([{ key: 'people', descending: false }])
  })

  it('says which column orders it, and how', async () => {
    const { rerender } = table({ sorting: { key: 'people', descending: true } })
    const orders = () => screen.getAllByRole('columnheader').map((head) => head.getAttribute('aria-sort'))
    expect(orders()).toEqual([null, 'descending', null])
    await rerender({ ...common, sorting: { key: 'name', descending: false } } as never)
    expect(orders()).toEqual(['ascending', null, null])
  })

  it('offers no order for a column that has none', () => {
    table()
    expect(within(screen.getByRole('columnheader', { name: 'Note' })).queryByRole('button')).toBeNull()
  })

  it('marks the row chosen elsewhere', () => {
    const { container } = table({ current: '2' })
    expect([...container.querySelectorAll('tr.current')].map((row) => within(row as HTMLElement).getByRole('rowheader').textContent?.trim())).toEqual(['zède 2'])
  })

  it('lets a page draw a cell in its own way, with its row', () => {
    table({}, { 'cell-note': ({ row }: { row: Town }) => h('a', { href: `#${row.code}` }, `voir ${row.code}`) })
    expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(['voir 3', 'voir 1', 'voir 2', 'voir 4'])
  })

  it('is walked from its head down to the links of a column', async () => {
    table({}, { 'cell-note': ({ row }: { row: Town }) => h('a', { href: '#' }, `voir ${row.code}`) })
    await nextTick()
    within(screen.getByRole('columnheader', { name: 'Nom' })).getByRole('button').focus()
    const said: (string | undefined)[] = []
    for (const key of ['ArrowDown', 'End', 'ArrowDown', 'Home', 'ArrowUp', 'ArrowUp']) {
      await fireEvent.keyDown(document.activeElement!, { key })
      said.push(document.activeElement?.textContent?.trim())
    }
    expect(said).toEqual(['Zède 10', 'voir 3', 'voir 1', 'École', 'Zède 10', 'Nom'])
  })
})

describe('a table whose rows are all here', () => {
  it('is in the order of a reader: accents, case and numbers within words', () => {
    local()
    expect(names()).toEqual(['Abbé', 'École', 'zède 2', 'Zède 10'])
  })

  it('orders numbers by their value, whatever their dress, and keeps equals in place', async () => {
    local()
    await sortBy(/Habitants/)
    expect(names().slice(0, 2).sort()).toEqual(['zède 2', 'École'].sort())
    expect(names().slice(2)).toEqual(['Zède 10', 'Abbé'])
    await sortBy(/Habitants/)
    expect(names().slice(0, 2)).toEqual(['Abbé', 'Zède 10'])
  })

  it('does not change the rows it was given', async () => {
    const given = [...towns]
    local({ rows: given })
    await sortBy(/Habitants/)
    expect(given).toEqual(towns)
  })

  it.each([
    [3, 1, '1 à 3 sur 4', ['Abbé', 'École', 'zède 2']],
    [3, 2, '4 à 4 sur 4', ['Zède 10']],
    [4, 1, '4 lignes', ['Abbé', 'École', 'zède 2', 'Zède 10']],
  ])('with %i rows a page, page %i says "%s"', async (limit, page, status, expected) => {
    local({ limit })
    for (let turn = 1; turn < page; turn += 1) await fireEvent.click(screen.getByRole('button', { name: /Suivant/ }))
    expect([screen.getByRole('status').textContent, names()]).toEqual([status, expected])
  })

  it('comes back to a page that exists when its rows become fewer', async () => {
    const { rerender } = local({ limit: 2 })
    await fireEvent.click(screen.getByRole('button', { name: /Suivant/ }))
    await rerender({ ...common, first: { key: 'name', descending: false }, limit: 2, rows: towns.slice(0, 1) } as never)
    expect(names()).toEqual(['Zède 10'])
  })

  it('follows the rows that the page gives it', async () => {
    const { rerender } = local()
    await rerender({ ...common, first: { key: 'name', descending: false }, rows: [...towns, town('5', 'Aaa', 1)] } as never)
    expect(names()[0]).toBe('Aaa')
  })

  it('without a row says nothing of pages', () => {
    local({ rows: [] })
    expect(screen.queryByRole('status')).toBeNull()
    expect(screen.queryByRole('button', { name: /CSV/ })).toBeNull()
  })
})

describe('two tables on one page', () => {
  it('keep each its own stop', async () => {
    const Two = defineComponent({
      components: { DataTable: DataTable as never },
      setup: () => ({ common }),
      template: '<div><DataTable v-bind="common" caption="Une" /><DataTable v-bind="common" caption="Deux" /></div>',
    })
    const { container } = render(Two)
    await nextTick()
    const stops = [...container.querySelectorAll<HTMLElement>('button, th, td')].filter((element) => element.tabIndex === 0)
    expect(stops).toHaveLength(2)
    stops[0]!.focus()
    await fireEvent.keyDown(stops[0]!, { key: 'End', ctrlKey: true })
    expect(document.activeElement?.closest('table')).toBe(container.querySelector('table'))
  })
})
