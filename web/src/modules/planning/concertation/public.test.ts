import { fireEvent, screen, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { session } from '@/app/session'
import { setLanguage } from '@/i18n'
import { concertation, key, publicPicture, Square } from '@/testing/concertation'
import { refusal, serve, unplug } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import PublicPage from './PublicPage.vue'

let square: Square
beforeEach(() => (square = new Square()))

const open = async (address = '', answers = {}) => {
  const asked = serve({ ...square.routes(), ...answers })
  const view = await mountPage(PublicPage, `/concertation/${key}${address}`, { link: key })
  return { asked, view }
}
const click = async (name: string | RegExp) => {
  await fireEvent.click(screen.getByRole('button', { name }))
  await settle()
}
const type = (label: RegExp, text: string) => fireEvent.update(screen.getByRole('textbox', { name: label }), text)
const send = async (text: string) => {
  await type(/Ce que vous voulez dire/, text)
  await click('Envoyer la remarque')
}
const sent = (asked: { method: string; body: unknown }[]) => asked.filter(({ method }) => method === 'POST').map(({ body }) => body)

describe('the public page', () => {
  it('says what it is, until when, what would change, and where figures come from; a machine finds nothing against it', async () => {
    const { view, asked } = await open()
    session.value = null
    expect(screen.getByRole('heading', { level: 1, name: 'Vos secteurs demain' })).toBeTruthy()
    expect(document.title).toBe('Vos secteurs demain – Maillage')
    expect(screen.getByText('Concertation – Val-d’Essai')).toBeTruthy()
    expect(screen.getByText(/jusqu’au 31 mars 2099 inclus/)).toBeTruthy()
    expect(screen.getByText(/400 habitants sur 900 \(44,4\s%\) changeraient de secteur pour au moins une mission/)).toBeTruthy()
    expect(screen.getByText(/4 quartiers concernés/)).toBeTruthy()
    expect(screen.getByText('Aide sociale à l’enfance : 300 habitants changeraient de secteur.')).toBeTruthy()
    expect(screen.getByText('Populations légales, 2023, Licence Ouverte 2.0')).toBeTruthy()
    expect(screen.getByLabelText('Données de démonstration')).toBeTruthy()
    expect(screen.getByText(/N’écrivez ni votre nom ni celui d’une autre personne/)).toBeTruthy()
    expect(asked.filter(({ path }) => path.startsWith('/concertation')).length).toBe(3)
    await expectAccessible(view.container)
  })

  it('of a real Département bears no mark of demonstration, and speaks of communes where places are communes', async () => {
    square.picture = publicPicture({ demonstration: false, unit_level: 'commune', moved_places: 1 })
    await open()
    expect(screen.queryByText('Données de démonstration')).toBeNull()
    expect(screen.getByText(/1 commune concernée/)).toBeTruthy()
    expect(screen.queryByText(/IRIS/)).toBeNull()
  })

  it('where nobody moves says so', async () => {
    const picture = publicPicture({ moved_places: 0, moved_residents: 0 })
    square.picture = { ...picture, before: picture.before.map((one) => ({ ...one, moved: [], moved_residents: 0 })) }
    await open()
    expect(screen.getByText(/Personne ne changerait de secteur/)).toBeTruthy()
    expect(screen.getByText('Aucun lieu ne change de secteur')).toBeTruthy()
  })

  it('is in English too', async () => {
    await open()
    await click('Language: switch to English')
    expect(screen.getByText(/You can have your say until/)).toBeTruthy()
    expect(screen.getByText('Child welfare: 300 residents would change sector.')).toBeTruthy()
    expect(document.documentElement.lang).toBe('en')
    setLanguage('fr')
  })

  it('that does not exist, or no longer, says so plainly and asks for nothing more', async () => {
    const gone = refusal(404, 'planning.unknown_concertation', { field: '/key' })
    const { view } = await open('', { [`GET /concertation/${key}`]: gone, [`GET /concertation/${key}/map`]: gone })
    expect(screen.getByRole('heading', { level: 1, name: 'Cette page n’existe pas' })).toBeTruthy()
    expect(screen.getByText(/Demandez le lien au service qui vous l’a donné/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Réessayer/ })).toBeNull()
    await expectAccessible(view.container)
  })

  it('that cannot be reached offers to try again', async () => {
    unplug()
    await mountPage(PublicPage, `/concertation/${key}`, { link: key }).catch(() => undefined)
    serve(square.routes())
    await click('Réessayer')
    expect(screen.getByRole('heading', { level: 1, name: 'Vos secteurs demain' })).toBeTruthy()
  })
})

