import { fireEvent, screen, within } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import { session } from '@/app/session'
import { fakeClipboard } from '@/testing/clipboard'
import { refusal, serve, type Asked } from '@/testing/fakeServer'
import { filledWith } from '@/testing/mapFills'
import { expectAccessible, mountPage, settle, type Mounted } from '@/testing/mount'
import { competence, overview, place, topology } from '@/testing/territory'
import CompetencePage from './CompetencePage.vue'
import { keptQuestions, rememberQuestion } from './questions'

const home = '12 rue des Lilas'
const unclear = {
  ...competence, place: null, answers: [], mds: null, reason: { code: 'address_unclear', args: [] },
  candidates: [{ label: 'Rue du Moulin, Pau', commune_code: '64445', street: 'Rue du Moulin' }],
}
const byMode = (name: string) => fireEvent.click(screen.getByRole('radio', { name }))
const type = (label: string, text: string) => fireEvent.update(screen.getByRole('textbox', { name: label }), text)
const submit = async () => {
  await fireEvent.submit(screen.getByRole('button', { name: 'Répondre' }).closest('form')!)
  await settle()
}
const askAddress = async (address: string, commune = '') => {
  await byMode('Adresse')
  await type('Adresse', address)
  await type('Commune (facultatif)', commune)
  await submit()
}
const asked = (all: Asked[]) => all.filter(({ path }) => path === '/territory/competence').map(({ query }) => Object.fromEntries(query))
const back = async ({ router }: Mounted) => {
  router.back()
  // The memory of the tests answers on the next turn, as a browser does.
  await new Promise((done) => setTimeout(done))
  await settle()
}
const addressShown = () => (screen.getByRole('textbox', { name: 'Adresse' }) as HTMLInputElement).value

afterEach(() => keptQuestions.clear())

