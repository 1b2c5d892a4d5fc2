import { fireEvent, render, screen, within } from '@testing-library/vue'
import { describe, expect, it, vi } from 'vitest'
import { expectAccessible } from '@/testing/mount'
import * as files from './download'
import LocalTable from './LocalTable.vue'
import { csvField, toCsv, type Column } from './table'

interface Town {
  name: string
  population: number
}
const towns: Town[] = [
  { name: 'Pau', population: 77_000 },
  { name: 'Écully', population: 18_000 },
  { name: 'Dax; "la ville"', population: 9 },
]
const columns: Column<Town>[] = [
  { key: 'name', label: 'Nom', text: (row) => row.name, sortable: true },
  { key: 'population', label: 'Population', text: (row) => `${row.population} hab.`, raw: (row) => row.population, numeric: true, sortable: true },
  { key: 'code', label: 'Code', text: () => 'x', hidden: true },
]
const props = { caption: 'Villes', columns, rows: towns, rowKey: (row: Town) => row.name, first: { key: 'name', descending: false } }
const shownNames = () => screen.getAllByRole('row').slice(1).map((row) => within(row).getByRole('rowheader').textContent)

describe('a CSV file', () => {
  it('quotes what must be, and starts with a byte order mark', () => {
    const text = toCsv(columns, towns)
    expect(text.startsWith('\ufeffNom;Population;Code\r\n')).toBe(true)
    expect(text).toContain('"Dax; ""la ville""";9;x\r\n')
  })

  it('holds the raw numbers, not their French dress', () => {
    expect(toCsv(columns, towns)).toContain('Pau;77000')
  })

  it('makes formulas harmless, but not numbers', () => {
    expect(['=1+1', '+33', '-2', '@x', '\t=a', 'Pau'].map((text) => csvField(text)[0])).toEqual(["'", "'", "'", "'", "'", 'P'])
    expect(csvField(-3)).toBe('-3')
  })
})

describe('file names', () => {
  it('keep letters and digits only', () => {
    expect(files.fileName('Carte commune 2027 – Béarn', 'csv')).toBe('carte-commune-2027-bearn.csv')
    expect(files.fileName('«»', 'svg')).toBe('maillage.svg')
  })
})

describe('a table', () => {
  it('is sorted by its heads, numbers as numbers and names as a reader would', async () => {
    const { container } = render(LocalTable as never, { props: props as never })
    expect(shownNames()).toEqual(['Dax; "la ville"', 'Écully', 'Pau'])
    await fireEvent.click(screen.getByRole('button', { name: /Population/ }))
    expect(shownNames()).toEqual(['Pau', 'Écully', 'Dax; "la ville"'])
    expect(screen.getByRole('columnheader', { name: /Population/ }).getAttribute('aria-sort')).toBe('descending')
    await fireEvent.click(screen.getByRole('button', { name: /Population/ }))
    expect(shownNames()[0]).toContain('Dax')
    await expectAccessible(container)
  })

  it('does not show a hidden column', () => {
    render(LocalTable as never, { props: props as never })
    expect(screen.queryByRole('columnheader', { name: 'Code' })).toBeNull()
  })

  it('exports every row in the order seen, not only the page', async () => {
    const saved = vi.spyOn(files, 'downloadText').mockImplementation(() => undefined)
    render(LocalTable as never, { props: { ...props, limit: 1 } as never })
    expect(shownNames()).toHaveLength(1)
    await fireEvent.click(screen.getByRole('button', { name: /CSV/ }))
    const [name, text] = saved.mock.calls[0] ?? []
    expect(name).toBe('villes.csv')
    expect(text?.split('\r\n').slice(1, 4).map((line) => line[0])).toEqual(['"', 'É', 'P'])
  })

  it('turns its pages, and comes back to the first when sorted', async () => {
    render(LocalTable as never, { props: { ...props, limit: 2 } as never })
    await fireEvent.click(screen.getByRole('button', { name: /Suivant/ }))
    expect(shownNames()).toEqual(['Pau'])
    await fireEvent.click(screen.getByRole('button', { name: /^Nom/ }))
    expect(shownNames()).toEqual(['Pau', 'Écully'])
  })
})
