import type { PublicMission, PublicPicture, PublicPlace } from '@/api/types'
import { compareNames } from '@/i18n'

// A place as people name it: an IRIS means nothing without its commune.
export function placeLabel(place: PublicPlace): string {
  return place.commune === place.name ? place.name : `${place.name} (${place.commune})`
}

// Letters without accents, words without hyphens nor apostrophes: what two spellings of a name have in common.
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[-'’.]/g, ' ').replace(/\s+/g, ' ').trim()
}

// The places whose name, commune or code holds a word beginning with each word typed, those that begin so first.
export function findPlaces(places: readonly PublicPlace[], typed: string): PublicPlace[] {
  const asked = folded(typed)
  if (asked === '') return []
  const wanted = asked.split(' ')
  const found = places.filter((place) => {
    const held = `${folded(place.commune)} ${folded(place.name)} ${place.code}`.split(' ')
    return wanted.every((word) => held.some((one) => one.startsWith(word)))
  })
  const rank = (place: PublicPlace) => (folded(placeLabel(place)).startsWith(asked) ? 0 : folded(place.commune).startsWith(asked) ? 1 : 2)
  return found.sort((a, b) => rank(a) - rank(b) || compareNames(placeLabel(a), placeLabel(b)))
}

// What a place becomes in one mission.
export interface PlaceFate {
  mission: PublicMission
  from: string | null
  to: string
  moved: boolean
}

export function fatesOf(picture: PublicPicture, position: number): PlaceFate[] {
  const to = picture.after[picture.sector_of_place[position] ?? -1]?.name ?? ''
  return picture.before.map((mission) => ({
    mission, to,
    from: mission.sectors[mission.sector_of_place[position] ?? -1]?.name ?? null,
    moved: mission.moved.includes(position),
  }))
}

export interface Range {
  least: number
  most: number
}

// Residents of the least and of the most populated sector that holds a place.
export function rangeOf(sectors: PublicMission['sectors']): Range {
  const residents = sectors.filter(({ places }) => places > 0).map((sector) => sector.residents)
  return { least: Math.min(...residents), most: Math.max(...residents) }
}

// A sector of one map beside the one that continues it, for the table.
export interface SectorRow {
  key: string
  before: PublicMission['sectors'][number] | null
  after: PublicPicture['after'][number] | null
}

export function sectorRows(picture: PublicPicture, mission: PublicMission): SectorRow[] {
  const rows: SectorRow[] = picture.after.map((after, position) => {
    const from = mission.continued_by.indexOf(position)
    return { key: `after${position}`, before: mission.sectors[from] ?? null, after }
  })
  mission.sectors.forEach((before, position) => {
    if (mission.continued_by[position] === -1 && before.places > 0) rows.push({ key: `before${position}`, before, after: null })
  })
  return rows
}

// What looks like an address of someone or a telephone number: the page then asks to think again before sending.
export function looksPersonal(text: string): boolean {
  return /[^\s@]+@[^\s@]+\.[^\s@]+/.test(text) || /(?:\+33|\b0)[ .]?[1-9](?:[ .-]?\d\d){4}\b/.test(text)
}
