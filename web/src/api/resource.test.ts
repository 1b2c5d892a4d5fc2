import { describe, expect, it } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { settle } from '@/testing/mount'
import { useResource } from './resource'

function deferred<T>() {
  let resolve!: (value: T) => void
  let reject!: (error: unknown) => void
  const promise = new Promise<T>((yes, no) => ([resolve, reject] = [yes, no]))
  return { promise, resolve, reject }
}

describe('a resource', () => {
  it('loads again when what it reads changes, and drops the answer of a superseded request', async () => {
    const key = ref('a')
    const answers = { a: deferred<string>(), b: deferred<string>() }
    const found = effectScope().run(() => useResource(() => answers[key.value as 'a' | 'b'].promise))!
    key.value = 'b'
    await nextTick()
    answers.b.resolve('B')
    await settle()
    answers.a.resolve('A')
    await settle()
    expect(found.data.value).toBe('B')
    expect(found.loading.value).toBe(false)
  })

  it('keeps the previous data on screen while the next arrives', async () => {
    const key = ref(1)
    const slow = deferred<number>()
    const found = effectScope().run(() => useResource(() => (key.value === 1 ? Promise.resolve(1) : slow.promise)))!
    await settle()
    key.value = 2
    await nextTick()
    expect([found.data.value, found.loading.value]).toEqual([1, true])
    slow.resolve(2)
    await settle()
    expect(found.data.value).toBe(2)
  })

  it('keeps the error, and a new attempt forgets it', async () => {
    let turn = 0
    const found = effectScope().run(() => useResource(() => (++turn === 1 ? Promise.reject(new Error('no')) : Promise.resolve('yes'))))!
    await settle()
    expect(found.error.value).toBeInstanceOf(Error)
    found.reload()
    await settle()
    expect([found.data.value, found.error.value]).toEqual(['yes', null])
  })

  it('asks nothing when there is nothing to ask', async () => {
    const found = effectScope().run(() => useResource<string>(() => null))!
    await settle()
    expect([found.data.value, found.loading.value]).toEqual([null, false])
  })

  it('aborts what is under way when the component leaves', () => {
    let seen: AbortSignal | undefined
    const scope = effectScope()
    scope.run(() => useResource((signal) => ((seen = signal), new Promise<string>(() => undefined))))
    scope.stop()
    expect(seen?.aborted).toBe(true)
  })
})
