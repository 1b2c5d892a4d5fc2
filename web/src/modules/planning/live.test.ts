import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { assignments, plan, progress } from '@/testing/territory'
import { livePlan } from './livePlan'
import { usePaced } from './usePaced'

const live = progress.map!

describe('a plan told while it is searched', () => {
  it('is the plan that the server will show in the end', () => {
    const drawn = livePlan(assignments, live)!
    expect(drawn.units).toEqual(plan.units)
    expect(drawn.of_unit).toEqual(plan.of_unit)
    expect(drawn.before_of_unit).toEqual(plan.before_of_unit)
    expect(drawn.before.map(({ name }) => name)).toEqual(plan.before.map(({ name }) => name))
    expect(drawn.districts.map(({ name }) => name)).toEqual(['District Ouest', 'District Est'])
  })

  it('moves exactly the units whose district is not the one their sector becomes', () => {
    // Today AAB ABB CCB (A → 0, B → 1, C ends); proposed AAB AAB AAB.
    expect(livePlan(assignments, live)!.moved.map(({ code }) => code)).toEqual(['11', '20', '21'])
  })

  it('that is today’s map moves nobody', () => {
    const same = { ...live, of_unit: plan.before_of_unit, names: ['A', 'B', 'C'], before_match: [0, 1, 2] }
    expect(livePlan(assignments, same)!.moved).toEqual([])
  })

  it('never moves the places of nobody', () => {
    const missions = assignments.missions.map((mission) => ({ ...mission, of_unit: mission.of_unit.map(() => -1) }))
    expect(livePlan({ ...assignments, missions }, live)!.moved).toEqual([])
  })

  it('is nothing when it is not one of this territory', () => {
    expect(livePlan(assignments, { ...live, reference_mission: 'apa' })).toBeNull()
    expect(livePlan(assignments, { ...live, of_unit: live.of_unit.slice(1) })).toBeNull()
  })
})

describe('a paced value', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())
  const paced = () => {
    const source = ref(0)
    const scope = effectScope()
    const shown = scope.run(() => usePaced(() => source.value, 500))!
    const set = async (value: number) => {
      source.value = value
      await nextTick()
    }
    return { shown, set, scope }
  }

  it('begins as its source, and takes the first change at once', async () => {
    const { shown, set } = paced()
    expect(shown.value).toBe(0)
    await set(1)
    expect(shown.value).toBe(1)
  })

  it('takes only the last of the changes of a rest, at its end', async () => {
    const { shown, set } = paced()
    for (const value of [1, 2, 3]) await set(value)
    expect(shown.value).toBe(1)
    vi.advanceTimersByTime(499)
    expect(shown.value).toBe(1)
    vi.advanceTimersByTime(1)
    expect(shown.value).toBe(3)
  })

  it('changes at most twice a second however fast its source, and ends with its last value', async () => {
    const { shown, set } = paced()
    const seen = new Set<number>()
    for (let value = 1; value <= 100; value += 1) {
      await set(value)
      vi.advanceTimersByTime(50)
      seen.add(shown.value)
    }
    vi.advanceTimersByTime(500)
    expect(seen.size).toBeLessThanOrEqual(11)
    expect(shown.value).toBe(100)
  })

  it('is at once again after a rest without change', async () => {
    const { shown, set } = paced()
    await set(1)
    vi.advanceTimersByTime(2000)
    await set(2)
    expect(shown.value).toBe(2)
  })

  it('stops with its component', async () => {
    const { shown, set, scope } = paced()
    await set(1)
    await set(2)
    scope.stop()
    vi.advanceTimersByTime(5000)
    expect(shown.value).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })
})
