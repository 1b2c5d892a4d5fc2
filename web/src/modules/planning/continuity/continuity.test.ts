import { fireEvent, screen, within } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import type { ContinuityPlan } from '@/api/types'
import { setLanguage } from '@/i18n'
import { answer, desk, item, move, plan, sector } from '@/testing/continuity'
import { refusal, serve as serveAll, type Asked } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle, tableNamed } from '@/testing/mount'
import { emptyOverview } from '@/testing/territory'
import ContinuityPage from './ContinuityPage.vue'
import PlanPage from './PlanPage.vue'

const page = '/planning/continuity'
const asking = `${page}?reason=Crue&from=2026-03-02&to=2026-03-15&closed=M1`
const serve = (more: Record<string, unknown> = {}) =>
  serveAll({ 'GET /planning/continuity': { today: '2026-03-01', items: [] }, 'POST /planning/continuity/preview': answer, ...more })
const sent = (asked: Asked[], path: string) => asked.filter((one) => one.method === 'POST' && one.path === path).map(({ body }) => body)
const box = (name: string | RegExp) => screen.getByRole('textbox', { name })
const openPlan = (shown: ContinuityPlan, more: Record<string, unknown> = {}, roles?: Parameters<typeof mountPage>[3]) => {
  const asked = serveAll({ 'GET /planning/continuity/3': shown, ...more })
  return mountPage(PlanPage, `${page}/3`, { id: '3' }, roles).then((view) => ({ view, asked }))
}

afterEach(() => setLanguage('fr'))

