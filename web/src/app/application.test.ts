import { fireEvent, render, screen } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { get } from '@/api/client'
import { setLanguage } from '@/i18n'
import { refusal, serve, unplug } from '@/testing/fakeServer'
import { expectAccessible, settle } from '@/testing/mount'
import { session as planner } from '@/testing/territory'
import App from './App.vue'
import { overview } from './overview'
import { session } from './session'
import { pageTitle, setPageTitle } from './title'

const Quiet = defineComponent({ template: '<h1 id="page-title" tabindex="-1">Page tranquille</h1>' })
const Broken = defineComponent({
  setup() {
    throw new TypeError('undefined is not a function')
  },
  template: '<p />',
})

async function open(address: string) {
  const routes = [
    { path: '/territory', name: 'territory', component: Quiet },
    { path: '/quiet', name: 'quiet', component: Quiet },
    { path: '/broken', name: 'broken', component: Broken },
    { path: '/missing', name: 'missing', component: () => Promise.reject(new TypeError('Failed to fetch dynamically imported module')) },
    { path: '/access/sign-in', name: 'sign-in', component: defineComponent({ template: '<h1>Se connecter</h1>' }), meta: { open: true } },
    ...['places', 'competence', 'coverage', 'imports', 'disagreement', 'scenarios', 'proposals', 'network', 'means', 'continuity'].map((name) => ({ path: `/${name}`, name, component: Quiet })),
  ]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push(address).catch(() => undefined)
  const view = render(App, { global: { plugins: [router] } })
  await settle()
  return { router, ...view }
}

