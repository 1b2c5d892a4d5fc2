import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Overview } from '@/api/types'
import { language, setLanguage } from '@/i18n'
import { overview as small } from '@/testing/territory'
import { levelName, levelOne, missionName, missionShort, siteKindName, usualMissionName } from './missions'
import { overview } from './overview'

type Named = Overview['missions'][number]
const named = (code: string, name_fr: string, name_en: string): Named => ({ code, name_fr, name_en, sectors: 3 })
const know = (...missions: Named[]) => (overview.value = { ...small, missions })

beforeEach(() => setLanguage('fr'))
afterEach(() => {
  overview.value = null
  setLanguage('fr')
})

describe('the usual maps', () => {
  beforeEach(() => know(named('ssd', 'Service social départemental', 'Departmental social service'), named('territoire', 'Territoires', 'Territoires')))

  it('bear the name that the server gives, with the letters everybody says', () => {
    expect([missionName('ssd'), missionShort('ssd')]).toEqual(['Service social départemental (SSD)', 'SSD'])
    setLanguage('en')
    expect([missionName('ssd'), missionShort('ssd')]).toEqual(['Departmental social service (SSD)', 'SSD'])
  })

  it('take no letters when the short name is a word', () => {
    expect([missionName('territoire'), missionShort('territoire')]).toEqual(['Territoires', 'Territoire'])
  })

  it('say the letters once, whatever the Département writes', () => {
    know(named('pmi', 'Service de PMI et de santé', 'PMI and health service'))
    expect([missionName('pmi'), missionShort('pmi')]).toEqual(['Service de PMI et de santé', 'PMI'])
  })
})

// The real Départements have no public map of their sectors: the map of the cantons stands in, and says so in its name.
describe('a map that stands in for another', () => {
  beforeEach(() =>
    know(
      named('ssd', 'Cantons 2015 (à défaut des secteurs SSD)', 'Cantons 2015 (in place of the SSD sectors)'),
      named('ase', 'Arrondissements (à défaut des secteurs ASE)', 'Arrondissements (in place of the ASE sectors)'),
    ),
  )

  it('never bears the name of the mission', () => {
    expect(missionName('ssd')).toBe('Cantons 2015 (à défaut des secteurs SSD)')
    setLanguage('en')
    expect(missionName('ssd')).toBe('Cantons 2015 (in place of the SSD sectors)')
  })

  it('says in short for which mission, and which map it is', () => {
    expect([missionShort('ssd'), missionShort('ase')]).toEqual(['SSD (Cantons 2015)', 'ASE (Arrondissements)'])
  })

  it('does not change what the mission is called where its true map is asked for', () => {
    expect(usualMissionName('ssd')).toBe('Service social départemental (SSD)')
  })

  it('leaves the missions it does not concern alone', () => {
    expect([missionName('pmi'), missionShort('pmi')]).toEqual(['Protection maternelle et infantile (PMI)', 'PMI'])
  })
})

describe('before the server has answered', () => {
  it('missions bear their usual names, unknown ones their codes', () => {
    expect(missionName('ase')).toBe('Aide sociale à l’enfance (ASE)')
    expect([missionName('xyz'), missionShort('xyz'), usualMissionName('xyz')]).toEqual(['xyz', 'XYZ', 'xyz'])
  })

  it('a mission of the Département alone bears its own name, and its code in short', () => {
    know(named('rsa', 'Insertion', 'Integration'))
    expect([missionName('rsa'), missionShort('rsa')]).toEqual(['Insertion (RSA)', 'RSA'])
  })
})

describe('levels and sites', () => {
  it.each(['fr', 'en'] as const)('are named in %s, and fall back to what the server says', (tongue) => {
    setLanguage(tongue)
    expect(language.value).toBe(tongue)
    expect([levelName('epci'), levelOne('epci'), levelName('planet'), levelOne('planet')]).toEqual(['EPCI', 'EPCI', 'planet', 'planet'])
    expect(siteKindName('mds')).toBe('Maison des solidarités')
    expect(siteKindName('spaceport')).toBe(siteKindName('other'))
  })
})