it('its address is open to whoever has no session, and the server is not asked for one', async () => {
  localStorage.clear()
  const asked = serve(square.routes())
  const { createAppRouter } = await import('@/app/router')
  history.replaceState(null, '', '/')
  const router = createAppRouter()
  await router.push(`/concertation/${key}?place=10`)
  expect(router.currentRoute.value).toMatchObject({ name: 'public-concertation', params: { link: key }, query: { place: '10' } })
  expect(asked).toEqual([])
})

describe('finding one’s place', () => {
  it('by its name: what would change there, in the address, with the focus on it', async () => {
    const { view } = await open()
    await fireEvent.update(screen.getByRole('searchbox', { name: /Votre commune/ }), 'grand cen')
    expect(screen.getByText('1 lieu trouvé')).toBeTruthy()
    await click('Centre (Grandville)')
    expect(screen.getByText(/passerait de « Secteur A » à « Secteur B »/)).toBeTruthy()
    expect(screen.getByText(/reste dans le secteur « Secteur B »/)).toBeTruthy()
    expect(view.router.currentRoute.value.query.place).toBe('10')
    expect(document.activeElement?.textContent).toBe('Centre (Grandville)')
    await expectAccessible(view.container)
    await click('Choisir un autre lieu')
    expect(view.router.currentRoute.value.query.place).toBeUndefined()
    expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: /Votre commune/ }))
  })

  it('on the map, which tells it at once and leads to the form', async () => {
    await open()
    await fireEvent.click(screen.getAllByRole('button', { name: /^Saint-Ère/ })[0]!)
    await settle()
    expect(screen.getByRole('heading', { level: 3, name: 'Saint-Ère' })).toBeTruthy()
    expect(screen.getByText('Saint-Ère : Secteur C, comme aujourd’hui.')).toBeTruthy()
    const link = screen.getByRole('link', { name: 'Écrire une remarque sur ce lieu' })
    expect(document.querySelector(link.getAttribute('href')!)?.textContent).toBe('Votre remarque')
  })

  it('by the link someone sent', async () => {
    await open('?place=20')
    expect(screen.getByRole('heading', { level: 3, name: 'Saint-Ère' })).toBeTruthy()
  })

  it('by a link to a place that is not there is as without one', async () => {
    await open('?place=zz')
    expect(screen.queryByRole('button', { name: 'Choisir un autre lieu' })).toBeNull()
  })

  it('nobody’s today is told', async () => {
    square.picture.before[0]!.sector_of_place[3] = -1
    await open('?place=10')
    expect(screen.getByText(/n’a pas de secteur aujourd’hui/)).toBeTruthy()
  })

  it('what is typed and found nowhere is said', async () => {
    await open()
    await fireEvent.update(screen.getByRole('searchbox', { name: /Votre commune/ }), 'xyz')
    expect(screen.getByText('Aucun lieu ne porte ce nom')).toBeTruthy()
  })
})

describe('the maps', () => {
  it('show the mission chosen, which the address keeps', async () => {
    const { view } = await open()
    await fireEvent.update(screen.getByRole('combobox', { name: 'Carte d’aujourd’hui' }), 'ase')
    await settle()
    expect(view.router.currentRoute.value.query.mission).toBe('ase')
    expect(screen.getByText('Change de secteur (3)')).toBeTruthy()
    expect(view.container.querySelectorAll('.shape-hatched')).toHaveLength(3)
  })

  it('have their figures in tables behind them', async () => {
    await open()
    const sectors = screen.getByRole('grid', { name: /Secteurs aujourd’hui/, hidden: true })
    expect(within(sectors).getByRole('row', { name: /Secteur B 500 \+66,7\s% Secteur B 400/, hidden: true })).toBeTruthy()
    const moved = screen.getByRole('grid', { name: 'Lieux qui changent de secteur', hidden: true })
    expect(within(moved).getAllByRole('row', { hidden: true })[1]!.textContent).toMatch(/Centre \(Grandville\)Secteur ASecteur B100/)
  })
})

