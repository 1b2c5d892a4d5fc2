import type { PlaceTold } from '@/api/types'
import { count } from '@/i18n'
import type { fr } from './fr-study'

type Words = (typeof fr)['study']
export interface PlacesRead {
  places: PlaceTold[]
  // All that is wrong, in words, line by line.
  faults: string[]
}

const names = {
  code: ['code'],
  name: ['name', 'nom'],
  lon: ['lon', 'longitude'],
  lat: ['lat', 'latitude'],
  price_open: ['price_open', 'cout_ouvrir', 'cout'],
  price_closed: ['price_closed', 'cout_fermer'],
  capacity: ['capacity', 'capacite'],
  hours: ['hours', 'horaires'],
} as const
type Column = keyof typeof names
const numbers = ['lon', 'lat', 'price_open', 'price_closed', 'capacity'] as const

const plain = (text: string) => text.trim().toLocaleLowerCase().normalize('NFD').replace(/\p{Diacritic}/gu, '')

// The cells of each line of a CSV file (RFC 4180), with the number of the line; empty lines are skipped.
export function cellsOf(text: string): { line: number; cells: string[] }[] {
  const body = text.replace(/^\ufeff/, '')
  const head = body.split(/\r?\n/, 1)[0] ?? ''
  const delimiter = [';', '\t', ','].find((one) => head.includes(one)) ?? ','
  const rows: { line: number; cells: string[] }[] = []
  let [line, began, cell, cells, quoted] = [1, 1, '', [] as string[], false]
  const endLine = () => {
    cells.push(cell)
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: began, cells: cells.map((one) => one.trim()) })
    ;[cell, cells] = ['', []]
  }
  for (let at = 0; at < body.length; at += 1) {
    const char = body.charAt(at)
    if (char === '\n') line += 1
    if (quoted) {
      if (char !== '"') cell += char
      else if (body[at + 1] === '"') [cell, at] = [`${cell}"`, at + 1]
      else quoted = false
    } else if (char === '"' && cell.trim() === '') [quoted, cell] = [true, '']
    else if (char === delimiter) [cells, cell] = [[...cells, cell], '']
    else if (char === '\n') {
      endLine()
      began = line
    } else if (char !== '\r') cell += char
  }
  endLine()
  return rows
}

// A file of places as the server takes it, or all that is wrong with it.
export function readPlaces(text: string, words: Words): PlacesRead {
  const [head, ...lines] = cellsOf(text)
  const titles = (head?.cells ?? []).map(plain)
  const at = Object.fromEntries(Object.entries(names).map(([column, known]) => [column, titles.findIndex((title) => (known as readonly string[]).includes(title))])) as Record<Column, number>
  const faults = (['code', 'name'] as const).filter((column) => at[column] < 0).map(words.placeColumn)
  if (faults.length > 0) return { places: [], faults }
  const places = lines.map(({ line, cells }): PlaceTold => {
    const said = (column: Column) => (at[column] < 0 ? '' : (cells[at[column]] ?? ''))
    const number = (column: (typeof numbers)[number]) => {
      const typed = said(column).replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
      if (typed === '') return null
      const value = Number(typed)
      if (!Number.isFinite(value) || (column === 'capacity' && !Number.isInteger(value))) faults.push(words.placeNumber(count(line), column, said(column)))
      return value
    }
    const [lon, lat, price_open, price_closed, capacity] = numbers.map(number) as [number | null, number | null, number | null, number | null, number | null]
    return { code: said('code'), name: said('name'), lon, lat, price_open, price_closed, capacity, hours: said('hours') || null }
  })
  if (places.length === 0) faults.push(words.placeEmpty)
  return faults.length > 0 ? { places: [], faults } : { places, faults }
}
