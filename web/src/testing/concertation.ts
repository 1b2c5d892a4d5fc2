import type { Concertation, PublicConcertation, PublicPicture, Remark, RemarkPage, RemarkState } from '@/api/types'
import { drawPartition } from './drawnMap'
import { refusal, type Asked } from './fakeServer'
import { topology } from './territory'

const codes = topology.objects.units.geometries.map((geometry) => String(geometry.id))
const names = ['Aulnes-sur-Mer', 'Bréville', 'L’Étang-Salé', 'Centre', 'Les Prés', 'Nord', 'Saint-Ère', 'Vaux', 'Zélande']

// The nine units of the small territory; three of them are the neighbourhoods of one commune.
export const places: PublicPicture['places'] = codes.map((code, index) => {
  const name = names[index] ?? code
  return { code, name, commune: ['Centre', 'Les Prés', 'Nord'].includes(name) ? 'Grandville' : name, residents: 100 }
})

const before = drawPartition(['AAB', 'ABB', 'CCB'])
const other = drawPartition(['AAA', 'BBB', 'BBB'])
const after = drawPartition(['AAB', 'BBB', 'CCB'])
const sector = (of: readonly number[], index: number, name: string, mean: number) => {
  const held = of.filter((one) => one === index).length
  return { name, residents: held * 100, places: held, deviation: (held * 100) / mean - 1 }
}

// A map whose place "10" goes from sector A to sector B, and what that does to another mission.
export function publicPicture(patch: Partial<PublicPicture> = {}): PublicPicture {
  return structuredClone({
    at: '2026-03-01', unit_level: 'iris', departement: 'Val-d’Essai', demonstration: true, residents: 900, places,
    before: [
      {
        code: 'ssd', name_fr: 'Service social départemental', name_en: 'Departmental social service',
        sectors: before.names.map((name, index) => sector(before.of, index, `Secteur ${name}`, 300)),
        sector_of_place: before.of, continued_by: [0, 1, 2], moved: [3], moved_residents: 100,
      },
      {
        code: 'ase', name_fr: 'Aide sociale à l’enfance', name_en: 'Child welfare',
        sectors: other.names.map((name, index) => sector(other.of, index, `Secteur ${name}`, 450)),
        sector_of_place: other.of, continued_by: [0, 1], moved: [2, 6, 7], moved_residents: 300,
      },
    ],
    after: after.names.map((name, index) => sector(after.of, index, `Secteur ${name}`, 300)),
    sector_of_place: after.of, moved_residents: 400, moved_places: 4,
    sources: [{ name: 'Populations légales', vintage: '2023', licence: 'Licence Ouverte 2.0' }],
    ...patch,
  })
}

export const key = 'AbCdEfGhIjKlMnOpQrStUv'

export function concertation(patch: Partial<Concertation> = {}): Concertation {
  return {
    id: 2, key, version: 4, title: 'Vos secteurs demain', presentation: 'Dites ce que vous en pensez.', opened_at: '2026-03-01T09:00:00Z', opened_by: 'Maïté Etcheverry',
    closes_on: '2099-03-31', state: 'open', ended_at: '', ended_by: '', received: 0, published: 0, set_aside: 0, ...patch,
  }
}

interface Kept {
  remark: Remark
  journal: RemarkPage['journal']
}

// A concertation of scenario 3 kept by a server that obeys the contract: what is sent is read before it is published.
export class Square {
  items: Concertation[]
  picture = publicPicture()
  private readonly kept: Kept[] = []

  constructor(items: Concertation[] = [concertation()]) {
    this.items = items
  }

  add(content: string, place = '', state: RemarkState = 'received', texts: { answer?: string; reason?: string } = {}): Remark {
    const found = places.find(({ code }) => code === place)
    const remark: Remark = {
      id: this.kept.length + 1, concertation_id: 2, place, place_name: found ? `${found.name}` : '', content, received_at: '2026-03-02T09:00:00Z',
      state, answer: texts.answer ?? '', reason: texts.reason ?? '', version: state === 'received' ? 0 : 1,
      touched_at: state === 'received' ? '' : '2026-03-03T09:00:00Z', touched_by: state === 'received' ? '' : 'Marc Lahitte',
    }
    this.kept.push({ remark, journal: [] })
    return remark
  }

  private all(): Remark[] {
    return this.kept.map(({ remark }) => remark)
  }

  private page(): PublicConcertation {
    const published = this.all().filter(({ state }) => state === 'published')
    const item = this.items[0]!
    const counted = new Map<string, number>()
    published.forEach(({ place }) => counted.set(place, (counted.get(place) ?? 0) + 1))
    return {
      title: item.title, presentation: item.presentation, opened_on: '2026-03-01', closes_on: item.closes_on, open: item.state === 'open',
      received: this.kept.length, published: published.length, places: [...counted].map(([place, remarks]) => ({ place, remarks })), picture: this.picture,
    }
  }

