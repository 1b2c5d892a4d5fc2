import type { MapShape } from './layer'

// The shapes of one block that have the same fill, as one path.
export interface Area {
  fill: string
  path: string
}

export interface Block {
  areas: Area[]
  shapes: readonly MapShape[]
  fills: readonly string[]
}

// Shapes of a block are neighbours of each other, as codes are given by commune: few areas, and few points in each.
const most = 64

function areasOf(shapes: readonly MapShape[], fills: readonly string[]): Area[] {
  const paths = new Map<string, string>()
  shapes.forEach(({ path }, index) => {
    const fill = fills[index] ?? ''
    paths.set(fill, (paths.get(fill) ?? '') + path)
  })
  return [...paths].map(([fill, path]) => ({ fill, path }))
}

const same = <T>(a: readonly T[], b: readonly T[]) => a.length === b.length && a.every((value, index) => value === b[index])

// The painting of a map, by blocks of shapes: a block where nothing changed is the object it was in `before`. A browser
// pays for each path of a drawing, changed or not, whenever one changes: a tenth as many paths is a pencil that keeps up.
export function blocksOf(shapes: readonly MapShape[], fills: readonly string[], before: readonly Block[] = []): Block[] {
  return Array.from({ length: Math.ceil(shapes.length / most) }, (_, block) => {
    const [from, to] = [block * most, (block + 1) * most]
    const own = { shapes: shapes.slice(from, to), fills: fills.slice(from, to) }
    const old = before[block]
    return old && same(old.shapes, own.shapes) && same(old.fills, own.fills) ? old : { ...own, areas: areasOf(own.shapes, own.fills) }
  })
}
