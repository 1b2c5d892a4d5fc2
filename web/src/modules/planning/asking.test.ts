import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it, vi } from 'vitest'
import { session } from '@/app/session'
import { refusal, serve, unplug } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle, tableNamed } from '@/testing/mount'
import { emptyOverview, session as planner } from '@/testing/territory'
import ProposalsPage from './ProposalsPage.vue'

describe('asking for a map', () => {
  const launch = async () => {
    await fireEvent.submit(screen.getByRole('button', { name: /Lancer le calcul/ }).closest('form')!)
    await settle()
  }

  it('starts from the size of today’s maps, and opens the proposal', async () => {
    const asked = serve({ 'POST /planning/proposals': { id: 4, job_id: 12 } })
    const view = await mountPage(ProposalsPage, '/planning/proposals?missions=ssd,ase')
    expect((screen.getByRole('spinbutton', { name: 'Au moins' }) as HTMLInputElement).value).toBe('2')
    expect((screen.getByRole('spinbutton', { name: 'Au plus' }) as HTMLInputElement).value).toBe('3')
    await expectAccessible(view.container)
    await launch()
    const request = asked.find(({ method }) => method === 'POST')?.body
    expect(request).toMatchObject({ missions: ['ssd', 'ase'], districts_min: 2, districts_max: 3, balance: 0.1, stability: 0.5, seed: null, keep: 'none' })
    expect(view.router.currentRoute.value.path).toBe('/planning/proposals/4')
  })

  it('says what is wrong before asking, field by field', async () => {
    const asked = serve()
    await mountPage(ProposalsPage, '/planning/proposals')
    await fireEvent.update(screen.getByRole('textbox', { name: /Nom/ }), ' ')
    await fireEvent.update(screen.getByRole('spinbutton', { name: 'Au plus' }), '1')
    await launch()
    expect(screen.getByRole('alert').textContent).toContain('2 problèmes')
    expect(asked.some(({ method }) => method === 'POST')).toBe(false)
  })

  it('places the refusals of the server on their fields', async () => {
    serve({ 'POST /planning/proposals': refusal(422, 'planning.outside', { field: '/balance', detail_fr: 'Entre 0,005 et 1.' }) })
    await mountPage(ProposalsPage, '/planning/proposals')
    await launch()
    expect(screen.getByRole('spinbutton', { name: /Écart/ }).getAttribute('aria-invalid')).toBe('true')
  })

  it('is for planners; others read the list', async () => {
    serve({ 'GET /planning/proposals': { items: [{ id: 4, name: 'Carte A', created_at: '2026-03-01T09:00:00Z', by: 'M. E.', state: 'stopped', districts_min: 2, districts_max: 3, plans: 5 }] } })
    await mountPage(ProposalsPage, '/planning/proposals')
    session.value = { ...planner, roles: ['executive'] }
    await settle()
    expect(screen.queryByRole('button', { name: /Lancer/ })).toBeNull()
    expect(screen.getByRole('link', { name: 'Carte A' })).toBeTruthy()
    expect(screen.getByText('Arrêtée et gardée')).toBeTruthy()
  })

  it('is sent as it was filled in: percentages as shares, the seed only when given', async () => {
    const asked = serve({ 'POST /planning/proposals': { id: 4, job_id: 12 } })
    await mountPage(ProposalsPage, '/planning/proposals?at=2025-06-01')
    await fireEvent.update(screen.getByRole('textbox', { name: /Nom/ }), '  Fusion PMI  ')
    await fireEvent.update(screen.getByRole('spinbutton', { name: 'Au moins' }), '3')
    await fireEvent.update(screen.getByRole('spinbutton', { name: 'Au plus' }), '5')
    await fireEvent.update(screen.getByRole('spinbutton', { name: /Écart/ }), '7.5')
    await fireEvent.update(screen.getByRole('slider', { name: /Stabilité/ }), '0.9')
    await fireEvent.update(screen.getByRole('combobox', { name: /Temps/ }), '120')
    await fireEvent.update(screen.getByRole('combobox', { name: /Ne pas couper/ }), 'commune')
    await fireEvent.update(screen.getByLabelText(/Graine/), '42')
    await fireEvent.click(screen.getByRole('checkbox', { name: /PMI/ }))
    await launch()
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
      name: 'Fusion PMI', at: '2025-06-01', missions: ['ssd', 'ase'], districts_min: 3, districts_max: 5,
      balance: 0.075, stability: 0.9, seconds: 120, seed: 42, keep: 'commune',
      weights: null, around_mds: null, territories: null, houses: null, scenario: null, version: null,
    })
  })

  it('says the stability in words to whoever moves the slider without seeing it', async () => {
    serve()
    await mountPage(ProposalsPage, '/planning/proposals')
    const slider = screen.getByRole('slider', { name: /Stabilité/ })
    await fireEvent.update(slider, '0.25')
    expect(slider.getAttribute('aria-valuetext')).toBe('25\u00a0% de stabilité')
  })

  it('sends once, however often the button is pressed', async () => {
    let answer = () => {}
    const asked = serve({ 'POST /planning/proposals': () => ({ id: 4, job_id: 12 }) })
    const usual = globalThis.fetch
    vi.stubGlobal('fetch', async (url: string, options?: RequestInit) => {
      if (options?.method === 'POST') await new Promise<void>((resolve) => (answer = resolve))
      return usual(url, options)
    })
    await mountPage(ProposalsPage, '/planning/proposals')
    const button = screen.getByRole('button', { name: /Lancer le calcul/ }) as HTMLButtonElement
    await fireEvent.submit(button.closest('form')!)
    expect(button.disabled).toBe(true)
    expect(button.textContent).toContain('Lancement…')
    answer()
    await settle()
    expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  it('keeps what was typed when the server refuses several things, each on its field', async () => {
    const problems = [
      refusal(422, 'planning.outside', { field: '/districts_max', detail_fr: 'Entre 2 et 9.' }).body,
      refusal(422, 'planning.repeated_mission', { field: '/missions', detail_fr: 'Mission demandée deux fois.' }).body,
    ] as never[]
    serve({ 'POST /planning/proposals': refusal(422, 'input', { problems }) })
    const view = await mountPage(ProposalsPage, '/planning/proposals')
    await fireEvent.update(screen.getByRole('spinbutton', { name: 'Au plus' }), '90')
    await launch()
    const summary = screen.getByRole('alert')
    expect(summary.textContent).toContain('Entre 2 et 9.')
    expect(within(summary).getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['#proposal-districts_max', '#proposal-missions'])
    for (const id of ['proposal-districts_max', 'proposal-missions']) expect(document.getElementById(id)).not.toBeNull()
    expect((screen.getByRole('spinbutton', { name: 'Au plus' }) as HTMLInputElement).value).toBe('90')
    await expectAccessible(view.container)
  })

  it('says that the server cannot be reached, and lets one try again', async () => {
    serve()
    await mountPage(ProposalsPage, '/planning/proposals')
    unplug()
    await launch()
    expect(screen.getByRole('alert').textContent).toMatch(/serveur/)
    expect((screen.getByRole('button', { name: /Lancer le calcul/ }) as HTMLButtonElement).disabled).toBe(false)
  })

  it('ignores the missions of the address that have no map', async () => {
    serve()
    await mountPage(ProposalsPage, '/planning/proposals?missions=ase,apa')
    const checked = screen.getAllByRole('checkbox').filter((box) => (box as HTMLInputElement).checked)
    expect(checked.map((box) => box.parentElement?.textContent?.trim())).toEqual([expect.stringMatching(/ASE|Aide sociale/)])
  })

  it('has nothing to be asked about without a territory', async () => {
    serve({ 'GET /territory/overview': emptyOverview })
    const view = await mountPage(ProposalsPage, '/planning/proposals')
    expect(screen.queryByRole('button', { name: /Lancer/ })).toBeNull()
    expect(screen.getByRole('link', { name: /mport/ })).toBeTruthy()
    await expectAccessible(view.container)
  })
})

