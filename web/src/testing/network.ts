import type { House, NetworkAccess, NetworkPoint, NetworkReach, Public, StudiedNetwork, Study, StudyRow, Travel, TravelTable } from '@/api/types'
import { assignments } from './territory'

// Two houses in the small territory: the centre of the map and its last corner; one more would open in the first.
const units = { unit_level: 'commune', codes: assignments.units, names: assignments.names, commune_names: assignments.names }
export const houses: House[] = [
  { code: 'M1', name: 'MDS du Centre', kind: 'mds', existing: true, unit: 4, x: 1500, y: 1500, price_open: null, price_closed: null, capacity: null, hours: null },
  { code: 'A1', name: 'Antenne du Coin', kind: 'antenne', existing: true, unit: 8, x: 2500, y: 2500, price_open: null, price_closed: null, capacity: null, hours: null },
]
export const opening: House = { code: '00', name: 'Unité 00', kind: 'commune', existing: false, unit: 0, x: 500, y: 500, price_open: null, price_closed: null, capacity: null, hours: null }

export const crow: Travel = { mode: 'car', detour: 1.3, speed_kmh: 40, source: 'crow', table: null, origin: '', vintage: '' }

export function reach(mean: number, within: number[] = [0.5, 0.9, 1]): NetworkReach {
  return { mean_minutes: mean, most_minutes: 2 * mean, worst_minutes: 3 * mean, worst_unit: 0, within }
}

// Nobody reaches anything.
const nobody: NetworkReach = { mean_minutes: 0, most_minutes: -1, worst_minutes: 0, worst_unit: -1, within: [0, 0, 0] }

export const residents: Public = { code: 'residents', name: '', unit: '', period: '', total: 900, estimated: 0, missing: 0, of_unit: units.codes.map(() => 100) }
export const births: Public = { code: 'naissances', name: 'Naissances', unit: 'naissances', period: '2023', total: 45, estimated: 4, missing: 0, of_unit: units.codes.map((_, unit) => unit + 1) }

const minutes = [48, 20, 12, 31, 0, 9.5, 22, 10, 0]
const nearest = [0, 0, 0, 0, 0, 0, 0, 1, 1]

export const access: NetworkAccess = {
  at: '2026-03-01',
  travel: crow,
  defaults: [
    { mode: 'car', detour: 1.3, speed_kmh: 40, from: '2019-01-01', reference_fr: 'Hypothèse : 40 km/h.', reference_en: 'Assumption: 40 km/h.' },
    { mode: 'walk', detour: 1.3, speed_kmh: 4.5, from: '2019-01-01', reference_fr: 'Hypothèse : 4,5 km/h.', reference_en: 'Assumption: 4.5 km/h.' },
  ],
  reaches: [
    { minutes: 15, from: '2019-01-01', reference_fr: 'Repère.', reference_en: 'A mark.' },
    { minutes: 30, from: '2019-01-01', reference_fr: 'Référentiel national.', reference_en: 'National reference.' },
    { minutes: 45, from: '2019-01-01', reference_fr: 'Repère lointain.', reference_en: 'A far mark.' },
  ],
  kinds: [
    { kind: 'mds', sites: 1, unplaced: 0, counted: true },
    { kind: 'antenne', sites: 3, unplaced: 2, counted: true },
    { kind: 'permanence', sites: 0, unplaced: 0, counted: false },
    { kind: 'pmi', sites: 5, unplaced: 0, counted: false },
    { kind: 'other', sites: 0, unplaced: 0, counted: false },
  ],
  units,
  houses,
  publics: [residents, births],
  picture: { minutes, nearest, residents: [700, 200], publics: [reach(16.9, [5 / 9, 7 / 9, 8 / 9]), reach(14.2, [0.6, 0.8, 0.98])] },
  lacking: { pairs: 0, houses: [] },
  tables: [],
  complement: { kinds: [], points: [], minutes: units.codes.map(() => -1), nearest: units.codes.map(() => -1), publics: [reach(16.9, [5 / 9, 7 / 9, 8 / 9]), reach(14.2, [0.6, 0.8, 0.98])], lacking: { pairs: 0, houses: [] } },
  opening: {
    houses: houses.map(() => ({ half_days: -1, partial: false })),
    lines: [1, 5, 8].map((half_days) => ({ half_days, from: '2026-01-01', reference_fr: `Hypothèse : ${half_days}.`, reference_en: `Assumption: ${half_days}.`, houses: 0, unsaid: 2, surely: [nobody, nobody], at_most: [reach(16.9, [5 / 9, 7 / 9, 8 / 9]), reach(14.2, [0.6, 0.8, 0.98])] })),
  },
  grids: [],
  cells: null,
}

