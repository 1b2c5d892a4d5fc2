import { fireEvent, screen, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '@/api/types'
import { setLanguage } from '@/i18n'
import { fakeClipboard } from '@/testing/clipboard'
import { concertation, Square } from '@/testing/concertation'
import { refusal, serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { ScenarioDesk } from '@/testing/scenario'
import ConcertationPage from './ConcertationPage.vue'

let square: Square
beforeEach(() => (square = new Square()))

const open = async ({ roles = ['planner'] as Session['roles'], address = '', answers = {}, stage = 'draft' as ScenarioDesk['stage'] } = {}) => {
  const desk = new ScenarioDesk()
  desk.stage = stage
  const asked = serve({ ...desk.routes(), ...square.routes(), ...answers })
  const view = await mountPage(ConcertationPage, `/planning/scenarios/3/concertation${address}`, { id: '3' }, roles)
  return { asked, view, query: () => view.router.currentRoute.value.query }
}
const click = async (name: string | RegExp, index = 0) => {
  await fireEvent.click(screen.getAllByRole('button', { name })[index]!)
  await settle()
}
const fill = (label: RegExp, text: string) => fireEvent.update(screen.getByLabelText(label), text)
const sent = (asked: { method: string; path: string; body: unknown }[], end: string) => asked.filter(({ method, path }) => method === 'POST' && path.endsWith(end)).map(({ body }) => body)

describe('opening a concertation', () => {
  it('sends the version under the eyes, and gives the link to spread', async () => {
    square.items = []
    const { asked, view } = await open()
    expect(screen.getByText('Ce scénario n’a pas encore été montré au public.')).toBeTruthy()
    expect(screen.queryByRole('heading', { name: 'Remarques du public' })).toBeNull()
    expect((screen.getByLabelText(/Titre de la page/) as HTMLInputElement).value).toBe('Plaine 2027')
    await fill(/Présentation/, 'Dites ce que vous en pensez.')
    await fill(/Dernier jour/, '2099-03-31')
    await expectAccessible(view.container)
    await click('Ouvrir la concertation')
    expect(sent(asked, '/concertations')).toEqual([{ title: 'Plaine 2027', presentation: 'Dites ce que vous en pensez.', closes_on: '2099-03-31', version: 0 }])
    expect(screen.getByText(/\/concertation\/ZyXwVuTsRqPoNmLkJiHgFe$/)).toBeTruthy()
    expect(screen.getByText('Concertation ouverte : diffusez son lien.')).toBeTruthy()
  })

  it('says what is missing, all at once, and sends nothing', async () => {
    const { asked } = await open()
    await fill(/Titre de la page/, ' ')
    await click('Ouvrir la concertation')
    expect(within(screen.getByRole('alert')).getAllByRole('listitem')).toHaveLength(3)
    expect(sent(asked, '/concertations')).toEqual([])
  })

  it('that the server refuses says why beside the field', async () => {
    await open({ answers: { 'POST /planning/scenarios/3/concertations': refusal(409, 'planning.incomplete', { field: '/version', detail_fr: '2 lieux n’ont pas de secteur.' }) } })
    await fill(/Présentation/, 'Dites ce que vous en pensez.')
    await fill(/Dernier jour/, '2099-03-31')
    await click('Ouvrir la concertation')
    expect(screen.getAllByText('2 lieux n’ont pas de secteur.').length).toBe(2)
    expect(screen.getByLabelText(/Version de la carte/).getAttribute('aria-invalid')).toBe('true')
  })

  it.each([[['executive'] as const, 'draft' as const], [['administrator'] as const, 'draft' as const], [['planner'] as const, 'rejected' as const]])('is not offered to %s on a scenario that is %s', async (roles, stage) => {
    square.items = []
    await open({ roles: [...roles], stage })
    expect(screen.queryByRole('button', { name: 'Ouvrir la concertation' })).toBeNull()
  })
})

describe('the pages opened', () => {
  it('have a link that is copied, or that the browser refuses to copy', async () => {
    const copied = fakeClipboard()
    await open()
    await click('Copier le lien')
    expect(copied[0]).toMatch(/^http:\/\/localhost.*\/concertation\/AbCdEfGhIjKlMnOpQrStUv$/)
    expect(screen.getByRole('button', { name: 'Lien copié' })).toBeTruthy()
    fakeClipboard(true)
    await click('Lien copié')
    expect(screen.getByRole('button', { name: 'Copie refusée par le navigateur' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Voir la page publique' }).getAttribute('href')).toBe('/concertation/AbCdEfGhIjKlMnOpQrStUv')
  })

  it('are closed, then withdrawn, each after a word of what it does', async () => {
    const { asked, view } = await open()
    await click('Clore…')
    expect(screen.getByRole('dialog', { name: /^Clore/ }).textContent).toContain('ne se rouvre pas')
    await expectAccessible(view.container)
    await click('Clore la concertation')
    expect(screen.getByText('Close')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Clore…' })).toBeNull()
    await click('Retirer…')
    await click('Retirer la page publique')
    expect(sent(asked, '/end')).toEqual([{ state: 'closed' }, { state: 'withdrawn' }])
    expect(screen.getByText('Le lien ne mène plus à rien.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Copier le lien' })).toBeNull()
  })

  it('that someone else has ended say so in the dialog', async () => {
    await open({ answers: { 'POST /planning/scenarios/3/concertations/2/end': refusal(409, 'planning.concertation_ended', { detail_fr: 'Cette concertation a déjà été close.' }) } })
    await click('Clore…')
    await click('Clore la concertation')
    expect(within(screen.getByRole('dialog')).getByRole('alert').textContent).toContain('déjà été close')
  })

  it('are seen by an executive, who cannot end them', async () => {
    square.items = [concertation({ received: 3, published: 2, set_aside: 1 })]
    await open({ roles: ['executive'] })
    expect(screen.getByText('3 à lire, 2 publiées, 1 mise de côté')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Clore|Retirer/ })).toBeNull()
  })

  it.each([[0, /Carte d’origine ·/], [1, /Carte après 1 étape ·/], [1200, /Carte après 1.200 étapes ·/]])('say which version they show: %i', async (version, expected) => {
    square.items = [concertation({ version })]
    await open()
    expect(screen.getByText(expected)).toBeTruthy()
  })

  it('are in English too', async () => {
    await open()
    setLanguage('en')
    await settle()
    expect(screen.getByRole('heading', { name: 'Public pages' })).toBeTruthy()
    setLanguage('fr')
  })
})

describe('remarks', () => {
  beforeEach(() => {
    square.add('Trop loin.', '10')
    square.add('D’accord.', '')
    square.add('Encore trop loin.', '10', 'published', { answer: 'Une ligne ouvre.' })
    square.add('Monsieur X est injoignable.', '20', 'set_aside', { reason: 'Nomme une personne' })
  })

  it('are listed with what was made of them, their counts, and the map of where they come from', async () => {
    const { view } = await open()
    expect(screen.getByRole('radio', { name: 'À lire (2)' })).toBeTruthy()
    expect(screen.getByRole('radio', { name: 'Toutes (4)' })).toBeTruthy()
    expect(screen.getByText('Une ligne ouvre.')).toBeTruthy()
    expect(screen.getByText(/Nomme une personne/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Unité 10\u00a0: 2 remarques' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Unité 00\u00a0: aucune remarque' })).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('are filtered by state, place and order; the address keeps it all', async () => {
    const { query, asked } = await open()
    await fireEvent.click(screen.getByRole('radio', { name: 'À lire (2)' }))
    await settle()
    expect(query().state).toBe('received')
    expect(screen.queryByText('Encore trop loin.')).toBeNull()
    await fireEvent.click(screen.getByRole('button', { name: 'Unité 10\u00a0: 1 remarque' }))
    await settle()
    expect(query().place).toBe('10')
    expect(screen.queryByText('D’accord.')).toBeNull()
    await fireEvent.update(screen.getByRole('combobox', { name: 'Lieu' }), 'whole')
    await settle()
    await fireEvent.update(screen.getByRole('combobox', { name: 'Ordre' }), 'oldest')
    await settle()
    expect(asked.at(-1)!.query.toString()).toBe('state=received&place=whole&sort=oldest&offset=0&limit=20')
    expect(screen.getByText('D’accord.')).toBeTruthy()
    await fireEvent.click(screen.getByRole('radio', { name: /Publiées/ }))
    await settle()
    expect(screen.getByText('Aucune remarque ne correspond à ce choix.')).toBeTruthy()
  })

  it('are answered and published', async () => {
    const { asked, view } = await open({ address: '?state=received&place=10' })
    await click('Répondre et publier…')
    expect(screen.getByRole('dialog').textContent).toContain('Trop loin.')
    await fireEvent.update(screen.getByRole('textbox', { name: /Réponse/ }), 'Une ligne ouvre en mai.')
    await expectAccessible(view.container)
    await click('Publier')
    expect(sent(asked, '/remarks/1')).toEqual([{ seen: 0, state: 'published', answer: 'Une ligne ouvre en mai.', reason: '' }])
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByRole('radio', { name: 'Publiées (2)' })).toBeTruthy()
  })

  it('are set aside with a reason, which is needed', async () => {
    const { asked } = await open({ address: '?state=received&place=whole' })
    await click('Mettre de côté…')
    await click('Mettre de côté')
    expect(within(screen.getByRole('dialog')).getAllByText('Dites pourquoi la remarque est mise de côté.').length).toBeGreaterThan(0)
    await fireEvent.update(screen.getByRole('textbox', { name: /Motif/ }), 'Hors sujet')
    await click('Mettre de côté')
    expect(sent(asked, '/remarks/2')).toEqual([{ seen: 0, state: 'set_aside', answer: '', reason: 'Hors sujet' }])
  })

  it('are put back to read, and tell their history', async () => {
    const { asked } = await open({ address: '?state=set_aside' })
    await click('Remettre à lire')
    expect(sent(asked, '/remarks/4')).toEqual([{ seen: 1, state: 'received', answer: '', reason: '' }])
    await fireEvent.click(screen.getByRole('radio', { name: 'À lire (3)' }))
    await settle()
    await click('Historique')
    expect(screen.getByText(/Remise à lire, Maïté Etcheverry/)).toBeTruthy()
    await click('Historique', 1)
    expect(screen.getByText('Personne n’a encore lu cette remarque.')).toBeTruthy()
  })

  it('keep the answer written before when it is changed', async () => {
    await open({ address: '?state=published' })
    await click('Modifier la réponse…')
    expect((screen.getByRole('textbox', { name: /Réponse/ }) as HTMLTextAreaElement).value).toBe('Une ligne ouvre.')
  })

  it('that someone else dealt with meanwhile are read again, and nothing is overwritten', async () => {
    const { asked } = await open({ address: '?place=10&sort=oldest' })
    square.readBehind(1, 'set_aside')
    await click('Répondre et publier…')
    await click('Publier')
    expect(within(screen.getByRole('dialog')).getByRole('alert').textContent).toContain('Marc Lahitte a traité cette remarque')
    await click('Relire la remarque')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByText(/Ailleurs/)).toBeTruthy()
    expect(sent(asked, '/remarks/1')).toHaveLength(1)
  })

  it('are exported as they are filtered', async () => {
    await open({ address: '?state=received&place=10' })
    const link = screen.getByRole('link', { name: 'Exporter ces remarques (CSV)' })
    expect(link.getAttribute('href')).toBe('/api/v1/planning/scenarios/3/remarks/export?state=received&place=10&sort=state')
  })

  it('are read only by an executive', async () => {
    await open({ roles: ['executive'] })
    expect(screen.queryByRole('button', { name: /publier|Mettre de côté|Remettre/i })).toBeNull()
    expect(screen.getAllByRole('button', { name: 'Historique' })).toHaveLength(4)
  })

  it('of one page among several may be shown alone', async () => {
    square.items = [concertation(), concertation({ id: 5, title: 'Premier essai', key: 'BbCdEfGhIjKlMnOpQrStUv' })]
    const { query } = await open()
    await fireEvent.update(screen.getByRole('combobox', { name: 'Page publique' }), '5')
    await settle()
    expect(query().concertation).toBe('5')
  })
})
