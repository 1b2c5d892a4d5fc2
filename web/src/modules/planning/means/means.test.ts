import { fireEvent, screen, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '@/api/types'
import { setLanguage } from '@/i18n'
import { refusal, serve } from '@/testing/fakeServer'
import { means, Staffing } from '@/testing/means'
import { expectAccessible, mountPage, settle, tableNamed } from '@/testing/mount'
import { emptyOverview } from '@/testing/territory'
import { addressOf, questionOf, readPosts, requestOf, statusOf, takenFirst, typed } from './means'
import MeansPage from './MeansPage.vue'

let staffing: Staffing
beforeEach(() => (staffing = new Staffing()))

const open = async ({ roles = ['planner'] as Session['roles'], address = '', answers = {} } = {}) => {
  const asked = serve({ ...staffing.routes(), ...answers })
  const view = await mountPage(MeansPage, `/planning/means${address}`, {}, roles)
  const lastAsked = () => asked.filter(({ path }) => path === '/planning/means').at(-1)?.query.toString()
  return { asked, view, lastAsked, query: () => view.router.currentRoute.value.query }
}
const click = async (name: string | RegExp) => {
  await fireEvent.click(screen.getByRole('button', { name }))
  await settle()
}
const plain = (text: string | null | undefined) => (text ?? '').replaceAll('\u00a0', ' ')

describe('needs and means', () => {
  it('are worked out at once for the sectors of PMI and all that can be counted', async () => {
    const { lastAsked, view } = await open()
    expect(lastAsked()).toBe('origin=mission%2Fpmi&formulas=1%2C5&step=0.5')
    expect(screen.getByRole('heading', { name: 'Sages-femmes de PMI' })).toBeTruthy()
    expect(plain(screen.getByText(/^Aujourd’hui : de/).textContent)).toBe('Aujourd’hui : de 500 à 3 000 naissances par poste, 1 000 en moyenne')
    expect(plain(screen.getByText(/indice de Gini/).textContent)).toContain('0,3 aujourd’hui, 0,08 ensuite')
    expect(screen.getByText(/sont réparties depuis la commune/)).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('are a table of transfers that says who is short of posts today', async () => {
    await open()
    const row = (name: RegExp) => plain(tableNamed('Répartition, secteur par secteur').getByRole('row', { name }).textContent)
    expect(row(/^Nord/)).toMatch(/Nord\s*1 500\s*1\s*3\s*sur-doté\s*2\s*−1\s*500\s*750/)
    expect(row(/^Sud/)).toMatch(/sous-doté\s*2\s*\+1\s*3 000\s*1 500/)
    expect(row(/^Est/)).toMatch(/à la norme\s*0,5\s*0\s*/)
  })

  it('are lines from the need to the posts, today or as proposed; the address keeps which', async () => {
    const { view, query } = await open()
    const drawing = () => screen.getByRole('img', { name: /Besoins et moyens/ })
    expect(plain(drawing().getAttribute('aria-label'))).toContain('0 secteur sous la norme et 1 au-dessus, de plus de 0,25 poste')
    expect(drawing().querySelectorAll('g.over path, g.even path')).toHaveLength(3)
    await fireEvent.click(screen.getByRole('radio', { name: 'Aujourd’hui' }))
    await settle()
    expect(query().means).toBe('today')
    expect(plain(drawing().getAttribute('aria-label'))).toContain('1 secteur sous la norme et 1 au-dessus, de plus de 0,25 poste')
    expect(drawing().textContent).toContain('3 Nord')
    await expectAccessible(view.container)
  })

  it('say of sectors a little below the norm that they are, and of posts nobody recorded that nothing is known', async () => {
    const { page } = staffing
    const bare = { ...page, kinds: page.kinds.map((one) => ({ ...one, present: 0 })), cells: page.cells.map((cell) => ({ ...cell, need: cell.given + 0.2 })) }
    await open({ answers: { 'GET /planning/means': bare } })
    expect(plain(screen.getByText(/autres? (est|sont) un peu sous la norme/).textContent)).toMatch(/^0 secteur sous la norme et 0 au-dessus, de plus de 0,25 poste\. \d autres sont un peu sous la norme\.$/)
    expect(screen.getByText(/^Aucun poste en place n’est enregistré pour ce métier/)).toBeTruthy()
    expect(plain(screen.getByText(/indice de Gini/).textContent)).toContain('sans objet aujourd’hui')
  })

  it('say where more posts would go and where fewer would come from, in order', async () => {
    await open()
    const list = (name: RegExp) => within(screen.getByRole('heading', { name }).parentElement!).getAllByRole('listitem').map((item) => plain(item.textContent))
    expect(list(/^10 postes de plus/)).toEqual(['Sud, qui en aurait 2,5 postes', 'Nord, qui en aurait 2,5 postes'])
    expect(list(/^10 postes de moins/)).toEqual(['Sud, à qui il en resterait 0 poste'])
  })

  it('give the reason of each part of a post in a sentence', async () => {
    await open()
    const sentences = tableNamed('Pourquoi chaque poste est là').getAllByRole('row').slice(1).map((row) => plain(row.querySelector('td:last-child')?.textContent?.trim()))
    expect(sentences).toEqual([
      'Avec 0,5 poste, Sud passe de zéro poste à 6 000 naissances par poste : rien d’autre n’aurait soulagé davantage.',
      'Avec 2 postes, Nord passe de 1 000 naissances par poste à 750 naissances par poste : la limite des déplacements l’y maintient.',
      'Avec 0,5 poste, Est passe de zéro poste à 1 000 naissances par poste : c’est son plancher qui le demande.',
    ])
    expect(plain(tableNamed('Ce que coûtent les planchers').getByRole('row', { name: /^Est/ }).textContent)).toMatch(/0,5\s*0\s*1 401\s*1 350/)
  })

  it('say half-days of consultation where a formula counts them', async () => {
    const { page } = staffing
    const sessions = { ...page, kinds: page.kinds.map((one) => ({ ...one, formula: { ...one.formula, measure: 'session' as const } })) }
    await open({ answers: { 'GET /planning/means': sessions } })
    const [first] = tableNamed('Pourquoi chaque poste est là').getAllByRole('row').slice(1)
    expect(plain(first?.textContent)).toContain('Avec 0,5 demi-journée, Sud passe de zéro demi-journée à 6 000 naissances par demi-journée')
    expect(screen.getByRole('heading', { name: /^10 demi-journées de plus/ })).toBeTruthy()
    expect(plain(screen.getByText(/^Proposé : de/).textContent)).toContain('naissances par demi-journée')
  })

  it('of another kind are one choice away, in the address', async () => {
    const { query } = await open()
    await fireEvent.click(screen.getByRole('radio', { name: 'Assistants sociaux' }))
    await settle()
    expect(query().kind).toBe('1')
    expect(screen.getByText('Créés').nextSibling?.textContent).toBe('6')
    expect(screen.getByText('Aucun plancher ne retient de poste.')).toBeTruthy()
    expect(plain(screen.getByText(/^Proposé : de/).textContent)).toContain('habitants par poste')
    expect(screen.queryByText(/^Aujourd’hui.: de/)).toBeNull()
    await click('Répartir')
    expect(query().kind).toBe('1')
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Assistants sociaux' }))
    await settle()
    expect(query().kind).toBeUndefined()
  })

  it('that cannot be shared out say why, with the figures', async () => {
    staffing.page = means({ impossible: { code: 'floors_beyond_budget', args: [['sector', ''], ['kind', 'Sages-femmes de PMI'], ['have', '4.5'], ['limit', '4']] }, reasons: [], floors: [] })
    const { view } = await open()
    expect(plain(screen.getByRole('alert').textContent)).toContain('Sages-femmes de PMI : les planchers demandent 4,5 postes, il y en a 4.')
    expect(screen.queryByText(/indice de Gini/)).toBeNull()
    await expectAccessible(view.container)
  })

  it('leave out who is in no sector, and say it; a sector with nobody too', async () => {
    const page = means({ left_out: 1200 })
    page.kinds[0]!.proposed.nobody = 2
    staffing.page = page
    await open()
    expect(plain(screen.getByText(/dans aucun secteur/).textContent)).toContain('1 200 habitants')
    expect(plain(screen.getByText(/aucun poste.:/).textContent)).toContain('0 aujourd’hui, 2 ensuite')
  })

  it('are exported as they are asked, and read in English', async () => {
    const { view } = await open({ address: '?formulas=1&posts=6&moves=2&step=1' })
    expect(screen.getByRole('link', { name: 'Exporter (CSV)' }).getAttribute('href')).toBe('/api/v1/planning/means/export?origin=mission%2Fpmi&formulas=1&posts=6&moves=2&step=1')
    setLanguage('en')
    await settle()
    expect(screen.getByRole('heading', { name: 'Means and needs' })).toBeTruthy()
    expect(screen.getByText(/With 2 posts, Nord goes from 1,000 naissances per post to 750/)).toBeTruthy()
    await expectAccessible(view.container)
    setLanguage('fr')
  })

  it('need a map', async () => {
    const { view } = await open({ answers: { 'GET /territory/overview': emptyOverview } })
    expect(screen.getByRole('heading', { name: 'Aucune carte à doter' })).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('that the server refuses are a sentence with a way out', async () => {
    await open({ answers: { 'GET /planning/means': refusal(422, 'planning.part_of_post', { detail_fr: '0,8 n’est pas un nombre entier de parts de 0,5 poste.' }) } })
    expect(screen.getByRole('alert').textContent).toContain('0,8 n’est pas un nombre entier')
  })
})

describe('the question', () => {
  it('is sent with the number of posts, the moves and the part of a post, all in the address', async () => {
    const { query, lastAsked } = await open()
    await fireEvent.update(screen.getByLabelText(/À répartir.: Sages-femmes/), '6,5')
    await fireEvent.update(screen.getByLabelText(/Postes déplacés au plus/), '2')
    await fireEvent.update(screen.getByLabelText('Part de poste'), '0.1')
    await click('Répartir')
    expect(query()).toEqual({ origin: 'mission/pmi', formulas: '1,5', posts: '6.5,', moves: '2', step: '0.1' })
    expect(lastAsked()).toBe('origin=mission%2Fpmi&formulas=1%2C5&posts=6.5%2C-1&moves=2&step=0.1')
  })

  it('may count fewer kinds, or none', async () => {
    const { query } = await open()
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Assistants sociaux' }))
    await settle()
    expect(query().formulas).toBe('1')
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Sages-femmes de PMI' }))
    await settle()
    expect(query().formulas).toBe('')
    expect(screen.getByText(/Choisissez au moins un métier/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Assistants sociaux' }))
    await settle()
    expect(query().formulas).toBe('5')
  })

  it('says what is not imported, with the way to import it', async () => {
    await open()
    expect((screen.getByRole('checkbox', { name: 'Consultations prénatales' }) as HTMLInputElement).disabled).toBe(true)
    expect(plain(screen.getByText(/n’est pas importé/).textContent)).toBe('« Habitants de 15 à 50 ans » n’est pas importé : ce besoin ne peut pas être compté.')
    expect(screen.getByRole('link', { name: 'Importer des quantités' })).toBeTruthy()
  })

  it('is about a scenario too', async () => {
    const scenario = { id: 3, name: 'Plaine 2027', origin: 'mission/ssd', at: '2026-03-01', stage: 'draft', effective_on: null, missions: ['ssd'], created_by: 'x', touched_at: '2026-03-01T09:00:00Z', touched_by: 'x' }
    const { query, lastAsked } = await open({ address: '?posts=4&formulas=1', answers: { 'GET /planning/scenarios': { items: [scenario] } } })
    await fireEvent.update(screen.getByLabelText('Carte à doter'), 'scenario/3')
    await settle()
    expect(query()).toEqual({ origin: 'scenario/3', formulas: '1' })
    expect(lastAsked()).toContain('scenario%2F3')
  })
})

describe('the posts of today', () => {
  const fill = (label: RegExp, text: string) => fireEvent.update(screen.getByLabelText(label), text)

  it('are written by a planner, with floors, caps and what each house holds', async () => {
    await open()
    expect((screen.getByLabelText(/^En place, Nord/) as HTMLInputElement).value).toBe('3')
    await fill(/^En place, Nord/, '2,5')
    await fill(/^Plancher, Sud/, '1')
    await fill(/^Plafond, Est/, '')
    await fill(/^Places de la maison, Sud/, '6')
    await click('Enregistrer les postes')
    expect(staffing.written).toEqual([
      { origin: 'mission/pmi', seen: 1, kind: 'Sages-femmes de PMI', lines: [{ sector: 'A', present: 2.5, floor: null, cap: null, room: null }, { sector: 'B', present: 1, floor: 1, cap: null, room: 6 }, { sector: 'C', present: 0.5, floor: 0.5, cap: null, room: 2 }] },
    ])
    expect(screen.getByText(/^Enregistrés par Maïté Etcheverry/)).toBeTruthy()
  })

  it('that somebody changed meanwhile are not overwritten', async () => {
    await open()
    staffing.page = means({ version: 9 })
    await click('Enregistrer les postes')
    expect(screen.getByRole('alert').textContent).toContain('Marc Lahitte a modifié')
    expect(staffing.written).toEqual([])
  })

  it('are loaded from a file, whole or not at all', async () => {
    await open()
    const load = async (text: string) => {
      const input = screen.getByLabelText(/Charger un fichier/) as HTMLInputElement
      Object.defineProperty(input, 'files', { value: [{ name: 'postes.csv', text: () => Promise.resolve(text) }], configurable: true })
      await fireEvent.change(input)
      await settle()
    }
    await load('secteur;postes\nNord;4\nLà-bas;1\n')
    expect(plain(screen.getByRole('alert').textContent)).toContain('Ligne 3 : secteur inconnu')
    expect((screen.getByLabelText(/^En place, Nord/) as HTMLInputElement).value).toBe('3')
    await load('secteur;postes;plafond\nNord;4;5\nB;1,5;\n')
    expect(screen.getByText(/^2 secteurs chargés/)).toBeTruthy()
    expect((screen.getByLabelText(/^Plafond, Nord/) as HTMLInputElement).value).toBe('5')
    expect((screen.getByLabelText(/^En place, Sud/) as HTMLInputElement).value).toBe('1.5')
    await load('nom,nombre\nNord,4\n')
    expect(screen.getByRole('alert').textContent).toContain('n’a pas de colonne')
  })

  it.each([[['executive'] as const], [['administrator'] as const]])('are not for %s to change, nor the formulas', async (roles) => {
    await open({ roles: [...roles] })
    expect(screen.queryByRole('button', { name: 'Enregistrer les postes' })).toBeNull()
    expect(screen.queryByRole('button', { name: /Ajouter la formule|Mettre fin/ })).toBeNull()
    expect(tableNamed('Formules de besoin').getAllByRole('row')).toHaveLength(4)
    expect(screen.getByRole('button', { name: 'Répartir' })).toBeTruthy()
  })
})

describe('formulas', () => {
  it('say their text and their days', async () => {
    await open()
    const row = plain(tableNamed('Formules de besoin').getByRole('row', { name: /^Sages-femmes/ }).textContent)
    expect(row).toContain('1 poste pour 1 500 naissances')
    expect(row).toContain('CSP, art. R2112-7 (texte national)')
    expect(row).toContain('depuis le 27 mai 2003')
    expect(plain(tableNamed('Formules de besoin').getByRole('row', { name: /^Consultations/ }).textContent)).toContain('1 demi-journée par semaine pour 25 000')
  })

  it('of the Département are added, what they would ask for shown first', async () => {
    const { asked } = await open({ answers: { 'POST /planning/means/formulas': { at: '2026-03-01', items: [] } } })
    await fireEvent.update(screen.getByRole('textbox', { name: /^Métier/ }), 'Éducateurs')
    await fireEvent.update(screen.getByLabelText(/Quantité pour un poste/), '300')
    await fireEvent.update(screen.getByLabelText(/Texte qui le dit/), 'Délibération du 3 mars')
    await settle()
    expect(plain(screen.getByText(/postes dans tout le territoire/).textContent)).toBe('Pour 900 habitants : 3 postes dans tout le territoire.')
    await click('Ajouter la formule')
    const sent = asked.find(({ method, path }) => method === 'POST' && path === '/planning/means/formulas')?.body
    expect(sent).toMatchObject({ kind: 'Éducateurs', measure: 'post', quantity: '', per_post: 300, reference: 'Délibération du 3 mars', valid_to: null })
  })

  it('that are refused say it beside the field', async () => {
    await open({ answers: { 'POST /planning/means/formulas': refusal(422, 'planning.outside', { field: '/per_post', detail_fr: 'La valeur doit être comprise entre 1 et 10000000.' }) } })
    await click('Ajouter la formule')
    expect(screen.getByLabelText(/Quantité pour un poste/).getAttribute('aria-invalid')).toBe('true')
  })

  it('of the Département are ended on a day; those of the law are not', async () => {
    const { asked, view } = await open({ answers: { 'POST /planning/means/formulas/5/end': { at: '2026-03-01', items: [] } } })
    expect(tableNamed('Formules de besoin').getAllByRole('button', { name: 'Mettre fin…' })).toHaveLength(1)
    await click('Mettre fin…')
    await fireEvent.update(within(screen.getByRole('dialog')).getByLabelText('Dernier jour'), '2026-12-31')
    await expectAccessible(view.container)
    await click('Mettre fin')
    expect(asked.find(({ path }) => path.endsWith('/5/end'))?.body).toEqual({ valid_to: '2026-12-31' })
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('what is typed', () => {
  it.each([['12,5', '12.5'], [' 3 ', '3'], ['', ''], ['-1', ''], ['beaucoup', ''], ['0', '0']])('%j is %j', (text, value) => expect(typed(text)).toBe(value))

  it('goes to the address and back', () => {
    const question = { origin: 'scenario/3', formulas: [2, 7], posts: ['', '4.5'], moves: '1', step: '1', years: '4' }
    expect(questionOf(addressOf(question))).toEqual(question)
    expect(questionOf({ formulas: '2,x,-3,7', posts: 'a,4,5', step: '9' })).toEqual({ origin: '', formulas: [2, 7], posts: ['', '4'], moves: '', step: '0.5', years: '' })
    expect(requestOf(question, '2026-01-01')).toEqual({ at: '2026-01-01', origin: 'scenario/3', formulas: '2,7', posts: '-1,4.5', moves: '1', step: '1', years: '4' })
  })

  it.each([[2, 1.5, 0.5, 'under'], [2, 1.75, 0.5, 'even'], [2, 2.25, 0.5, 'even'], [2, 2.5, 0.5, 'over']] as const)('a need of %f for %f posts by %f is %s', (need, posts, step, status) => expect(statusOf(need, posts, step)).toBe(status))

  it('is read as spreadsheets write it', () => {
    const { sectors } = means()
    expect(readPosts('\ufeffSecteur;Postes;Plancher;Plafond\r\n"Nord";2,5;1;\r\n\r\nB;0;;3\r\n', sectors)).toEqual([{ sector: 'A', present: '2.5', floor: '1', cap: '', room: '' }, { sector: 'B', present: '0', floor: '', cap: '3', room: '' }])
    expect(readPosts('secteur;postes;places\nNord;1;2,5\n', sectors)).toEqual([{ sector: 'A', present: '1', floor: '', cap: '', room: '2.5' }])
    expect(readPosts('sector\tposts\nNord\t1\n', sectors)).toEqual([{ sector: 'A', present: '1', floor: '', cap: '', room: '' }])
    expect(readPosts('code,posts\nA,-1\n', sectors)).toBe(2)
    expect(readPosts('', sectors)).toBe('header')
  })
})

describe('fewer posts', () => {
  it('are taken from the last that went where they relieve, never from what a floor or the moves hold', () => {
    const reasons = ['relief', 'floor', 'relief', 'kept', 'relief'].map((because, index) => ({ sector: index, kind: 0, posts: 1, because, before: null, after: 9 - index }))
    const page = means({ reasons: reasons as never })
    expect(takenFirst(page, 0, 1).map(({ sector }) => sector)).toEqual([4, 2])
    expect(takenFirst(page, 0, 10).map(({ sector }) => sector)).toEqual([4, 2, 0])
    expect(takenFirst(page, 1, 10)).toEqual([])
  })
})

describe('the way there', () => {
  const loads = (highest: number) => ({ lowest: 1, mean: 2, highest, gini: 0, nobody: 0 })
  const years = [
    { kind: 0, year: 1, posts: 4.5, moved: 1, loads: loads(2400), given: [2, 2, 0.5], why: null },
    { kind: 0, year: 2, posts: 5, moved: 0, loads: loads(1500), given: [2, 2.5, 0.5], why: null },
  ]

  it('is asked for in years, kept in the address, and told year by year', async () => {
    staffing.page = means({ years })
    const { lastAsked, query, view } = await open()
    expect(lastAsked()).not.toContain('years')
    await fireEvent.update(screen.getByRole('combobox', { name: 'Étaler sur' }), '2')
    await click('Répartir')
    expect(query().years).toBe('2')
    expect(lastAsked()).toContain('years=2')
    const rows = tableNamed('Le chemin, année par année').getAllByRole('row').map((row) => plain(row.textContent))
    expect(rows[2]).toMatch(/Sud\s*1\s*2\s*2,5/)
    expect(rows[4]).toMatch(/Postes en tout\s*4,5\s*4,5\s*5/)
    expect(rows[5]).toMatch(/Déplacés dans l’année\s*1\s*0/)
    expect(rows[6]).toMatch(/3 000\s*2 400\s*1 500/)
    expect(screen.getByText('À partir de l’année 2, plus aucun poste n’a à bouger.')).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('says that nothing moves when new posts do it all, without a load where nobody was', async () => {
    staffing.page = means({ years: [{ ...years[0]!, kind: 1, moved: 0, given: [2, 2, 2] }] })
    await open({ address: '?years=1&kind=1&formulas=1,5' })
    expect(screen.getByText(/Aucun poste en place n’a à bouger/)).toBeTruthy()
    expect(plain(tableNamed('Le chemin, année par année').getByRole('row', { name: /^La charge/ }).textContent)).toMatch(/par poste\s*2 400$/)
  })

  it('says when it does not arrive, and where it stops', async () => {
    staffing.page = means({ years: years.slice(0, 1) })
    const { view } = await open({ address: '?years=1' })
    expect(screen.getByText(/des postes ont encore à bouger/)).toBeTruthy()
    view.unmount()
    const why = { code: 'floors_beyond_budget', args: [['sector', ''], ['kind', 'Sages-femmes de PMI'], ['have', '5'], ['limit', '4.5']] }
    staffing.page = means({ years: [{ ...years[0]!, given: [], why }] })
    await open({ address: '?years=1' })
    expect(plain(screen.getByText(/Le chemin s’arrête/).textContent)).toBe('Le chemin s’arrête à l’année 1. Sages-femmes de PMI : les planchers demandent 5 postes, il y en a 4,5.')
    expect(screen.queryByText('Postes en tout')).toBeNull()
  })

  it.each([['0', ''], ['11', ''], ['3', '3'], ['x', ''], ['10', '10']])('of %s years in the address is of "%s"', (typed, years) => {
    expect(questionOf({ years: typed }).years).toBe(years)
  })
})

describe('floors that ask for nothing more', () => {
  it('are said to cost nothing', async () => {
    const page = means()
    staffing.page = means({ cells: page.cells.map((cell) => (cell.sector === 0 && cell.kind === 0 ? { ...cell, floor: 1 } : cell)) })
    await open()
    expect(plain(screen.getByText(/Planchers qui ne coûtent rien/).textContent)).toMatch(/sans eux : Nord\.$/)
  })
})