describe('the list of proposals', () => {
  const row = (id: number, patch: object = {}) => ({
    id, name: `Carte ${id}`, created_at: `2026-03-0${id}T09:00:00Z`, by: 'M. E.', state: 'done', districts_min: 2, districts_max: 3, plans: id, ...patch,
  })

  it('is empty at first, and says so', async () => {
    serve()
    await mountPage(ProposalsPage, '/planning/proposals')
    expect(screen.getByText('Aucune proposition pour l’instant.')).toBeTruthy()
  })

  it('shows the newest first, with its range and how it ended', async () => {
    const states = ['queued', 'running', 'done', 'stopped', 'cancelled', 'failed', 'interrupted']
    serve({ 'GET /planning/proposals': { items: states.map((state, index) => row(index + 1, { state, districts_max: index === 0 ? 2 : 3 })) } })
    const view = await mountPage(ProposalsPage, '/planning/proposals')
    const table = tableNamed('Propositions')
    const rows = table.getAllByRole('row').slice(1)
    expect(rows.map((one) => within(one).getByRole('link').textContent)).toEqual([7, 6, 5, 4, 3, 2, 1].map((id) => `Carte ${id}`))
    const words = ['Interrompue', 'En échec', 'Abandonnée', 'Arrêtée et gardée', 'Terminée', 'En cours', 'En attente']
    rows.forEach((one, index) => expect(within(one).getByText(words[index]!)).toBeTruthy())
    expect(within(rows[6]!).getByText('2')).toBeTruthy()
    expect(rows[6]!.textContent).toMatch(/1 mars 2026|1er mars 2026/)
    expect(within(rows[6]!).getByText('M. E.')).toBeTruthy()
    expect(table.getAllByRole('columnheader').map((head) => head.textContent?.trim())).toEqual(['Nom', 'État', 'Secteurs', 'Cartes', 'Créée le'])
    expect(within(rows[0]!).getByText('2 à 3')).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('is sorted by what one wants', async () => {
    serve({ 'GET /planning/proposals': { items: [row(1), row(2), row(3)] } })
    await mountPage(ProposalsPage, '/planning/proposals')
    await fireEvent.click(screen.getByRole('button', { name: /^Nom/ }))
    const links = tableNamed('Propositions').getAllByRole('link')
    expect(links.map((link) => link.textContent)).toEqual(['Carte 1', 'Carte 2', 'Carte 3'])
    expect(links[0]?.getAttribute('href')).toBe('/planning/proposals/1')
  })

  it('that cannot be read says so, without hiding the form', async () => {
    serve({ 'GET /planning/proposals': refusal(500, 'unexpected', { incident: 'ab12cd34' }) })
    await mountPage(ProposalsPage, '/planning/proposals')
    expect(screen.getByRole('alert').textContent).toContain('ab12cd34')
    expect(screen.getByRole('button', { name: /Lancer/ })).toBeTruthy()
  })
})
