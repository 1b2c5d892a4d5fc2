import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useResource, type Resource } from '@/api/resource'
import type { DistrictMeasure, Scenario } from '@/api/types'
import { useQuery } from '@/app/atDate'
import { may } from '@/app/session'
import { count, useMessages } from '@/i18n'
import type { MapLayer } from '@/map/layer'
import { mapLayer } from '@/map/useMapLayer'
import { fitView, focusView, type View } from '@/map/viewport'
import { groundOf, liveMeasures, liveMoved, nextOf, nobody, painted, piecesOf, step, strayUnits, strokeOf, touchedBy, unlessSame, type Grain, type Ground, type Moved } from './drawing'
import { en as enBoard } from './en-board'
import { en } from './en'
import { fr as frBoard } from './fr-board'
import { fr } from './fr'
import { sentenceOfLine, turnedLine } from './journal'
import { useDrawing, type Drawing } from './useDrawing'

// Everything the drawing board shows and does. What is chosen (unit, brush, grain, version) is in the address.
export interface Board {
  drawing: Drawing
  layer: Resource<MapLayer>
  ground: ComputedRef<Ground | null>
  // The map the scenario started from, which never changes.
  start: ShallowRef<Pick<Scenario, 'units' | 'start_of_unit' | 'start_names'> | null>
  editable: ComputedRef<boolean>
  past: ComputedRef<boolean>
  of: ComputedRef<number[]>
  rows: ComputedRef<DistrictMeasure[]>
  moved: ComputedRef<Moved>
  // The pencil touches the map.
  held: ComputedRef<boolean>
  strays: ComputedRef<number[]>
  orphans: ComputedRef<number[]>
  // District under the pencil, `nobody` for the eraser, null for none.
  brush: ComputedRef<number | null>
  grain: ComputedRef<Grain>
  selected: ComputedRef<string | null>
  view: Ref<View | null>
  announcement: Ref<string>
  nameOf: (district: number) => string
  setBrush: (brush: number | null) => void
  setGrain: (grain: Grain) => void
  select: (code: string | null) => void
  showVersion: (version: number | null) => void
  paint: (shape: number) => void
  release: () => void
  give: (unit: number, district: number) => void
  pick: (shape: number) => void
  digit: (digit: number) => void
  turn: (kind: 'undo' | 'redo') => Promise<void>
  next: (units: readonly number[]) => void
}

function useSteering() {
  const version = useQuery('version')
  const unit = useQuery('unit')
  const brush = useQuery('brush')
  const grain = useQuery('grain', 'unit')
  return {
    version: computed(() => (/^\d+$/.test(version.value.value) ? Number(version.value.value) : undefined)),
    selected: computed(() => unit.value.value || null),
    asked: computed(() => (brush.value.value === 'none' ? nobody : /^\d+$/.test(brush.value.value) ? Number(brush.value.value) : null)),
    grain: computed<Grain>(() => (grain.value.value === 'commune' ? 'commune' : 'unit')),
    setGrain: (next: Grain) => grain.set(next),
    setBrush: (next: number | null) => brush.set(next === null ? '' : next === nobody ? 'none' : String(next)),
    select: (code: string | null) => unit.set(code ?? ''),
    showVersion: (next: number | null) => version.set(next === null ? '' : String(next)),
  }
}

// The scenario with its territory: what it is made of is read once, what is drawn follows the pencil.
function useMeasured(drawing: Drawing, touched: ShallowRef<number[]>, brush: () => number) {
  const at = computed(() => drawing.page.value?.scenario.at)
  const layer = useResource(() => (at.value ? mapLayer('unit', at.value) : null))
  const start = shallowRef<Board['start']['value']>(null)
  watch(drawing.page, (page) => (start.value ??= page))
  const ground = computed(() => (layer.data.value && start.value ? groundOf(layer.data.value, start.value.units) : null))
  const of = computed<number[]>((old) => {
    const kept = drawing.of.value
    return unlessSame(touched.value.length > 0 ? painted(kept, [step('paint', { units: touched.value, district: brush() })]) : kept, old)
  })
  const pieces = computed(() => (ground.value ? piecesOf(ground.value, of.value, drawing.page.value?.measures.of_district.length ?? 0) : []))
  const pending = computed(() => drawing.waiting.value.length > 0 || touched.value.length > 0)
  const rows = computed(() => {
    const page = drawing.page.value
    if (!page || !ground.value || !pending.value) return page?.measures.of_district ?? []
    return liveMeasures(page, ground.value, of.value, pieces.value)
  })
  const moved = computed<Moved>(() => {
    const page = drawing.page.value
    if (page && ground.value && pending.value) return liveMoved(page, ground.value, of.value)
    return page?.measures ?? { moved_residents: 0, moved: [] }
  })
  const strays = computed(() => strayUnits(pieces.value))
  const orphans = computed(() => of.value.flatMap((district, unit) => (district === nobody ? [unit] : [])))
  return { layer, start, ground, of, rows, moved, strays, orphans }
}

