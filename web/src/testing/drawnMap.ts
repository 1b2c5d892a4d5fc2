import type { GeometryCollection, Topology } from 'topojson-specification'
import { decodeLayer, type MapLayer, type UnitTopology } from '@/map/layer'

// Maps drawn as text: each letter is a square of 1 000 m, letters that repeat are several units of one sector.
// drawTopology(['AAB', 'ACB']) has six units coded "00" "01" "02" / "10" "11" "12" (row, column).
const side = 1000

type Arc = [number, number][]

class ArcTable {
  readonly arcs: Arc[] = []
  private readonly known = new Map<string, number>()

  // The index of the arc from a to b, its complement when it is known the other way round.
  between(a: [number, number], b: [number, number]): number {
    const forward = this.known.get(`${a} ${b}`)
    if (forward !== undefined) return forward
    const backward = this.known.get(`${b} ${a}`)
    if (backward !== undefined) return ~backward
    this.arcs.push([a, b])
    this.known.set(`${a} ${b}`, this.arcs.length - 1)
    return this.arcs.length - 1
  }
}

export function codeOf(row: number, column: number): string {
  return `${row}${column}`
}

export function drawTopology(rows: readonly string[], population = 100): UnitTopology {
  const table = new ArcTable()
  const geometries: unknown[] = []
  rows.forEach((line, row) => {
    ;[...line].forEach((letter, column) => {
      if (letter === ' ') return
      const [x0, y0, x1, y1] = [column * side, row * side, (column + 1) * side, (row + 1) * side]
      const corners: [number, number][] = [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]
      const ring = corners.slice(1).map((corner, index) => table.between(corners[index]!, corner))
      geometries.push({ type: 'Polygon', id: codeOf(row, column), arcs: [ring], properties: { name: `Unité ${row}${column}`, population } })
    })
  })
  const units = { type: 'GeometryCollection', geometries } as unknown as GeometryCollection<{ name: string; population: number }>
  return { type: 'Topology', arcs: table.arcs, objects: { units } } as Topology as UnitTopology
}

export function drawLayer(rows: readonly string[], population = 100): MapLayer {
  return decodeLayer(drawTopology(rows, population))
}

// The partition that the letters draw: sectors in alphabetical order.
export function drawPartition(rows: readonly string[]): { of: number[]; names: string[] } {
  const letters = [...rows.join('')].filter((letter) => letter !== ' ')
  const names = [...new Set(letters)].sort()
  return { of: letters.map((letter) => names.indexOf(letter)), names }
}
