import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Session } from '@/api/types'
import { refusal, serve, unplug } from '@/testing/fakeServer'
import { session as planner } from '@/testing/territory'

// The router and the session as a browser that has just opened the application: nothing known, nothing cached.
async function opened(address: string) {
  vi.resetModules()
  history.replaceState(null, '', address)
  const { createAppRouter } = await import('./router')
  const session = await import('./session')
  const client = await import('@/api/client')
  return { router: createAppRouter(), client, ...session }
}
const signedBefore = () => localStorage.setItem('maillage.signed-in', 'yes')
const refused = () => refusal(401, 'access.no_session')

describe('who opens a page', () => {
  beforeEach(() => localStorage.clear())

  it('without ever having signed in goes to sign in, and the server is not asked in vain', async () => {
    const asked = serve()
    const { router } = await opened('/')
    await router.push('/territory/coverage?mission=ase&at=2019-01-01')
    expect(router.currentRoute.value).toMatchObject({ name: 'sign-in', query: { next: '/territory/coverage?mission=ase&at=2019-01-01' } })
    expect(asked).toEqual([])
  })

  it('with the session of yesterday goes straight to the page', async () => {
    signedBefore()
    const asked = serve()
    const { router, session } = await opened('/')
    await router.push('/territory/competence?code=11')
    expect(router.currentRoute.value.fullPath).toBe('/territory/competence?code=11')
    expect(session.value?.name).toBe(planner.name)
    await router.push('/territory/places')
    expect(asked.filter(({ path }) => path === '/access/session')).toHaveLength(1)
  })

  it('with a session that ended meanwhile signs in again', async () => {
    signedBefore()
    serve({ 'GET /access/session': refused() })
    const { router } = await opened('/')
    await router.push('/planning/proposals/4')
    expect(router.currentRoute.value).toMatchObject({ name: 'sign-in', query: { next: '/planning/proposals/4' } })
    expect(localStorage.getItem('maillage.signed-in')).toBeNull()
  })

  it('while the server is silent is told, not sent to sign in', async () => {
    signedBefore()
    unplug()
    const { router } = await opened('/')
    const failed = vi.fn()
    router.onError(failed)
    await expect(router.push('/territory')).rejects.toMatchObject({ status: 0 })
    expect(failed).toHaveBeenCalled()
    expect(router.currentRoute.value.name).toBeUndefined()
  })

  it('may always open the page to sign in', async () => {
    serve()
    const { router } = await opened('/')
    await router.push('/access/sign-in')
    expect(router.currentRoute.value.name).toBe('sign-in')
  })
})

describe('an address', () => {
  beforeEach(() => {
    localStorage.clear()
    signedBefore()
    serve()
  })

  it.each([
    ['/', '/territory', 'territory'],
    ['/no/such/page', '/no/such/page', 'not-found'],
    ['/territory/places/iris/930660101', '/territory/places/iris/930660101', 'place'],
    ['/planning/proposals/4', '/planning/proposals/4', 'proposal'],
  ])('%s leads to %s', async (from, to, name) => {
    const { router } = await opened('/')
    await router.push(from)
    expect(router.currentRoute.value).toMatchObject({ path: to, name })
  })

  it('keeps the date of the map from page to page, until one takes it away', async () => {
    const { router } = await opened('/')
    await router.push('/territory?at=2019-01-01&colour=ase')
    await router.push('/territory/places')
    expect(router.currentRoute.value.fullPath).toBe('/territory/places?at=2019-01-01')
    await router.push({ query: {} })
    expect(router.currentRoute.value.fullPath).toBe('/territory/places')
    await router.push('/territory/coverage')
    expect(router.currentRoute.value.query.at).toBeUndefined()
  })

  it('that says another date is followed', async () => {
    const { router } = await opened('/')
    await router.push('/territory?at=2019-01-01')
    await router.push('/territory/coverage?at=2025-01-01')
    expect(router.currentRoute.value.query.at).toBe('2025-01-01')
  })
})

describe('the session', () => {
  beforeEach(() => localStorage.clear())

  it('opens with a right password, is remembered, and closes', async () => {
    const asked = serve({ 'POST /access/session': planner, 'DELETE /access/session': null })
    const { signIn, signOut, session, currentSession } = await opened('/access/sign-in')
    await signIn('claire', 'secret')
    expect([session.value?.login, localStorage.getItem('maillage.signed-in')]).toEqual(['planif', 'yes'])
    expect(await currentSession()).toEqual(planner)
    await signOut()
    expect([session.value, localStorage.getItem('maillage.signed-in')]).toEqual([null, null])
    expect(asked.map(({ method }) => method)).toEqual(['POST', 'DELETE'])
  })

  it('does not open with a wrong one', async () => {
    serve({ 'POST /access/session': refusal(401, 'access.bad_credentials') })
    const { signIn, session } = await opened('/access/sign-in')
    await expect(signIn('claire', 'x')).rejects.toMatchObject({ status: 401 })
    expect([session.value, localStorage.getItem('maillage.signed-in')]).toEqual([null, null])
  })

  it('stays open when the server refuses one thing, not the person', async () => {
    signedBefore()
    serve({ 'GET /territory/imports': refusal(403, 'access.forbidden') })
    const { currentSession, session, client } = await opened('/')
    await currentSession()
    await expect(client.get('/territory/imports')).rejects.toMatchObject({ status: 403 })
    expect(session.value).toEqual(planner)
  })

  it('ends as soon as any request finds it ended', async () => {
    signedBefore()
    serve({ 'GET /territory/imports': refused() })
    const { currentSession, session, client } = await opened('/')
    await currentSession()
    await expect(client.get('/territory/imports')).rejects.toMatchObject({ status: 401 })
    expect([session.value, localStorage.getItem('maillage.signed-in')]).toEqual([null, null])
  })

  it.each<[Session['roles'], boolean, boolean]>([
    [['planner'], true, true],
    [['administrator'], false, true],
    [['executive'], false, false],
    [['executive', 'planner'], true, true],
    [[], false, false],
  ])('of the roles %j may compute: %s, import: %s', async (roles, compute, imports) => {
    serve()
    const { may, session } = await opened('/')
    session.value = { ...planner, roles }
    expect([may('compute'), may('import')]).toEqual([compute, imports])
  })
})
