import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { en as access } from '@/modules/access/en'
import { fr as accessFr } from '@/modules/access/fr'
import { en as planning } from '@/modules/planning/en'
import { en as plan } from '@/modules/planning/en-plan'
import { fr as planningFr } from '@/modules/planning/fr'
import { fr as planFr } from '@/modules/planning/fr-plan'
import { en as concertation } from '@/modules/planning/concertation/en'
import { en as publicPage } from '@/modules/planning/concertation/en-public'
import { fr as concertationFr } from '@/modules/planning/concertation/fr'
import { fr as publicPageFr } from '@/modules/planning/concertation/fr-public'
import { en as scenario } from '@/modules/planning/scenario/en'
import { en as board } from '@/modules/planning/scenario/en-board'
import { en as decide } from '@/modules/planning/scenario/en-decide'
import { fr as scenarioFr } from '@/modules/planning/scenario/fr'
import { fr as boardFr } from '@/modules/planning/scenario/fr-board'
import { fr as decideFr } from '@/modules/planning/scenario/fr-decide'
import { en as territory } from '@/modules/territory/en'
import { en as answers } from '@/modules/territory/en-answers'
import { fr as territoryFr } from '@/modules/territory/fr'
import { fr as answersFr } from '@/modules/territory/fr-answers'
import * as i18n from '.'
import { en } from './en'
import { fr } from './fr'

const dictionaries = {
  shared: { fr, en },
  access: { fr: accessFr, en: access },
  territory: { fr: territoryFr, en: territory },
  answers: { fr: answersFr, en: answers },
  planning: { fr: planningFr, en: planning },
  plan: { fr: planFr, en: plan },
  scenario: { fr: scenarioFr, en: scenario },
  board: { fr: boardFr, en: board },
  decide: { fr: decideFr, en: decide },
  concertation: { fr: concertationFr, en: concertation },
  publicPage: { fr: publicPageFr, en: publicPage },
}

// Every sentence with its path; those with parameters are called with visible placeholders.
function sentences(dictionary: object, path = ''): [string, string][] {
  return Object.entries(dictionary).flatMap(([key, value]): [string, string][] => {
    const here = `${path}/${key}`
    if (typeof value === 'string') return [[here, value]]
    if (typeof value === 'object') return sentences(value as object, here)
    const say = value as (...parameters: unknown[]) => string
    return [2, 0, 1].map((n) => [`${here}(${n})`, String(say(...Array.from({ length: say.length }, () => n)))])
  })
}

// Words that are the same in both languages: names of the institution and of formats.
const same = /^(Maillage|Message|Note|Journal|Population|Code|Communes?|Sites?|Missions?|Sources?|Territoires?|EPCI|EPT|IRIS|SSD|ASE|PMI|MDS|CSV|GeoJSON|Maisons? des solidarités( \(MDS\))?|Pages|Date|Stable|Menu|Administration|Imports?|communes?|Longitude|Latitude|Correction|.*0.*|.*1.*|.*2.*|)$/

describe.each(Object.entries(dictionaries))('the dictionary %s', (_, { fr: french, en: english }) => {
  const [inFrench, inEnglish] = [sentences(french), sentences(english)]

  it('has the same keys in both languages', () => {
    expect(inEnglish.map(([path]) => path)).toEqual(inFrench.map(([path]) => path))
  })

  it('has no empty sentence', () => {
    expect([...inFrench, ...inEnglish].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('is translated, not copied', () => {
    const copied = inFrench.filter(([, text], index) => text === inEnglish[index]?.[1] && !same.test(text))
    expect(copied).toEqual([])
  })

  it('has French typography: no-break space before double punctuation, curly apostrophes', () => {
    expect(inFrench.filter(([path, text]) => path !== '/top/language' && /[^\u00a0\s][:;?!»](\s|$)| [:;?!»%]|« |\w'\w/.test(text.replace(/https?:\/\//, '')))).toEqual([])
  })

  // The arrow of the journal is drawn by the system, which always has it.
  it('holds no character that the font lacks', () => {
    expect([...inFrench, ...inEnglish].filter(([, text]) => /[\u202f≤≈▼]/.test(text))).toEqual([])
  })
})

describe('numbers and dates', () => {
  afterEach(() => i18n.setLanguage('fr'))

  it('follow French use, with spaces that the font has', () => {
    expect(i18n.count(1234567)).toBe('1\u00a0234\u00a0567')
    expect(i18n.percent(0.1234)).toBe('12,3\u00a0%')
    expect(i18n.signedPercent(0.031)).toBe('+3,1\u00a0%')
    expect(i18n.signedPercent(0)).toBe('0\u00a0%')
    expect(i18n.decimal(2.56)).toBe('2,6')
    expect(i18n.list(['Pau', 'Bayonne', 'Anglet'])).toBe('Pau, Bayonne et Anglet')
  })

  it('follow English use', () => {
    i18n.setLanguage('en')
    expect(i18n.count(1234567)).toBe('1,234,567')
    expect(i18n.list(['Pau', 'Bayonne', 'Anglet'])).toBe('Pau, Bayonne and Anglet')
    expect(i18n.day('2025-01-01')).toBe('1 January 2025')
  })

  it('never shift a civil date by a time zone', () => {
    expect(['2025-01-01', '2025-01-11', '2025-01-21'].map(i18n.day)).toEqual(['1er janvier 2025', '11 janvier 2025', '21 janvier 2025'])
    expect(i18n.day('2024-12-31')).toBe('31 décembre 2024')
  })

  it('show instants in the time of Paris', () => {
    expect(i18n.instant('2026-07-01T22:30:00Z')).toContain('2 juil. 2026')
    expect(i18n.instant('2026-07-01T22:30:00Z')).toContain('00:30')
  })

  it('say durations in seconds then minutes', () => {
    expect([30, 89, 120, 600].map(i18n.duration)).toEqual(['30\u00a0s', '89\u00a0s', '2\u00a0min', '10\u00a0min'])
  })

  it('sort names as a reader would', () => {
    expect(['Zède', 'École 10', 'école 2', 'Abbé'].sort(i18n.compareNames)).toEqual(['Abbé', 'école 2', 'École 10', 'Zède'])
  })
})

it('the language is written on the page and remembered', async () => {
  i18n.setLanguage('en')
  await nextTick()
  expect(document.documentElement.lang).toBe('en')
  expect(localStorage.getItem('maillage.language')).toBe('en')
  expect(i18n.useShared().value.top.today).toBe('Today')
  expect(i18n.said({ detail_fr: 'non', detail_en: 'no' })).toBe('no')
  i18n.setLanguage('fr')
  await nextTick()
  expect(document.documentElement.lang).toBe('fr')
})
