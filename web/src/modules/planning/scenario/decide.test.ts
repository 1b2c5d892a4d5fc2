import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import type { ScenarioComment, Stage, Transition } from '@/api/types'
import { session } from '@/app/session'
import { setLanguage } from '@/i18n'
import { refusal, serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { explanation, ScenarioDesk } from '@/testing/scenario'
import { session as planner } from '@/testing/territory'
import './parts/CommentsCard.vue'
import './parts/StagesCard.vue'
import ScenarioPage from './ScenarioPage.vue'
import { passagesFrom } from './stages'
import TransitionPage from './TransitionPage.vue'

// The cards come after the board: on a slow machine, well after.
const patient = { timeout: 20_000 }
const open = async (stage: Stage, roles: typeof planner.roles, answers = {}, address = '') => {
  const desk = new ScenarioDesk()
  desk.stage = stage
  const asked = serve({ ...desk.routes(), 'GET /planning/scenarios/3/units/11': explanation, ...answers })
  const view = await mountPage(ScenarioPage, `/planning/scenarios/3${address}`, { id: '3' })
  session.value = { ...planner, roles }
  await screen.findByRole('heading', { name: 'Étapes' }, patient)
  await screen.findByRole('heading', { name: 'Commentaires' }, patient)
  await settle()
  return { asked, view, desk }
}
const click = async (name: string | RegExp) => {
  await fireEvent.click(screen.getByRole('button', { name }))
  await settle()
}
const sent = (asked: { method: string; path: string; body: unknown }[], end: string) => asked.filter(({ method, path }) => method === 'POST' && path.endsWith(end)).map(({ body }) => body)

describe('the passages of a scenario', () => {
  it.each([
    ['draft', ['planner'], ['submitted']],
    ['amended', ['planner'], ['submitted']],
    ['submitted', ['planner'], ['amended']],
    ['submitted', ['executive'], ['adopted', 'rejected']],
    ['submitted', ['planner', 'executive'], ['amended', 'adopted', 'rejected']],
    ['draft', ['executive'], []],
    ['submitted', ['administrator'], []],
    ['adopted', ['planner', 'executive'], []],
    ['rejected', ['planner', 'executive'], []],
  ] as const)('from %s, for %s', (stage, roles, expected) => {
    session.value = { ...planner, roles: [...roles] }
    expect(passagesFrom(stage)).toEqual(expected)
  })

  it('are told with who has the next word', async () => {
    await open('draft', ['planner'])
    expect(screen.getByText(/Seule la direction l’adopte, pour une date, ou l’écarte/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Soumettre' }))
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Étapes' }))
    expect(screen.getByText(/dessine ce scénario, puis le soumet à la direction/)).toBeTruthy()
  })
})

describe('the way to the stages', () => {
  it.each([
    ['draft', ['planner'], 'Soumettre'],
    ['amended', ['planner'], 'Soumettre'],
    ['submitted', ['planner'], 'Voir les étapes'],
    ['submitted', ['executive'], 'Décider'],
    ['submitted', ['planner', 'executive'], 'Décider'],
    ['draft', ['executive'], 'Voir les étapes'],
    ['adopted', ['executive'], 'Voir les étapes'],
  ] as const)('of what is %s says to %s what they may do: %s', async (stage, roles, expected) => {
    await open(stage, [...roles])
    expect(screen.getAllByRole('button', { name: /^(Soumettre|Décider|Voir les étapes)$/ }).map((button) => button.textContent)).toEqual([expected])
  })
})

describe('submitting', () => {
  const dialog = () => within(screen.getByRole('dialog'))

  it('says first which checks fail, and forbids nothing', async () => {
    const { asked } = await open('draft', ['planner'])
    await click('Soumettre…')
    expect(dialog().getByText(/^À savoir avant de soumettre, sans que cela l’empêche/)).toBeTruthy()
    expect(dialog().getAllByRole('listitem').map((one) => one.textContent)).toEqual([expect.stringMatching(/^2 secteurs hors de l’écart de 10\s%/)])
    await click('Confirmer')
    expect(sent(asked, '/stage')).toHaveLength(1)
  })

  it('says when every check is good', async () => {
    const desk = new ScenarioDesk()
    desk.balance = 0.5
    await open('draft', ['planner'], { 'GET /planning/scenarios/3': desk.page() })
    await click('Soumettre…')
    expect(dialog().getByText('Tous les contrôles sont bons.')).toBeTruthy()
    expect(dialog().queryAllByRole('listitem')).toEqual([])
  })

  it('closes the drawing, with a note that everyone reads, and may be taken back', async () => {
    const { asked, view } = await open('draft', ['planner'])
    await click('Soumettre…')
    expect(screen.getByRole('dialog', { name: 'Soumettre : Plaine 2027' })).toBeTruthy()
    await fireEvent.update(screen.getByRole('textbox', { name: 'Note' }), ' Pour le comité du 12 ')
    await expectAccessible(view.container)
    await click('Confirmer')
    expect(sent(asked, '/stage')).toEqual([{ stage: 'submitted', note: 'Pour le comité du 12', effective_on: null }])
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByText('Pour le comité du 12')).toBeTruthy()
    expect(screen.queryByRole('radio', { name: /Peindre/ })).toBeNull()
    expect(screen.getByText(/n’a pas encore été modifié\. Ce qui est soumis ou décidé se lit dans les étapes/)).toBeTruthy()
    await click('Reprendre pour l’amender…')
    await click('Confirmer')
    expect(screen.getByRole('radio', { name: 'Peindre : Secteur A' })).toBeTruthy()
  })

  it('that the server refuses says why, and closes nothing', async () => {
    await open('draft', ['planner'], { 'POST /planning/scenarios/3/stage': refusal(409, 'planning.no_such_passage', { field: '/stage', detail_fr: 'Ce scénario ne peut pas passer à cette étape.' }) })
    await click('Soumettre…')
    await click('Confirmer')
    expect(within(screen.getByRole('dialog')).getByRole('alert').textContent).toContain('ne peut pas passer à cette étape')
  })
})

describe('deciding', () => {
  it('adopts for a date, which the page then shows', async () => {
    const { asked } = await open('submitted', ['executive'])
    await click('Adopter…')
    expect(within(screen.getByRole('dialog')).getByRole('link', { name: 'Ce qui change' }).getAttribute('href')).toBe('/planning/scenarios/3/transition')
    expect(within(screen.getByRole('dialog')).getByText(/^À savoir avant d’adopter/)).toBeTruthy()
    await click('Confirmer')
    expect(screen.getByRole('link', { name: 'Donnez la date d’entrée en vigueur.' })).toBeTruthy()
    await fireEvent.update(screen.getByLabelText(/Date d’entrée en vigueur/), '2027-01-01')
    await click('Confirmer')
    expect(sent(asked, '/stage')).toEqual([{ stage: 'adopted', note: '', effective_on: '2027-01-01' }])
    expect(screen.getAllByText('Adopté, en vigueur au 1er janvier 2027').length).toBeGreaterThan(0)
    expect(screen.getByText('en vigueur le 1er janvier 2027')).toBeTruthy()
  })

  it('puts the refusal of a date on its field', async () => {
    await open('submitted', ['executive'], { 'POST /planning/scenarios/3/stage': refusal(422, 'planning.past_date', { field: '/effective_on', detail_fr: 'Au plus tôt demain.' }) })
    await click('Adopter…')
    await fireEvent.update(screen.getByLabelText(/Date d’entrée en vigueur/), '2020-01-01')
    await click('Confirmer')
    expect(screen.getByLabelText(/Date d’entrée en vigueur/).getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByRole('link', { name: 'Au plus tôt demain.' })).toBeTruthy()
  })

  it('rejects only with a reason', async () => {
    const { asked } = await open('submitted', ['executive'])
    await click('Écarter…')
    await click('Confirmer')
    expect(sent(asked, '/stage')).toEqual([])
    await fireEvent.update(screen.getByRole('textbox', { name: /Motif/ }), 'Coupe le canton en deux')
    await click('Confirmer')
    expect(sent(asked, '/stage')).toEqual([{ stage: 'rejected', note: 'Coupe le canton en deux', effective_on: null }])
  })

  it('forgets a note begun for another stage', async () => {
    await open('submitted', ['executive'])
    await click('Écarter…')
    await fireEvent.update(screen.getByRole('textbox', { name: /Motif/ }), 'Non')
    await click('Fermer')
    await click('Adopter…')
    expect((screen.getByRole('textbox', { name: 'Note' }) as HTMLTextAreaElement).value).toBe('')
  })

  it('is not offered on an older version', async () => {
    const desk = new ScenarioDesk()
    desk.draw([{ kind: 'lock', units: [], district: 0, names: [], origin: '' }])
    serve(desk.routes())
    await mountPage(ScenarioPage, '/planning/scenarios/3?version=0', { id: '3' })
    expect(screen.queryByRole('button', { name: 'Soumettre…' })).toBeNull()
  })
})

describe('comments', () => {
  const said: ScenarioComment[] = [
    { id: 1, unit: '', content: 'Bien équilibré.', written_at: '2026-03-02T10:00:00Z', written_by: 'Marc Lahitte' },
    { id: 2, unit: '22', content: 'Trop loin de la maison\ndes solidarités.', written_at: '2026-03-02T11:00:00Z', written_by: 'Anne Etchart' },
  ]
  const answers = { 'GET /planning/scenarios/3/comments': { items: said } }

  it('of the whole map or of a place are read by everyone, and lead to the place', async () => {
    const { view } = await open('submitted', ['administrator'], answers)
    expect(screen.getByText('Bien équilibré.')).toBeTruthy()
    await click('Sur Unité 22')
    expect(view.router.currentRoute.value.query.unit).toBe('22')
    await expectAccessible(view.container)
  })

  it('are written on the chosen place, or on the whole map', async () => {
    const { asked } = await open('draft', ['executive'], { ...answers, 'POST /planning/scenarios/3/comments': { items: [...said, { ...said[0], id: 3, content: 'Une question.' }] } }, '?unit=11')
    expect((screen.getByRole('radio', { name: 'Le lieu choisi : Unité 11' }) as HTMLInputElement).checked).toBe(true)
    await fireEvent.update(screen.getByRole('textbox', { name: 'Commentaire' }), ' Une question. ')
    await click('Publier')
    expect(screen.getByText('Une question.')).toBeTruthy()
    expect(screen.getByText('Commentaire publié')).toBeTruthy()
    await fireEvent.click(screen.getByRole('radio', { name: 'Toute la carte' }))
    await fireEvent.update(screen.getByRole('textbox', { name: 'Commentaire' }), 'Autre chose')
    await click('Publier')
    expect(sent(asked, '/comments')).toEqual([{ unit: '11', content: 'Une question.' }, { unit: '', content: 'Autre chose' }])
  })

  it('that are empty or refused are not lost', async () => {
    const { asked } = await open('draft', ['planner'], { 'POST /planning/scenarios/3/comments': refusal(422, 'planning.outside', { detail_fr: 'Trop long.' }) })
    await click('Publier')
    expect(screen.getByText('Écrivez un commentaire.')).toBeTruthy()
    expect(sent(asked, '/comments')).toEqual([])
    const field = screen.getByRole('textbox', { name: 'Commentaire' })
    await fireEvent.update(field, 'Long')
    await click('Publier')
    expect(screen.getByRole('alert').textContent).toBe('Trop long.')
    expect((field as HTMLTextAreaElement).value).toBe('Long')
  })
})

describe('what changes', () => {
  const transition: Transition = {
    scenario: 3, name: 'Plaine 2027', effective_on: null,
    missions: [{ mission: 'ssd', residents: 200, units: 2, sites: 1 }, { mission: 'ase', residents: 1400, units: 5, sites: 0 }],
    sectors: [
      { mission: 'ssd', code: 'A', name: 'Secteur A', to_code: 'A', to_name: 'Secteur A', population_before: 300, population_after: 500 },
      { mission: 'ssd', code: 'B', name: 'Secteur B', to_code: 'B', to_name: 'Gaves', population_before: 400, population_after: 200 },
      { mission: 'ase', code: 'C', name: 'Secteur C', to_code: '', to_name: '', population_before: 200, population_after: 0 },
      { mission: 'ase', code: '', name: '', to_code: 'N01', to_name: 'Littoral', population_before: 0, population_after: 200 },
    ],
    units: [{ mission: 'ssd', code: '11', name: 'Unité 11', commune: 'Essai', population: 100, from_code: 'B', from_name: 'Secteur B', to_code: 'A', to_name: 'Secteur A' }],
    sites: [{ mission: 'ssd', code: 'M1', name: 'MDS du Centre', kind: 'mds', from_name: 'Secteur B', to_name: 'Secteur A' }],
  }
  const show = async (patch: Partial<Transition> = {}) => {
    serve({ ...new ScenarioDesk().routes(), 'GET /planning/scenarios/3/transition': { ...transition, ...patch } })
    return mountPage(TransitionPage, '/planning/scenarios/3/transition', { id: '3' })
  }

  it('is told mission by mission, sector by sector, place by place and site by site', async () => {
    const view = await show()
    expect(screen.getByText('Si ce scénario était adopté tel qu’il est, par rapport aux cartes du 1er mars 2026.')).toBeTruthy()
    expect(screen.getByRole('row', { name: /ASE 1\s400 5 0/ })).toBeTruthy()
    expect(screen.getByRole('row', { name: 'SSD Secteur A est conservé 300 500' })).toBeTruthy()
    expect(screen.getByRole('row', { name: 'SSD Secteur B est conservé sous le nom Gaves 400 200' })).toBeTruthy()
    expect(screen.getByRole('row', { name: 'ASE Secteur C est dissous 200 0' })).toBeTruthy()
    expect(screen.getByRole('row', { name: 'ASE Littoral est nouveau 0 200' })).toBeTruthy()
    expect(screen.getByRole('row', { name: 'SSD Unité 11 Essai 100 Secteur B Secteur A' })).toBeTruthy()
    expect(screen.getByRole('row', { name: 'SSD MDS du Centre Maison des solidarités Secteur B Secteur A' })).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('is a file to take away', async () => {
    await show()
    expect(screen.getByRole('link', { name: 'Fichier de transition (CSV)' }).getAttribute('href')).toBe('/api/v1/planning/scenarios/3/transition/export')
  })

  it('of an adopted scenario is that of its date', async () => {
    await show({ effective_on: '2027-01-01', sites: [] })
    expect(screen.getByText('Le 1er janvier 2027, jour de l’entrée en vigueur.')).toBeTruthy()
    expect(screen.getByText('Aucun site ne change de secteur.')).toBeTruthy()
    setLanguage('en')
    await settle()
    expect(screen.getByRole('row', { name: 'ASE Secteur C is dissolved 200 0' })).toBeTruthy()
  })

  it('may be nothing', async () => {
    await show({ units: [] })
    expect(screen.getByText('Aucun lieu ne change de secteur.')).toBeTruthy()
  })
})
