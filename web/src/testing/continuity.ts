import type { ContinuityAnswer, ContinuityItem, ContinuityLayer, ContinuityPlan } from '@/api/types'
import { assignments } from './territory'

// The small territory in a crisis: the house of the west closes, and the sector of the east lacks half its agents.
type Carrier = ContinuityLayer['carriers'][number]
const units = { unit_level: 'commune', codes: assignments.units, names: assignments.names, commune_names: assignments.names }

export function carrier(patch: Partial<Carrier>): Carrier {
  return {
    code: 'M1', name: 'MDS de l’Ouest', lacks: false, posts: null, absent: null, x: 500, y: 1500, residents_before: 300, residents_during: 300,
    load_before: 300, load_during: 300, burden_before: 1, burden_during: 1, taken: 0, given: 0, pieces_before: 1, pieces_during: 1, ...patch,
  }
}

export function move(unit: number, patch: Partial<ContinuityLayer['moves'][number]> = {}): ContinuityLayer['moves'][number] {
  return {
    unit: units.codes[unit]!, name: units.names[unit]!, commune: 'Ville', residents: 100, load: 100, from: 0, to: 1,
    minutes_before: 2, minutes_during: 9.5, reason: { code: 'only', args: [] }, ...patch,
  }
}

const before = units.codes.map((_, unit) => (unit % 3 === 0 ? 0 : unit % 3 === 1 ? 1 : 2))
export const desk: ContinuityLayer = {
  kind: 'desk', mission: '', site_kind: 'mds', posts_known: false,
  carriers: [
    carrier({ lacks: true, residents_during: 0, load_during: 0, burden_during: null, given: 3, pieces_during: 0 }),
    carrier({ code: 'M2', name: 'MDS du Centre', x: 1500, residents_during: 500, load_during: 500, burden_during: 1.667, taken: 2 }),
    carrier({ code: 'M3', name: 'MDS de l’Est', x: 2500, residents_during: 400, load_during: 400, burden_during: 1.333, taken: 1, pieces_during: 2 }),
  ],
  before_of_unit: before,
  during_of_unit: before.map((house, unit) => (house === 0 ? (unit === 6 ? 2 : 1) : house)),
  moves: [
    move(0, { reason: { code: 'nearest', args: [['minutes', '9.5'], ['next', 'MDS de l’Est'], ['next_minutes', '14.2']] } }),
    move(3, { residents: 90 }),
    move(6, { to: 2, residents: 80, minutes_during: 14.2, reason: { code: 'less_loaded', args: [['minutes', '14.2'], ['near', 'MDS du Centre'], ['near_minutes', '9.5'], ['near_burden', '200.4'], ['burden', '133.3']] } }),
  ],
  everyone: { residents: 900, mean_before: 4.2, mean_during: 7.1, beyond_before: 0.01, beyond_during: 0.045 },
  concerned: { residents: 270, mean_before: 2, mean_during: 10.9, beyond_before: 0, beyond_during: 0.1 },
  optimal: true, gap: 0,
}

export const sector: ContinuityLayer = {
  ...desk, kind: 'sector', mission: 'ssd', site_kind: '', posts_known: true, optimal: false, gap: 0.0123,
  carriers: [
    carrier({ code: 'A', name: 'Secteur A', lacks: true, posts: 6, absent: 3, residents_during: 200, burden_during: 1.2, given: 1 }),
    carrier({ code: 'B', name: 'Secteur B', posts: 5, residents_during: 400, burden_during: 1.1, taken: 1 }),
    carrier({ code: 'C', name: 'Secteur C', posts: 5 }),
  ],
  during_of_unit: before.map((one, unit) => (unit === 0 ? 1 : one)),
  moves: [move(0, { reason: { code: 'one_piece', args: [['minutes', '9.5'], ['near', 'Secteur C'], ['near_minutes', '4']] } })],
}

export const answer: ContinuityAnswer = {
  request: {
    reason: 'Dégât des eaux', from: '2026-03-02', to: '2026-03-15', closed: ['M1'], missions: [], absences: [{ mission: 'ssd', sector: 'A', posts: 6, absent: 3 }],
    load: 'residents', mode: 'car', detour: null, speed_kmh: null, minutes_for_tenth: 5,
  },
  travel: { mode: 'car', detour: 1.3, speed_kmh: 40, source: 'crow', table: null, origin: '', vintage: '' },
  units, load_name: '', load_unit: '', load_period: '', far_minutes: 30,
  layers: [desk, sector],
  clashes: [],
}

export function item(patch: Partial<ContinuityItem> = {}): ContinuityItem {
  return {
    id: 3, reason: 'Dégât des eaux', state: 'draft', from: '2026-03-02', to: '2026-03-15', planned_to: null, closed: ['MDS de l’Ouest'], short_of: ['Secteur A'],
    units: 4, residents: 270, created_at: '2026-03-01T09:30:00Z', created_by: 'Maïté Etcheverry', decided_at: '', decided_by: '', note: '', ends: [], outdated_on: null, erased_on: null, ...patch,
  }
}

export function plan(patch: Partial<ContinuityItem> = {}, shown: Partial<ContinuityAnswer> = {}, hidden: ContinuityPlan['hidden'] = null): ContinuityPlan {
  return { plan: item(patch), answer: { ...answer, ...shown }, hidden }
}