// The same day with a France services in the first unit and a CCAS at the centre of another's commune; the house of the
// centre is open all week, nobody said of the other.
export const besideAccess: NetworkAccess = {
  ...access,
  houses: [{ ...houses[0]!, hours: 'lundi-vendredi 9h-12h, 14h-17h' }, houses[1]!],
  complement: {
    kinds: [
      { kind: 'ccas', name: 'CCAS', points: 1, approximate: 1, source: 'ccas.csv', vintage: '', counted: true },
      { kind: 'franceservices', name: 'France services', points: 1, approximate: 0, source: 'ANCT, France services', vintage: '2021', counted: true },
    ],
    points: [
      { ...opening, code: 'ccas/3', name: 'CCAS du Bourg', kind: 'CCAS', unit: -1, x: 2500, y: 500 },
      { ...opening, code: 'franceservices/7', name: 'Maison du Val', kind: 'France services', unit: -1, x: 500, y: 500 },
    ],
    minutes: [0, 12, 9, 20, 22, 25, 30, 33, 41],
    nearest: [1, 1, 0, 1, 1, 0, 1, 0, 0],
    publics: [reach(8.1, [7 / 9, 8 / 9, 1]), reach(9.3, [0.8, 0.9, 1])],
    lacking: { pairs: 0, houses: [] },
  },
  opening: {
    houses: [{ half_days: 10, partial: false }, { half_days: -1, partial: false }],
    lines: access.opening.lines.map((line) => ({ ...line, houses: 1, unsaid: 1, surely: [reach(19, [4 / 9, 6 / 9, 8 / 9]), reach(17)] })),
  },
}

// The same day counted at cells of 200 m: nobody lives in the first unit, and a part of the others is near.
export const cellsAccess: NetworkAccess = {
  ...access,
  publics: [residents, { ...births, code: 'cells/poor', name: 'Ménages pauvres', unit: 'ménages', period: '2021', estimated: 0 }, births],
  picture: { ...access.picture, publics: [...access.picture.publics, reach(12)] },
  grids: [
    { size_m: 200, cells: 40, imputed: 10, residents: 900_000, residents_imputed: 90_000, source: 'Insee, Filosofi, données carroyées à 200 m', vintage: '2021' },
    { size_m: 1000, cells: 9, imputed: 0, residents: 900_000, residents_imputed: 0, source: 'Insee, Filosofi, données carroyées à 1 km', vintage: '2021' },
  ],
  cells: {
    grid: { size_m: 200, cells: 40, imputed: 10, residents: 900_000, residents_imputed: 90_000, source: 'Insee, Filosofi, données carroyées à 200 m', vintage: '2021' },
    within: [0.1, 0.625, 0.9].map((share) => [-1, 1, ...units.codes.slice(2).map(() => share)]),
  },
}

export function point(index: number, patch: Partial<NetworkPoint> = {}): NetworkPoint {
  return { index, houses: index + 2, opened: index, closed: 0, reach: reach(16.9 - 4 * index), value: 16.9 - 4 * index, bound: 16.9 - 4 * index, gap: 0, status: 'optimal', price: null, ...patch }
}

export const study: Study = {
  id: 6,
  name: 'Réseau 2027',
  created_at: '2026-03-01T09:30:00Z',
  by: 'Maïté Etcheverry',
  request: {
    name: 'Réseau 2027', at: '2026-03-01', mode: 'car', detour: 1.3, speed_kmh: 40, table: null, kinds: [], target: 'residents', aim: 'mean', radius_minutes: 30,
    houses_min: 2, houses_max: 4, closable: [], candidates: 'communes', seconds: 30, seed: null,
    places: null, budget: null, usual_price: null, usual_capacity: null, cells: null,
  },
  travel: crow,
  target_name: '',
  state: 'done',
  job_id: 12,
  today: point(0, { bound: null, gap: null, status: 'feasible' }),
  best: 1,
  curve: [point(0), point(1), point(2, { status: 'feasible', bound: 8.5, gap: 0.0449 })],
  impossibility: null,
  stage: 'draft',
  chosen: -1,
  stages: [],
  grid: null,
}

export const network: StudiedNetwork = {
  point: point(1),
  at: '2026-03-01',
  travel: crow,
  reaches: [15, 30, 45],
  units,
  houses: [...houses, opening],
  decisions: ['kept', 'closed', 'opened'],
  publics: [residents, births],
  before: { ...access.picture, residents: [700, 200, 0] },
  after: { minutes: [0, 12, 12, 20, 0, 9.5, 22, 10, 14], nearest: [2, 2, 0, 0, 0, 0, 0, 0, 0], residents: [700, 0, 200], publics: [reach(12.9, [0.7, 1, 1]), reach(11, [0.8, 1, 1])] },
  cells: null,
}

export const studyRow: StudyRow = { id: 6, name: 'Réseau 2027', created_at: study.created_at, by: study.by, state: 'done', aim: 'mean', houses_min: 2, houses_max: 4, networks: 3, stage: 'draft' }

export const imported: TravelTable = { id: 4, source: 'file', mode: 'car', origin: 'DDTM', vintage: '2025', profile: '', file_name: 'temps.csv', made_at: '2026-02-01T08:00:00Z', made_by: 'Claire', asked: false, pairs: 1800 }
export const roads: TravelTable = { ...imported, id: 7, source: 'server', origin: 'https://routes.exemple.fr', vintage: 'OpenStreetMap 2026', profile: 'driving', file_name: '', asked: true, pairs: 12 }
