import type { RemarkPlaceCount } from '@/api/types'
import type { MapLayer } from '@/map/layer'

export interface RemarkClass {
  fill: string
  least: number
  most: number
}

const fills = ['fill-s1', 'fill-s2', 'fill-s3', 'fill-s4']

// Classes of counts for the map: 1, 2–3, 4–7, 8 and more, as far as there are such places.
export function remarkClasses(places: readonly RemarkPlaceCount[]): RemarkClass[] {
  const most = Math.max(0, ...places.filter(({ place }) => place !== '').map(({ remarks }) => remarks))
  return fills
    .map((fill, index) => ({ fill, least: 2 ** index, most: index === fills.length - 1 ? Math.max(most, 2 ** index) : 2 ** (index + 1) - 1 }))
    .filter(({ least }) => least <= most)
}

// How many remarks each shape of the layer received.
export function remarksOfShapes(layer: MapLayer, places: readonly RemarkPlaceCount[]): number[] {
  const of = new Map(places.map(({ place, remarks }) => [place, remarks]))
  return layer.shapes.map(({ code }) => of.get(code) ?? 0)
}

export function fillOf(classes: readonly RemarkClass[], remarks: number): string {
  return classes.find(({ least, most }) => remarks >= least && remarks <= most)?.fill ?? 'fill-pale'
}
