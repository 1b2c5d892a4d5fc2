import { describe, expect, it } from 'vitest'
import { awkwardText, seeded } from '@/testing/random'
import { fr } from './fr'
import { addressOf, controlOf, draftErrors, draftOf, requestOf, type ContinuityDraft } from './question'

const empty: ContinuityDraft = { reason: '', from: '2026-03-01', to: '', closed: [], missions: [], absences: [], load: 'residents', minutes_for_tenth: 5 }
// As the router gives the address back.
const through = (draft: ContinuityDraft) => Object.fromEntries(Object.entries(addressOf(draft)).filter(([, value]) => value !== undefined)) as Record<string, string>

describe('the question in the address', () => {
  it('comes back whatever the texts and the codes', () => {
    const random = seeded(31)
    for (let turn = 0; turn < 200; turn += 1) {
      const code = () => awkwardText(random).replace(/\s/g, '') || 'x'
      const draft: ContinuityDraft = {
        reason: awkwardText(random), from: '2026-03-02', to: '2026-03-09', closed: [code(), code()], missions: ['ssd'],
        absences: [{ mission: 'ssd', sector: code(), posts: '', absent: 1.5 }, { mission: 'pmi', sector: code().replaceAll('~', ''), posts: 6, absent: '' }],
        load: 'naissances', minutes_for_tenth: 10,
      }
      const written = { ...draft, absences: draft.absences.map((one) => ({ ...one, sector: one.sector.replaceAll('~', '') })) }
      expect(draftOf(through(written), '2026-03-01')).toEqual(written)
    }
  })

  it('says nothing of what is usual, and nonsense in it counts for nothing', () => {
    expect(through(empty)).toEqual({ from: '2026-03-01' })
    expect(draftOf({ from: 'soon', to: '2026-02-30', worth: 'x', absent: 'ssd~A~many~-2' }, '2026-03-01')).toEqual({ ...empty, absences: [{ mission: 'ssd', sector: 'A', posts: '', absent: '' }] })
  })
})

describe('a question that is not whole', () => {
  it('is told field by field', () => {
    expect(draftErrors(empty, fr.form).map(({ field }) => field)).toEqual(['continuity-reason', 'continuity-to', 'continuity-closed'])
    const line = { mission: 'ssd', sector: '', posts: '' as const, absent: '' as const }
    const errors = draftErrors({ ...empty, reason: 'Grippe', to: '2026-03-09', absences: [line] }, fr.form)
    expect(errors.map(({ field }) => field)).toEqual(['continuity-absences-0-sector', 'continuity-absences-0-absent'])
  })

  it('whole, is asked of the server as it is', () => {
    const draft: ContinuityDraft = { ...empty, reason: ' Grippe ', to: '2026-03-09', absences: [{ mission: 'ssd', sector: 'A', posts: '', absent: 1.5 }] }
    expect(draftErrors(draft, fr.form)).toEqual([])
    expect(requestOf(draft)).toMatchObject({ reason: 'Grippe', closed: [], absences: [{ mission: 'ssd', sector: 'A', posts: null, absent: 1.5 }], mode: 'car', detour: null })
  })

  it.each([['/from', 'continuity-from'], ['/absences/1/posts', 'continuity-absences-1-posts'], ['/id', ''], ['', '']])('%s is refused at its control', (field, control) => {
    expect(controlOf(field)).toBe(control)
  })
})