describe('what is happening', () => {
  it('is asked in a form, kept in the address, and computed', async () => {
    const asked = serve()
    const view = await mountPage(ContinuityPage, page)
    expect(sent(asked, '/planning/continuity/preview')).toEqual([])
    await fireEvent.update(box(/^Motif/), 'Crue')
    await fireEvent.update(screen.getByLabelText(/^Premier jour/), '2026-03-02')
    await fireEvent.update(screen.getByLabelText(/^Dernier jour/), '2026-03-15')
    await fireEvent.click(screen.getByRole('checkbox', { name: /MDS du Centre/ }))
    await fireEvent.click(screen.getByRole('checkbox', { name: 'ASE' }))
    await fireEvent.click(screen.getByRole('button', { name: 'Ajouter un secteur' }))
    await fireEvent.update(screen.getByRole('combobox', { name: 'Secteur' }), 'A')
    await fireEvent.update(screen.getByRole('spinbutton', { name: 'Dont absents' }), '1.5')
    await fireEvent.click(screen.getByRole('button', { name: 'Calculer le relais' }))
    await settle()
    expect(view.router.currentRoute.value.query).toMatchObject({ reason: 'Crue', from: '2026-03-02', to: '2026-03-15', missions: 'ase', absent: 'ssd~A~~1.5' })
    expect(sent(asked, '/planning/continuity/preview')).toEqual([
      expect.objectContaining({ reason: 'Crue', closed: [expect.any(String)], missions: ['ase'], absences: [{ mission: 'ssd', sector: 'A', posts: null, absent: 1.5 }], minutes_for_tenth: 5 }),
    ])
    await expectAccessible(view.container)
  })

  it('without a reason, a day or a cause is told before anything is asked', async () => {
    const asked = serve()
    await mountPage(ContinuityPage, page)
    await fireEvent.click(screen.getByRole('button', { name: 'Calculer le relais' }))
    await settle()
    expect(screen.getByRole('alert').textContent).toContain('Il y a 3 problèmes')
    expect(sent(asked, '/planning/continuity/preview')).toEqual([])
  })

  it('is refused by the server where it is typed', async () => {
    serve({ 'POST /planning/continuity/preview': refusal(422, 'planning.continuity_past', { field: '/from', detail_fr: 'Un plan de continuité commence aujourd’hui au plus tôt.' }) })
    await mountPage(ContinuityPage, asking)
    expect(screen.getByLabelText(/^Premier jour/).getAttribute('aria-invalid')).toBe('true')
    expect(screen.getAllByText(/commence aujourd’hui au plus tôt/).length).toBeGreaterThan(0)
  })

  it('is found among many houses by a part of its name, those chosen always there', async () => {
    const items = Array.from({ length: 30 }, (_, index) => ({ code: `S${index}`, name: `Antenne n° ${index}`, kind: 'antenne', address: '', commune_code: '', lon: 0, lat: 0, x: 0, y: 0, from: '2020-01-01', to: null }))
    serve({ 'GET /territory/sites': { items: [...items, { ...items[0], code: 'Z', name: 'Maison de l’Écluse', kind: 'mds' }] } })
    await mountPage(ContinuityPage, page)
    expect(screen.getByText(/^22 autres/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('checkbox', { name: /Antenne n° 3/ }))
    await fireEvent.update(screen.getByRole('searchbox'), 'ecluse')
    expect(screen.getByRole('checkbox', { name: /Maison de l’Écluse/ })).toBeTruthy()
    expect((screen.getByRole('checkbox', { name: /Antenne n° 3/ }) as HTMLInputElement).checked).toBe(true)
    expect(screen.queryByRole('checkbox', { name: /Antenne n° 4/ })).toBeNull()
  })
})

describe('a preview', () => {
  it('reopens from its link: what changes in a sentence, what is proved, the map, who takes what and why', async () => {
    serve()
    const view = await mountPage(ContinuityPage, asking)
    expect(screen.getByText(/3 communes \(270 habitants\) sont reçus ailleurs\s: leur trajet moyen passe de 2\smin à 10,9\smin\./)).toBeTruthy()
    expect(screen.getByText(/les autres lieux d’accueil n’étant pas comptés, 4,5\s% des habitants du territoire sont à plus de 30 min \(1\s% en temps normal\)/)).toBeTruthy()
    expect(screen.queryByText(/Le trajet se raccourcit/)).toBeNull()
    expect(screen.getByText(/Charge la plus lourde\s: MDS du Centre, à 167\s% de ce qu’il porte aujourd’hui/)).toBeTruthy()
    expect(screen.getByText(/Aucune répartition n’est meilleure\s: c’est prouvé/)).toBeTruthy()
    expect(screen.getByText(/On suppose chaque maison à sa juste charge/)).toBeTruthy()
    expect(view.container.querySelectorAll('.shape-hatched')).toHaveLength(3)
    expect(screen.getByRole('button', { name: /^Unité 00, de MDS de l’Ouest à MDS du Centre$/ })).toBeTruthy()
    expect(view.container.querySelectorAll('.site-mark.closed').length).toBeGreaterThan(0)
    const moves = tableNamed('Qui prend quoi').getAllByRole('row').slice(1)
    expect(moves[0]?.textContent).toMatch(/Unité 00.*MDS du Centre.*Le plus proche\s: 9,5 min\s; ensuite MDS de l’Est, 14,2 min/)
    expect(moves[2]?.textContent).toMatch(/MDS du Centre est plus proche \(9,5 min\) mais monterait à 200\s% de charge, contre 133\s% ici/)
    const houses = tableNamed('Maison par maison').getAllByRole('row').slice(1)
    expect(houses[0]?.textContent).toMatch(/MDS du Centre.*300.*500.*167\s%/)
    expect(houses[1]?.textContent).toMatch(/MDS de l’Est\s*en 2 morceaux/)
    await expectAccessible(view.container)
  })

  it('shows one relayed thing at a time, kept in the address', async () => {
    serve()
    const view = await mountPage(ContinuityPage, asking)
    await fireEvent.click(screen.getByRole('radio', { name: 'Secteurs SSD' }))
    await settle()
    expect(view.router.currentRoute.value.query.layer).toBe('1')
    expect(screen.getByText(/1 commune \(270 habitants\) changent d’équipe/)).toBeTruthy()
    expect(screen.getByText(/ne ferait mieux de plus de 1,23\s%, trajet et charge réunis/)).toBeTruthy()
    expect(screen.getByText(/habitants du territoire sont à plus de 30 min de l’équipe qui répond pour eux/)).toBeTruthy()
    expect(screen.queryByText(/On suppose/)).toBeNull()
    expect(tableNamed('Qui prend quoi').getAllByRole('row')[1]?.textContent).toMatch(/Secteur C est plus proche \(4 min\), mais/)
    expect(tableNamed('Secteur par secteur').getAllByRole('row')[1]?.textContent).toMatch(/Secteur A\s*en manque d’agents.*6.*3/)
  })

  it('explains travel that gets shorter while a house is closed', async () => {
    const shorter = { ...desk, concerned: { ...desk.concerned, mean_before: 20, mean_during: 12 } }
    serve({ 'POST /planning/continuity/preview': { ...answer, layers: [shorter] } })
    await mountPage(ContinuityPage, asking)
    expect(screen.getByText('Le trajet se raccourcit là où la carte des secteurs n’envoyait pas au plus proche.')).toBeTruthy()
  })

  it('that changes nothing says so', async () => {
    const still = { ...desk, moves: [], during_of_unit: desk.before_of_unit, gap: null, optimal: true }
    serve({ 'POST /planning/continuity/preview': { ...answer, layers: [still] } })
    await mountPage(ContinuityPage, asking)
    expect(screen.getByText(/Aucun lieu ne change/)).toBeTruthy()
    expect(screen.queryByText('Qui prend quoi')).toBeNull()
  })

  it('warns of the plans that stand in the way, and leads to them', async () => {
    const clashes = [
      { id: 8, reason: 'Travaux', from: '2026-03-01', to: '2026-03-05', names: ['Un', 'Deux', 'Trois', 'Quatre', 'Cinq'], taker: false },
      { id: 9, reason: 'Grippe', from: '2026-03-01', to: '2026-03-05', names: ['MDS du Centre'], taker: true },
      { id: 9, reason: 'Grippe', from: '2026-03-01', to: '2026-03-05', names: [], taker: false },
    ]
    serve({ 'POST /planning/continuity/preview': { ...answer, clashes } })
    await mountPage(ContinuityPage, asking)
    const note = screen.getByRole('heading', { name: /Un autre plan est en vigueur/ }).closest('section')!
    expect(note.textContent).toMatch(/«\sTravaux\s», du 1er mars 2026 au 5 mars 2026, confie déjà Un, Deux, Trois et 2 autres\./)
    expect(note.textContent).toMatch(/«\sGrippe\s».*compte sur MDS du Centre/)
    expect(note.textContent).toMatch(/«\sGrippe\s».*compte déjà sur les agents qui restent dans les mêmes équipes\./)
    expect(within(note).getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([8, 9, 9].map((id) => `/planning/continuity/${id}`))
  })

  it('is kept as a draft, which opens', async () => {
    const asked = serve({ 'POST /planning/continuity': plan() })
    const view = await mountPage(ContinuityPage, asking)
    await fireEvent.click(screen.getByRole('button', { name: 'Enregistrer comme brouillon' }))
    await settle()
    expect(sent(asked, '/planning/continuity')).toEqual([expect.objectContaining({ reason: 'Crue', closed: ['M1'] })])
    expect(view.router.currentRoute.value.path).toBe('/planning/continuity/3')
  })

  it('is read in English too', async () => {
    serve()
    await mountPage(ContinuityPage, asking)
    setLanguage('en')
    await settle()
    expect(screen.getByText(/3 communes \(270 residents\) are received elsewhere: their mean travel goes from 2\smin to 10\.9\smin\./)).toBeTruthy()
    expect(screen.getByText(/No other sharing is better: this is proved/)).toBeTruthy()
  })
})

describe('the list of plans', () => {
  it('puts what runs first, each with its state and its cause', async () => {
    const items = [item({ id: 1, reason: 'Fini', state: 'ended' }), item({ id: 2, reason: 'Brouillon de mars' }), item({ id: 3, reason: 'En cours', state: 'in_force' }), item({ id: 4, reason: 'Demain', state: 'to_come' })]
    serve({ 'GET /planning/continuity': { today: '2026-03-05', items } })
    await mountPage(ContinuityPage, page)
    const rows = tableNamed('Plans de continuité').getAllByRole('row').slice(1)
    expect(rows.map((row) => within(row).getByRole('link').textContent)).toEqual(['En cours', 'Demain', 'Brouillon de mars', 'Fini'])
    expect(rows[0]?.textContent).toMatch(/En vigueur.*MDS de l’Ouest et Secteur A/)
  })

  it('says which plans the map has left, and names the one whose reason was erased', async () => {
    const items = [item({ id: 1, reason: '', state: 'ended', erased_on: '2027-03-05' }), item({ id: 3, state: 'in_force', outdated_on: '2026-03-09' }), item({ id: 4, state: 'in_force', from: '2026-03-03' })]
    serve({ 'GET /planning/continuity': { today: '2026-03-05', items } })
    await mountPage(ContinuityPage, page)
    const rows = tableNamed('Plans de continuité').getAllByRole('row').slice(1)
    expect(rows[0]?.textContent).toContain('carte changée le 9 mars 2026')
    expect(rows[1]?.textContent).not.toContain('carte changée')
    expect(within(rows[2]!).getByRole('link', { name: 'Motif effacé' }).getAttribute('href')).toBe('/planning/continuity/1')
  })

  it('empty says that everything is open; an executive reads it, prepares nothing, and still opens a preview', async () => {
    serve()
    await mountPage(ContinuityPage, asking, {}, ['executive'])
    expect(screen.getByText(/Aucun plan\s: tout est ouvert/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Calculer le relais' })).toBeNull()
    expect(screen.getByText(/sont reçus ailleurs/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Enregistrer comme brouillon' })).toBeNull()
  })

  it('without a territory leads to the imports; when it fails, is asked again', async () => {
    serve({ 'GET /territory/overview': emptyOverview })
    const none = await mountPage(ContinuityPage, page)
    expect(screen.getByRole('heading', { name: /Aucun territoire/ })).toBeTruthy()
    none.unmount()
    const asked = serve({ 'GET /planning/continuity': refusal(500, 'unexpected', { incident: 'Q7' }) })
    await mountPage(ContinuityPage, page)
    const before = asked.length
    await fireEvent.click(screen.getByRole('button', { name: 'Réessayer' }))
    await settle()
    expect(asked.length).toBeGreaterThan(before)
  })
})

describe('a plan that is kept', () => {
  it('as a draft is decided, with a note', async () => {
    const decided = plan({ state: 'in_force', decided_by: 'Claire', decided_at: '2026-03-02T08:00:00Z', note: 'Vu avec le maire.' })
    const { view, asked } = await openPlan(plan(), { 'POST /planning/continuity/3/decision': decided })
    expect(screen.getByText(/dira le relais du 2 mars 2026 au 15 mars 2026/)).toBeTruthy()
    await expectAccessible(view.container)
    await fireEvent.update(box(/^Note/), ' Vu avec le maire. ')
    await fireEvent.click(screen.getByRole('button', { name: 'Mettre en vigueur' }))
    await settle()
    expect(sent(asked, '/planning/continuity/3/decision')).toEqual([{ verdict: 'adopted', note: 'Vu avec le maire.' }])
    expect(screen.getByText('En vigueur')).toBeTruthy()
    expect(screen.getByText(/Décidé par Claire.*Vu avec le maire\./)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Mettre en vigueur' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Arrêter' })).toBeTruthy()
  })

  it('as a draft is dropped, or says why it cannot be decided', async () => {
    const { asked } = await openPlan(plan(), { 'POST /planning/continuity/3/decision': refusal(409, 'planning.continuity_stale', { field: '/id', detail_fr: 'Refaites l’aperçu avant de décider.' }) })
    await fireEvent.click(screen.getByRole('button', { name: 'Abandonner le brouillon' }))
    await settle()
    expect(sent(asked, '/planning/continuity/3/decision')).toEqual([{ verdict: 'dropped', note: '' }])
    expect(screen.getByRole('alert').textContent).toContain('Refaites l’aperçu avant de décider.')
  })

  it('in force is ended earlier, and the sheet then says until when', async () => {
    const ended = plan({ state: 'in_force', to: '2026-03-06', planned_to: '2026-03-15', ends: [{ last_day: '2026-03-06', note: 'Réparé.', ended_by: 'Marc', ended_at: '2026-03-05T10:00:00Z' }] })
    const { asked } = await openPlan(plan({ state: 'in_force' }), { 'POST /planning/continuity/3/end': ended })
    expect(screen.getByText(/À partir du 16 mars 2026/)).toBeTruthy()
    await fireEvent.update(screen.getByLabelText(/^Dernier jour du plan/), '')
    await fireEvent.click(screen.getByRole('button', { name: 'Arrêter' }))
    await settle()
    expect(screen.getByRole('alert').textContent).toContain('Donnez le dernier jour.')
    await fireEvent.update(screen.getByLabelText(/^Dernier jour du plan/), '2026-03-06')
    await fireEvent.click(screen.getByRole('button', { name: 'Arrêter' }))
    await settle()
    expect(sent(asked, '/planning/continuity/3/end')).toEqual([{ last_day: '2026-03-06', note: '' }])
    expect(screen.getByText(/À partir du 7 mars 2026/)).toBeTruthy()
    expect(screen.getByText(/Arrêté au 6 mars 2026 par Marc.*Réparé\. Il était prévu jusqu’au 15 mars 2026/)).toBeTruthy()
  })

  it('has a sheet for the desks: who receives which places, in whose place', async () => {
    await openPlan(plan({ state: 'in_force' }))
    const sheet = screen.getByRole('heading', { name: 'Fiche pour les accueils' }).closest('section')!
    expect(sheet.textContent).toMatch(/Dégât des eaux, du 2 mars 2026 au 15 mars 2026\./)
    expect(sheet.textContent).toMatch(/MDS du Centre reçoit, à la place de MDS de l’Ouest\s:\s*Unité 00 \(Ville\) et Unité 10 \(Ville\)\./)
    expect(sheet.textContent).toMatch(/MDS de l’Est reçoit, à la place de MDS de l’Ouest\s:\s*Unité 20 \(Ville\)\./)
    expect(sheet.textContent).toMatch(/L’équipe SSD «\sSecteur B\s» répond, à la place de «\sSecteur A\s»/)
    expect(screen.getByRole('link', { name: /Exporter/ }).getAttribute('href')).toBe('/api/v1/planning/continuity/3/export')
  })

  it('ended several times early tells every word', async () => {
    const ends = [
      { last_day: '2026-03-08', note: 'Les pompiers partent.', ended_by: 'Marc', ended_at: '2026-03-05T10:00:00Z' },
      { last_day: '2026-03-06', note: 'Rouvert.', ended_by: 'Claire', ended_at: '2026-03-06T10:00:00Z' },
    ]
    await openPlan(plan({ state: 'ended', to: '2026-03-06', planned_to: '2026-03-15', ends }))
    expect(screen.getByText(/au 8 mars 2026 par Marc.*Les pompiers partent\. Arrêté au 6 mars 2026 par Claire.*Rouvert\. Il était prévu/)).toBeTruthy()
  })

  it('that the map has left says from which day and what to do: end it on the eve, prepare what comes next', async () => {
    const { view } = await openPlan(plan({ state: 'to_come', outdated_on: '2126-03-09', from: '2126-03-02', to: '2126-03-15' }, { request: { ...answer.request, to: '2126-03-15' } }))
    const warning = screen.getByRole('heading', { name: /La carte n’est plus celle de ce plan à partir du 9 mars 2126/ }).closest('section')!
    expect(warning.getAttribute('role')).toBe('alert')
    expect(warning.textContent).toContain('Arrêtez ce plan le 8 mars 2126 au soir')
    expect((screen.getByLabelText(/^Dernier jour du plan/) as HTMLInputElement).value).toBe('2126-03-08')
    const link = new URL(within(warning).getByRole('link', { name: /Préparer la suite à partir du 9 mars 2126/ }).getAttribute('href')!, 'http://localhost')
    expect(Object.fromEntries(link.searchParams)).toMatchObject({ from: '2126-03-09', to: '2126-03-15', closed: 'M1' })
    await expectAccessible(view.container)
    setLanguage('en')
    await settle()
    expect(screen.getByText(/End this plan on the evening of/)).toBeTruthy()
  })

  it('that the map left already is to be ended at once; who prepares nothing is offered no question', async () => {
    await openPlan(plan({ state: 'in_force', outdated_on: '2026-03-02' }), {}, ['executive'])
    expect(screen.getByText(/Arrêtez ce plan hier au soir/)).toBeTruthy()
    expect(screen.queryByRole('link', { name: /Préparer la suite/ })).toBeNull()
    expect(screen.getByRole('button', { name: 'Arrêter' })).toBeTruthy()
  })

  it('seen beyond the project team does not tell how few posts are absent, and says why', async () => {
    const [from, ...others] = sector.carriers
    const short = { ...sector, carriers: [{ ...from!, absent: null, burden_during: null }, ...others], moves: [move(0, { reason: { code: 'lighter', args: [['minutes', '9.5'], ['near', 'Secteur C'], ['near_minutes', '4']] } })] }
    const hidden = { posts: 5, reference_fr: 'RGPD, art. 5', reference_en: 'GDPR, art. 5' }
    await openPlan(plan({ state: 'in_force' }, { layers: [short], request: { ...answer.request, absences: [] } }, hidden), {}, ['executive'])
    const row = tableNamed('Secteur par secteur').getAllByRole('row').at(-1)
    expect(row?.textContent).toMatch(/Secteur A\s*en manque d’agents.*6.*non montré.*non montré/)
    expect(screen.getByText(/Moins de 5 postes absents.*réservés à l’équipe projet\. RGPD, art\. 5/)).toBeTruthy()
    expect(screen.getByText('Secteur C est plus proche (4 min) mais serait plus chargé.')).toBeTruthy()
  })

  it('of which the words were erased says so, and is not taken up again', async () => {
    await openPlan(plan({ state: 'ended', reason: '', erased_on: '2027-03-05' }, { request: { ...answer.request, reason: '', absences: [] } }))
    expect(screen.getByRole('heading', { name: /Continuité\s: Motif effacé/ })).toBeTruthy()
    expect(screen.getByText(/effacés le 5 mars 2027/)).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'Reprendre cette question' })).toBeNull()
  })

  it('is taken up again as a question', async () => {
    await openPlan(plan({ state: 'ended' }))
    const link = new URL(screen.getByRole('link', { name: 'Reprendre cette question' }).getAttribute('href')!, 'http://localhost')
    expect(Object.fromEntries(link.searchParams)).toEqual({ reason: 'Dégât des eaux', from: '2026-03-02', to: '2026-03-15', closed: 'M1', absent: 'ssd~A~6~3' })
  })

  it('ended before it began says so and has no sheet; one that does not exist is said', async () => {
    const { view } = await openPlan(plan({ state: 'ended', from: '2026-03-02', to: '2026-03-01', planned_to: '2026-03-15' }))
    expect(screen.getByText('arrêté avant son premier jour')).toBeTruthy()
    expect(screen.queryByText('Fiche pour les accueils')).toBeNull()
    view.unmount()
    serveAll()
    await mountPage(PlanPage, `${page}/99`, { id: '99' })
    expect(screen.getByRole('heading', { name: 'Page introuvable' })).toBeTruthy()
  })

  it('is read by an administrator, who decides nothing', async () => {
    await openPlan(plan(), {}, ['administrator'])
    expect(screen.queryByRole('button', { name: 'Mettre en vigueur' })).toBeNull()
    expect(screen.getByRole('link', { name: /Exporter/ })).toBeTruthy()
  })
})
