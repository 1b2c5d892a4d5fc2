import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useAfterPaint } from './useAfterPaint'

beforeEach(() => vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers())

function followed() {
  const scope = effectScope()
  const [source, late] = [ref('a'), ref(false)]
  const shown = scope.run(() => useAfterPaint(() => source.value, () => late.value))!
  return { scope, source, late, shown }
}

describe('a value that lets the picture go first', () => {
  it('follows at once when nothing presses', async () => {
    const { source, shown } = followed()
    source.value = 'b'
    await nextTick()
    expect(shown.value).toBe('b')
  })

  it('comes after the next frame while something does, with the last of what happened', async () => {
    const { source, late, shown } = followed()
    late.value = true
    source.value = 'b'
    await nextTick()
    source.value = 'c'
    await nextTick()
    expect(shown.value).toBe('a')
    vi.advanceTimersToNextFrame()
    expect(shown.value).toBe('a')
    vi.runAllTimers()
    expect(shown.value).toBe('c')
  })

  it('does not wait any longer once nothing presses, and comes once', async () => {
    const { source, late, shown } = followed()
    late.value = true
    source.value = 'b'
    await nextTick()
    late.value = false
    source.value = 'c'
    await nextTick()
    expect(shown.value).toBe('c')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is forgotten with what shows it', async () => {
    const { scope, source, late, shown } = followed()
    late.value = true
    source.value = 'b'
    await nextTick()
    scope.stop()
    vi.runAllTimers()
    expect([shown.value, vi.getTimerCount()]).toEqual(['a', 0])
  })
})
