import { describe, expect, it } from 'vitest'
import { en } from './en-answers'
import { fr } from './fr-answers'
import { explainReason, reasonCodes } from './reasons'

// What reception reads, word for word: no-break spaces are shown as plain ones.
const says = (words: typeof fr, code: string, args: Record<string, string> = {}) =>
  explainReason({ code, args: Object.entries(args) }, words).replaceAll('\u00a0', ' ')

const examples: [code: string, args: Record<string, string>, french: string, english: string][] = [
  ['of_code', {}, 'Reconnu à son code.', 'Recognised by its code.'],
  ['of_point', {}, 'Le point tombe dans ce périmètre.', 'The point falls within this perimeter.'],
  ['of_door', { number: '12 bis', street: 'rue des Lilas' }, 'Adresse exacte : 12 bis rue des Lilas.', 'Exact address: 12 bis rue des Lilas.'],
  ['of_near_door', { number: '14', street: 'rue des Lilas' }, 'Le numéro demandé n’est pas connu ; le plus proche est le 14 rue des Lilas.', 'The number asked is not known; the nearest is 14 rue des Lilas.'],
  ['of_street_range', { street: 'rue des Lilas' }, 'À ces numéros, rue des Lilas est tout entière dans ce périmètre.', 'At these numbers, rue des Lilas lies wholly within this perimeter.'],
  ['of_commune', {}, 'La commune entière : aucune rue n’a été précisée.', 'The whole commune: no street was given.'],
  ['of_commune', { street: 'rue X' }, 'La rue n’est pas connue dans cette commune : la réponse vaut pour la commune.', 'The street is not known in this commune: the answer holds for the commune.'],
  ['of_street', { street: 'rue A', units: '3' }, 'rue A traverse 3 unités : précisez le numéro.', 'rue A crosses 3 units: give the number.'],
  ['unknown_code', { code: '64999' }, 'Aucun lieu ne porte le code 64999 à cette date.', 'No place has the code 64999 on this date.'],
  ['outside', {}, 'Le point est hors du territoire.', 'The point is outside the territory.'],
  ['street_unknown', {}, 'Cette rue n’est pas connue. Vérifiez l’orthographe ou ajoutez la commune.', 'This street is not known. Check the spelling or add the commune.'],
  ['address_unclear', {}, 'Plusieurs rues correspondent : choisissez la bonne ou précisez la commune.', 'Several streets match: pick the right one or give the commune.'],
  ['unit_of_sector', { unit: 'Pau' }, 'Pau fait partie de ce secteur.', 'Pau is part of this sector.'],
  ['commune_of_sector', {}, 'Toute la commune fait partie de ce secteur.', 'The whole commune is part of this sector.'],
  ['street_of_sector', { street: 'rue A', from: '1', to: '9', side: 'odd' }, 'rue A, numéros impairs de 1 à 9, est attribuée à ce secteur.', 'rue A, odd numbers from 1 to 9, is assigned to this sector.'],
  ['street_of_sector', { street: 'rue A', from: '', to: '40', side: 'any' }, 'rue A, numéros jusqu’au 40, est attribuée à ce secteur.', 'rue A, numbers up to 40, is assigned to this sector.'],
  ['street_of_sector', { street: 'rue A', from: '2', to: '', side: 'even' }, 'rue A, numéros pairs à partir du 2, est attribuée à ce secteur.', 'rue A, even numbers from 2, is assigned to this sector.'],
  ['street_of_sector', { street: 'rue A', from: '', to: '', side: 'odd' }, 'rue A, numéros impairs, est attribuée à ce secteur.', 'rue A, odd numbers, is assigned to this sector.'],
  ['claimed_by_several', { sectors: 'Est, Ouest' }, 'Plusieurs secteurs réclament ce lieu : Est, Ouest. La carte est à corriger.', 'Several sectors claim this place: Est, Ouest. The map must be corrected.'],
  ['several_sectors', { sectors: 'Est, Ouest' }, 'La commune est partagée entre Est, Ouest : précisez l’adresse.', 'The commune is shared between Est, Ouest: give the address.'],
  ['number_needed', { sectors: 'Est, Ouest' }, 'La rue est partagée entre Est, Ouest : précisez le numéro.', 'The street is shared between Est, Ouest: give the number.'],
  ['street_needed', { unit: 'Pau', sectors: 'Est, Ouest' }, 'Pau est partagée par rues entre Est, Ouest : précisez la rue.', 'Pau is shared by streets between Est, Ouest: give the street.'],
  ['nobody', { unit: 'Pau' }, 'Aucun secteur ne couvre Pau à cette date.', 'No sector covers Pau on this date.'],
  ['nobody', {}, 'Aucun secteur ne couvre ce lieu à cette date.', 'No sector covers this place on this date.'],
]

describe('why a sector is competent', () => {
  it.each(examples)('%s %j', (code, args, french, english) => {
    expect([says(fr, code, args), says(en, code, args)]).toEqual([french, english])
  })

  it('is exemplified for every code', () => {
    expect([...new Set(examples.map(([code]) => code))].sort()).toEqual([...reasonCodes].sort())
  })
})
