import type { House, Site, Travel, TravelTable } from '@/api/types'
import { decimal } from '@/i18n'
import type { LegendEntry } from '@/map/SectorLegend.vue'
import type { fr } from './fr'

type Words = (typeof fr)['network']

// The figures of a travel as every title says them.
export function travelText({ source, mode, detour, speed_kmh, origin, vintage }: Travel, words: Words): string {
  if (source === 'file') return words.travelFile(words.modes[mode], origin, vintage)
  if (source === 'server') return words.travelServer(words.modes[mode], origin, vintage)
  return words.travel(decimal(detour, 2), decimal(speed_kmh))
}

// A table of minutes in a list: what it is, of whom, of when.
export function tableText({ source, mode, origin, vintage }: Pick<TravelTable, 'source' | 'mode' | 'origin' | 'vintage'>, words: Words): string {
  return words.tableName(words.sources[source], words.modes[mode], origin, vintage)
}

// A time as it is read, without the tenths that mean nothing of two hours; below zero, nobody knows it.
export function minutesText(minutes: number, words: Words): string {
  return minutes < 0 ? words.unknown : words.minutes(decimal(minutes, minutes < 100 ? 1 : 0))
}

// Where the colours change around a threshold: three classes within it, two beyond.
export function minuteThresholds(reach: number): number[] {
  return [reach / 3, (2 * reach) / 3, reach, 2 * reach].map(Math.round)
}

// The fill of a time: one that equals a threshold has not passed it, as in the shares.
export function minuteFill(minutes: number, thresholds: readonly number[]): string {
  if (minutes < 0) return 'fill-none'
  return `fill-s${thresholds.filter((threshold) => minutes > threshold).length}`
}

// The classes, those that no unit falls in left out.
export function minuteLegend(thresholds: readonly number[], fills: ReadonlySet<string>, words: Words): LegendEntry[] {
  const label = (index: number) => {
    const [low, high] = [thresholds[index - 1], thresholds[index]]
    if (low === undefined) return words.upTo(String(high))
    return high === undefined ? words.above(String(low)) : words.between(String(low), String(high))
  }
  const classes = Array.from({ length: thresholds.length + 1 }, (_, index) => ({ key: `s${index}`, label: label(index), fill: `fill-s${index}` }))
  return [...classes, { key: 'none', label: words.noMinutes, fill: 'fill-none' }].filter(({ fill }) => fills.has(fill))
}

// A house as the map draws a site; `closed` draws it hollow.
export function siteOf(house: House, at: string, closed = false): Site {
  const { code, name, kind, x, y } = house
  return { code, name, kind, x, y, address: '', commune_code: '', lon: 0, lat: 0, from: at, to: closed ? at : null }
}
