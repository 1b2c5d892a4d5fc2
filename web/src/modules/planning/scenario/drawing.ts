import type { DistrictMeasure, DraftMeasures, Scenario, ScenarioStep, Stage } from '@/api/types'
import type { MapLayer } from '@/map/layer'

// What the pencil knows of the territory. A unit is its position in the scenario, a shape its position on the map.
export interface Ground {
  shapeOf: number[]
  unitOf: number[]
  codes: readonly string[]
  names: string[]
  populations: number[]
  neighbours: number[][]
}

export const nobody = -1

// The drawing may still change.
export function isEditable(stage: Stage): boolean {
  return stage === 'draft' || stage === 'amended'
}

export function groundOf(layer: MapLayer, codes: readonly string[]): Ground {
  const shapeOf = codes.map((code) => layer.indexOf.get(code) ?? -1)
  const unitOf = new Array<number>(layer.shapes.length).fill(-1)
  shapeOf.forEach((shape, unit) => shape >= 0 && (unitOf[shape] = unit))
  return {
    shapeOf,
    unitOf,
    codes,
    names: shapeOf.map((shape, unit) => layer.shapes[shape]?.name ?? codes[unit] ?? ''),
    populations: shapeOf.map((shape) => layer.shapes[shape]?.population ?? 0),
    neighbours: shapeOf.map((shape) => (layer.neighbours[shape] ?? []).map((other) => unitOf[other] ?? -1).filter((unit) => unit >= 0)),
  }
}

export function step(kind: ScenarioStep['kind'], patch: Partial<ScenarioStep> = {}): ScenarioStep {
  return { kind, units: [], district: nobody, names: [], origin: '', ...patch }
}

// The map as it will be once these steps are kept: only the pencil's strokes show before the server has answered.
export function painted(of: readonly number[], steps: readonly ScenarioStep[]): number[] {
  const next = [...of]
  for (const { kind, units, district } of steps) {
    if (kind === 'paint') units.forEach((unit) => (next[unit] = district))
  }
  return next
}

// The new list, or the old one when it says the same: what is drawn from it is then not drawn again.
export function unlessSame<T>(next: T[], old: T[] | undefined): T[] {
  return old?.length === next.length && next.every((one, index) => one === old[index]) ? old : next
}

export type Grain = 'unit' | 'commune'

// The units that a touch on `unit` paints: itself, or all those of its commune, whose code begins theirs.
export function touchedBy(ground: Ground, unit: number, grain: Grain): number[] {
  if (grain === 'unit') return [unit]
  const communeLetters = 5
  const commune = ground.codes[unit]?.slice(0, communeLetters)
  return ground.codes.flatMap((code, other) => (code.startsWith(commune ?? ' ') ? [other] : []))
}

export interface Stroke {
  // The units that change.
  units: number[]
  // A locked sector that kept its own out of the stroke.
  locked: string | null
}

// What remains of a touch once locked sectors have kept their units, and what is already there is left alone.
export function strokeOf(of: readonly number[], units: readonly number[], to: number, districts: readonly DistrictMeasure[]): Stroke {
  const target = districts[to]
  if (target?.locked) return { units: [], locked: target.name }
  const changing = units.filter((unit) => of[unit] !== to)
  const held = changing.filter((unit) => districts[of[unit] ?? nobody]?.locked)
  const keeper = districts[of[held[0] ?? -1] ?? nobody]
  return { units: changing.filter((unit) => !held.includes(unit)), locked: keeper?.name ?? null }
}