describe('a remark', () => {
  it('on the place chosen is received, and the page says what becomes of it', async () => {
    const { asked, view } = await open('?place=10')
    await send('Le bus ne va pas jusque là.')
    expect(sent(asked)).toEqual([{ place: '10', content: 'Le bus ne va pas jusque là.' }])
    expect(screen.getByRole('heading', { name: 'Remarque reçue' })).toBe(document.activeElement)
    expect(screen.getByText('L’équipe projet la lit en entier.')).toBeTruthy()
    expect(screen.getByText(/1 remarque reçue, 0 publiée à ce jour/)).toBeTruthy()
    await expectAccessible(view.container)
    await click('Écrire une autre remarque')
    expect((screen.getByRole('textbox', { name: /Ce que vous voulez dire/ }) as HTMLTextAreaElement).value).toBe('')
  })

  it('may be on the whole map although a place is chosen', async () => {
    const { asked } = await open('?place=10')
    await fireEvent.click(screen.getByRole('radio', { name: 'Toute la carte' }))
    await send('D’accord.')
    expect(sent(asked)).toEqual([{ place: '', content: 'D’accord.' }])
  })

  it('that is empty is not sent; one that the server refuses keeps its text', async () => {
    const { asked } = await open()
    await click('Envoyer la remarque')
    expect(screen.getAllByText('Écrivez votre remarque : quelques mots suffisent.').length).toBeGreaterThan(0)
    expect(sent(asked)).toEqual([])
    await send('ab')
    expect(within(screen.getByRole('alert')).getByText('Ce texte compte 2 caractères.')).toBeTruthy()
    expect((screen.getByRole('textbox', { name: /Ce que vous voulez dire/ }) as HTMLTextAreaElement).value).toBe('ab')
  })

  it('sent too often says how long to wait', async () => {
    await open('', { [`POST /concertation/${key}/remarks`]: refusal(429, 'too_many_requests', { detail_fr: 'Trop de demandes en peu de temps : réessayez dans 10 s.' }) })
    await send('Encore une remarque.')
    expect(screen.getByRole('alert').textContent).toContain('réessayez dans 10 s')
  })

  it('that holds a telephone number is warned of before it is sent', async () => {
    await open()
    await type(/Ce que vous voulez dire/, 'Appelez-moi au 06 12 34 56 78')
    expect(screen.getByText(/semble contenir une adresse électronique ou un numéro de téléphone/)).toBeTruthy()
  })

  it('is not taken once the concertation is closed: the page says so, and shows the rest', async () => {
    square.items = [concertation({ state: 'closed', closes_on: '2026-03-31' })]
    square.add('Une remarque.', '', 'published')
    await open('?place=10')
    expect(screen.getByText(/La concertation est close/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Envoyer la remarque' })).toBeNull()
    expect(screen.queryByRole('link', { name: 'Écrire une remarque sur ce lieu' })).toBeNull()
    expect(screen.getByText('Une remarque.')).toBeTruthy()
  })
})

describe('published remarks', () => {
  it('are read with their answers, as texts', async () => {
    square.add('<b>Trop</b> loin <img src=x onerror=alert(1)>', '10', 'published', { answer: 'Une ligne\nouvre.' })
    square.add('Pas encore lue.')
    const { view } = await open()
    const list = screen.getByRole('list', { name: 'Liste des remarques' })
    expect(within(list).getByText('<b>Trop</b> loin <img src=x onerror=alert(1)>')).toBeTruthy()
    expect(view.container.querySelector('img, .remark b')).toBeNull()
    expect(within(list).getByText('Réponse de l’équipe projet, le 3 mars 2026')).toBeTruthy()
    expect(screen.queryByText('Pas encore lue.')).toBeNull()
    expect(screen.getByText(/2 remarques reçues, 1 publiée à ce jour/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Sur Centre' }))
    await settle()
    expect(screen.getByRole('link', { name: '1 remarque publiée sur ce lieu' })).toBeTruthy()
  })

  it('say so when their text was erased', async () => {
    square.add('', '', 'published')
    await open()
    expect(within(screen.getByRole('list', { name: 'Liste des remarques' })).getByText('Texte effacé au terme de sa conservation.')).toBeTruthy()
  })

  it('may be those of the chosen place only, and come by page', async () => {
    for (let i = 0; i < 25; i += 1) square.add(`Remarque ${i}`, i < 2 ? '10' : '', 'published')
    const { asked } = await open('?place=10')
    expect(screen.getByText('Remarque 24')).toBeTruthy()
    expect(screen.queryByText('Remarque 4')).toBeNull()
    await click(/Suivant/)
    expect(screen.getByText('Remarque 4')).toBeTruthy()
    await fireEvent.update(screen.getByRole('combobox', { name: 'Remarques montrées' }), 'place')
    await settle()
    expect(screen.getByText('Remarque 1')).toBeTruthy()
    expect(screen.queryByText('Remarque 24')).toBeNull()
    expect(asked.at(-1)!.query.get('offset')).toBe('0')
    await click('Choisir un autre lieu')
    expect(screen.getByText('Remarque 24')).toBeTruthy()
  })
})
