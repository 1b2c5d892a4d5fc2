import { afterEach, describe, expect, it } from 'vitest'
import { effectScope } from 'vue'
import { en as accessEn } from '@/modules/access/en'
import { fr as accessFr } from '@/modules/access/fr'
import { en as territoryEn } from '@/modules/territory/en'
import { en as answersEn } from '@/modules/territory/en-answers'
import { fr as territoryFr } from '@/modules/territory/fr'
import { fr as answersFr } from '@/modules/territory/fr-answers'
import { said, setLanguage, useMessages, useShared } from '.'
import { en } from './en'
import { fr } from './fr'

afterEach(() => setLanguage('fr'))

// What a count says, word for word; no-break spaces are shown as plain ones.
type Counting = (n: number) => string
const counts: [string, Counting, Counting, [n: number, french: string, english: string][]][] = [
  ['inhabitants', fr.common.inhabitants, en.common.inhabitants, [[0, '0 habitant', '0 inhabitants'], [1, '1 habitant', '1 inhabitant'], [2, '2 habitants', '2 inhabitants'], [10_000, '10 000 habitants', '10,000 inhabitants']]],
  ['the word for them', fr.common.inhabitantsWord, en.common.inhabitantsWord, [[0, 'habitant', 'inhabitants'], [1, 'habitant', 'inhabitant'], [2, 'habitants', 'inhabitants']]],
  ['rows', fr.common.rows, en.common.rows, [[1, '1 ligne', '1 row'], [2, '2 lignes', '2 rows'], [10_000, '10 000 lignes', '10,000 rows']]],
  ['results of the search', fr.palette.results, en.palette.results, [[0, 'Aucun résultat', 'No result'], [1, '1 résultat', '1 result'], [25, '25 résultats', '25 results']]],
  ['problems of a form', fr.errors.summaryMany, en.errors.summaryMany, [[2, 'Il y a 2 problèmes', 'There are 2 problems']]],
  ['faults', territoryFr.coverage.found, territoryEn.coverage.found, [[1, '1 défaut', '1 fault'], [2, '2 défauts', '2 faults'], [10_000, '10 000 défauts', '10,000 faults']]],
  ['errors of a file', answersFr.imports.problems, answersEn.imports.problems, [[0, 'Aucune erreur', 'No error'], [1, '1 erreur', '1 error'], [10_000, '10 000 erreurs', '10,000 errors']]],
  ['corrections', answersFr.imports.repairs, answersEn.imports.repairs, [[1, '1 correction faite à la lecture', '1 correction made while reading'], [10_000, '10 000 corrections faites à la lecture', '10,000 corrections made while reading']]],
]

describe.each(counts)('counting %s', (_, french, english, examples) => {
  it.each(examples)('%i: "%s", "%s"', (n, inFrench, inEnglish) => {
    expect(french(n).replaceAll('\u00a0', ' ')).toBe(inFrench)
    setLanguage('en')
    expect(english(n)).toBe(inEnglish)
  })
})

const english = Object.entries({ shared: en, access: accessEn, territory: territoryEn, answers: answersEn })
const french = Object.entries({ shared: fr, access: accessFr, territory: territoryFr, answers: answersFr })
function texts(dictionary: object, path = ''): [string, string][] {
  return Object.entries(dictionary).flatMap(([key, value]): [string, string][] => {
    const here = path ? `${path}.${key}` : key
    if (typeof value === 'string') return [[here, value]]
    if (typeof value === 'object') return texts(value as object, here)
    return [[here, String((value as (...all: unknown[]) => unknown)(...Array.from({ length: (value as { length: number }).length }, () => 7)))]]
  })
}

describe.each(english)('the English of %s', (_, dictionary) => {
  it('has English typography: nothing before a colon, curly quotes and apostrophes', () => {
    const wrong = texts(dictionary).filter(([path, text]) => path !== 'top.language' && /[\s\u00a0][:;?!]|«|»|\w'\w|"/.test(text))
    expect(wrong).toEqual([])
  })

  it('keeps the words of the institution, and no other French ones', () => {
    const foreign = texts(dictionary).filter(([path, text]) => !/^top\.language/.test(path) && /[àâçèêëîïôûùœ]|\b(le|la|les|des|une|pour|avec|sur)\b/i.test(text.replace(/maisons? des solidarités|rue des Lilas/gi, '')))
    expect(foreign).toEqual([])
  })
})

describe.each([...french, ...english])('the sentences of %s', (_, dictionary) => {
  it('end as sentences when they are some', () => {
    const several = texts(dictionary).filter(([, text]) => /[.!?…] [A-ZÀÉ«“]/.test(text))
    expect(several.filter(([, text]) => !/[.!?…»”)]$/.test(text))).toEqual([])
  })

  it('begin with neither a space nor a small letter after a full stop, and hold no two stops', () => {
    expect(texts(dictionary).filter(([, text]) => /^\s|\. [a-zà]|\.\.|,,|\(\)|\s$/.test(text.replace(/[  ]$/, '').replace('no. ', 'no ')))).toEqual([])
  })
})

