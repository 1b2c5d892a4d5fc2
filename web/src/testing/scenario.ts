import type { DistrictMeasure, DraftMeasures, JournalLine, Scenario, ScenarioItem, ScenarioStep, Stage, UnitExplanation } from '@/api/types'
import { drawPartition } from './drawnMap'
import { refusal, type Asked } from './fakeServer'
import { ssdMap, topology } from './territory'

// The units, the first ones, that another mission loses whatever is drawn.
const leavingAse = 3
const codes = topology.objects.units.geometries.map((geometry) => String(geometry.id))
export const unitNames = codes.map((code) => `Unité ${code}`)

export function scenarioItem(patch: Partial<ScenarioItem> = {}): ScenarioItem {
  return {
    id: 3, name: 'Plaine 2027', origin: 'mission/ssd', at: '2026-03-01', stage: 'draft', effective_on: null, missions: ['ssd', 'ase'],
    created_by: 'Maïté Etcheverry', touched_at: '2026-03-01T09:30:00Z', touched_by: 'Maïté Etcheverry', ...patch,
  }
}

interface Map {
  of: number[]
  districts: { name: string; locked: boolean }[]
}

// A step as it changes a map, written again from the words of the contract.
function applied(map: Map, step: ScenarioStep): Map {
  const next = { of: [...map.of], districts: map.districts.map((one) => ({ ...one })) }
  const district = next.districts[step.district]
  if (step.kind === 'paint') step.units.forEach((unit) => (next.of[unit] = step.district))
  if (step.kind === 'rename' && district) district.name = step.names[0] ?? ''
  if (step.kind === 'lock' && district) district.locked = true
  if (step.kind === 'unlock' && district) district.locked = false
  if (step.kind === 'add') next.districts.push({ name: step.names[0] ?? '', locked: false })
  return next
}

// Which steps count once undo and redo have been followed.
function inForce(steps: readonly ScenarioStep[]): number[] {
  const counted: number[] = []
  let undone: number[] = []
  steps.forEach(({ kind }, position) => {
    if (kind === 'undo') undone.push(counted.pop() ?? -1)
    else if (kind === 'redo') counted.push(undone.pop() ?? -1)
    else [undone] = [[], counted.push(position)]
  })
  return counted
}

// A scenario on the nine communes, kept by a server that obeys the contract: versions, stages, refusals.
export class ScenarioDesk {
  readonly start: Map
  readonly steps: { step: ScenarioStep; by: string }[] = []
  stage: Stage = 'draft'
  effectiveOn: string | null = null
  passages: Scenario['stages'] = []
  unitLevel = 'commune'
  balance = 0.1
  keep: Scenario['rules']['keep'] = 'none'
  // Births of each unit, when the scenario is to spread them evenly too (within 20 %).
  births: number[] | null = null

  constructor(rows: string[] = ssdMap) {
    const { of, names } = drawPartition(rows)
    this.start = { of, districts: names.map((name) => ({ name: `Secteur ${name}`, locked: false })) }
  }

  private map(version: number): Map {
    const steps = this.steps.slice(0, version).map(({ step }) => step)
    return inForce(steps).reduce((map, position) => applied(map, steps[position]!), this.start)
  }

  private birthsIn(of: readonly number[], district: number): number {
    return (this.births ?? []).reduce((sum, births, unit) => sum + (of[unit] === district ? births : 0), 0)
  }

  private measured({ of, districts }: Map): DraftMeasures {
    const start = this.start.of
    const rows: DistrictMeasure[] = districts.map(({ name, locked }, index) => {
      const units = of.filter((one) => one === index).length
      const gained = of.filter((one, unit) => one === index && start[unit] !== index).length
      const lost = start.filter((one, unit) => one === index && of[unit] !== index).length
      return { index, name, locked, units, population: units * 100, deviation: 0, pieces: units > 0 ? 1 : 0, gained, lost, loads: [] }
    })
    const used = rows.filter(({ units }) => units > 0)
    used.forEach((row) => (row.deviation = row.population / (900 / used.length) - 1))
    const mean = (this.births ?? []).reduce((sum, births) => sum + births, 0) / used.length
    if (this.births) rows.forEach((row) => (row.loads = [{ quantity: 'births', amount: this.birthsIn(of, row.index), deviation: this.birthsIn(of, row.index) / mean - 1 }]))
    const moved = of.filter((one, unit) => one !== start[unit]).length * 100
    const once = of.filter((one, unit) => one !== start[unit] || unit < leavingAse).length * 100
    const unassigned = of.filter((one) => one < 0).length
    return {
      districts: used.length, unassigned, unassigned_residents: unassigned * 100, in_pieces: 0,
      outside: used.filter(({ deviation }) => Math.abs(deviation) > this.balance).length, cut_places: 0, inertia: 1e6 + moved,
      max_deviation: Math.max(0, ...used.map(({ deviation }) => Math.abs(deviation))), moved_residents: once,
      moved: [{ mission: 'ssd', residents: moved }, { mission: 'ase', residents: leavingAse * 100 }], of_district: rows,
    }
  }