  private publishedOf({ query }: Asked): unknown {
    const place = query.get('place')
    const found = this.all().filter((one) => one.state === 'published' && (place === null || one.place === (place === 'whole' ? '' : place)))
    const [offset, limit] = [Number(query.get('offset') ?? 0), Number(query.get('limit') ?? 20)]
    const items = found.reverse().slice(offset, offset + limit).map(({ place: code, place_name, content, answer }) => ({ place: code, place_name, content, answer, received_on: '2026-03-02', published_on: '2026-03-03' }))
    return { total: found.length, items }
  }

  private receive({ body }: Asked): unknown {
    const { place, content } = body as { place: string; content: string }
    if (content.trim().length < 3) return refusal(422, 'planning.text_length', { field: '/content', detail_fr: 'Ce texte compte 2 caractères.' })
    const { place_name } = this.add(content.trim(), place)
    return { received_on: '2026-03-02', place_name, notice_fr: 'L’équipe projet la lit en entier.', notice_en: 'The project team reads it in full.' }
  }

  private list({ query }: Asked): unknown {
    const [state, place] = [query.get('state'), query.get('place')]
    const ofPlace = (one: Remark) => place === null || one.place === (place === 'whole' ? '' : place)
    const ofState = (one: Remark) => state === null || one.state === state
    const count = <Key extends string>(found: readonly Remark[], of: (one: Remark) => Key) => {
      const counted = new Map<Key, number>()
      found.forEach((one) => counted.set(of(one), (counted.get(of(one)) ?? 0) + 1))
      return [...counted]
    }
    const items = this.all().filter((one) => ofPlace(one) && ofState(one))
    return {
      total: items.length, items: query.get('sort') === 'oldest' ? items : items.reverse(),
      states: count(this.all().filter(ofPlace), (one) => one.state).map(([one, remarks]) => ({ state: one, remarks })),
      places: count(this.all().filter(ofState), (one) => one.place).map(([one, remarks]) => ({ place: one, name: names[codes.indexOf(one)] ?? '', remarks })),
    }
  }

  // Someone else reads the remark first.
  readBehind(id: number, state: RemarkState): void {
    this.read(id, { seen: this.kept[id - 1]!.remark.version, state, answer: '', reason: 'Ailleurs' }, 'Marc Lahitte')
  }

  private read(id: number, asked: { seen: number; state: RemarkState; answer: string; reason: string }, by = 'Maïté Etcheverry'): unknown {
    const kept = this.kept[id - 1]!
    const { seen, state } = asked
    if (seen !== kept.remark.version) return refusal(409, 'planning.remark_changed', { field: '/seen', detail_fr: `${kept.remark.touched_by} a traité cette remarque entre-temps.` })
    const texts = { answer: state === 'published' ? asked.answer : '', reason: state === 'set_aside' ? asked.reason : '' }
    kept.remark = { ...kept.remark, ...texts, state, version: seen + 1, touched_at: '2026-03-04T09:00:00Z', touched_by: by }
    kept.journal = [...kept.journal, { ...texts, position: seen, state, made_at: '2026-03-04T09:00:00Z', made_by: by }]
    return { remark: kept.remark, journal: kept.journal }
  }

  private end(id: number, state: Concertation['state']): unknown {
    this.items = this.items.map((one) => (one.id === id ? { ...one, state, ended_at: '2026-03-05T09:00:00Z', ended_by: 'Maïté Etcheverry' } : one))
    return { items: this.items }
  }

  private open({ body }: Asked): unknown {
    const { title, presentation, closes_on, version } = body as Concertation
    this.items = [concertation({ id: 9, title, presentation, closes_on, version, key: 'ZyXwVuTsRqPoNmLkJiHgFe' }), ...this.items]
    return { items: this.items }
  }

  // The routes of agents and of the public, for the fake server.
  routes(): Record<string, (asked: Asked) => unknown> {
    const own: Record<string, (asked: Asked) => unknown> = {
      'GET /planning/scenarios/3/concertations': () => ({ items: this.items }),
      'POST /planning/scenarios/3/concertations': (asked) => this.open(asked),
      'GET /planning/scenarios/3/remarks': (asked) => this.list(asked),
      [`GET /concertation/${key}`]: () => this.page(),
      [`GET /concertation/${key}/map`]: () => topology,
      [`GET /concertation/${key}/remarks`]: (asked) => this.publishedOf(asked),
      [`POST /concertation/${key}/remarks`]: (asked) => this.receive(asked),
    }
    for (const { id } of this.items) own[`POST /planning/scenarios/3/concertations/${id}/end`] = ({ body }) => this.end(id, (body as Concertation).state)
    for (let id = 1; id <= 30; id += 1) {
      own[`GET /planning/scenarios/3/remarks/${id}`] = () => ({ remark: this.kept[id - 1]!.remark, journal: this.kept[id - 1]!.journal })
      own[`POST /planning/scenarios/3/remarks/${id}`] = ({ body }) => this.read(id, body as Parameters<Square['read']>[1])
    }
    return own
  }
}
