import { describe, expect, it } from 'vitest'
import type { Fault } from '@/api/types'
import { drawLayer } from '@/testing/drawnMap'
import { competence } from '@/testing/territory'
import { fr as answers } from './fr-answers'
import { en as answersEn } from './en-answers'
import { explainFault, faultFills } from './faults'
import { fr } from './fr'
import { modeOf } from './questions'
import { absenceOf, explainReason, reasonCodes } from './reasons'
import { codeIn, compareAnswers, decimalIn } from './useCompetence'
import { searchOf } from './usePlaces'

describe('reasons', () => {
  const args = [['unit', 'Pau'], ['sectors', 'Est, Ouest'], ['street', 'rue du Moulin'], ['number', '12'], ['from', '1'], ['to', '9'], ['side', 'odd'], ['code', '99'], ['units', '3']]

  it.each(reasonCodes)('%s is a sentence in both languages, without a hole', (code) => {
    for (const words of [answers, answersEn]) {
      const sentence = explainReason({ code, args }, words)
      expect(sentence).toMatch(/^\S.*\.$/)
      expect(sentence).not.toMatch(/undefined|\$\{|of_|_sector/)
    }
  })

  it('say which numbers of a street', () => {
    const said = (patch: string[][]) => explainReason({ code: 'street_of_sector', args: [['street', 'rue A'], ...patch] }, answers)
    expect(said([['from', '1'], ['to', '9'], ['side', 'odd']])).toContain('numéros impairs de 1 à 9')
    expect(said([['from', '2'], ['to', ''], ['side', 'even']])).toContain('numéros pairs à partir du 2')
    expect(said([['from', ''], ['to', '40'], ['side', 'any']])).toContain('numéros jusqu’au 40')
    expect(said([['from', ''], ['to', ''], ['side', 'any']])).toMatch(/^rue A(,)? est attribuée à ce secteur\.$/)
  })

  it('of an unknown code is the code, never nothing', () => {
    expect(explainReason({ code: 'new_reason', args: [] }, answers)).toBe('new_reason')
  })
})

describe('an answer without a sector', () => {
  const of = (absence: string) => reasonCodes.filter((code) => absenceOf({ code, args: [] }) === absence)

  it('says nobody only when nobody is competent', () => {
    expect(of('toSpecify')).toEqual(['several_sectors', 'number_needed', 'street_needed'])
    expect(of('contested')).toEqual(['claimed_by_several'])
    expect(of('nobody')).toContain('nobody')
  })
})

describe('codes typed by people', () => {
  it('are found alone or after a name; anything else is no code', () => {
    const typed = ['64445', 'Pau (64445)', ' 2a004 ', '930660101', 'Saint-Denis (930660101)', 'Pau', '6444', '12 rue 64445 Pau']
    expect(typed.map(codeIn)).toEqual(['64445', '64445', '2A004', '930660101', '930660101', null, null, null])
  })

  it('may be decimal numbers with a comma or a point', () => {
    expect(['2,36', ' 48.94 ', '', 'ici', '-0,37'].map(decimalIn)).toEqual([2.36, 48.94, null, null, -0.37])
  })
})

describe('a question', () => {
  it('opens the form in its own way of asking', () => {
    expect([modeOf(null), modeOf({ code: '1' }), modeOf({ address: 'x' }), modeOf({ lon: '1', lat: '2' })]).toEqual(['code', 'code', 'address', 'point'])
  })
})

describe('answers compared', () => {
  it('change only where the sector does', () => {
    const moved = { ...competence, answers: competence.answers.map((answer) => ({ ...answer, sector: { code: 'Z', name: 'Autre' } })) }
    expect(compareAnswers(competence, moved).map((row) => row.changes)).toEqual([true, true])
    expect(compareAnswers(competence, competence).map((row) => row.changes)).toEqual([false, false])
    expect(compareAnswers(competence, null).map((row) => row.changes)).toEqual([false, false])
  })
})

describe('a list in an address', () => {
  it('falls back to what makes sense', () => {
    expect(searchOf({})).toEqual({ level: 'commune', mission: undefined, q: '', sorting: { key: 'name', descending: false }, offset: 0 })
    expect(searchOf({ level: 'planet', sort: 'drop table', offset: '-3', descending: 'yes' })).toEqual(searchOf({}))
    expect(searchOf({ level: 'sector' }).mission).toBe('ssd')
  })
})

describe('faults', () => {
  const fault = (kind: Fault['kind'], units = 1): Fault => ({
    kind, units: Array.from({ length: units }, (_, i) => `0${i}`), unit_names: Array.from({ length: units }, (_, i) => `Commune ${i}`),
    sectors: [{ code: 'A', name: 'Est' }, { code: 'B', name: '' }], population: 10, reason: { code: 'x', args: [] },
  })

  it('of a place that has ended say since when, and where it went', () => {
    const args = [['kind', 'merged'], ['date', '2025-01-01'], ['into', '93066']]
    const sentence = explainFault({ ...fault('unknown_unit'), reason: { code: 'no_longer_exists', args } }, fr)
    expect(sentence).toContain('n’existe plus depuis le 1er janvier 2025')
    expect(sentence).toContain('93066')
  })

  it.each(['gap', 'overlap', 'pieces', 'unknown_unit', 'split_unit'] as const)('%s is explained', (kind) => {
    const sentence = explainFault(fault(kind), fr)
    expect(sentence).toContain('Commune 0')
    if (kind !== 'gap') expect(sentence).toContain('«\u00a0Est\u00a0» et «\u00a0B\u00a0»')
  })

  it('of many units name a few and count the others', () => {
    expect(explainFault(fault('gap', 20), fr)).toContain('Commune 5 et 14 autres')
  })

  it('colour the units they name', () => {
    const fills = faultFills(drawLayer(['AB']), [fault('gap')])
    expect(fills).toEqual(['fill-alert', 'fill-pale'])
    expect(faultFills(null, [])).toEqual([])
  })
})