// The pieces of every district, the most populated first.
export function piecesOf(ground: Ground, of: readonly number[], districts: number): number[][][] {
  const pieces: number[][][] = Array.from({ length: districts }, () => [])
  const seen = new Uint8Array(of.length)
  of.forEach((district, first) => {
    if (seen[first] || district < 0) return
    const piece = [first]
    seen[first] = 1
    for (let next = 0; next < piece.length; next += 1) {
      for (const other of ground.neighbours[piece[next] ?? -1] ?? []) {
        if (seen[other] || of[other] !== district) continue
        seen[other] = 1
        piece.push(other)
      }
    }
    pieces[district]?.push(piece)
  })
  const population = (piece: readonly number[]) => piece.reduce((sum, unit) => sum + (ground.populations[unit] ?? 0), 0)
  pieces.forEach((some) => some.sort((a, b) => population(b) - population(a)))
  return pieces
}

// Places to look at: one unit of every piece that is cut from the rest of its district.
export function strayUnits(pieces: readonly number[][][]): number[] {
  return pieces.flatMap((some) => some.slice(1).map((piece) => piece[0] ?? -1)).sort((a, b) => a - b)
}

// The one after `current`, round and round.
export function nextOf(units: readonly number[], current: number): number | undefined {
  return units.find((unit) => unit > current) ?? units[0]
}

// What a scenario must spread evenly: the residents (code ''), then the quantities of its rules.
export interface Spread {
  code: string
  name: string
  tolerance: number
}

export function spreads({ rules, quantities }: Pick<Scenario, 'rules' | 'quantities'>): Spread[] {
  const known = (rules.weights ?? []).flatMap(({ quantity, tolerance }) => {
    const found = quantities.find(({ code }) => code === quantity)
    return found ? [{ code: quantity, name: found.name, tolerance }] : []
  })
  return [{ code: '', name: '', tolerance: rules.balance }, ...known]
}

// How far a district is from the mean; undefined for a quantity that the server is still adding up.
export function deviationIn(row: DistrictMeasure, { code }: Spread): number | undefined {
  return code === '' ? row.deviation : row.loads.find(({ quantity }) => quantity === code)?.deviation
}

// The measures of each district while the pencil moves, by the server's own rules; its answer then takes their place,
// and brings the quantities, which are not known here unit by unit.
export function liveMeasures(page: Scenario, ground: Ground, of: readonly number[], pieces: readonly number[][][]): DistrictMeasure[] {
  const rows = page.measures.of_district.map((row) => ({ ...row, units: 0, population: 0, deviation: 0, gained: 0, lost: 0, loads: [] }))
  of.forEach((district, unit) => {
    const [row, before] = [rows[district], page.start_of_unit[unit] ?? nobody]
    if (row) {
      row.units += 1
      row.population += ground.populations[unit] ?? 0
      if (before !== district) row.gained += 1
    }
    const loser = rows[before]
    if (loser && before !== district) loser.lost += 1
  })
  const total = ground.populations.reduce((sum, population) => sum + population, 0)
  const mean = total / Math.max(1, rows.filter(({ units }) => units > 0).length)
  for (const row of rows) {
    row.deviation = row.units > 0 && mean > 0 ? row.population / mean - 1 : 0
    row.pieces = pieces[row.index]?.length ?? 0
  }
  return rows
}

// The residents who change sector, in each mission and at least once.
export type Moved = Pick<DraftMeasures, 'moved_residents' | 'moved'>

// Of a unit that is in no sector of the mission today.
const noSector = -2

// Who moves while the pencil is held, each sector of today going on where the server last saw it go on: never too few. Its
// answer may find a better continuation.
export function liveMoved({ homes }: Pick<Scenario, 'homes'>, { populations }: Ground, of: readonly number[]): Moved {
  const leaves = (home: number, unit: number) => home !== noSector && (home === nobody || home !== of[unit])
  const residents = (who: (unit: number) => boolean) => populations.reduce((sum, residents, unit) => (who(unit) ? sum + residents : sum), 0)
  return {
    moved_residents: residents((unit) => homes.some(({ of_unit }) => leaves(of_unit[unit] ?? noSector, unit))),
    moved: homes.map(({ mission, of_unit }) => ({ mission, residents: residents((unit) => leaves(of_unit[unit] ?? noSector, unit)) })),
  }
}
