// The places of a scenario as the map draws them: who touches whom, and where to point at them.
import assert from 'node:assert/strict'
import { ask } from './harness.mjs'

// For each unit of the scenario: its shape on the map, its name, its neighbours by a shared border.
export async function groundOf(page, scenario) {
  const { objects } = await ask(page, `/territory/map?level=unit&at=${scenario.scenario.at}`)
  const geometries = objects.units.geometries
  const shapeOfCode = new Map(geometries.map(({ id }, shape) => [id, shape]))
  const shapes = scenario.units.map((code) => shapeOfCode.get(code))
  const unitOf = new Map(shapes.map((shape, unit) => [shape, unit]))
  const owners = new Map()
  geometries.forEach(({ arcs }, shape) => {
    for (const arc of arcs.flat(3)) {
      const line = arc < 0 ? ~arc : arc
      owners.set(line, [...(owners.get(line) ?? []), unitOf.get(shape)])
    }
  })
  const neighbours = scenario.units.map(() => [])
  for (const [a, b] of owners.values()) {
    if (b === undefined || a === b) continue
    neighbours[a].push(b)
    neighbours[b].push(a)
  }
  return { codes: scenario.units, names: shapes.map((shape) => geometries[shape].properties.name), shapes, neighbours }
}

// A sector among the first `within`, and so many places of one other sector in a row that it may take: the first touches
// it, each touches the one before, and their sector keeps places of its own.
export function paintable({ of_unit }, ground, many, within = Infinity) {
  const size = (sector) => of_unit.filter((one) => one === sector).length
  for (let unit = 0; unit < of_unit.length; unit += 1) {
    const giver = of_unit[unit]
    const taker = ground.neighbours[unit].map((other) => of_unit[other]).find((one) => one !== giver && one >= 0 && one < within)
    if (giver < 0 || taker === undefined || size(giver) < many + 2) continue
    const units = [unit]
    while (units.length < many) {
      const next = ground.neighbours[units.at(-1)].find((other) => of_unit[other] === giver && !units.includes(other))
      if (next === undefined) break
      units.push(next)
    }
    if (units.length === many) return { taker, units }
  }
  return assert.fail('no sector may take a place from another')
}

// A point of the screen that is on a shape of a map, whatever its form.
export async function shapeOf(page, shape, map) {
  const point = await page.evaluate(([index, nth]) => {
    const path = document.querySelectorAll('.map-svg')[nth].querySelector(`[data-index="${index}"]`)
    // A map may be taller than the window: only what is in the window can be pointed at.
    const seen = path.getBoundingClientRect()
    if (seen.top < 80 || seen.bottom > innerHeight - 20) path.scrollIntoView({ block: 'center' })
    const { left, top, width, height } = path.getBoundingClientRect()
    // Well inside when there is room, since the pointer falls on whole pixels.
    const around = [[0, 0], [-1, 0], [1, 0], [0, -1], [0, 1]]
    for (const margin of [around, around.slice(0, 1)]) {
      const inside = (x, y) => margin.every(([dx, dy]) => document.elementFromPoint(x + dx, y + dy) === path)
      for (let grain = 1; grain <= 24; grain += 1) {
        for (let i = 0; i < grain * grain; i += 1) {
          const x = Math.round(left + (width * ((i % grain) + 0.5)) / grain)
          const y = Math.round(top + (height * (Math.floor(i / grain) + 0.5)) / grain)
          if (inside(x, y)) return { x, y }
        }
      }
    }
    return null
  }, [shape, map])
  assert.ok(point, `shape ${shape} can be pointed at`)
  return point
}
