import { describe, expect, it } from 'vitest'
import { setLanguage } from '@/i18n'
import { places, publicPicture } from '@/testing/concertation'
import { fatesOf, findPlaces, looksPersonal, placeLabel, rangeOf, sectorRows } from './publicPicture'
import { en } from './en-public'
import { fr } from './fr-public'

const named = (typed: string) => findPlaces(places, typed).map(placeLabel)

describe('finding one’s place', () => {
  it.each([
    ['aulnes', ['Aulnes-sur-Mer']],
    ['AULNES SUR', ['Aulnes-sur-Mer']],
    ['mer', ['Aulnes-sur-Mer']],
    ['breville', ['Bréville']],
    ['l etang', ['L’Étang-Salé']],
    ['étang salé', ['L’Étang-Salé']],
    ['st', []],
    ['saint ere', ['Saint-Ère']],
    ['grandville', ['Centre (Grandville)', 'Les Prés (Grandville)', 'Nord (Grandville)']],
    ['grandville pres', ['Les Prés (Grandville)']],
    ['centre', ['Centre (Grandville)']],
    ['12', ['Nord (Grandville)']],
    ['ville', []],
    ['', []],
    ['  ', []],
  ])('“%s”', (typed, expected) => expect(named(typed)).toEqual(expected))

  it('puts first what begins as it was typed', () => {
    const more = [...places, { code: '99', name: 'Mer', commune: 'Mer', residents: 1 }]
    expect(findPlaces(more, 'mer').map(placeLabel)).toEqual(['Mer', 'Aulnes-sur-Mer'])
  })

  it('finds every place by its whole name, whatever the accents and the case', () => {
    for (const place of places) {
      const plain = placeLabel(place).normalize('NFD').replace(/\p{M}/gu, '').replace(/[()]/g, '').toUpperCase()
      expect(findPlaces(places, plain).map(({ code }) => code)).toContain(place.code)
    }
  })
})

describe('what a place becomes', () => {
  it('is told for each mission', () => {
    const fates = fatesOf(publicPicture(), 3)
    expect(fates.map(({ mission, from, to, moved }) => [mission.code, from, to, moved])).toEqual([
      ['ssd', 'Secteur A', 'Secteur B', true],
      ['ase', 'Secteur B', 'Secteur B', false],
    ])
  })

  it('says that it was nobody’s', () => {
    const picture = publicPicture()
    picture.before[0]!.sector_of_place = picture.before[0]!.sector_of_place.map(() => -1)
    expect(fatesOf(picture, 3)[0]!.from).toBeNull()
  })
})

describe('the sectors', () => {
  it('are compared without those that hold no place', () => {
    expect(rangeOf([{ name: '', residents: 0, places: 0, deviation: 0 }, { name: '', residents: 40, places: 1, deviation: 0 }, { name: '', residents: 90, places: 2, deviation: 0 }])).toEqual({ least: 40, most: 90 })
  })

  it('stand beside the one that continues them; what is new and what ends stand alone', () => {
    const picture = publicPicture()
    const mission = { ...picture.before[0]!, continued_by: [0, -1, 1] }
    const rows = sectorRows(picture, mission).map(({ before, after }) => [before?.name, after?.name])
    expect(rows).toEqual([['Secteur A', 'Secteur A'], ['Secteur C', 'Secteur B'], [undefined, 'Secteur C'], ['Secteur B', undefined]])
  })
})

describe('what looks personal in a text', () => {
  it.each(['écrivez à jean.dupont@exemple.fr', 'au 06 12 34 56 78', 'tel 0612345678', '+33 6 12 34 56 78', '01.23.45.67.89'])('%s', (text) => expect(looksPersonal(text)).toBe(true))
  it.each(['le bus 12 de 8 h 30', 'en 2026, 1 234 habitants', 'trop loin @ mon avis', 'la ligne 06', 'code 93066', ''])('not: %s', (text) => expect(looksPersonal(text)).toBe(false))
})

describe('the words', () => {
  it('never suppose an account nor name an agent', () => {
    const texts = JSON.stringify([fr, en], (_, value: unknown) => (typeof value === 'function' ? String(value) : value))
    expect(texts).not.toMatch(/mot de passe|connectez-vous|sign in|password/i)
    setLanguage('fr')
  })

  it('in French keep their signs with a no-break space', () => {
    const texts = JSON.stringify(fr, (_, value: unknown) => (typeof value === 'function' ? '' : value))
    expect(texts).not.toMatch(/ [:;?!»]/)
  })
})
