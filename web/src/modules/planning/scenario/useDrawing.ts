import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useRouter } from 'vue-router'
import { ApiError, get, post } from '@/api/client'
import { useResource, type Resource } from '@/api/resource'
import type { JournalLine, Scenario, ScenarioStep } from '@/api/types'
import { painted } from './drawing'

// What somebody else did while these steps were on their way.
export interface Missed {
  lines: JournalLine[]
  steps: ScenarioStep[]
}

export interface Drawing {
  loaded: Resource<Scenario>
  page: ShallowRef<Scenario | null>
  // The district of every unit, strokes that the server has not answered yet included.
  of: ComputedRef<number[]>
  waiting: ShallowRef<ScenarioStep[]>
  busy: Ref<boolean>
  // Why the last steps were not kept. They are still `waiting` when the server could not be reached.
  error: ShallowRef<unknown>
  missed: ShallowRef<Missed | null>
  add: (step: ScenarioStep) => Promise<void>
  retry: () => Promise<void>
  redoMissed: () => Promise<void>
  dropMissed: () => void
  take: (page: Scenario) => void
}

const unreachable = (failure: unknown) => !(failure instanceof ApiError) || failure.status === 0 || failure.status >= 500
const changed = (failure: unknown) => failure instanceof ApiError && failure.body?.code === 'planning.changed_meanwhile'

// A step that still means something on a map that somebody else has changed.
const stillMeant = ({ kind }: ScenarioStep) => kind !== 'undo' && kind !== 'redo'

// Asks before the page is left while something is not kept.
function guardUnsaved(unsaved: () => boolean, question: () => string): void {
  const onLeave = (event: BeforeUnloadEvent) => unsaved() && event.preventDefault()
  window.addEventListener('beforeunload', onLeave)
  const remove = useRouter().beforeEach((to, from) => to.path === from.path || !unsaved() || window.confirm(question()))
  onScopeDispose(() => {
    window.removeEventListener('beforeunload', onLeave)
    remove()
  })
}

// A scenario under the pencil: steps are shown at once, sent in order one request at a time, and each answer is the map
// that counts. When somebody else has drawn meanwhile, the steps are set aside for the person to decide.
export function useDrawing(id: () => string, version: () => number | undefined, leaveQuestion: () => string): Drawing {
  const loaded = useResource((signal) => get('/planning/scenarios/{id}', { path: { id: id() }, query: { version: version() }, signal }))
  const page = shallowRef<Scenario | null>(null)
  const waiting = shallowRef<ScenarioStep[]>([])
  const missed = shallowRef<Missed | null>(null)
  const error = shallowRef<unknown>(null)
  const busy = ref(false)
  watch(loaded.data, (found) => (page.value = found))
  guardUnsaved(() => waiting.value.length > 0 || missed.value !== null, leaveQuestion)

  async function bringUpToDate(seen: number): Promise<void> {
    const now = await get('/planning/scenarios/{id}', { path: { id: id() } })
    missed.value = { lines: now.journal.slice(seen), steps: waiting.value.filter(stillMeant) }
    waiting.value = []
    page.value = now
  }

  async function send(seen: number, steps: ScenarioStep[]): Promise<void> {
    try {
      const answer = await post('/planning/scenarios/{id}/steps', { seen, steps }, { path: { id: id() } })
      waiting.value = waiting.value.slice(steps.length)
      page.value = answer
    } catch (failure) {
      if (changed(failure)) return bringUpToDate(seen)
      if (!unreachable(failure)) waiting.value = []
      throw failure
    }
  }

  async function retry(): Promise<void> {
    if (busy.value) return
    busy.value = true
    error.value = null
    try {
      while (waiting.value.length > 0 && page.value) await send(page.value.version, waiting.value)
    } catch (failure) {
      error.value = failure
    } finally {
      busy.value = false
    }
  }

  function add(step: ScenarioStep): Promise<void> {
    waiting.value = [...waiting.value, step]
    return retry()
  }

  function redoMissed(): Promise<void> {
    waiting.value = missed.value?.steps ?? []
    missed.value = null
    return retry()
  }

  const of = computed(() => (page.value ? painted(page.value.of_unit, waiting.value) : []))
  const take = (found: Scenario) => (page.value = found)
  return { loaded, page, of, waiting, busy, error, missed, add, retry, redoMissed, dropMissed: () => (missed.value = null), take }
}

// Whether the failure leaves the steps waiting: trying again then makes sense.
export function mayRetry(failure: unknown): boolean {
  return unreachable(failure)
}

