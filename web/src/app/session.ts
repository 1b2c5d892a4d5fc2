import { computed, ref, shallowRef } from 'vue'
import { ApiError, get, onSessionLost, post, remove } from '@/api/client'
import type { Session } from '@/api/types'

export const session = shallowRef<Session | null>(null)
// Whether the last session was ended by the server, and not by the person.
export const sessionLost = ref(false)
let known = false

// Whether someone signed in on this browser and did not sign out. Without it the server is not asked: on a first visit,
// a refusal would only be noise.
const kSigned = 'maillage.signed-in'

// The session of this browser, asked once to the server; null when nobody is signed in.
export async function currentSession(): Promise<Session | null> {
  if (known || localStorage.getItem(kSigned) === null) return session.value
  try {
    session.value = await get('/access/session')
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error
    session.value = null
  }
  known = true
  return session.value
}

export async function signIn(login: string, password: string): Promise<Session> {
  session.value = await post('/access/session', { login, password })
  localStorage.setItem(kSigned, 'yes')
  sessionLost.value = false
  known = true
  return session.value
}

function forget(): void {
  localStorage.removeItem(kSigned)
  session.value = null
}

// A session that has ended already needs no end.
export async function signOut(): Promise<void> {
  sessionLost.value = false
  await remove('/access/session').catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.status !== 401) throw error
  })
  forget()
}

export type Right = 'compute' | 'import' | 'follow' | 'decide' | 'administer'

// What the roles of the session open in this interface; the server decides again at each request.
export function may(right: Right): boolean {
  const roles = session.value?.roles ?? []
  if (right === 'decide') return roles.includes('executive')
  if (right === 'administer') return roles.includes('administrator')
  return roles.includes('planner') || (right !== 'compute' && roles.includes('administrator'))
}

export const demonstration = computed(() => session.value?.demonstration === true)

onSessionLost(() => {
  sessionLost.value = true
  forget()
})
