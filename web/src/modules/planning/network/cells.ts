import type { CountedCells, NetworkAccess } from '@/api/types'
import { count, percent } from '@/i18n'
import type { LegendEntry } from '@/map/SectorLegend.vue'
import type { fr } from './fr-cells'

type Words = (typeof fr)['cells']

// The side of a cell as it is read: 200 m, 1 km.
export function cellSize(metres: number, { sizes }: Words): string {
  return metres % 1000 === 0 ? sizes.km(count(metres / 1000)) : sizes.m(count(metres))
}

// Where people are counted, as every figure counted at cells says it.
export function grainText({ cells, publics, units }: Pick<NetworkAccess, 'cells' | 'publics' | 'units'>, words: Words): string {
  if (!cells) return ''
  const others = publics.some(({ code }) => code !== 'residents' && !code.startsWith('cells/'))
  const grain = words.grain(cellSize(cells.grid.size_m, words), cells.grid.vintage)
  return others ? `${grain} ${words.others[units.unit_level === 'iris' ? 'iris' : 'commune']}` : grain
}

// What the figures of the cells are worth: how many are imputed, of whom they speak, where they come from.
export function cellsNotes({ grid }: CountedCells, words: Words): string[] {
  const total = count(grid.cells)
  const imputed = grid.imputed > 0 ? words.imputed(count(grid.imputed), total, percent(grid.residents > 0 ? grid.residents_imputed / grid.residents : 0)) : words.noneImputed(total)
  return [imputed, words.counted(count(Math.round(grid.residents / 1000))), words.source(grid.vintage === '' ? grid.source : `${grid.source}, ${grid.vintage}`), words.studies]
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