  private journal(version: number): JournalLine[] {
    const kept = this.steps.slice(0, version)
    const counted = new Set(inForce(kept.map(({ step }) => step)))
    return kept.map(({ step, by }, position) => {
      const before = this.map(position).districts[step.district]?.name ?? ''
      const named = step.kind === 'rename' || step.kind === 'add' ? (step.names[0] ?? '') : before
      return {
        position, kind: step.kind, made_at: '2026-03-01T09:31:00Z', made_by: by, in_force: counted.has(position),
        units: step.kind === 'paint' ? step.units.slice(0, 5).map((unit) => unitNames[unit]!) : [], count: step.kind === 'paint' ? step.units.length : 0,
        district: step.kind === 'replace' ? '' : named, origin: step.kind === 'rename' ? before : step.origin,
      }
    })
  }

  page(version = this.steps.length): Scenario {
    const map = this.map(version)
    const editable = version === this.steps.length && (this.stage === 'draft' || this.stage === 'amended')
    const counted = inForce(this.steps.map(({ step }) => step)).length
    const turns = this.steps.filter(({ step }) => step.kind === 'undo').length - this.steps.filter(({ step }) => step.kind === 'redo').length
    return {
      scenario: scenarioItem({ stage: this.stage, effective_on: this.effectiveOn, touched_by: this.steps.at(-1)?.by ?? 'Maïté Etcheverry' }),
      rules: { missions: ['ssd', 'ase'], balance: this.balance, keep: this.keep, weights: this.births && [{ quantity: 'births', tolerance: 0.2 }] },
      version, latest: this.steps.length, editable, can_undo: editable && counted > 0, can_redo: editable && turns > 0,
      unit_level: this.unitLevel, units: codes, start_of_unit: this.start.of, of_unit: map.of, start_names: this.start.districts.map(({ name }) => name),
      measures: this.measured(map), start_measures: this.measured(this.start), quantities: this.births ? [{ code: 'births', name: 'Naissances', unit: 'naissances', period: '2025', estimated: false }] : [],
      homes: [{ mission: 'ssd', of_unit: this.start.of }, { mission: 'ase', of_unit: codes.map((_, unit) => (unit < leavingAse ? -1 : -2)) }],
      journal: this.journal(version), stages: this.passages,
    }
  }

  draw(steps: ScenarioStep[], by = 'Maïté Etcheverry'): void {
    this.steps.push(...steps.map((step) => ({ step, by })))
  }

  private add({ body }: Asked): unknown {
    const { seen, steps } = body as { seen: number; steps: ScenarioStep[] }
    if (seen !== this.steps.length) return refusal(409, 'planning.changed_meanwhile', { field: '/seen' })
    this.draw(steps)
    return this.page()
  }

  private pass({ body }: Asked): unknown {
    const { stage, note, effective_on } = body as { stage: Stage; note: string; effective_on: string | null }
    this.stage = stage
    this.effectiveOn = stage === 'adopted' ? effective_on : null
    this.passages = [...this.passages, { stage, decided_at: '2026-03-02T10:00:00Z', decided_by: 'Maïté Etcheverry', note, effective_on: this.effectiveOn ?? '' }]
    return this.page()
  }

  // The routes of this scenario, for the fake server.
  routes(): Record<string, (asked: Asked) => unknown> {
    return {
      'GET /planning/scenarios/3': ({ query }) => this.page(query.has('version') ? Number(query.get('version')) : undefined),
      'POST /planning/scenarios/3/steps': (asked) => this.add(asked),
      'POST /planning/scenarios/3/stage': (asked) => this.pass(asked),
      'GET /planning/scenarios/3/comments': () => ({ items: [] }),
    }
  }
}

export const explanation: UnitExplanation = {
  code: '11', name: 'Unité 11', population: 100, district: 1, district_name: 'Secteur B',
  today: [{ mission: 'ssd', sector: 'Secteur B', moved: false }, { mission: 'ase', sector: 'Secteur A', moved: true }, { mission: 'pmi', sector: '', moved: false }],
  alternatives: [
    {
      district: 0, name: 'Secteur A', locked: false, cuts: false, cuts_place: false, deviation_here: -0.1, deviation_there: 0.33,
      outside_more: 0, inertia_more: -50, moved_more: 100, verdict: 'moves',
    },
    {
      district: 2, name: 'Secteur C', locked: true, cuts: false, cuts_place: false, deviation_here: -0.1, deviation_there: 0.1,
      outside_more: 0, inertia_more: 10, moved_more: 0, verdict: 'locked',
    },
  ],
}