// The pencil: what it touches shows at once, and becomes one step of the journal when it is lifted.
function usePencil(board: Pick<Board, 'drawing' | 'ground' | 'of' | 'rows' | 'brush' | 'grain' | 'announcement' | 'nameOf' | 'select'>, touched: ShallowRef<number[]>) {
  const words = useMessages({ fr: frBoard, en: enBoard })
  const { drawing, ground, of, rows, brush, grain, announcement, nameOf, select } = board
  let tip = -1

  function touch(unit: number, to: number, by: Grain): void {
    if (!ground.value) return
    const { units, locked } = strokeOf(of.value, touchedBy(ground.value, unit, by), to, rows.value)
    const { said } = words.value
    tip = unit
    if (units.length > 0) touched.value = [...touched.value, ...units]
    else announcement.value = locked ? said.locked(locked) : said.already(ground.value.names[unit] ?? '', nameOf(to))
  }

  function keep(to: number): void {
    const units = touched.value
    const [first = -1] = units
    if (units.length === 0) return
    const { said } = words.value
    const from = nameOf(drawing.of.value[first] ?? nobody)
    announcement.value = units.length === 1 ? said.one(ground.value?.names[first] ?? '', from, nameOf(to)) : said.several(count(units.length), nameOf(to))
    touched.value = []
    select(ground.value?.codes[tip] ?? null)
    void drawing.add(step('paint', { units, district: to }))
  }

  function paint(shape: number): void {
    const unit = ground.value?.unitOf[shape] ?? -1
    if (brush.value !== null && unit >= 0) touch(unit, brush.value, grain.value)
  }

  function give(unit: number, district: number): void {
    touch(unit, district, 'unit')
    keep(district)
  }

  return { paint, give, release: () => keep(brush.value ?? nobody) }
}

export function useBoard(id: () => string): Board {
  const words = useMessages({ fr: frBoard, en: enBoard })
  const origins = useMessages({ fr, en })
  const steering = useSteering()
  const { selected, grain, select, setGrain, showVersion } = steering
  const drawing = useDrawing(id, () => steering.version.value, () => words.value.save.leave)
  const { page } = drawing
  const announcement = ref('')
  const view = ref<View | null>(null)
  const touched = shallowRef<number[]>([])
  const past = computed(() => page.value !== null && page.value.version < page.value.latest)
  const editable = computed(() => page.value?.editable === true && may('compute'))
  const brush = computed(() => {
    const [asked, many] = [steering.asked.value, page.value?.measures.of_district.length ?? 0]
    return editable.value && asked !== null && asked < many ? asked : null
  })
  const measured = useMeasured(drawing, touched, () => brush.value ?? nobody)
  const { ground, layer, of, rows } = measured
  const nameOf = (district: number) => rows.value[district]?.name ?? words.value.noSector
  const pencil = usePencil({ drawing, ground, of, rows, brush, grain, announcement, nameOf, select }, touched)

  function setBrush(next: number | null): void {
    steering.setBrush(next)
    announcement.value = next === null ? words.value.said.noBrush : words.value.said.brush(nameOf(next))
  }

  function pick(shape: number): void {
    setBrush(of.value[ground.value?.unitOf[shape] ?? -1] ?? nobody)
  }

  async function turn(kind: 'undo' | 'redo'): Promise<void> {
    const before = page.value?.journal ?? []
    await drawing.add(step(kind))
    const line = turnedLine(before, page.value?.journal ?? [])
    if (!line || drawing.error.value) return
    announcement.value = words.value.said[kind === 'undo' ? 'undone' : 'redone'](sentenceOfLine(line, words.value, origins.value))
  }

  function next(units: readonly number[]): void {
    const found = nextOf(units, ground.value?.codes.indexOf(selected.value ?? '') ?? -1)
    const shape = layer.data.value?.shapes[ground.value?.shapeOf[found ?? -1] ?? -1]
    announcement.value = shape ? words.value.said.at(shape.name) : words.value.said.noneLeft
    if (!shape || !layer.data.value) return
    select(shape.code)
    view.value = focusView(shape.box, fitView(layer.data.value.box))
  }

  return {
    ...measured, ...pencil, held: computed(() => touched.value.length > 0), drawing, editable, past, brush, grain, selected, view, announcement, nameOf, setBrush, setGrain, select, showVersion, pick, turn, next,
    digit: (digit) => digit <= rows.value.length && setBrush(digit > 0 ? digit - 1 : null),
  }
}
