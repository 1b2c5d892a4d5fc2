import { feature, mesh, neighbors } from 'topojson-client'
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification'

export type Box = readonly [x0: number, y0: number, x1: number, y1: number]

// One unit of the map. Coordinates are metres (Lambert-93, y growing downwards).
export interface MapShape {
  code: string
  name: string
  population: number
  path: string
  x: number
  y: number
  area: number
  box: Box
}

// A drawn level of the territory, with its neighbourhood and its shared borders.
export interface MapLayer {
  shapes: MapShape[]
  indexOf: ReadonlyMap<string, number>
  neighbours: number[][]
  box: Box
  // The borders between two different units for which `separates` holds; with a === b, the outer edge of one unit.
  borders: (separates: (a: number, b: number) => boolean) => string
  // The borders of a partition and the outer edge, line by line: quick enough to follow a pencil, but not joined end to
  // end as `borders` are, which dashes need.
  limits: (of: readonly number[]) => string
}

interface Properties {
  name: string
  population: number
}
export type UnitTopology = Topology<{ units: GeometryCollection<Properties> }>
type Geometry = GeometryObject<Properties> & { properties?: Properties }
type Point = readonly number[]

// A run of points as relative whole metres: half the text of absolute coordinates, and no drift.
function linePath(points: readonly Point[]): string {
  let text = ''
  let px = 0
  let py = 0
  points.forEach(([rawX = 0, rawY = 0], index) => {
    const [x, y] = [Math.round(rawX), Math.round(rawY)]
    text += index === 0 ? `M${x} ${y}` : `l${x - px} ${y - py}`
    px = x
    py = y
  })
  return text
}

interface Ring {
  area: number
  x: number
  y: number
}

// Signed area and centroid by the shoelace formula, around the first point to keep the digits.
export function ringOf(points: readonly Point[]): Ring {
  const [ox = 0, oy = 0] = points[0] ?? []
  let [area, x, y] = [0, 0, 0]
  for (let i = 1; i < points.length; i += 1) {
    const [ax = 0, ay = 0] = points[i - 1] ?? []
    const [bx = 0, by = 0] = points[i] ?? []
    const cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy)
    area += cross / 2
    x += (ax + bx - 2 * ox) * cross
    y += (ay + by - 2 * oy) * cross
  }
  if (area === 0) return { area: 0, x: ox, y: oy }
  return { area: Math.abs(area), x: ox + x / (6 * area), y: oy + y / (6 * area) }
}

function boxOf(points: Iterable<Point>): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x = 0, y = 0] of points) {
    x0 = Math.min(x0, x)
    y0 = Math.min(y0, y)
    x1 = Math.max(x1, x)
    y1 = Math.max(y1, y)
  }
  return [x0, y0, x1, y1]
}

export function unite(boxes: readonly Box[]): Box {
  return boxOf(boxes.flatMap(([x0, y0, x1, y1]) => [[x0, y0], [x1, y1]]))
}

function polygonsOf(topology: UnitTopology, geometry: Geometry): Point[][][] {
  const shape = (feature(topology, geometry as GeometryObject) as { geometry: { type: string; coordinates?: unknown } | null }).geometry
  if (shape?.type === 'Polygon') return [shape.coordinates as Point[][]]
  return shape?.type === 'MultiPolygon' ? (shape.coordinates as Point[][][]) : []
}

function shapeOf(topology: UnitTopology, geometry: Geometry): MapShape {
  const polygons = polygonsOf(topology, geometry)
  const outer = polygons.map((rings) => ringOf(rings[0] ?? []))
  const largest = outer.reduce<Ring>((best, ring) => (ring.area > best.area ? ring : best), { area: 0, x: 0, y: 0 })
  return {
    code: String(geometry.id ?? ''),
    name: geometry.properties?.name ?? String(geometry.id ?? ''),
    population: geometry.properties?.population ?? 0,
    path: polygons.map((rings) => rings.map((ring) => `${linePath(ring.slice(0, -1))}z`).join('')).join(''),
    x: largest.x,
    y: largest.y,
    area: outer.reduce((sum, ring) => sum + ring.area, 0),
    box: boxOf(polygons.flat(2)),
  }
}

interface Side {
  path: string
  a: number
  // −1 at the outer edge.
  b: number
}

// Every line of the topology with the one or two units it bounds.
function sidesOf(topology: UnitTopology, geometries: readonly Geometry[]): Side[] {
  const owners = new Map<number, number[]>()
  geometries.forEach((geometry, unit) => {
    const arcs = ('arcs' in geometry ? geometry.arcs : []) as readonly unknown[]
    for (const arc of (arcs as number[][][]).flat(3) as unknown as number[]) {
      const line = arc < 0 ? ~arc : arc
      owners.set(line, [...(owners.get(line) ?? []), unit])
    }
  })
  return [...owners].map(([line, [a = -1, b = -1]]) => {
    const { geometry } = feature(topology, { type: 'LineString', arcs: [line] } as GeometryObject) as unknown as { geometry: { coordinates: Point[] } }
    return { path: linePath(geometry.coordinates), a, b }
  })
}

// Decodes a topology as the server sends it.
export function decodeLayer(topology: UnitTopology): MapLayer {
  const geometries = topology.objects.units.geometries as Geometry[]
  const positions = new Map(geometries.map((geometry, index) => [geometry, index]))
  const shapes = geometries.map((geometry) => shapeOf(topology, geometry))
  let sides: Side[] | null = null
  const at = (geometry: unknown) => positions.get(geometry as Geometry) ?? -1
  return {
    shapes,
    indexOf: new Map(shapes.map((shape, index) => [shape.code, index])),
    neighbours: neighbors(geometries),
    box: unite(shapes.filter((shape) => shape.path).map((shape) => shape.box)),
    borders: (separates) => {
      const lines = mesh(topology, topology.objects.units as GeometryObject, (a, b) => separates(at(a), at(b)))
      return lines.coordinates.map(linePath).join('')
    },
    limits: (of) => {
      sides ??= sidesOf(topology, geometries)
      let path = ''
      for (const side of sides) if (side.b < 0 || of[side.a] !== of[side.b]) path += side.path
      return path
    },
  }
}
