import { said, useShared } from '@/i18n'
import type { ProblemBody, Reads, Writes } from './types'

export const apiRoot = '/api/v1'

// A refusal or a fault of the server, or its silence (`status` 0). `fields` links each sentence to its form field.
export class ApiError extends Error {
  readonly status: number
  readonly body: ProblemBody | null

  constructor(status: number, body: ProblemBody | null) {
    super(body?.code ?? `http.${status}`)
    this.status = status
    this.body = body
  }

  get incident(): string | undefined {
    return this.body?.incident ?? undefined
  }

  // The refusals one by one: the server may send several for one form.
  get problems(): ProblemBody[] {
    if (!this.body) return []
    return this.body.problems?.length ? this.body.problems : [this.body]
  }
}

// What to tell the person who met this error, in the language of the moment.
export function sentenceOf(error: unknown): string {
  const m = useShared().value
  if (!(error instanceof ApiError)) return m.errors.component
  if (error.status === 0) return m.errors.offline
  if (error.body && error.status < 500) return said(error.body)
  return m.errors.unexpected
}

type QueryValue = string | number | boolean | null | undefined
export interface RequestParts {
  path?: Record<string, string | number>
  query?: Record<string, QueryValue>
  signal?: AbortSignal
}

// The address of a route with its parameters, `null`, `undefined` and empty ones left out.
export function address(route: string, parts: RequestParts = {}): string {
  const path = route.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parts.path?.[name] ?? '')))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parts.query ?? {})) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return `${apiRoot}${path}${text ? `?${text}` : ''}`
}

const listeners = new Set<() => void>()

// Calls back whenever the server says that there is no session any more.
export function onSessionLost(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

async function problemOf(response: Response): Promise<ProblemBody | null> {
  const type = response.headers.get('content-type') ?? ''
  if (!type.includes('json')) return null
  return (await response.json().catch(() => null)) as ProblemBody | null
}

async function send(url: string, options: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, { credentials: 'same-origin', ...options })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiError(0, null)
  }
  if (response.ok) return response
  const failure = new ApiError(response.status, await problemOf(response))
  if (response.status === 401) listeners.forEach((listener) => listener())
  throw failure
}

// An answer cut short, or a page that a proxy gives in its place, is no answer.
async function bodyOf<T>(response: Response, signal?: AbortSignal | null): Promise<T> {
  try {
    return (await response.json()) as T
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError(0, null)
  }
}

export async function get<Route extends keyof Reads>(route: Route, parts: RequestParts = {}): Promise<Reads[Route]> {
  const options: RequestInit = { headers: { accept: 'application/json' } }
  if (parts.signal) options.signal = parts.signal
  return bodyOf<Reads[Route]>(await send(address(route, parts), options), parts.signal)
}

// Sends JSON, or the bytes of a file as they are.
export async function post<Route extends keyof Writes>(
  route: Route,
  body: object | Blob,
  parts: RequestParts = {},
): Promise<Writes[Route]> {
  const file = body instanceof Blob
  const response = await send(address(route, parts), {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': file ? 'application/octet-stream' : 'application/json' },
    body: file ? body : JSON.stringify(body),
  })
  return bodyOf<Writes[Route]>(response)
}

export async function remove(route: '/access/session'): Promise<void> {
  await send(address(route), { method: 'DELETE' })
}