describe('who is competent here', () => {
  it('answers per mission with its reason, and says where nobody is', async () => {
    serve()
    const view = await mountPage(CompetencePage, '/territory/competence?code=11')
    expect(screen.getByRole('row', { name: /SSD.*Secteur B.*Unité 11 fait partie de ce secteur/ })).toBeTruthy()
    expect(screen.getByRole('row', { name: /ASE.*Personne.*Aucun secteur ne couvre Unité 11/ })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'MDS du Centre' })).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('tells the answer in one breath to who cannot see it appear', async () => {
    serve()
    await mountPage(CompetencePage, '/territory/competence')
    const said = () => screen.getAllByRole('status').map((status) => status.textContent).join('')
    expect(said()).toBe('')
    await fireEvent.update(screen.getByRole('combobox', { name: /Nom ou code/ }), '11111')
    await submit()
    expect(said()).toBe('Unité 11, au 1er mars 2026. Lieu reconnu. SSD\u00a0: Secteur B. ASE\u00a0: Personne')
  })

  it('asks nothing as long as nothing is asked', async () => {
    const all = serve()
    await mountPage(CompetencePage, '/territory/competence')
    expect(asked(all)).toEqual([])
    expect(screen.queryByRole('table')).toBeNull()
  })

  it.each([
    ['several_sectors', 'À préciser', /La commune est partagée entre Est, Ouest/],
    ['number_needed', 'À préciser', /précisez le numéro/],
    ['claimed_by_several', 'Plusieurs secteurs', /La carte est à corriger/],
    ['nobody', 'Personne', /Aucun secteur ne couvre/],
  ])('does not say that nobody is competent when the answer is %s', async (code, verdict, why) => {
    const answers = [{ mission: 'ssd', sector: null, reason: { code, args: [['sectors', 'Est, Ouest'], ['unit', 'Pau']] } }]
    serve({ 'GET /territory/competence': { ...competence, answers } })
    await mountPage(CompetencePage, '/territory/competence?code=11')
    const row = screen.getByRole('row', { name: /SSD/ })
    expect(within(row).getByText(verdict)).toBeTruthy()
    expect(row.textContent).toMatch(why)
  })

  it('compares both sides of a date', async () => {
    const old = { ...competence, at: '2024-12-31', answers: [{ ...competence.answers[0], sector: { code: 'A', name: 'Secteur A' } }, competence.answers[1]] }
    serve({ 'GET /territory/competence': ({ query }: Asked) => (query.get('at') === '2024-12-31' ? old : competence) })
    const view = await mountPage(CompetencePage, '/territory/competence?code=11')
    await fireEvent.update(screen.getByRole('combobox', { name: /Comparer avec/ }), '2024-12-31')
    await settle()
    expect(view.router.currentRoute.value.query.versus).toBe('2024-12-31')
    expect(screen.getByRole('row', { name: /Secteur B.*Secteur A.*Change/ })).toBeTruthy()
    expect(screen.getByRole('row', { name: /ASE.*Inchangé/ })).toBeTruthy()
  })

  it('offers the eve and the day of every change', async () => {
    serve()
    await mountPage(CompetencePage, '/territory/competence?code=11')
    const dates = within(screen.getByRole('combobox', { name: /Comparer avec/ })).getAllByRole('option').map((option) => (option as HTMLOptionElement).value)
    expect(dates).toEqual(['', '2018-12-31', '2019-01-01', '2024-12-31', '2025-01-01'])
  })

  it('says a refusal of the server in its own words', async () => {
    serve({ 'GET /territory/competence': refusal(422, 'territory.bad_point', { detail_fr: 'Ce point n’est pas en France.' }) })
    await mountPage(CompetencePage, '/territory/competence?code=11')
    expect(screen.getByRole('alert').textContent).toContain('Ce point n’est pas en France.')
  })

  it('says when no house of solidarity is attached', async () => {
    serve({ 'GET /territory/competence': { ...competence, mds: null } })
    await mountPage(CompetencePage, '/territory/competence?code=11')
    expect(screen.getByText(/Aucune maison des solidarités/)).toBeTruthy()
  })

  it('shows on the map the place recognised, whatever the grain of the territory', async () => {
    serve({
      'GET /territory/overview': { ...overview, unit_level: 'iris' },
      'GET /territory/map': ({ query }: Asked) => (query.get('level') === 'commune' ? topology : { ...topology, objects: { units: { type: 'GeometryCollection', geometries: [] } } }),
    })
    const view = await mountPage(CompetencePage, '/territory/competence?code=11')
    expect(filledWith(view.container, 'fill-s3')).toHaveLength(1)
  })
})

