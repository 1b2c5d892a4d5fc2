import { describe, expect, it } from 'vitest'
import { disagreement, summary } from '@/testing/territory'
import { certificate, explainImpossibility, gapCell, gapText, qualitySentence } from './certificate'
import { fr as forms } from './fr'
import { fr } from './fr-plan'
import { sectorOfUnits, sectorsOfAtom, sharingOf } from './overlap'
import { draftErrors, requestOf, usualRange, type ProposalDraft } from './proposalForm'
import { wishesOf } from './usePlanMaps'
import { usualMissions } from './usualMissions'

describe('the certificate', () => {
  it('calls a plan the best only when it is proved', () => {
    expect(qualitySentence(summary(0, { status: 'optimal', gap: 0 }), fr.plan)).toContain('la meilleure possible')
    expect(qualitySentence(summary(0, { status: 'feasible', gap: 0 }), fr.plan)).toContain('au mieux 0')
    expect(qualitySentence(summary(0, { bound: null, gap: null }), fr.plan)).toContain('Aucune borne')
    expect(qualitySentence(summary(0, { status: 'unknown', bound: null, gap: null }), fr.plan)).not.toContain('meilleure possible')
  })

  it('never rounds a gap in its own favour', () => {
    expect(gapText(0.0041)).toBe('0,5\u00a0%')
    expect(gapText(0.00041)).toBe('0,05\u00a0%')
    expect(gapText(0.004)).toBe('0,4\u00a0%')
    for (let gap = 0.00001; gap < 0.9; gap *= 1.37) {
      const said = Number(gapText(gap).replace(/[^\d,]/g, '').replace(',', '.')) / 100
      expect(said).toBeGreaterThanOrEqual(gap - 1e-8)
      expect(said - gap).toBeLessThan(0.0011)
    }
  })

  it('says whether the tolerance is kept', () => {
    expect(certificate(summary(0, { max_deviation: 0.1, tolerance: 0.1 }), 900, fr.plan)[2]).toContain('tolérés')
    expect(certificate(summary(0, { max_deviation: 0.11, tolerance: 0.1 }), 900, fr.plan)[2]).toContain('dépasse')
  })

  it('says how many change, and how hard one looked', () => {
    const said = certificate(summary(0), 900, fr.plan)
    expect(said[3]).toContain('400 habitants (44,4\u00a0%)')
    expect(said[4]).toContain('1\u00a0200 cartes examinées en 8\u00a0s, graine 7')
    expect(certificate(summary(0), 0, fr.plan)[3]).toContain('0\u00a0%')
  })

  it('in a table is a figure, or the word that none is proved', () => {
    expect([gapCell(summary(0), fr.plan), gapCell(summary(0, { gap: null }), fr.plan), gapCell(summary(0, { status: 'optimal' }), fr.plan)]).toEqual(['0,5\u00a0%', 'non démontrée', 'démontrée la meilleure'])
  })
})

describe('impossibility', () => {
  const why = { units: ['Pau', 'Lescar'], have: 90_000, limit: 60_000, districts: 12, quantity: null }

  it.each(Object.keys(fr.plan.impossible))('%s is a sentence that says what to change', (code) => {
    const sentence = explainImpossibility({ code, ...why }, fr.plan)
    expect(sentence).toMatch(/(90|60)\u00a0000/)
    expect(sentence.endsWith('.')).toBe(true)
  })

  it('of a code not known here still gives the figures', () => {
    expect(explainImpossibility({ code: 'load_too_small', ...why, units: [] }, fr.plan)).toContain('90\u00a0000')
  })
})

