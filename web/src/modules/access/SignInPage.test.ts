import { fireEvent, screen } from '@testing-library/vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '@/i18n'
import { refusal, serve, unplug } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { session } from '@/testing/territory'
import SignInPage from './SignInPage.vue'

const login = () => screen.getByRole('textbox', { name: /Identifiant/ }) as HTMLInputElement
const password = () => screen.getByLabelText(/Mot de passe/) as HTMLInputElement
const button = () => screen.getByRole('button', { name: /Se connecter|Connexion/ })
const send = async () => {
  await fireEvent.submit(button().closest('form')!)
  await settle()
}
const submit = async (name: string, secret: string) => {
  await fireEvent.update(login(), name)
  await fireEvent.update(password(), secret)
  await send()
}
const open = (address = '/access/sign-in') => mountPage(SignInPage, address)

afterEach(() => setLanguage('fr'))

describe('signing in', () => {
  it('leads to the page first asked for', async () => {
    const asked = serve({ 'POST /access/session': session })
    const view = await open('/access/sign-in?next=/territory/coverage')
    await submit(' planif ', 'secret')
    expect(asked.at(-1)).toMatchObject({ path: '/access/session', body: { login: 'planif', password: 'secret' } })
    expect(view.router.currentRoute.value.path).toBe('/territory/coverage')
  })

  it.each([
    ['/territory/coverage?mission=ase&at=2019-01-01', '/territory/coverage?mission=ase&at=2019-01-01'],
    ['/planning/proposals/4#plan', '/planning/proposals/4#plan'],
    ['//evil.example/x', '/territory'],
    ['/\\evil.example/x', '/territory'],
    ['https://evil.example', '/territory'],
    ['javascript:alert(1)', '/territory'],
    ['territory', '/territory'],
    ['', '/territory'],
    ['/access/sign-in?next=/territory/places', '/territory'],
  ])('after a link to %s leads to %s', async (next, expected) => {
    serve({ 'POST /access/session': session })
    const view = await open(`/access/sign-in?next=${encodeURIComponent(next)}`)
    await submit('planif', 'secret')
    expect(view.router.currentRoute.value.fullPath).toBe(expected)
  })

  it('never writes the password anywhere', async () => {
    serve({ 'POST /access/session': session })
    const view = await open()
    await submit('planif', 'tres-secret')
    const written = [view.router.currentRoute.value.fullPath, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, document.title]
    expect(written.join(' ')).not.toContain('tres-secret')
  })

  it('is sent once, however often one presses', async () => {
    serve()
    await open()
    const asked = vi.fn(() => new Promise(() => undefined))
    vi.stubGlobal('fetch', asked)
    await submit('planif', 'secret')
    await send()
    expect(asked).toHaveBeenCalledOnce()
    // The button stays reachable meanwhile: were it switched off, the focus would fall to the top of the page.
    expect([button().getAttribute('aria-disabled'), (button() as HTMLButtonElement).disabled, button().textContent]).toEqual(['true', false, 'Connexion…'])
  })

  it('can be filled by a password manager, and with the keyboard alone', async () => {
    serve()
    const view = await open()
    expect([login().autocomplete, password().autocomplete, password().type]).toEqual(['username', 'current-password', 'password'])
    const stops = [...view.container.querySelectorAll<HTMLElement>('a[href], button, input')].filter((stop) => stop.tabIndex >= 0)
    expect(stops).toHaveLength(4)
    expect(document.title).toBe('Se connecter – Maillage')
  })
})