describe('a question', () => {
  it('by code is in the link: a place is nobody’s home', async () => {
    const all = serve({ 'GET /territory/places': { total: 1, items: [place('11', { name: 'Pau' })] } })
    const view = await mountPage(CompetencePage, '/territory/competence?at=2019-01-01')
    for (const [typed, code] of [['Pau (64445)', '64445'], ['pau', '11']] as const) {
      await fireEvent.update(screen.getByRole('combobox', { name: /Nom ou code/ }), typed)
      await submit()
      expect(view.router.currentRoute.value.query).toEqual({ at: '2019-01-01', code })
      expect(asked(all).at(-1)).toEqual({ at: '2019-01-01', code })
    }
  })

  it.each([
    ['address', () => askAddress(home, 'Pau'), { address: home, commune: 'Pau' }],
    ['point', async () => {
      await byMode('Coordonnées')
      await type('Longitude', '2,36')
      await type('Latitude', '48.94')
      await submit()
    }, { lon: '2.36', lat: '48.94' }],
  ])('by %s is asked of the server, and stays out of the link', async (_, ask, expected) => {
    const all = serve()
    const view = await mountPage(CompetencePage, '/territory/competence')
    await ask()
    expect(asked(all)).toEqual([expected])
    expect(Object.keys(view.router.currentRoute.value.query)).toEqual(['asked'])
    expect(decodeURIComponent(view.router.currentRoute.value.fullPath)).not.toMatch(/Lilas|Pau|2[.,]36|48[.,]94/)
    expect(document.title).not.toContain('Lilas')
  })

  it('comes back with "back", without ever having been in the history of the browser', async () => {
    const all = serve()
    const view = await mountPage(CompetencePage, '/territory/competence')
    await askAddress(home)
    await askAddress('1 place de la Mairie')
    expect(addressShown()).toBe('1 place de la Mairie')
    await back(view)
    expect(addressShown()).toBe(home)
    expect(asked(all).at(-1)).toEqual({ address: home })
  })

  it('keeps both dates of a comparison', async () => {
    serve()
    const view = await mountPage(CompetencePage, '/territory/competence?at=2019-01-01&versus=2025-01-01')
    await askAddress(home)
    expect(view.router.currentRoute.value.query).toMatchObject({ at: '2019-01-01', versus: '2025-01-01' })
  })

  it('that this browser has not kept is asked for again', async () => {
    const all = serve()
    const view = await mountPage(CompetencePage, '/territory/competence?asked=zz9')
    expect(asked(all)).toEqual([])
    expect(screen.getByText(/n’est gardée ni dans le lien ni dans l’historique/)).toBeTruthy()
    expect(addressShown()).toBe('')
    await expectAccessible(view.container)
    await askAddress(home)
    expect(screen.queryByText(/n’est gardée ni/)).toBeNull()
  })

  it('is shared as the place recognised', async () => {
    const copied = fakeClipboard()
    serve()
    await mountPage(CompetencePage, '/territory/competence?at=2025-01-01')
    await askAddress(home)
    await fireEvent.click(screen.getByRole('button', { name: 'Copier le lien' }))
    expect(copied).toEqual([expect.stringMatching(/^http:.*\/territory\/competence\?at=2025-01-01&code=11$/)])
  })
})

describe('what a tab remembers of the questions asked', () => {
  it('is forgotten when the session ends: the next person at the desk finds nothing', async () => {
    serve()
    await mountPage(CompetencePage, '/territory/competence')
    await askAddress(home)
    expect([...keptQuestions.values()]).toEqual([{ address: home }])
    session.value = null
    await settle()
    expect(keptQuestions.size).toBe(0)
  })

  it('is bounded, the oldest leaving first', () => {
    const ids = Array.from({ length: 60 }, (_, n) => rememberQuestion({ address: `${n} rue A` }))
    expect(new Set(ids).size).toBe(60)
    expect(keptQuestions.size).toBe(50)
    expect(keptQuestions.has(ids[9]!)).toBe(false)
    expect(keptQuestions.get(ids[10]!)).toEqual({ address: '10 rue A' })
  })

  it('is never written where another page could read it', async () => {
    serve()
    await mountPage(CompetencePage, '/territory/competence')
    await askAddress(home)
    const stored = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), JSON.stringify(history.state), document.cookie]
    expect(stored.join(' ')).not.toContain('Lilas')
  })
})

