import type {
  Assignments, Competence, Coverage, Disagreement, ImportRow, Overview, Plan, PlanSummary, PlaceDetail, PlaceRow, Proposal, ProposalProgress, QuantityRow, Session,
  Site,
} from '@/api/types'
import { drawPartition, drawTopology } from './drawnMap'

// A small territory: nine communes on a grid, three missions that disagree.
export const ssdMap = ['AAB', 'ABB', 'CCB']
export const aseMap = ['AAA', 'BBB', 'BBB']
export const pmiMap = ['AAB', 'AAB', 'AAB']
export const topology = drawTopology(ssdMap)
const codes = topology.objects.units.geometries.map((geometry) => String(geometry.id))

function sectorsOf(map: string[]): { code: string; name: string; population: number }[] {
  const { of, names } = drawPartition(map)
  return names.map((name, sector) => ({ code: name, name: `Secteur ${name}`, population: of.filter((one) => one === sector).length * 100 }))
}

export const session: Session = {
  login: 'planif',
  name: 'Maïté Etcheverry',
  roles: ['planner'],
  expires_at: '2027-01-01T00:00:00Z',
  departement: { code: '99', name: 'Val-d’Essai' },
  demonstration: true,
}

export const overview: Overview = {
  at: '2026-03-01',
  departement: { code: '99', name: 'Val-d’Essai' },
  demonstration: true,
  population: 900,
  counts: { commune: 9, iris: 0, epci: 2, ept: 0, site: 1 },
  unit_level: 'commune',
  missions: [
    { code: 'ssd', name_fr: 'Service social départemental', name_en: 'Departmental social service', sectors: 3 },
    { code: 'ase', name_fr: 'Aide sociale à l’enfance', name_en: 'Child welfare', sectors: 2 },
    { code: 'pmi', name_fr: 'Protection maternelle et infantile', name_en: 'Mother and child health', sectors: 2 },
  ],
  change_dates: ['2019-01-01', '2025-01-01'],
  sources: [{ name: 'Découpage administratif', vintage: '2026', licence: 'Licence Ouverte 2.0', imported_at: '2026-02-01T10:00:00Z' }],
}

export const emptyOverview: Overview = {
  ...overview, population: 0, counts: { commune: 0, iris: 0, epci: 0, ept: 0, site: 0 }, missions: [], departement: null, sources: [],
}

export const assignments: Assignments = {
  unit_level: 'commune',
  units: codes,
  names: codes.map((code) => `Unité ${code}`),
  populations: codes.map(() => 100),
  missions: Object.entries({ ssd: ssdMap, ase: aseMap, pmi: pmiMap }).map(([mission, map]) => ({
    mission, sectors: sectorsOf(map), of_unit: drawPartition(map).of,
  })),
}

export const house: Site = {
  code: 'M1', name: 'MDS du Centre', kind: 'mds', address: '1 place de la Mairie', commune_code: '11',
  lon: 2.3, lat: 48.9, x: 1500, y: 1500, from: '2015-01-01', to: null,
}

export function place(code: string, patch: Partial<PlaceRow> = {}): PlaceRow {
  return {
    level: 'commune', mission: null, code, name: `Unité ${code}`, population: 100, estimated: false,
    parent_code: 'E1', parent_name: 'CC des Essais', from: '2019-01-01', to: null, ...patch,
  }
}

export const places = { total: 9, items: codes.map((code) => place(code)) }

export const detail: PlaceDetail = {
  place: place('11', { estimated: true }),
  area_km2: 1,
  memberships: [place('E1', { level: 'epci', name: 'CC des Essais' })],
  members: [],
  sectors: [{ mission: 'ssd', code: 'B', name: 'Secteur B' }],
  sites: [house],
  history: [
    { date: '2019-01-01', kind: 'created', codes: [], names: [] },
    { date: '2025-01-01', kind: 'absorbed', codes: ['12'], names: ['Ancienne'] },
  ],
}

export const coverage: Coverage = {
  mission: 'ssd',
  faults: [
    { kind: 'gap', sectors: [], units: ['00'], unit_names: ['Unité 00'], population: 100, reason: { code: 'claimed_by_nobody', args: [] } },
    { kind: 'overlap', sectors: [{ code: 'A', name: 'Secteur A' }, { code: 'B', name: 'Secteur B' }], units: ['11'], unit_names: ['Unité 11'], population: 250, reason: { code: 'claimed_by_several', args: [] } },
  ],
}

