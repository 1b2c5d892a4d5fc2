import type { Fault } from '@/api/types'
import { count, day, list } from '@/i18n'
import type { MapLayer } from '@/map/layer'
import type { fr } from './fr'

const named = 6

function someOf(names: readonly string[], words: typeof fr): string {
  if (names.length <= named) return list(names)
  return words.coverage.andOthers(names.slice(0, named).join(', '), count(names.length - named))
}

// What is wrong and for whom, as one sentence.
export function explainFault(fault: Fault, words: typeof fr): string {
  const units = someOf(fault.units.map((code, index) => fault.unit_names[index] || code), words)
  const sectors = list(fault.sectors.map((sector) => words.coverage.quoted(sector.name || sector.code)))
  const ended = fault.reason.code === 'no_longer_exists' ? Object.fromEntries(fault.reason.args) : null
  if (ended) return words.coverage.noLongerExists(units, sectors, day(String(ended.date)), String(ended.into))
  return words.coverage.explain[fault.kind](units, sectors)
}

// The fill of every shape: those named by a fault stand out.
export function faultFills(layer: MapLayer | null, faults: readonly Fault[]): string[] {
  const wrong = new Set(faults.flatMap((fault) => fault.units))
  return (layer?.shapes ?? []).map((shape) => (wrong.has(shape.code) ? 'fill-alert' : 'fill-pale'))
}
