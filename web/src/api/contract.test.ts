import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { setLanguage } from '@/i18n'
import { FakeStream, job, openStreams, refusal, serve } from '@/testing/fakeServer'
import { settle } from '@/testing/mount'
import { awkwardText, seeded } from '@/testing/random'
import { address, apiRoot, ApiError, get, onSessionLost, post, sentenceOf } from './client'
import { useJob } from './jobs'
import { useResource } from './resource'

const failure = async (attempt: Promise<unknown>) => attempt.then(() => null, (error: unknown) => error as ApiError)
const answering = (status: number, body: string, type = 'application/json') => vi.stubGlobal('fetch', async () => new Response(body, { status, headers: { 'content-type': type } }))

afterEach(() => {
  setLanguage('fr')
  vi.useRealTimers()
})

describe('an address', () => {
  it('carries any text to the server as it was typed, in the path and in the query', () => {
    const random = seeded(21)
    for (let turn = 0; turn < 300; turn += 1) {
      const [code, q] = [awkwardText(random), awkwardText(random)]
      const { pathname, searchParams } = new URL(address('/territory/places/{level}/{code}', { path: { level: 'iris', code }, query: { q } }), 'http://localhost')
      const [, , , , , level, last = ''] = pathname.split('/')
      expect([level, decodeURIComponent(last)]).toEqual(['iris', code])
      expect(searchParams.get('q') ?? '').toBe(q)
      expect(pathname.startsWith(apiRoot)).toBe(true)
    }
  })

  it.each([
    [{ a: 0 }, '?a=0'], [{ a: false }, '?a=false'], [{ a: '' }, ''], [{ a: null }, ''], [{ a: undefined, b: 1 }, '?b=1'], [{}, ''], [{ a: 'x y+&=' }, '?a=x+y%2B%26%3D'],
  ])('with %j ends in "%s"', (query, expected) => {
    expect(address('/health', { query })).toBe(`/api/v1/health${expected}`)
  })

  it('cannot be led elsewhere by the slashes of a code', () => {
    expect(address('/territory/places/{level}/{code}', { path: { level: 'iris', code: '../../jobs/1' } })).toBe('/api/v1/territory/places/iris/..%2F..%2Fjobs%2F1')
  })
})

describe('an answer', () => {
  it.each([
    ['an HTML page given by a proxy', 200, '<html>Portail captif</html>', 'text/html'],
    ['an answer cut short', 200, '{"total": 12, "ite', 'application/json'],
    ['nothing at all', 200, '', 'application/json'],
  ])('that is %s is told as a silence, not as a defect of the program', async (_, status, body, type) => {
    answering(status, body, type)
    for (const attempt of [get('/territory/places'), post('/territory/imports', {})]) {
      const error = await failure(attempt)
      expect([error?.status, sentenceOf(error)]).toEqual([0, expect.stringContaining('Le serveur ne répond pas')])
    }
  })

  it.each([
    [400, 'Demande illisible.'], [403, 'Votre rôle ne permet pas cela.'], [404, 'Rien ici.'], [409, 'Déjà en cours.'], [413, 'Trop gros.'], [422, 'Date illisible.'], [429, 'Attendez 30 s.'],
  ])('of status %i is told in the words of the server, in both languages', async (status, french) => {
    serve({ 'GET /territory/overview': refusal(status, 'x', { detail_fr: french, detail_en: `English ${status}.` }) })
    const error = await failure(get('/territory/overview'))
    expect(sentenceOf(error)).toBe(french)
    setLanguage('en')
    expect(sentenceOf(error)).toBe(`English ${status}.`)
  })

  it.each([500, 502, 503, 507])('of status %i never shows the words of the fault', async (status) => {
    answering(status, JSON.stringify({ status, code: 'x', detail_fr: 'std::bad_alloc at 0x7f', detail_en: 'std::bad_alloc', incident: 'Q4' }), 'application/problem+json')
    const error = await failure(get('/territory/overview'))
    expect(sentenceOf(error)).not.toContain('bad_alloc')
    expect(error?.incident).toBe('Q4')
  })

  it.each([['a refusal without a body', 403, '', 'text/plain'], ['a refusal whose body is cut', 422, '{"det', 'application/problem+json']])('that is %s still says something', async (_, status, body, type) => {
    answering(status, body, type)
    const error = await failure(get('/territory/overview'))
    expect(error).toMatchObject({ status, body: null, problems: [] })
    expect(sentenceOf(error).length).toBeGreaterThan(20)
  })

  it('asks for JSON with the session of this site only, and sends bytes as bytes', async () => {
    const options: RequestInit[] = []
    vi.stubGlobal('fetch', async (_: string, one: RequestInit) => (options.push(one), new Response('{}', { headers: { 'content-type': 'application/json' } })))
    await get('/territory/overview')
    await post('/planning/proposals', { name: 'é' })
    await post('/territory/imports', new Blob(['x']))
    expect(options.map(({ credentials, method, headers }) => [credentials, method ?? 'GET', (headers as Record<string, string>)['content-type'] ?? null])).toEqual([
      ['same-origin', 'GET', null], ['same-origin', 'POST', 'application/json'], ['same-origin', 'POST', 'application/octet-stream'],
    ])
  })

  it.each([[401, 1], [403, 0], [404, 0], [500, 0]])('of status %i ends the session %i times', async (status, times) => {
    serve({ 'GET /territory/overview': refusal(status, 'x') })
    const lost = vi.fn()
    const forget = onSessionLost(lost)
    await failure(get('/territory/overview'))
    forget()
    expect(lost).toHaveBeenCalledTimes(times)
  })

  it('that is not waited for any more is not told as a silence', async () => {
    const abort = new AbortController()
    vi.stubGlobal('fetch', () => (abort.abort(), Promise.reject(new DOMException('aborted', 'AbortError'))))
    expect(await failure(get('/territory/overview', { signal: abort.signal }))).not.toBeInstanceOf(ApiError)
  })
})

