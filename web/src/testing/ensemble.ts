import type { Draw, DrawnMeasure, Ensemble, EnsembleRow, MapToPlace, PlacedMap } from '@/api/types'

// A draw of four sectors around today's SSD map: three measures, of which the last has chains that do not agree.
export function measure(patch: Partial<DrawnMeasure> = {}): DrawnMeasure {
  const quantiles = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99].map((share) => ({ share, value: 100e6 + 40e6 * share }))
  return {
    kind: 'inertia', mission: '', mean: 120e6, deviation: 9e6, least: 99e6, most: 141e6, quantiles, r_hat: 1.0123, independent: 1234.6, agreed: true,
    histogram: { low: 95e6, step: 10e6, shares: [0.05, 0.2, 0.4, 0.25, 0.1] }, ...patch,
  }
}

const whole = (of: number[]) => [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99].map((share, index) => ({ share, value: of[index]! }))

export const draw: Draw = {
  maps: 100_000, chains: 4, seconds: 42, complete: true, agreed: true,
  measures: [
    measure(),
    measure({ kind: 'cut_edges', least: 150, most: 220, quantiles: whole([155, 160, 170, 180, 190, 205, 215]), histogram: { low: 150, step: 20, shares: [0.2, 0.5, 0.2, 0.1] } }),
    measure({ kind: 'moved', mission: 'ssd', least: 0, most: 800, quantiles: whole([10, 100, 300, 400, 500, 700, 790]), histogram: { low: 0, step: 200, shares: [0.1, 0.4, 0.3, 0.15, 0.05] } }),
  ],
}

export function placed(patch: Partial<PlacedMap> = {}): PlacedMap {
  return {
    key: 'mission/ssd', kind: 'today', name: '', stage: null, districts: 4, max_deviation: 0.12, apart: null, values: [104e6, 165, 0],
    places: [{ better_than: 0.923, worse_than: 0.077, low: 0.915, high: 0.931 }, { better_than: 0.7, worse_than: 0.25, low: 0.66, high: 0.74 }, null], ...patch,
  }
}

export const maps: PlacedMap[] = [
  placed(),
  placed({ key: 'mission/ase', districts: 2, max_deviation: 0.3, apart: { code: 'districts', have: 2, limit: 4 }, values: [], places: [] }),
  placed({
    key: 'scenario/3', kind: 'scenario', name: 'Plaine 2027', stage: 'draft', max_deviation: 0.05, values: [138e6, 210, 300],
    places: [{ better_than: 0.02, worse_than: 0.98, low: 0.013, high: 0.03 }, { better_than: 0, worse_than: 0.99, low: 0, high: 0.004 }, { better_than: 1, worse_than: 0, low: 0.9969, high: 1 }],
  }),
  placed({ key: 'scenario/5', kind: 'scenario', name: 'Brouillon', stage: 'draft', max_deviation: 0.4, apart: { code: 'unbalanced', have: 0.4, limit: 0.15 }, values: [110e6, 170, 200], places: [null, null, null] }),
  placed({ key: 'proposal/4/1', kind: 'proposal', name: 'Carte commune', max_deviation: 0.03, values: [101e6, 158, 250] }),
]

export const ensemble: Ensemble = {
  id: 9, created_at: '2026-03-01T09:30:00Z', by: 'Maïté Etcheverry', state: 'done', job_id: 12,
  request: { at: '2026-03-01', missions: ['ssd'], districts: 4, balance: 0.15, keep: 'none', weights: null, maps: 100_000, seconds: 60, seed: null },
  drawn: draw, impossibility: null, outdated: false, maps, left_out: 7,
}

export const ensembleRow: EnsembleRow = { id: 9, created_at: '2026-03-01T09:30:00Z', by: 'Maïté Etcheverry', at: '2026-03-01', state: 'done', districts: 4, balance: 0.15, missions: ['ssd'], maps: 100_000, agreed: true }

export const toPlace: MapToPlace[] = [
  { key: 'mission/ssd', kind: 'today', name: '', districts: 4, max_deviation: 0.1203 },
  { key: 'mission/ase', kind: 'today', name: '', districts: 2, max_deviation: 0.02 },
  { key: 'scenario/3', kind: 'scenario', name: 'Plaine 2027', districts: 5, max_deviation: 0.331 },
]
