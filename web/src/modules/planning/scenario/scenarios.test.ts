import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { session } from '@/app/session'
import { setLanguage } from '@/i18n'
import { refusal, serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { ScenarioDesk, scenarioItem } from '@/testing/scenario'
import { births, emptyOverview, proposal, session as planner } from '@/testing/territory'
import { chosenIds, toggled } from './compared'
import { en } from './en'
import { fr } from './fr'
import { originText, parseOrigin } from './origin'
import ScenariosPage from './ScenariosPage.vue'

const rows = [
  scenarioItem({ id: 3 }),
  scenarioItem({ id: 5, name: 'Vallées', origin: 'scenario/3', stage: 'submitted', touched_at: '2026-03-04T08:00:00Z', touched_by: 'Marc Lahitte' }),
  scenarioItem({ id: 7, name: 'Trois secteurs', origin: 'proposal/4/1', stage: 'adopted', effective_on: '2027-01-01' }),
]
const proposed = { items: [{ id: 4, name: 'Carte commune 2027', created_at: '2026-03-01T09:00:00Z', by: 'M. E.', state: 'done', districts_min: 2, districts_max: 3, plans: 2 }] }
const open = async (answers = {}, address = '/planning/scenarios') => {
  const desk = new ScenarioDesk()
  const asked = serve({ 'GET /planning/scenarios': { items: rows }, 'GET /planning/proposals': proposed, ...desk.routes(), ...answers })
  const view = await mountPage(ScenariosPage, address)
  return { asked, view, desk }
}
const create = async () => {
  await fireEvent.submit(screen.getByRole('button', { name: /Créer le scénario/ }).closest('form')!)
  await settle()
}

describe('the list of scenarios', () => {
  it('says of each its stage, where it comes from, and who touched it last', async () => {
    const { view } = await open()
    const table = screen.getByRole('grid', { name: 'Les scénarios' })
    expect(within(table).getByRole('row', { name: /Plaine 2027 Brouillon Carte SSD en vigueur SSD et ASE · territoire au 1er mars 2026 .*Maïté Etcheverry/ })).toBeTruthy()
    expect(within(table).getByRole('row', { name: /Vallées Soumis Copie de «\sPlaine 2027\s»/ })).toBeTruthy()
    expect(within(table).getByRole('row', { name: /Trois secteurs Adopté en vigueur le 1er janvier 2027 Proposition n° 4, carte 2/ })).toBeTruthy()
    expect(within(table).getByRole('link', { name: 'Vallées' })).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('starts with the one touched last', async () => {
    await open()
    expect(within(screen.getByRole('grid')).getAllByRole('link').map((link) => link.textContent)).toEqual(['Vallées', 'Plaine 2027', 'Trois secteurs'])
  })

  it('leads to the comparison of those that are ticked, which the address keeps', async () => {
    const { view } = await open()
    expect(screen.getByText(/Cochez de deux à quatre/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Comparer « Vallées »' }))
    await settle()
    expect(screen.queryByRole('link', { name: /Comparer les/ })).toBeNull()
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Comparer « Plaine 2027 »' }))
    await settle()
    expect(view.router.currentRoute.value.query.scenarios).toBe('5,3')
    expect(screen.getByRole('link', { name: 'Comparer les 2 scénarios choisis' })).toBeTruthy()
  })

  it('is read by everyone, but only planners start a scenario', async () => {
    await open()
    session.value = { ...planner, roles: ['executive'] }
    await settle()
    expect(screen.queryByRole('button', { name: /Créer/ })).toBeNull()
    expect(screen.getByText(/permet de consulter et de commenter.*la direction les adopte ou les écarte/)).toBeTruthy()
  })

  it('says first to a planner what is submitted and who adopts it, to the executive what waits for them', async () => {
    await open()
    const awaited = () => within(screen.getByRole('region', { name: 'Décisions attendues' }))
    expect(awaited().getByText(/^1 scénario est soumis\s; la direction seule l’adopte/)).toBeTruthy()
    expect(awaited().getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/planning/scenarios/5'])
    session.value = { ...planner, roles: ['executive'] }
    await settle()
    expect(awaited().getByText(/^1 scénario attend votre décision/)).toBeTruthy()
    session.value = { ...planner, roles: ['administrator'] }
    await settle()
    expect(screen.queryByRole('region', { name: 'Décisions attendues' })).toBeNull()
  })

  it('says that there is none', async () => {
    await open({ 'GET /planning/scenarios': { items: [] } })
    expect(screen.getByText('Aucun scénario pour l’instant.')).toBeTruthy()
  })

  it('says what to do first when there is no territory yet', async () => {
    await open({ 'GET /territory/overview': emptyOverview })
    expect(screen.getByRole('heading', { name: 'Aucun territoire n’est encore chargé' })).toBeTruthy()
  })

  it('is there in English too', async () => {
    await open()
    setLanguage('en')
    await settle()
    expect(screen.getByRole('heading', { name: 'New scenario' })).toBeTruthy()
    expect(screen.getByRole('row', { name: /Vallées Submitted Copy of “Plaine 2027”/ })).toBeTruthy()
  })
})

describe('starting a scenario', () => {
  it('copies a map in force under the rules asked, and opens the new scenario', async () => {
    const { asked, view } = await open({ 'POST /planning/scenarios': new ScenarioDesk().page() })
    await fireEvent.update(screen.getByRole('spinbutton', { name: /Écart/ }), '7.5')
    await fireEvent.click(screen.getByRole('checkbox', { name: /PMI/ }))
    await create()
    const sent = asked.find(({ method }) => method === 'POST')?.body
    expect(sent).toEqual({ name: expect.stringMatching(/^Réorganisation \d{4}$/), at: null, origin: 'mission/ssd', rules: { missions: ['ssd', 'ase'], balance: 0.075, keep: 'none', weights: null } })
    expect(view.router.currentRoute.value.path).toBe('/planning/scenarios/3')
  })

  it('may be asked to spread quantities evenly too, and says what is wrong beside them', async () => {
    const { asked } = await open({
      'GET /territory/quantities': { at: '2026-03-01', items: [births] },
      'POST /planning/scenarios': refusal(422, 'planning.unknown_quantity', { field: '/weights/0/quantity' }),
    })
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Naissances' }))
    const tolerance = screen.getByRole('spinbutton', { name: /Écart toléré, Naissances/ })
    await fireEvent.update(tolerance, '0')
    await create()
    expect(asked.some(({ method }) => method === 'POST')).toBe(false)
    expect(screen.getAllByText(/L’écart toléré de chaque charge/).length).toBe(2)
    await fireEvent.update(tolerance, '12.5')
    await create()
    expect(asked.find(({ method }) => method === 'POST')?.body).toMatchObject({ rules: { weights: [{ quantity: 'naissances', tolerance: 0.125 }] } })
    expect(screen.getByRole('link', { name: /planning.unknown_quantity/ }).getAttribute('href')).toBe('#scenario-weights')
  })

  it('offers every map one may start from: in force, drawn, proposed', async () => {
    await open()
    const groups = screen.getByRole('combobox', { name: 'Partir de' }).querySelectorAll('optgroup')
    const offered = [...groups].map((group) => [group.label, group.children.length])
    expect(offered).toEqual([['Cartes en vigueur', 3], ['Scénarios', 3], ['Cartes proposées', 2]])
    const named = [...groups].slice(0, 2).flatMap((group) => [...group.children].map((option) => option.textContent))
    expect(named.filter((name) => name?.includes('en vigueur'))).toEqual(['Carte SSD en vigueur', 'Carte ASE en vigueur', 'Carte PMI en vigueur', 'Trois secteurs (en vigueur au 1er janvier 2027)'])
  })

  it('from another scenario takes over its name and its rules', async () => {
    const { desk, view } = await open()
    desk.balance = 0.05
    desk.keep = 'epci'
    await fireEvent.update(screen.getByRole('combobox', { name: 'Partir de' }), 'scenario/3')
    await settle()
    expect(view.router.currentRoute.value.query.origin).toBe('scenario/3')
    expect((screen.getByRole('textbox', { name: /Nom/ }) as HTMLInputElement).value).toBe('Plaine 2027 (copie)')
    expect((screen.getByRole('spinbutton', { name: /Écart/ }) as HTMLInputElement).value).toBe('5')
    expect((screen.getByRole('combobox', { name: 'Ne pas couper' }) as HTMLSelectElement).value).toBe('epci')
    expect((screen.getByRole('checkbox', { name: /PMI/ }) as HTMLInputElement).checked).toBe(false)
  })

  it('from a link of a proposed map is ready to be sent, held to the rules of the proposal', async () => {
    const { asked } = await open({ 'POST /planning/scenarios': new ScenarioDesk().page() }, '/planning/scenarios?origin=proposal/4/1')
    await create()
    expect(asked.find(({ method }) => method === 'POST')?.body).toMatchObject({ origin: 'proposal/4/1', name: `${proposal.name} (copie)`, rules: { missions: ['ssd', 'ase'], balance: 0.1 } })
  })

  it('says what is missing before asking, field by field', async () => {
    const { asked, view } = await open()
    await fireEvent.update(screen.getByRole('textbox', { name: /Nom/ }), '  ')
    await fireEvent.update(screen.getByRole('spinbutton', { name: /Écart/ }), '0')
    for (const box of screen.getAllByRole('checkbox', { name: /SSD|ASE|PMI/ })) if ((box as HTMLInputElement).checked) await fireEvent.click(box)
    await create()
    expect(screen.getByRole('alert').textContent).toContain('3 problèmes')
    expect(asked.some(({ method }) => method === 'POST')).toBe(false)
    await expectAccessible(view.container)
  })

  it('places the refusals of the server on their fields', async () => {
    await open({ 'POST /planning/scenarios': refusal(422, 'planning.unknown_origin', { field: '/origin', detail_fr: 'Un scénario part d’une mission.' }) })
    await create()
    expect(screen.getByRole('combobox', { name: /Partir de/ }).getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByRole('link', { name: 'Un scénario part d’une mission.' })).toBeTruthy()
  })
})

describe('a proposed map in a scenario already begun', () => {
  const plan = '/planning/scenarios?origin=proposal/4/1'

  it('is one step on top of what the scenario holds now', async () => {
    const { asked, view, desk } = await open({ 'POST /planning/scenarios/3/plan': new ScenarioDesk().page() }, plan)
    desk.draw([{ kind: 'paint', units: [0], district: 1, names: [], origin: '' }])
    const choice = screen.getByRole('combobox', { name: 'Scénario' })
    expect([...choice.querySelectorAll('option')].map((option) => option.textContent)).toEqual(['Plaine 2027'])
    await fireEvent.submit(choice.closest('form')!)
    await settle()
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ seen: 1, proposal: 4, plan: 1 })
    expect(view.router.currentRoute.value.path).toBe('/planning/scenarios/3')
  })

  it('that is refused says why and stays on the page', async () => {
    await open({ 'POST /planning/scenarios/3/plan': refusal(409, 'planning.locked', { detail_fr: 'Le secteur « Nord » est verrouillé.' }) }, plan)
    await fireEvent.submit(screen.getByRole('combobox', { name: 'Scénario' }).closest('form')!)
    await settle()
    expect(screen.getByRole('alert').textContent).toBe('Le secteur « Nord » est verrouillé.')
  })

  it('is not offered without a proposed map', async () => {
    await open({}, '/planning/scenarios?origin=scenario/3')
    expect(screen.queryByRole('button', { name: 'Ouvrir dans ce scénario' })).toBeNull()
  })
})

describe('where a map comes from', () => {
  it.each([
    ['mission/ssd', { kind: 'mission', mission: 'ssd' }],
    ['scenario/12', { kind: 'scenario', id: 12 }],
    ['proposal/2/0', { kind: 'proposal', id: 2, plan: 0 }],
    ['proposal/2', null],
    ['proposal/2/x', null],
    ['scenario/-1', null],
    ['scenario/', null],
    ['mission/', null],
    ['', null],
  ])('%s', (text, expected) => expect(parseOrigin(text)).toEqual(expected))

  it('is said even when it is not known', () => {
    expect(originText('scenario/8', fr)).toBe('Copie de « n° 8 »')
    expect(originText('elsewhere', en)).toBe('Unknown origin')
  })
})

describe('the scenarios of an address', () => {
  it.each([['1,2,2,x,3', [1, 2, 3]], ['', []], ['1,2,3,4,5', [1, 2, 3, 4]]])('"%s"', (text, expected) => expect(chosenIds(text)).toEqual(expected))

  it('are ticked and unticked', () => {
    expect(toggled([1, 2], 3)).toBe('1,2,3')
    expect(toggled([1, 2], 1)).toBe('2')
    expect(toggled([1], 1)).toBe('')
  })
})