describe('both languages say the same thing', () => {
  const pairs = french.flatMap(([name, dictionary]) => {
    const twins = new Map(texts(english.find(([other]) => other === name)![1]))
    return texts(dictionary).filter(([path]) => !path.startsWith('top.language')).map(([path, text]) => [`${name}.${path}`, text, twins.get(path) ?? ''] as const)
  })

  // One word of the trade for each, throughout: a reader must not wonder whether "area" is another thing than "sector".
  it.each([
    [/\bcommunes?\b/i, /\bcommunes?\b/i], [/\bsecteurs?\b/i, /\bsectors?\b/i], [/\bIRIS\b/, /\bIRIS\b/], [/\bMDS\b/, /\bMDS\b/], [/\bDépartement\b/, /\bDépartement\b/],
    [/\bmissions?\b/i, /\bmissions?\b/i], [/\bunités?(?!\p{L})/iu, /\bunits?\b/i], [/\bhabitants?\b/i, /\b(inhabitants?|residents?|inhab)\b/i], [/\badresses?\b/i, /\baddress(es)?\b/i],
    [/à blanc/i, /dry run/i], [/\bmillésime\b/i, /\bvintage\b/i], [/\bserveur\b/i, /\bserver\b/i], [/\brues?\b(?! des Lilas)/i, /\bstreets?\b/i], [/\bhistorique\b/i, /\bhistory\b/i],
    [/\btableau\b/i, /\btable\b/i], [/\bmot de passe\b/i, /\bpassword\b/i], [/\bsession\b/i, /\b(session|signed in)\b/i], [/\bCSV\b/, /\bCSV\b/],
  ])('%s is said %s', (word, twin) => {
    const said = pairs.filter(([, text]) => word.test(text))
    expect(said.length).toBeGreaterThan(0)
    expect(said.filter(([, , other]) => !twin.test(other)).map(([path, text, other]) => `${path}: ${text} / ${other}`)).toEqual([])
  })

  it('with the same figures, each written as its readers do', () => {
    const figures = (text: string) => [...text.replace(/(\d),(\d\d)(?!\d)/g, '$1.$2').matchAll(/\d+(?:\.\d+)?/g)].map(([one]) => one).sort()
    expect(pairs.filter(([path, text, other]) => !/incident$/.test(path) && figures(text).join() !== figures(other).join())).toEqual([])
  })

  it('with the same keys to press and the same formats', () => {
    const marks = (text: string) => ['Ctrl', '?', '↑', '↓', 'GeoJSON', 'GPKG', 'SHP', 'XLSX', './run demo', 'km²'].filter((mark) => (mark === '?' ? /[“«]\s?\?\s?[”»]/.test(text) : text.includes(mark)))
    expect(pairs.filter(([, text, other]) => marks(text).join() !== marks(other).join())).toEqual([])
  })

  it('in about the same room: a label that fits in one language fits in the other', () => {
    const cramped = pairs.filter(([, text, other]) => Math.max(text.length, other.length) > 12 && Math.max(text.length, other.length) > 2.2 * Math.min(text.length, other.length))
    expect(cramped).toEqual([])
    expect(Math.max(...Object.values({ ...fr.nav, ...en.nav }).map((label) => label.length))).toBeLessThanOrEqual(26)
  })
})

describe('the sentences of the moment', () => {
  it('follow the language without being asked for again', () => {
    const words = effectScope().run(() => useMessages({ fr: { yes: 'Oui' }, en: { yes: 'Yes' } }))!
    const shared = useShared()
    const heard = (['fr', 'en', 'fr'] as const).map((language) => {
      setLanguage(language)
      return [words.value.yes, shared.value.common.close, said({ detail_fr: 'non', detail_en: 'no' })]
    })
    expect(heard).toEqual([['Oui', 'Fermer', 'non'], ['Yes', 'Close', 'no'], ['Oui', 'Fermer', 'non']])
  })
})
