import { cleanup, screen } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import { setLanguage } from '@/i18n'
import { en as sharedEn } from '@/i18n/en'
import { fr as shared } from '@/i18n/fr'
import { forgetLayers } from '@/map/useMapLayer'
import { serve } from '@/testing/fakeServer'
import { mountPage, settle } from '@/testing/mount'
import { assignments, competence, coverage, detail, imported, overview, place, topology } from '@/testing/territory'
import { en } from './en'
import { en as answersEn } from './en-answers'
import { fr } from './fr'
import { fr as answers } from './fr-answers'
import { pageCases } from './testing/pages'

// The sentences without parameters of a dictionary, by their path.
function sentences(dictionary: object, path = ''): [string, string][] {
  return Object.entries(dictionary).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[`${path}/${key}`, value]]
    return typeof value === 'object' ? sentences(value as object, `${path}/${key}`) : []
  })
}
const english = new Set([sharedEn, en, answersEn].flatMap((one) => sentences(one).map(([, text]) => text)))
const frenchOnly = new Set([shared, fr, answers].flatMap((one) => sentences(one).map(([, text]) => text)).filter((text) => !english.has(text)))

// Everything a reader meets: texts, and the names that only a listener or a pointer does.
function said(container: Element): string[] {
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  while (walker.nextNode()) found.push(walker.currentNode.textContent!.trim())
  for (const element of container.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(element.getAttribute(name) ?? '')
  }
  return found.filter(Boolean)
}

// Figures large enough to show how thousands are written.
const large = {
  'GET /territory/overview': { ...overview, population: 1_234_567, change_dates: ['2019-01-01', '2025-01-01'] },
  'GET /territory/places': { total: 12_345, items: [place('00', { name: 'Pau', population: 76_543, estimated: true, from: '2019-01-01', to: '2025-12-31' })] },
  'GET /territory/places/commune/11': { ...detail, place: place('11', { name: 'Pau', population: 76_543, from: '2019-01-01', to: '2025-12-31' }), area_km2: 1234.56 },
  'GET /territory/coverage': { ...coverage, faults: coverage.faults.map((fault) => ({ ...fault, unit_names: ['Pau'], sectors: [{ code: 'A', name: 'North' }], population: 76_543 })) },
  'GET /territory/competence': { ...competence, place: { level: 'commune', code: '11', name: 'Pau' }, answers: competence.answers.map((answer) => ({ ...answer, sector: null, reason: { code: 'nobody', args: [['unit', 'Pau']] } })) },
  'GET /territory/imports': { items: [{ ...imported, rows: 12_345, by: 'cli', kind: 'demonstration', file_name: '' }] },
  'GET /territory/assignments': assignments,
  'GET /territory/map': topology,
}
const views = [...pageCases, { ...pageCases[0]!, name: 'the table of the map', address: '/territory?view=table&colour=ssd' }].map((one) => [one.name, one] as const)

async function rendered(language: 'fr' | 'en', { page, address, props }: (typeof pageCases)[number]): Promise<Element> {
  forgetLayers()
  serve(large)
  const { container } = await mountPage(page, address, props)
  setLanguage(language)
  await settle()
  return container
}

afterEach(() => setLanguage('fr'))

describe.each(views)('%s', (_, one) => {
  it('says nothing in French to who reads English', async () => {
    const container = await rendered('en', one)
    expect(said(container).filter((text) => frenchOnly.has(text))).toEqual([])
    expect(said(container).join(' ')).not.toMatch(/\b(janvier|février|décembre|habitants?|Aucune?|depuis|au 1er)\b/)
  })

  it('writes figures and dates as each language does, never both ways', async () => {
    const french = said(await rendered('fr', one)).join(' ')
    cleanup()
    const inEnglish = said(await rendered('en', one)).join(' ')
    expect(french).not.toMatch(/\d,\d{3}\b|\b(January|December)\b|\b1 janvier/)
    expect(french).not.toContain('\u202f')
    expect(inEnglish).not.toMatch(/\d\u00a0\d{3}\b|\b(janvier|décembre|1er)\b/)
  })

  it('follows the change of language without being loaded again', async () => {
    const container = await rendered('fr', one)
    const before = said(container)
    const asked = serve(large)
    setLanguage('en')
    await settle()
    setLanguage('fr')
    await settle()
    expect(said(container)).toEqual(before)
    expect(asked).toEqual([])
  })
})

describe('figures', () => {
  it.each([
    ['fr', '76\u00a0543', '1\u00a0234,6\u00a0km²', 'du 1er janvier 2019 au 31 décembre 2025'],
    ['en', '76,543', '1,234.6\u00a0km²', 'from 1 January 2019 to 31 December 2025'],
  ] as const)('of a place are written in %s as %s, %s, %s', async (language, population, area, validity) => {
    const text = said(await rendered(language, pageCases[3]!)).map((one) => one.replaceAll(' km²', '\u00a0km²'))
    expect(text).toEqual(expect.arrayContaining([population, area, validity]))
  })

  it.each([['fr', '1 à 50 sur 12\u00a0345'], ['en', '1 to 50 of 12,345']] as const)('of a long list are written in %s', async (language, range) => {
    await rendered(language, pageCases[2]!)
    expect(screen.getAllByRole('status').map((status) => status.textContent)).toContain(range)
  })

  it.each([['fr', /Carte au 1er mars 2026.: 1.234.567 habitants, 9 communes\./], ['en', /Map on 1 March 2026: 1,234,567 inhabitants, 9 communes\./]] as const)('of the territory are written in %s', async (language, sentence) => {
    expect((await rendered(language, pageCases[0]!)).textContent).toMatch(sentence)
  })
})
