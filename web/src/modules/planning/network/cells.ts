import type { Grid, NetworkAccess, StudiedNetwork } from '@/api/types'
import { count, percent } from '@/i18n'
import type { LegendEntry } from '@/map/SectorLegend.vue'
import type { fr } from './fr-cells'

type Words = (typeof fr)['cells']

// The side of a cell as it is read: 200 m, 1 km.
export function cellSize(metres: number, { sizes }: Words): string {
  return metres % 1000 === 0 ? sizes.km(count(metres / 1000)) : sizes.m(count(metres))
}

// That people are counted at these cells; nothing when they are at their unit.
export function gridText(grid: Grid | null | undefined, words: Words): string {
  return grid ? words.grain(cellSize(grid.size_m, words), grid.vintage) : ''
}

// What the cells tell of a public, by its code.
export function toldByCells(code: string): boolean {
  return code === 'residents' || code.startsWith('cells/')
}

// Where people are counted, as every figure counted at cells says it.
export function grainText({ cells, publics, units }: Pick<NetworkAccess | StudiedNetwork, 'cells' | 'publics' | 'units'>, words: Words): string {
  const grain = gridText(cells?.grid, words)
  const others = grain !== '' && publics.some(({ code }) => !toldByCells(code))
  return others ? `${grain} ${words.others[units.unit_level === 'iris' ? 'iris' : 'commune']}` : grain
}

// How many cells are imputed, and how many residents live there.
export function imputedText(grid: Grid, words: Words): string {
  const total = count(grid.cells)
  return grid.imputed > 0 ? words.imputed(count(grid.imputed), total, percent(grid.residents > 0 ? grid.residents_imputed / grid.residents : 0)) : words.noneImputed(total)
}

// What the figures of the cells are worth: how many are imputed, of whom they speak, where they come from.
export function cellsNotes(grid: Grid, words: Words): string[] {
  return [imputedText(grid, words), words.counted(count(Math.round(grid.residents / 1000))), words.source(grid.vintage === '' ? grid.source : `${grid.source}, ${grid.vintage}`)]
}

const marks = [1, 0.75, 0.5, 0.25]

// The fill of a share of the residents of a unit, the darkest where the fewest are near; below zero, nobody lives there.
export function shareFill(share: number): string {
  if (share < 0) return 'fill-none'
  return `fill-s${marks.filter((mark) => share < mark).length}`
}

// The classes, those that no unit falls in left out.
export function shareLegend(fills: ReadonlySet<string>, words: Words): LegendEntry[] {
  const labels = [words.all, ...marks.slice(1).map((mark) => words.atLeast(percent(mark))), words.below(percent(marks[3] ?? 0))]
  const classes = labels.map((label, index) => ({ key: `s${index}`, label, fill: `fill-s${index}` }))
  return [...classes, { key: 'none', label: words.nobody, fill: 'fill-none' }].filter(({ fill }) => fills.has(fill))
}
