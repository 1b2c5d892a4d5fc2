import type { Atom, Disagreement } from '@/api/types'

// One sector of another mission that a sector works with, and the share of the first one's residents.
export interface Partner {
  mission: string
  name: string
  share: number
}

export interface Sharing {
  code: string
  name: string
  population: number
  partners: Partner[]
}

function populationBy(atoms: readonly Atom[], mine: number, theirs: number): Map<number, Map<number, number>> {
  const table = new Map<number, Map<number, number>>()
  for (const atom of atoms) {
    const [a = -1, b = -1] = [atom.sectors[mine], atom.sectors[theirs]]
    if (a < 0 || b < 0) continue
    const row = table.get(a) ?? new Map<number, number>()
    row.set(b, (row.get(b) ?? 0) + atom.population)
    table.set(a, row)
  }
  return table
}

// Who shares what: for each sector of the mission, the sectors of the others it meets, largest share first.
export function sharingOf(found: Disagreement, mission: string): Sharing[] {
  const mine = found.missions.indexOf(mission)
  const sectors = found.mission_sectors[mine]?.sectors ?? []
  const others = found.missions.map((_, index) => index).filter((index) => index !== mine)
  const tables = new Map(others.map((other) => [other, populationBy(found.atoms, mine, other)]))
  return sectors.map((sector, position) => ({
    ...sector,
    partners: others.flatMap((other) => {
      const met = [...(tables.get(other)?.get(position) ?? [])].sort((a, b) => b[1] - a[1])
      return met.map(([theirs, residents]) => ({
        mission: found.missions[other] ?? '',
        name: found.mission_sectors[other]?.sectors[theirs]?.name ?? '',
        share: sector.population > 0 ? residents / sector.population : 0,
      }))
    }),
  }))
}

// The sectors of an atom, mission by mission; null where the mission has none there.
export function sectorsOfAtom(found: Disagreement, atom: Atom): { mission: string; name: string | null }[] {
  return found.missions.map((mission, index) => ({
    mission,
    name: found.mission_sectors[index]?.sectors[atom.sectors[index] ?? -1]?.name ?? null,
  }))
}

// The sector of every unit in one mission, rebuilt from the atoms.
export function sectorOfUnits(found: Disagreement, mission: string): number[] {
  const index = found.missions.indexOf(mission)
  return found.atom_of_unit.map((atom) => found.atoms[atom]?.sectors[index] ?? -1)
}