beforeEach(() => {
  setLanguage('fr')
  serve()
  session.value = planner
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

describe('the application', () => {
  it('shows the page within its menu', async () => {
    const { container } = await open('/quiet')
    expect(screen.getByRole('navigation', { name: 'Navigation principale' })).toBeTruthy()
    expect(screen.getByRole('main').textContent).toContain('Page tranquille')
    await expectAccessible(container)
  })

  it('shows nothing of the territory to who has not signed in', async () => {
    session.value = null
    await open('/quiet')
    expect(screen.queryByRole('navigation')).toBeNull()
    expect(screen.queryByText('Page tranquille')).toBeNull()
  })

  it('shows the page to sign in without the menu', async () => {
    await open('/access/sign-in')
    expect(screen.getByRole('heading', { name: 'Se connecter' })).toBeTruthy()
    expect(screen.queryByRole('navigation')).toBeNull()
  })
})

describe('a session that ends under a page', () => {
  it('leads to sign in, says why, and will come back to the same view', async () => {
    const { router } = await open('/quiet?at=2019-01-01&colour=ase')
    serve({ 'GET /territory/imports': refusal(401, 'access.no_session') })
    await get('/territory/imports').catch(() => undefined)
    await settle()
    expect(router.currentRoute.value).toMatchObject({ name: 'sign-in', query: { next: '/quiet?at=2019-01-01&colour=ase', ended: '1' } })
  })

  it('does not disturb who is signing in', async () => {
    const { router } = await open('/access/sign-in?next=/quiet')
    session.value = null
    await settle()
    expect(router.currentRoute.value.fullPath).toBe('/access/sign-in?next=/quiet')
  })
})

describe('a defect of the program', () => {
  it('is said in plain words instead of a blank page, and goes away with another page', async () => {
    // As built: a developer also wants the error in the console.
    vi.stubEnv('DEV', false)
    const { router } = await open('/broken')
    expect(screen.getByRole('alert').textContent).toContain('Un défaut du programme a empêché l’affichage')
    expect(screen.getByRole('button', { name: 'Réessayer' })).toBeTruthy()
    await router.push('/quiet')
    await settle()
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByText('Page tranquille')).toBeTruthy()
    vi.unstubAllEnvs()
  })

  it('that keeps a page from loading is said too', async () => {
    const { router } = await open('/quiet')
    await router.push('/missing').catch(() => undefined)
    await settle()
    expect(screen.getByRole('alert')).toBeTruthy()
  })
})

describe('a change of page', () => {
  it('moves the focus to the title, and its name is said', async () => {
    const { router } = await open('/quiet')
    await router.push('/territory')
    await settle()
    expect(document.activeElement?.id).toBe('page-title')
    setPageTitle('Couverture')
    await nextTick()
    expect(screen.getByText(/^Page « Couverture » ouverte$/)).toBeTruthy()
    expect(pageTitle.value).toBe('Couverture')
  })

  it('leaves the focus alone when only the filters change', async () => {
    const { router } = await open('/quiet')
    const button = screen.getByRole('button', { name: 'Raccourcis clavier' })
    button.focus()
    await router.push('/quiet?colour=ase')
    await settle()
    expect(document.activeElement).toBe(button)
  })

  it('asks the server again only when the date changes', async () => {
    const { router } = await open('/quiet')
    const asked = serve()
    await router.push('/quiet?colour=ase')
    await settle()
    expect(asked).toEqual([])
    await router.push('/quiet?at=2019-01-01')
    await settle()
    expect(asked.map(({ path, query }) => [path, query.get('at')])).toEqual([['/territory/overview', '2019-01-01']])
    expect(overview.value).not.toBeNull()
  })

  it('skips to the content with the first link', async () => {
    await open('/quiet')
    await fireEvent.click(screen.getByRole('link', { name: 'Aller au contenu' }))
    expect(document.activeElement?.textContent).toBe('Page tranquille')
  })
})

describe('the menu', () => {
  const entries = () => screen.getAllByRole('listitem').map((item) => item.textContent?.trim())

  it('offers imports only to who may import', async () => {
    await open('/quiet')
    expect(entries()).toContain('Imports')
    session.value = { ...planner, roles: ['executive'] }
    await nextTick()
    expect(entries()).not.toContain('Imports')
    expect(entries()).toContain('Proposer une carte')
  })

  it('says who is signed in, with what role, where', async () => {
    session.value = { ...planner, roles: ['planner', 'administrator'] }
    await open('/quiet')
    const rail = screen.getByRole('complementary', { name: 'Maillage' })
    for (const text of ['Maïté Etcheverry', 'Projet de territorialisation, Administration', 'Val-d’Essai']) expect(rail.textContent).toContain(text)
  })

  it('does not mark a real Département as a demonstration', async () => {
    session.value = { ...planner, demonstration: false }
    await open('/quiet')
    expect(screen.queryByText('Données de démonstration')).toBeNull()
  })

  it('signs out', async () => {
    const asked = serve({ 'DELETE /access/session': null })
    const { router } = await open('/quiet')
    await fireEvent.click(screen.getByRole('button', { name: 'Se déconnecter' }))
    await settle()
    expect(asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/access/session' })
    // Nobody is told that a session ended which they closed, and the next person does not land on the page left.
    expect(router.currentRoute.value.fullPath).toBe('/access/sign-in')
  })

  it('signs out of a session that had ended meanwhile', async () => {
    serve({ 'DELETE /access/session': refusal(401, 'access.no_session') })
    const { router } = await open('/quiet')
    await fireEvent.click(screen.getByRole('button', { name: 'Se déconnecter' }))
    await settle()
    expect(router.currentRoute.value.name).toBe('sign-in')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('stays signed in when the server cannot be told, and says so', async () => {
    vi.stubEnv('DEV', false)
    unplug()
    const { router } = await open('/quiet')
    await fireEvent.click(screen.getByRole('button', { name: 'Se déconnecter' }))
    await settle()
    expect(screen.getByRole('alert').textContent).toContain('Le serveur ne répond pas')
    expect([router.currentRoute.value.path, session.value]).toEqual(['/quiet', planner])
    vi.unstubAllEnvs()
  })
})