export const competence: Competence = {
  at: '2026-03-01',
  asked: '11',
  place: { level: 'commune', code: '11', name: 'Unité 11' },
  reason: { code: 'of_code', args: [] },
  answers: [
    { mission: 'ssd', sector: { code: 'B', name: 'Secteur B' }, reason: { code: 'unit_of_sector', args: [['unit', 'Unité 11']] } },
    { mission: 'ase', sector: null, reason: { code: 'nobody', args: [['unit', 'Unité 11']] } },
  ],
  mds: house,
  candidates: [],
  relays: [],
}

const atomKeys = [...new Set(codes.map((_, unit) => [ssdMap, aseMap, pmiMap].map((map) => drawPartition(map).of[unit]).join(' ')))]

export const disagreement: Disagreement = {
  at: '2026-03-01',
  missions: ['ssd', 'ase', 'pmi'],
  unit_level: 'commune',
  population: 900,
  residents_differing: 600,
  share_differing: 2 / 3,
  identical_sectors: 1,
  units: codes,
  atom_of_unit: codes.map((_, unit) => atomKeys.indexOf([ssdMap, aseMap, pmiMap].map((map) => drawPartition(map).of[unit]).join(' '))),
  atoms: atomKeys.map((key) => {
    const units = codes.filter((_, unit) => [ssdMap, aseMap, pmiMap].map((map) => drawPartition(map).of[unit]).join(' ') === key).length
    return { sectors: key.split(' ').map(Number), population: units * 100, units }
  }),
  mission_sectors: Object.entries({ ssd: ssdMap, ase: aseMap, pmi: pmiMap }).map(([mission, map]) => ({
    mission, name_fr: mission, name_en: mission, sectors: sectorsOf(map),
  })),
  pairs: [{ a: 'ase', b: 'ssd', residents_differing: 500, share_differing: 0.55, border_concordance: 0.25 }],
}

export function summary(index: number, patch: Partial<PlanSummary> = {}): PlanSummary {
  return {
    index, districts: 2, tolerance: 0.1, inertia: 1.2e6 + index * 1e5, objective: 1.3e6, bound: 1.29e6, gap: 0.0041, status: 'feasible',
    max_deviation: 0.08, moved_residents: 400 - index * 100, moved: [{ mission: 'ssd', residents: 300 }], cut_edges: 3,
    seconds: 8, seed: 7, plans: 1200, weights: null, territory_of_district: null, territories: null, houses: null, ...patch,
  }
}

export const proposal: Proposal = {
  id: 4,
  name: 'Carte commune 2027',
  created_at: '2026-03-01T09:30:00Z',
  by: 'Maïté Etcheverry',
  request: {
    name: 'Carte commune 2027', at: '2026-03-01', missions: ['ssd', 'ase'], districts_min: 2, districts_max: 3,
    balance: 0.1, stability: 0.5, seconds: 30, seed: null, keep: 'none',
    weights: null, around_mds: null, territories: null, houses: null, scenario: null, version: null,
  },
  scenario: null,
  state: 'done',
  job_id: 12,
  best: 0,
  front: [summary(0), summary(1, { bound: null, gap: null })],
  impossibility: null,
}

export const plan: Plan = {
  summary: summary(0),
  units: codes,
  of_unit: drawPartition(['AAB', 'AAB', 'AAB']).of,
  reference_mission: 'ssd',
  before_of_unit: drawPartition(ssdMap).of,
  districts: [
    { index: 0, name: 'District Ouest', units: 6, population: 600, deviation: 0.08, locked: false, loads: [], territory: -1 },
    { index: 1, name: 'District Est', units: 3, population: 300, deviation: -0.08, locked: false, loads: [], territory: -1 },
  ],
  before: sectorsOf(ssdMap),
  before_match: [0, 1, -1],
  moved: [{ code: '11', name: 'Unité 11', population: 100, missions: ['ssd', 'ase'] }],
  quantities: [],
  territories: [],
}

// What the job of a search under way tells of that plan.
export const progress: ProposalProgress = {
  plans: 3,
  best: summary(0),
  map: { of_unit: plan.of_unit, names: ['District Ouest', 'District Est'], reference_mission: 'ssd', before_match: plan.before_match },
}

export const imported: ImportRow = {
  id: 3, kind: 'communes', file_name: 'communes.geojson', sha256: 'ab', imported_at: '2026-02-01T10:00:00Z', by: 'Maïté Etcheverry',
  rows: 9, created: 9, changed: 0, closed: 0, source: '', vintage: '2026',
}

export const births: QuantityRow = {
  code: 'naissances', name: 'Naissances', unit: 'naissances', period: '2023', mission: 'pmi', total: 60, units: 9, estimated: 4, missing: 0,
  file_name: 'naissances.csv', imported_at: '2026-02-01T10:00:00Z',
}
