import type { MapLayer, MapShape } from '@/map/layer'

// The commune of an IRIS: its code begins with that of the commune. Undefined for anything else.
export function communeOf(code: string, communes: MapLayer | null): string | undefined {
  if (code.length !== 9) return undefined
  return communes?.shapes[communes.indexOf.get(code.slice(0, 5)) ?? -1]?.name
}

// The name of a unit as people tell it apart: every town has its IRIS "Centre".
export function unitName({ code, name }: Pick<MapShape, 'code' | 'name'>, communes: MapLayer | null): string {
  const commune = communeOf(code, communes)
  return commune && !name.startsWith(commune) ? `${name} (${commune})` : name
}