describe('a question that is not well formed', () => {
  it.each([
    ['Adresse', 'Adresse', '', /Dites où/],
    ['Coordonnées', 'Longitude', 'ici', /sont des nombres/],
  ])('by %s is refused on its field, and asks nothing', async (mode, field, text, sentence) => {
    const all = serve()
    await mountPage(CompetencePage, '/territory/competence')
    await byMode(mode)
    await type(field, text)
    await submit()
    expect(screen.getByRole('alert').textContent).toMatch(sentence)
    expect(screen.getByRole('textbox', { name: field }).getAttribute('aria-invalid')).toBe('true')
    expect(asked(all)).toEqual([])
  })

  it.each([
    ['', 0, /Dites où/],
    ['Saint', 3, /Choisissez un lieu dans la liste/],
    ['Atlantis', 0, /Choisissez un lieu dans la liste/],
  ])('by the name "%s" that fits %i places is refused', async (typed, fitting, sentence) => {
    serve({ 'GET /territory/places': { total: fitting, items: Array.from({ length: fitting }, (_, n) => place(String(n), { name: `Saint-${n}` })) } })
    await mountPage(CompetencePage, '/territory/competence')
    await fireEvent.update(screen.getByRole('combobox', { name: /Nom ou code/ }), typed)
    await submit()
    expect(screen.getByRole('alert').textContent).toMatch(sentence)
  })

  it('takes the exact name among those that begin alike', async () => {
    serve({ 'GET /territory/places': { total: 2, items: [place('64445', { name: 'Pau' }), place('64446', { name: 'Pauillac' })] } })
    const view = await mountPage(CompetencePage, '/territory/competence')
    await fireEvent.update(screen.getByRole('combobox', { name: /Nom ou code/ }), 'PAU')
    await submit()
    expect(view.router.currentRoute.value.query.code).toBe('64445')
  })

  it('is forgotten when one asks in another way', async () => {
    serve()
    await mountPage(CompetencePage, '/territory/competence')
    await submit()
    expect(screen.getByRole('alert')).toBeTruthy()
    await byMode('Adresse')
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('an address that is not clear', () => {
  it('proposes streets, and asks again with the one chosen', async () => {
    const all = serve({ 'GET /territory/competence': ({ query }: Asked) => (query.has('commune') ? competence : unclear) })
    const view = await mountPage(CompetencePage, '/territory/competence')
    await askAddress('rue du moulin')
    expect(screen.getByText('Lieu non reconnu')).toBeTruthy()
    await expectAccessible(view.container)
    await fireEvent.click(screen.getByRole('button', { name: 'Rue du Moulin, Pau' }))
    await settle()
    expect(asked(all).at(-1)).toEqual({ address: 'Rue du Moulin', commune: '64445' })
    expect(screen.getByText('Lieu reconnu')).toBeTruthy()
  })

  it.each([
    ['12 rue du moulin', '12 Rue du Moulin'],
    ['12 bis, rue du moulin', '12 bis Rue du Moulin'],
    ['3B rue du moulin', '3B Rue du Moulin'],
    ['rue du 8 mai', 'Rue du Moulin'],
    ['8 mai 1945', '8 Rue du Moulin'],
  ])('keeps the number that was typed: %s', async (typed, expected) => {
    const all = serve({ 'GET /territory/competence': unclear })
    await mountPage(CompetencePage, '/territory/competence')
    await askAddress(typed)
    await fireEvent.click(screen.getByRole('button', { name: 'Rue du Moulin, Pau' }))
    await settle()
    expect(asked(all).at(-1)).toMatchObject({ address: expected })
  })
})

describe('the list proposed while typing', () => {
  const options = (view: Mounted) => [...view.container.querySelectorAll('datalist option')].map((option) => option.getAttribute('value'))

  it('holds the communes that the server finds on the date in view, with their codes', async () => {
    const all = serve({ 'GET /territory/places': { total: 1, items: [place('64445', { name: 'Pau' })] } })
    const view = await mountPage(CompetencePage, '/territory/competence?at=2019-01-01')
    await fireEvent.update(screen.getByRole('combobox', { name: /Nom ou code/ }), 'pa')
    await settle()
    expect(options(view)).toEqual(['Pau (64445)'])
    expect(Object.fromEntries(all.at(-1)!.query)).toMatchObject({ at: '2019-01-01', level: 'commune', q: 'pa' })
  })

  it('is not asked for one letter, nor once the code is there', async () => {
    const all = serve()
    await mountPage(CompetencePage, '/territory/competence')
    const before = all.length
    for (const text of ['p', 'Pau (64445)', '64445']) await fireEvent.update(screen.getByRole('combobox', { name: /Nom ou code/ }), text)
    await settle()
    expect(all).toHaveLength(before)
  })
})
