import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { FakeStream, job, openStreams, refusal, serve } from '@/testing/fakeServer'
import { settle } from '@/testing/mount'
import { followJob, isFinished, partialOf, problemOfJob, useJob } from './jobs'
import type { Job } from './types'

beforeEach(() => void openStreams())
afterEach(() => vi.useRealTimers())
const stream = () => FakeStream.opened.at(-1)!

describe('a followed job', () => {
  it('is told at each event, and the stream closes at the end', () => {
    const seen: Job[] = []
    followJob(12, (one) => seen.push(one), () => undefined)
    expect(stream().url).toBe('/api/v1/jobs/12/events')
    stream().send(job({ fraction: 0.2 }))
    stream().send(job({ state: 'done', fraction: 1 }))
    expect(seen.map((one) => one.state)).toEqual(['running', 'done'])
    expect(stream().closed).toBe(true)
    stream().send(job())
    expect(seen).toHaveLength(2)
  })

  it('is asked again and again when the stream breaks', async () => {
    vi.useFakeTimers()
    let turn = 0
    const asked = serve({ 'GET /jobs/12': () => job({ state: ++turn < 3 ? 'running' : 'done' }) })
    const seen: Job[] = []
    followJob(12, (one) => seen.push(one), () => undefined)
    stream().onerror?.()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(seen.map((one) => one.state)).toEqual(['running', 'running', 'done'])
    expect(asked).toHaveLength(3)
  })

  it('is asked again through a short fault, but given up when it does not exist', async () => {
    vi.useFakeTimers()
    let turn = 0
    const asked = serve({ 'GET /jobs/12': () => (++turn === 1 ? refusal(503, 'http.busy') : refusal(404, 'jobs.unknown')) })
    const lost = vi.fn()
    followJob(12, () => undefined, lost)
    stream().onerror?.()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(asked).toHaveLength(2)
    expect(lost).toHaveBeenCalledTimes(1)
  })

  it('is left alone once the page is gone', async () => {
    vi.useFakeTimers()
    const asked = serve({ 'GET /jobs/12': job() })
    const leave = followJob(12, () => undefined, () => undefined)
    stream().onerror?.()
    leave()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked.length).toBeLessThanOrEqual(1)
    expect(stream().closed).toBe(true)
  })
})

describe('the job of a component', () => {
  it('follows its id, and stops with the component', async () => {
    const id = ref<number | null>(null)
    const scope = effectScope()
    const followed = scope.run(() => useJob(() => id.value))!
    expect(FakeStream.opened).toHaveLength(0)
    id.value = 12
    await settle()
    stream().send(job())
    expect(followed.running.value).toBe(true)
    scope.stop()
    expect(stream().closed).toBe(true)
  })

  it('can be stopped and kept, or abandoned; a refusal is kept for the page to say', async () => {
    const asked = serve({ 'POST /jobs/12/stop': job({ state: 'stopped' }), 'POST /jobs/12/cancel': refusal(409, 'jobs.finished') })
    const followed = effectScope().run(() => useJob(() => 12))!
    await followed.stop()
    expect(followed.job.value?.state).toBe('stopped')
    await followed.cancel()
    expect(followed.error.value).toMatchObject({ status: 409 })
    expect(asked.map((one) => one.path)).toEqual(['/jobs/12/stop', '/jobs/12/cancel'])
  })
})

describe('what a job carries', () => {
  it('is its partial result and its problem, when it has them', () => {
    expect(partialOf(null)).toBeNull()
    expect(partialOf(job())).toBeNull()
    expect(partialOf<{ best: number }>(job({ partial: '{"best":3}' }))?.best).toBe(3)
    expect(problemOfJob(job())).toBeNull()
    expect(problemOfJob(job({ problem: refusal(409, 'x').body as never }))?.code).toBe('x')
  })

  it('is final in five states only', () => {
    const states: Job['state'][] = ['queued', 'running', 'done', 'stopped', 'cancelled', 'failed', 'interrupted']
    expect(states.map((state) => isFinished(job({ state })))).toEqual([false, false, true, true, true, true, true])
  })
})
