import { vi } from 'vitest'
import type { Job, ProblemBody } from '@/api/types'
import * as territory from './territory'

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  body: unknown
}
type Answer = unknown | ((asked: Asked) => unknown)

// A refusal of the server, to be given as an answer.
export class Refusal {
  constructor(readonly status: number, readonly body: Partial<ProblemBody>) {}
}

export function refusal(status: number, code: string, patch: Partial<ProblemBody> = {}): Refusal {
  const sentences = { detail_fr: `Refus ${code}.`, detail_en: `Refused: ${code}.` }
  return new Refusal(status, { type: 'about:blank', title: code, status, code, field: '', args: [], ...sentences, ...patch })
}

const usual: Record<string, Answer> = {
  'GET /access/session': territory.session,
  'GET /territory/overview': territory.overview,
  'GET /territory/map': territory.topology,
  'GET /territory/assignments': territory.assignments,
  'GET /territory/quantities': { at: '2026-03-01', items: [] },
  'GET /territory/sites': { items: [territory.house] },
  'GET /territory/places': territory.places,
  'GET /territory/places/commune/11': territory.detail,
  'GET /territory/coverage': territory.coverage,
  'GET /territory/competence': territory.competence,
  'GET /territory/imports': { items: [territory.imported] },
  'GET /planning/disagreement': territory.disagreement,
  'GET /planning/proposals': { items: [] },
  'GET /planning/proposals/4': territory.proposal,
  'GET /planning/proposals/4/plans/0': territory.plan,
  'GET /planning/proposals/4/plans/1': { ...territory.plan, summary: territory.proposal.front[1] },
}

function reply(answer: unknown): Response {
  const refused = answer instanceof Refusal
  const status = refused ? answer.status : 200
  const type = refused ? 'application/problem+json' : 'application/json'
  return new Response(JSON.stringify(refused ? answer.body : answer), { status, headers: { 'content-type': type } })
}

function readBody(body: RequestInit['body']): unknown {
  return typeof body === 'string' ? JSON.parse(body) : (body ?? null)
}

// Answers the requests of the pages, by default for the small territory; returns what was asked, in order.
export function serve(answers: Record<string, Answer> = {}): Asked[] {
  const asked: Asked[] = []
  const routes = { ...usual, ...answers }
  vi.stubGlobal('fetch', async (url: string, options: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost')
    const request = { method: options.method ?? 'GET', path: pathname.replace('/api/v1', ''), query: searchParams, body: readBody(options.body) }
    asked.push(request)
    const answer = routes[`${request.method} ${request.path}`]
    if (answer === undefined) return reply(refusal(404, 'http.not_found'))
    return reply(typeof answer === 'function' ? await (answer as (one: Asked) => unknown)(request) : answer)
  })
  return asked
}

// The server is unreachable.
export function unplug(): void {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))
}

export function job(patch: Partial<Job> = {}): Job {
  return {
    id: 12, kind: 'planning.proposal', state: 'running', fraction: 0.5, message: { code: 'planning.searching', args: [] },
    partial: '', problem: null, created_at: '2026-03-01T09:30:00Z', finished_at: null, ...patch,
  }
}

// The streams opened by the pages, so that a test can send events in them.
export class FakeStream {
  static opened: FakeStream[] = []
  onerror: (() => void) | null = null
  closed = false
  private readonly listeners: ((event: { data: string }) => void)[] = []

  constructor(readonly url: string) {
    FakeStream.opened.push(this)
  }
  addEventListener(_: string, listener: (event: { data: string }) => void): void {
    this.listeners.push(listener)
  }
  close(): void {
    this.closed = true
  }
  send(sent: Job): void {
    this.listeners.forEach((listener) => listener({ data: JSON.stringify(sent) }))
  }
}

export function openStreams(): typeof FakeStream {
  FakeStream.opened = []
  vi.stubGlobal('EventSource', FakeStream)
  return FakeStream
}
