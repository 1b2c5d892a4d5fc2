import type { FormulaItem, Means, NewPosts } from '@/api/types'
import { refusal, type Asked } from './fakeServer'

type Formula = FormulaItem['formula']

function formula(patch: Partial<Formula>): Formula {
  return {
    id: 1, kind: 'Sages-femmes de PMI', measure: 'post', quantity: 'naissances', quantity_name: 'Naissances', per_post: 1500, valid_from: '2003-05-27', valid_to: '',
    reference: 'CSP, art. R2112-7', law: true, written_at: '', written_by: '', ...patch,
  }
}

export const midwives = formula({})
export const workers = formula({ id: 5, kind: 'Assistants sociaux', quantity: '', quantity_name: '', per_post: 5000, valid_from: '2024-01-01', reference: 'Règlement départemental', law: false, written_by: 'Maïté Etcheverry' })
export const prenatal = formula({ id: 4, kind: 'Consultations prénatales', measure: 'session', quantity: 'habitantsde15a50ans', quantity_name: 'Habitants de 15 à 50 ans', per_post: 25000 })

export function formulaItems(): FormulaItem[] {
  return [
    { formula: midwives, in_force: true, known: true },
    { formula: prenatal, in_force: true, known: false },
    { formula: workers, in_force: true, known: true },
  ]
}

const spread = (lowest: number, mean: number, highest: number, gini: number, nobody = 0) => ({ lowest, mean, highest, gini, nobody })

// Three sectors, two kinds: one post moves from A to B, the floor of C holds half a post.
export function means(patch: Partial<Means> = {}): Means {
  return {
    origin: 'mission/pmi', at: '2026-03-01', step: 0.5, left_out: 0, version: 1, touched_at: '2026-02-01T10:00:00Z', touched_by: 'Maïté Etcheverry', impossible: null,
    sectors: ['Nord', 'Sud', 'Est'].map((name, index) => ({ code: 'ABC'.charAt(index), name, population: 10_000, room: index === 2 ? 2 : null })),
    kinds: [
      { formula: midwives, known: true, unit: 'naissances', period: '2024', estimated: 2, amount: 6000, need: 4, present: 4.5, posts: 4.5, moved: 1, created: 0, unplaced: 0, today: spread(500, 1000, 3000, 0.3), proposed: spread(1000, 1333.3, 1500, 0.08) },
      { formula: workers, known: true, unit: '', period: '', estimated: 0, amount: 30_000, need: 6, present: 0, posts: 6, moved: 0, created: 6, unplaced: 0, today: spread(0, 0, 0, 0, 3), proposed: spread(5000, 5000, 5000, 0) },
    ],
    cells: [
      { sector: 0, kind: 0, amount: 1500, need: 1, present: 3, floor: null, cap: null, given: 2 },
      { sector: 1, kind: 0, amount: 3000, need: 2, present: 1, floor: null, cap: null, given: 2 },
      { sector: 2, kind: 0, amount: 500, need: 0.3, present: 0.5, floor: 0.5, cap: 2, given: 0.5 },
      ...[0, 1, 2].map((sector) => ({ sector, kind: 1, amount: 10_000, need: 2, present: 0, floor: null, cap: null, given: 2 })),
    ],
    reasons: [
      { sector: 1, kind: 0, posts: 0.5, because: 'relief', before: null, after: 6000 },
      { sector: 0, kind: 0, posts: 2, because: 'kept', before: 1000, after: 750 },
      { sector: 2, kind: 0, posts: 0.5, because: 'floor', before: null, after: 1000 },
      { sector: 0, kind: 1, posts: 1, because: 'relief', before: null, after: 10_000 },
    ],
    next: [
      { sector: 1, kind: 0, posts: 2.5, because: 'relief', before: 1500, after: 1200 },
      { sector: 0, kind: 0, posts: 2.5, because: 'relief', before: 750, after: 600 },
    ],
    years: [],
    floors: [{ sector: 2, kind: 0, floor: 0.5, without: 0, load_with: 1400.5, load_without: 1350 }],
    ...patch,
  }
}

// What the server holds of needs and means, and its answers.
export class Staffing {
  items = formulaItems()
  page = means()
  written: NewPosts[] = []

  routes(): Record<string, unknown> {
    return {
      'GET /planning/scenarios': { items: [] },
      'GET /planning/means/formulas': () => ({ at: '2026-03-01', items: this.items }),
      'GET /planning/means': ({ query }: Asked) => (query.get('formulas') ? this.page : means({ kinds: [], cells: [], reasons: [], next: [], floors: [] })),
      'POST /planning/means/posts': ({ body }: Asked) => this.write(body as NewPosts),
    }
  }

  private write(asked: NewPosts): unknown {
    if (asked.seen !== this.page.version) return refusal(409, 'planning.posts_changed', { field: '/seen', detail_fr: 'Marc Lahitte a modifié ces postes entre-temps.' })
    this.written.push(asked)
    this.page = { ...this.page, version: this.page.version + 1 }
    return { version: this.page.version }
  }
}
