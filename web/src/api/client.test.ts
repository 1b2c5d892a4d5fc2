import { afterEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '@/i18n'
import { refusal, serve, unplug } from '@/testing/fakeServer'
import { address, ApiError, get, onSessionLost, post, remove, sentenceOf } from './client'

const failure = async (attempt: Promise<unknown>) => attempt.then(() => null, (error: unknown) => error as ApiError)

describe('the address of a route', () => {
  it('fills placeholders, escapes them, and leaves empty parameters out', () => {
    const parts = { path: { level: 'site', code: 'M 1/é' }, query: { at: undefined, q: '', mission: null, limit: 0, descending: false } }
    expect(address('/territory/places/{level}/{code}', parts)).toBe('/api/v1/territory/places/site/M%201%2F%C3%A9?limit=0&descending=false')
  })
})

describe('the client', () => {
  afterEach(() => setLanguage('fr'))

  it('sends JSON and reads the answer', async () => {
    const asked = serve({ 'POST /planning/proposals': { id: 4, job_id: 12 } })
    expect(await post('/planning/proposals', { name: 'x' })).toEqual({ id: 4, job_id: 12 })
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/planning/proposals', body: { name: 'x' } })
  })

  it('sends a file as it is', async () => {
    const asked = serve({ 'POST /territory/imports': { job_id: 1 } })
    const file = new File(['code,sector'], 'ssd.csv')
    await post('/territory/imports', file, { query: { kind: 'sectors' } })
    expect(asked[0]?.body).toBe(file)
    expect(asked[0]?.query.get('kind')).toBe('sectors')
  })

  it('says a refusal in the language of the moment', async () => {
    serve({ 'GET /territory/overview': refusal(422, 'territory.bad_date', { detail_fr: 'Date illisible.', detail_en: 'Unreadable date.' }) })
    const error = await failure(get('/territory/overview'))
    expect(error).toMatchObject({ status: 422, message: 'territory.bad_date' })
    expect(sentenceOf(error)).toBe('Date illisible.')
    setLanguage('en')
    expect(sentenceOf(error)).toBe('Unreadable date.')
  })

  it('never shows the words of a fault, only its incident', async () => {
    serve({ 'GET /territory/overview': refusal(500, 'http.fault', { incident: 'A7', detail_fr: 'SELECT * FROM' }) })
    const error = await failure(get('/territory/overview'))
    expect(sentenceOf(error)).not.toContain('SELECT')
    expect(error?.incident).toBe('A7')
  })

  it('tells a silent server from a refusal', async () => {
    unplug()
    const error = await failure(get('/territory/overview'))
    expect(error?.status).toBe(0)
    expect(sentenceOf(error)).toContain('ne répond pas')
  })

  it('survives an error that is not JSON', async () => {
    vi.stubGlobal('fetch', async () => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } }))
    const error = await failure(get('/territory/overview'))
    expect(error).toMatchObject({ status: 502, body: null })
    expect(error?.problems).toEqual([])
    expect(sentenceOf(error)).toContain('panne')
  })

  it('gives the refusals of a form one by one', async () => {
    const one = refusal(422, 'planning.outside', { field: '/balance' }).body
    serve({ 'POST /planning/proposals': refusal(422, 'many', { problems: [one, one] as never }) })
    const error = await failure(post('/planning/proposals', {}))
    expect(error?.problems.map((problem) => problem.field)).toEqual(['/balance', '/balance'])
  })

  it('warns the application when the session has ended, until told not to', async () => {
    serve({ 'GET /territory/overview': refusal(401, 'access.no_session') })
    const lost = vi.fn()
    const forget = onSessionLost(lost)
    await failure(get('/territory/overview'))
    forget()
    await failure(get('/territory/overview'))
    expect(lost).toHaveBeenCalledTimes(1)
  })

  it('closes a session without expecting an answer', async () => {
    vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }))
    await expect(remove('/access/session')).resolves.toBeUndefined()
  })
})

it('a defect of the program is not blamed on the server', () => {
  expect(sentenceOf(new TypeError('x is undefined'))).toContain('défaut du programme')
})