describe('what a page loads', () => {
  it('is the last thing asked, whatever the order and the fate of the answers', async () => {
    const random = seeded(5)
    for (let turn = 0; turn < 40; turn += 1) {
      const key = ref(0)
      const answers: { settle: () => void }[] = []
      const scope = effectScope()
      const found = scope.run(() => useResource(() => {
        const mine = key.value
        return new Promise<number>((resolve, reject) => answers.push({ settle: () => (mine % 3 === 1 ? reject(new Error(String(mine))) : resolve(mine)) }))
      }))!
      const last = 1 + Math.floor(random() * 5)
      for (key.value = 1; key.value < last; key.value += 1) await nextTick()
      await nextTick()
      for (const one of [...answers].sort(() => random() - 0.5)) one.settle()
      await settle()
      const told = [found.data.value, (found.error.value as Error | null)?.message ?? null, found.loading.value]
      expect(told).toEqual(last % 3 === 1 ? [null, String(last), false] : [last, null, false])
      scope.stop()
    }
  })

  it('tells its request when it is not wanted any more', async () => {
    const key = ref(1)
    const signals: AbortSignal[] = []
    const scope = effectScope()
    scope.run(() => useResource((signal) => (signals.push(signal), Promise.resolve(key.value))))
    key.value = 2
    await settle()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
    scope.stop()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
  })

  it('goes back to nothing when there is nothing to ask any more', async () => {
    const key = ref<string | null>('a')
    const found = effectScope().run(() => useResource(() => (key.value === null ? null : Promise.resolve(key.value))))!
    await settle()
    key.value = null
    await settle()
    expect([found.data.value, found.error.value, found.loading.value]).toEqual([null, null, false])
  })
})

describe('the job of a page', () => {
  const followed = (id = ref<number | null>(12)) => {
    openStreams()
    return { id, ...effectScope().run(() => useJob(() => id.value))! }
  }

  it('leaves the first one alone when the page follows another', async () => {
    const { id, job: current } = followed()
    FakeStream.opened[0]!.send(job({ id: 12, fraction: 0.4 }))
    id.value = 13
    await settle()
    expect(current.value).toBeNull()
    FakeStream.opened[0]!.send(job({ id: 12, fraction: 0.9 }))
    FakeStream.opened[1]!.send(job({ id: 13, fraction: 0.1 }))
    expect([current.value?.id, FakeStream.opened.map(({ closed }) => closed)]).toEqual([13, [true, false]])
  })

  it('forgets why an order was refused as soon as the server tells more', async () => {
    serve({ 'POST /jobs/12/cancel': refusal(503, 'http.busy') })
    const { cancel, error, job: current } = followed()
    await cancel()
    expect(error.value).toMatchObject({ status: 503 })
    FakeStream.opened[0]!.send(job({ fraction: 0.7 }))
    expect([error.value, current.value?.fraction]).toEqual([null, 0.7])
  })

  it('says when nobody answers, and when they answer again, without losing what is known', async () => {
    vi.useFakeTimers()
    const { silent, job: current } = followed()
    FakeStream.opened[0]!.send(job({ fraction: 0.6 }))
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))
    FakeStream.opened[0]!.onerror?.()
    await vi.advanceTimersByTimeAsync(4_500)
    expect([silent.value, current.value?.fraction]).toEqual([true, 0.6])
    serve({ 'GET /jobs/12': job({ state: 'done', fraction: 1 }) })
    await vi.advanceTimersByTimeAsync(2_500)
    expect([silent.value, current.value?.state]).toEqual([false, 'done'])
  })
})
