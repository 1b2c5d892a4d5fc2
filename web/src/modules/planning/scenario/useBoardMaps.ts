import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { useMessages } from '@/i18n'
import type { MapLabel } from '@/map/labels'
import { alignUnits, sectorAnchors } from '@/map/sectors'
import type { Outline } from '@/map/TerritoryMap.vue'
import { unlessSame } from './drawing'
import { en } from './en-board'
import { fr } from './fr-board'
import { tintsFor } from './tints'
import type { Board } from './useBoard'

export interface BoardMap {
  fills: string[]
  names: string[]
  outlines: Outline[]
  labels: MapLabel[]
}

export interface BoardMaps {
  before: ComputedRef<BoardMap | null>
  after: ComputedRef<BoardMap | null>
  // The shapes that are no longer where they started.
  moved: ComputedRef<Set<number>>
  colours: ComputedRef<string[]>
  // The names of the sectors, drawn again only when one changes.
  sectors: ComputedRef<string[]>
}

// The twin maps: the one the scenario started from, drawn once, and the one under the pencil. A sector keeps its colour.
export function useBoardMaps(board: Board): BoardMaps {
  const words = useMessages({ fr, en })
  const tints = shallowRef<number[]>([])
  const map = () => board.layer.data.value
  const startOf = computed(() => {
    const [layer, start] = [map(), board.start.value]
    return layer && start ? alignUnits(layer, start.units, start.start_of_unit) : []
  })
  const afterOf = computed(() => {
    const [layer, start] = [map(), board.start.value]
    return layer && start ? alignUnits(layer, start.units, board.of.value) : []
  })
  const sectors = computed<string[]>((old) => unlessSame(board.rows.value.map(({ name }) => name), old))
  const colours = computed(() => tints.value.map((tint) => `fill-t${tint}`))

  watch([map, () => sectors.value.length], ([layer, many]) => {
    if (!layer || !board.start.value) return
    const first = tints.value.length > 0 ? tints.value : tintsFor(layer, startOf.value, board.start.value.start_names.length, [])
    tints.value = tintsFor(layer, afterOf.value, many, first)
  }, { immediate: true })

  function drawn(of: readonly number[], named: readonly string[], sentence: (shape: number) => string): BoardMap | null {
    const layer = map()
    if (!layer) return null
    const anchors = sectorAnchors(layer, { of, names: named })
    return {
      fills: of.map((sector) => colours.value[sector] ?? 'fill-none'),
      names: layer.shapes.map((_, shape) => sentence(shape)),
      outlines: [{ key: 'sectors', kind: 'outline-main', path: layer.limits(of) }],
      labels: anchors.flatMap(({ x, y, area }, sector) => (area > 0 ? [{ text: named[sector] ?? '', x, y, weight: area }] : [])),
    }
  }

  const nameIn = (named: readonly string[], sector: number | undefined) => named[sector ?? -1] ?? words.value.noSector
  const placeName = (shape: number) => map()?.shapes[shape]?.name ?? ''
  const startNames = computed(() => board.start.value?.start_names ?? [])
  const before = computed(() => drawn(startOf.value, startNames.value, (shape) => words.value.maps.shape(placeName(shape), nameIn(startNames.value, startOf.value[shape]))))
  const after = computed(() => {
    const { maps } = words.value
    return drawn(afterOf.value, sectors.value, (shape) => {
      const [from, to] = [startOf.value[shape], afterOf.value[shape]]
      const sector = nameIn(sectors.value, to)
      return from === to ? maps.shape(placeName(shape), sector) : maps.movedShape(placeName(shape), nameIn(startNames.value, from), sector)
    })
  })
  const moved = computed(() => new Set(afterOf.value.flatMap((to, shape) => (to === startOf.value[shape] ? [] : [shape]))))
  return { before, after, moved, colours, sectors }
}
