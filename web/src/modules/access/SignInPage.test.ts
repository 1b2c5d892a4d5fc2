import { fireEvent, screen } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { refusal, serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { session } from '@/testing/territory'
import SignInPage from './SignInPage.vue'

const submit = async (login: string, password: string) => {
  await fireEvent.update(screen.getByRole('textbox', { name: /Identifiant/ }), login)
  await fireEvent.update(screen.getByLabelText(/Mot de passe/), password)
  await fireEvent.submit(screen.getByRole('button', { name: 'Se connecter' }).closest('form')!)
  await settle()
}

describe('signing in', () => {
  it('leads to the page first asked for', async () => {
    const asked = serve({ 'POST /access/session': session })
    const view = await mountPage(SignInPage, '/access/sign-in?next=/territory/coverage')
    await submit(' planif ', 'secret')
    expect(asked.at(-1)).toMatchObject({ path: '/access/session', body: { login: 'planif', password: 'secret' } })
    expect(view.router.currentRoute.value.path).toBe('/territory/coverage')
  })

  it('never leads out of the application', async () => {
    serve({ 'POST /access/session': session })
    const view = await mountPage(SignInPage, '/access/sign-in?next=//evil.example/x')
    await submit('planif', 'secret')
    expect(view.router.currentRoute.value.path).toBe('/territory')
  })

  it('says what is missing without asking the server', async () => {
    const asked = serve()
    const view = await mountPage(SignInPage, '/access/sign-in')
    const before = asked.length
    await submit('', '')
    expect(screen.getByRole('alert').textContent).toContain('2 problèmes')
    expect(asked).toHaveLength(before)
    await expectAccessible(view.container)
  })

  it('says a refusal in words, on top', async () => {
    serve({ 'POST /access/session': refusal(401, 'access.bad_credentials', { detail_fr: 'Identifiant ou mot de passe incorrect.' }) })
    await mountPage(SignInPage, '/access/sign-in')
    await submit('planif', 'faux')
    expect(screen.getByRole('alert').textContent).toContain('incorrect')
    expect(screen.getByRole('textbox', { name: /Identifiant/ }).getAttribute('aria-invalid')).toBe('true')
  })

  it('gives the number of an incident', async () => {
    serve({ 'POST /access/session': refusal(500, 'http.fault', { incident: 'K42' }) })
    await mountPage(SignInPage, '/access/sign-in')
    await submit('planif', 'x')
    expect(screen.getByRole('alert').textContent).toContain('K42')
  })

  it('tells someone whose session ended why they are here', async () => {
    serve()
    const view = await mountPage(SignInPage, '/access/sign-in?ended=1')
    expect(screen.getByRole('status').textContent).toContain('session a pris fin')
    await expectAccessible(view.container)
  })
})