describe('a sign-in that is refused', () => {
  it.each([
    ['', '', ['Saisissez votre identifiant.', 'Saisissez votre mot de passe.'], 'Il y a 2 problèmes'],
    ['   ', 'x', ['Saisissez votre identifiant.'], 'Il y a un problème'],
    ['planif', '', ['Saisissez votre mot de passe.'], 'Il y a un problème'],
  ])('for want of something ("%s", "%s") says what, without asking the server', async (name, secret, sentences, title) => {
    const asked = serve()
    const view = await open()
    const before = asked.length
    await submit(name, secret)
    expect(screen.getByRole('alert').querySelector('h2')!.textContent).toBe(title)
    expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(sentences)
    expect(asked).toHaveLength(before)
    expect(document.activeElement).toBe(screen.getByRole('alert'))
    await expectAccessible(view.container)
  })

  it('leads from each sentence to its field', async () => {
    serve()
    await open()
    await submit('planif', '')
    await fireEvent.click(screen.getByRole('link', { name: 'Saisissez votre mot de passe.' }))
    expect(document.activeElement).toBe(password())
  })

  const locked = refusal(429, 'access.sign_in_too_often', { detail_fr: 'Trop d’essais pour ce compte : réessayez dans 40 s.', detail_en: 'Too many attempts: try again in 40 s.' })
  it.each([
    ['a wrong password', refusal(401, 'access.bad_credentials', { detail_fr: 'Identifiant ou mot de passe incorrect.', detail_en: 'Wrong login or password.' }), /Identifiant ou mot de passe incorrect/, /Wrong login or password/, true],
    ['too many attempts', locked, /réessayez dans 40 s/, /try again in 40 s/, false],
    ['a role that is not open', refusal(403, 'access.forbidden', { detail_fr: 'Ce compte est fermé.', detail_en: 'This account is closed.' }), /Ce compte est fermé/, /This account is closed/, false],
    ['a fault', refusal(500, 'http.fault', { incident: 'K42' }), /panne.*Incident n°.K42/, /fault.*Incident no. K42/, false],
    ['a server that restarts', refusal(503, 'http.busy'), /panne/, /fault/, false],
  ])('by %s says so, in the language of the moment', async (_, answer, french, english, onField) => {
    serve({ 'POST /access/session': answer })
    await open()
    await submit('planif', 'faux')
    expect(screen.getByRole('alert').textContent).toMatch(french)
    expect(login().getAttribute('aria-invalid')).toBe(onField ? 'true' : null)
    expect(login().value).toBe('planif')
    setLanguage('en')
    await settle()
    expect(screen.getByRole('alert').textContent).toMatch(english)
  })

  it('by nobody answering says to check the connection, and can be tried again', async () => {
    serve()
    const view = await open('/access/sign-in?next=/territory/places')
    unplug()
    await submit('planif', 'secret')
    expect(screen.getByRole('alert').textContent).toContain('Le serveur ne répond pas')
    serve({ 'POST /access/session': session })
    await send()
    expect(view.router.currentRoute.value.path).toBe('/territory/places')
  })

  it('forgets the number of an incident at the next attempt', async () => {
    serve({ 'POST /access/session': refusal(500, 'http.fault', { incident: 'K42' }) })
    await open()
    await submit('planif', 'x')
    expect(screen.getByRole('alert').textContent).toContain('K42')
    await submit('planif', '')
    expect(screen.getByRole('alert').textContent).not.toContain('K42')
  })
})

describe('the page to sign in', () => {
  it('tells someone whose session ended why they are here', async () => {
    serve()
    const view = await open('/access/sign-in?ended=1')
    expect(screen.getByRole('status').textContent).toContain('session a pris fin')
    await expectAccessible(view.container)
  })

  it('says nothing of a session to who comes by themselves', async () => {
    serve()
    await open()
    expect(screen.queryByRole('status')).toBeNull()
  })

  it('speaks the other language at once, in the title too, and remembers', async () => {
    serve()
    const view = await open('/access/sign-in?ended=1')
    const other = screen.getByRole('button', { name: 'Language: switch to English' })
    expect(other.lang).toBe('en')
    await fireEvent.click(other)
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Sign in')
    expect([document.title, document.documentElement.lang, localStorage.getItem('maillage.language')]).toEqual(['Sign in – Maillage', 'en', 'en'])
    expect(view.container.textContent).not.toMatch(/Identifiant|Mot de passe|session a pris|obligatoire/)
    await expectAccessible(view.container)
  })
})