describe('who shares what', () => {
  it('adds up to the residents of each sector, mission by mission', () => {
    for (const mission of disagreement.missions) {
      for (const sector of sharingOf(disagreement, mission)) {
        for (const other of disagreement.missions.filter((code) => code !== mission)) {
          const shares = sector.partners.filter((partner) => partner.mission === other).map((partner) => partner.share)
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
        }
      }
    }
  })

  it('puts the largest partner first', () => {
    const shares = sharingOf(disagreement, 'ase')[0]?.partners.filter((partner) => partner.mission === 'ssd').map((partner) => partner.share) ?? []
    expect([...shares].sort((a, b) => b - a)).toEqual(shares)
  })

  it('skips the places of nobody', () => {
    const orphan = { ...disagreement, atoms: disagreement.atoms.map((atom, index) => (index === 0 ? { ...atom, sectors: [-1, 0, 0] } : atom)) }
    expect(sectorsOfAtom(orphan, orphan.atoms[0]!)[0]).toEqual({ mission: 'ssd', name: null })
    const first = sharingOf(orphan, 'ssd')[0]?.partners.filter((partner) => partner.mission === 'ase').reduce((sum, { share }) => sum + share, 0) ?? 0
    expect(first).toBeLessThan(1)
  })

  it('gives back the map of each mission from the atoms', () => {
    expect(sectorOfUnits(disagreement, 'pmi')).toEqual([0, 0, 1, 0, 0, 1, 0, 0, 1])
  })
})

describe('the form of a proposal', () => {
  const draft: ProposalDraft = { name: 'Carte', missions: ['ase'], districts_min: 8, districts_max: 12, balance_percent: 7.5, stability: 0.3, seconds: 30, keep: 'epci', seed: '', weights: [], around_mds: false, territories: '', houses: '', opened_at_most: 1 }

  it('accepts what is complete and turns it into a request', () => {
    expect(draftErrors(draft, forms)).toEqual([])
    expect(requestOf({ ...draft, name: ' Carte ' }, undefined)).toMatchObject({ name: 'Carte', at: null, balance: 0.075, seed: null, keep: 'epci' })
    expect(requestOf({ ...draft, seed: 0 }, '2026-01-01')).toMatchObject({ at: '2026-01-01', seed: 0 })
  })

  it.each([
    ['an empty name', { name: '  ' }, 'proposal-name'],
    ['no mission', { missions: [] }, 'proposal-missions'],
    ['no number', { districts_min: '' as const }, 'proposal-districts_min'],
    ['half a sector', { districts_min: 2.5 }, 'proposal-districts_min'],
    ['a minimum above the maximum', { districts_min: 13 }, 'proposal-districts_min'],
    ['no tolerance at all', { balance_percent: 0 }, 'proposal-balance'],
    ['too tight a tolerance of a quantity', { weights: [{ quantity: 'a', percent: 0.1 }] }, 'proposal-weights'],
    ['as many territories as sectors', { territories: 8 }, 'proposal-territories'],
    ['no number of houses to open', { houses: 'communes' as const, opened_at_most: '' as const }, 'proposal-opened_at_most'],
    ['half a territory', { territories: 2.5 }, 'proposal-territories'],
    ['an empty tolerance', { balance_percent: '' as const }, 'proposal-balance'],
  ])('refuses %s, on its field', (_, patch, field) => {
    expect(draftErrors({ ...draft, ...patch }, forms).map((error) => error.field)).toEqual([field])
  })

  it('starts between the fewest and the most sectors of today', () => {
    expect(usualRange([33, 22, 28])).toEqual({ min: 22, max: 33 })
    expect(usualRange([1])).toEqual({ min: 2, max: 2 })
    expect(usualRange([])).toEqual({ min: 8, max: 8 })
  })

  it('compares the missions that receive the public, not the upper levels', () => {
    expect(usualMissions(['ssd', 'territoire', 'ase', 'mds'])).toEqual(['ssd', 'ase'])
  })
})

it('a district wishes the tint of the sector it continues', () => {
  expect(wishesOf([1, -1, 0], ['fill-t4', 'fill-t2', 'fill-t6'], 3)).toEqual([6, 4, -1])
})
