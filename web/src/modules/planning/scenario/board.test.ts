import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it, vi } from 'vitest'
import { session } from '@/app/session'
import { setLanguage } from '@/i18n'
import { refusal, serve, type Asked } from '@/testing/fakeServer'
import { fillsOf } from '@/testing/mapFills'
import { expectAccessible, mountPage, settle, type Mounted } from '@/testing/mount'
import { explanation, ScenarioDesk } from '@/testing/scenario'
import { session as planner } from '@/testing/territory'
import ScenarioPage from './ScenarioPage.vue'

interface Opened {
  asked: Asked[]
  view: Mounted
  desk: ScenarioDesk
}
const open = async (address = '', desk = new ScenarioDesk(), answers = {}): Promise<Opened> => {
  const asked = serve({ ...desk.routes(), 'GET /planning/scenarios/3/units/11': explanation, ...answers })
  const view = await mountPage(ScenarioPage, `/planning/scenarios/3${address}`, { id: '3' })
  return { asked, view, desk }
}
const maps = (view: Mounted) => [...view.container.querySelectorAll('.map-svg')] as SVGElement[]
const place = (view: Mounted, code: string, map = 1) => within(maps(view)[map] as unknown as HTMLElement).getByRole('button', { name: new RegExp(`^Unité ${code}`) })
const paint = async (view: Mounted, code: string) => {
  await fireEvent.click(place(view, code))
  await settle()
}
const steps = (asked: Asked[]) => asked.filter(({ path }) => path.endsWith('/steps')).map(({ body }) => body)
const said = () => screen.getAllByRole('status').map((region) => region.textContent).join(' | ')
const row = (name: RegExp) => within(screen.getByRole('grid', { name: 'Équilibre par secteur' })).getByRole('row', { name })
const click = async (name: string | RegExp, role = 'button') => {
  await fireEvent.click(screen.getByRole(role, { name }))
  await settle()
}

describe('the drawing board', () => {
  it('shows the map before and after, the balance of the sectors and the checks', async () => {
    const { view } = await open()
    expect(screen.getByRole('heading', { name: 'Plaine 2027' })).toBeTruthy()
    expect(screen.getByText('Brouillon')).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Avant – Carte SSD en vigueur' })).toBeTruthy()
    expect(screen.getByText('Aucun lieu n’a changé depuis la carte de départ')).toBeTruthy()
    expect(row(/Secteur B .*4 400 .*\+33,3\s% un seul morceau écart > 10\s%/)).toBeTruthy()
    expect(screen.getByText('Chaque lieu a un secteur')).toBeTruthy()
    expect(screen.getByText(/^2 secteurs hors de l’écart de 10\s% \(jusqu’à 33,3\s%\)$/)).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('paints what is clicked with the brush, at once, and keeps it as one step', async () => {
    const { asked, view } = await open('?brush=0')
    expect((screen.getByRole('radio', { name: 'Peindre : Secteur A' }) as HTMLInputElement).checked).toBe(true)
    await paint(view, '11')
    expect(steps(asked)).toEqual([{ seen: 0, steps: [{ kind: 'paint', units: [4], district: 0, names: [], origin: '' }] }])
    expect(said()).toContain('Unité 11 : Secteur B → Secteur A')
    expect(place(view, '11').getAttribute('aria-label')).toBe('Unité 11, Secteur A (avant : Secteur B)')
    expect(view.container.querySelectorAll('.shape-hatched')).toHaveLength(1)
    expect(row(/Secteur A .*4 \+1 400/)).toBeTruthy()
    expect(row(/Secteur B .*3 −1 300/)).toBeTruthy()
    expect(screen.getByText('400 habitants changent de secteur')).toBeTruthy()
    expect(view.router.currentRoute.value.query).toEqual({ brush: '0', unit: '11' })
  })

  it('shows what each sector holds of the quantities of its rules, and what is not spread evenly', async () => {
    const desk = new ScenarioDesk()
    desk.births = [1, 2, 3, 4, 5, 6, 7, 8, 9.5]
    await open('?brush=0', desk)
    const [first] = within(screen.getByRole('grid', { name: 'Équilibre par secteur' })).getAllByRole('row').slice(1)
    expect(within(screen.getByRole('grid', { name: 'Équilibre par secteur' })).getByRole('columnheader', { name: 'Naissances' })).toBeTruthy()
    const { loads } = desk.page().measures.of_district[0]!
    expect(first!.textContent).toContain(`${String(loads[0]!.amount).replace('.', ',')} (`)
    expect(screen.getByText(/^Naissances : \d secteurs? hors de l’écart de 20\s% \(jusqu’à .*\)$/)).toBeTruthy()
    expect(screen.getAllByText(/Naissances : écart > 20\s%/).length).toBeGreaterThan(0)
  })

  it('does not say of a quantity what is no longer true while the server adds it up', async () => {
    const desk = new ScenarioDesk()
    desk.births = new Array<number>(9).fill(2)
    let answer: () => void = () => undefined
    const held = new Promise<void>((resolve) => (answer = resolve))
    const { view } = await open('?brush=0', desk, { 'POST /planning/scenarios/3/steps': async ({ body }: Asked) => (await held, desk.draw((body as { steps: [] }).steps), desk.page()) })
    await paint(view, '11')
    expect(screen.getByText('Naissances : calcul…')).toBeTruthy()
    expect(row(/Secteur A .*…/)).toBeTruthy()
    answer()
    await settle()
    expect(screen.queryByText('Naissances : calcul…')).toBeNull()
    expect(row(/Secteur A .*8 \(\+33,3\s%\)/)).toBeTruthy()
  })

  it('does not say of a commune what is no longer sure while the server looks at it', async () => {
    const desk = new ScenarioDesk()
    desk.keep = 'commune'
    let answer: () => void = () => undefined
    const held = new Promise<void>((resolve) => (answer = resolve))
    const { view } = await open('?brush=0', desk, { 'POST /planning/scenarios/3/steps': async ({ body }: Asked) => (await held, desk.draw((body as { steps: [] }).steps), desk.page()) })
    expect(screen.getByText('Aucune commune n’est coupée')).toBeTruthy()
    await paint(view, '11')
    expect(screen.queryByText('Aucune commune n’est coupée')).toBeNull()
    expect(screen.getByText(/^Communes entières\s: vérification…$/)).toBeTruthy()
    answer()
    await settle()
    expect(screen.getByText('Aucune commune n’est coupée')).toBeTruthy()
  })

  it.each([
    [1, '1 commune coupée'],
    [3, '3 communes coupées'],
  ])('counts %s place that is cut', async (cut, expected) => {
    const page = new ScenarioDesk().page()
    const answer = { ...page, rules: { ...page.rules, keep: 'commune' }, measures: { ...page.measures, cut_places: cut } }
    await open('', new ScenarioDesk(), { 'GET /planning/scenarios/3': answer })
    expect(screen.getByText(expected)).toBeTruthy()
  })

  it('says why residents change sector before anything is drawn, when it replaces the map of another mission', async () => {
    await open()
    expect(screen.getByText('300 habitants changent de secteur').parentElement?.textContent).toMatch(/\(SSD\s: 0 · ASE\s: 300\)\. Déjà 300 avant tout dessin, car ce scénario remplace la carte ASE\.$/)
  })

  it.each([
    ['several maps', ['ssd', 'ase', 'pmi'], 'mission/ssd', 300, / les cartes ASE et PMI\.$/],
    ['a copy, whose own start is not a map in force', ['ssd'], 'scenario/2', 300, / la carte SSD\.$/],
    ['the only map it starts from', ['ssd'], 'mission/ssd', 300, /\)\. $/],
    ['maps that agree', ['ssd', 'ase'], 'mission/ssd', 0, /\)\. $/],
  ])('says so of %s', async (_, missions, origin, already, expected) => {
    const page = new ScenarioDesk().page()
    const answer = { ...page, scenario: { ...page.scenario, origin }, rules: { ...page.rules, missions }, start_measures: { ...page.start_measures, moved_residents: already } }
    await open('', new ScenarioDesk(), { 'GET /planning/scenarios/3': answer })
    expect(screen.getByText('300 habitants changent de secteur').parentElement?.textContent).toMatch(expected)
  })

  it('keeps the colour of every sector while one paints', async () => {
    const { view } = await open('?brush=0')
    const fills = (map: number) => fillsOf(maps(view)[map])
    const before = fills(1)
    await paint(view, '11')
    expect(fills(1).filter((fill, index) => fill !== before[index])).toEqual([before[0]])
    expect(fills(0)).toEqual(before)
  })

  it('is painted by the keyboard alone: arrows, digit, Enter', async () => {
    const { asked, view } = await open('?unit=00')
    place(view, '00').focus()
    const press = async (key: string, options = {}) => {
      await fireEvent.keyDown(document.activeElement!, { key, ...options })
      await settle()
    }
    await press('2')
    expect(said()).toContain('Pinceau : Secteur B')
    await press('ArrowRight')
    await press('Enter')
    expect(said()).toContain('Unité 01 : Secteur A → Secteur B')
    await press('Enter')
    expect(said()).toContain('Unité 01 est déjà : Secteur B')
    await press('ArrowDown')
    await press(' ')
    expect(steps(asked)).toHaveLength(1)
    await press('Enter', { shiftKey: true })
    await press('Escape')
    expect(said()).toContain('Pinceau posé')
    expect(view.router.currentRoute.value.query.brush).toBeUndefined()
    await press('Enter')
    expect(steps(asked)).toHaveLength(1)
  })

  it('takes the sector of a place as brush with Shift', async () => {
    const { view } = await open()
    await fireEvent.click(place(view, '20'), { shiftKey: true })
    await settle()
    expect(view.router.currentRoute.value.query.brush).toBe('2')
  })

  it('paints a whole commune at a time when the units are IRIS', async () => {
    const desk = new ScenarioDesk()
    desk.unitLevel = 'iris'
    const { asked, view } = await open('?brush=0', desk)
    await click('Commune entière', 'radio')
    expect(view.router.currentRoute.value.query.grain).toBe('commune')
    await paint(view, '11')
    expect(steps(asked)).toHaveLength(1)
  })

  it('wipes with the eraser, and leads to the places left without a sector, one after the other', async () => {
    const { view } = await open('?brush=none')
    await paint(view, '00')
    await paint(view, '22')
    expect(screen.getByText('2 sans secteur (200 habitants)')).toBeTruthy()
    await click('Aller au lieu suivant sans secteur')
    expect(view.router.currentRoute.value.query.unit).toBe('00')
    await click('Aller au lieu suivant sans secteur')
    expect(view.router.currentRoute.value.query.unit).toBe('22')
    expect(said()).toContain('Lieu choisi : Unité 22')
  })

  it('leads to the piece that is cut off', async () => {
    const { view } = await open('?brush=0')
    await paint(view, '22')
    await click('Aller au morceau isolé suivant')
    expect(view.router.currentRoute.value.query.unit).toBe('22')
  })

  it('only selects when no brush is in hand', async () => {
    const { asked, view } = await open()
    await paint(view, '11')
    expect(view.router.currentRoute.value.query.unit).toBe('11')
    await paint(view, '11')
    expect(view.router.currentRoute.value.query.unit).toBeUndefined()
    expect(steps(asked)).toEqual([])
  })
})

describe('undo and redo', () => {
  const key = async (name: string, options = {}) => {
    await fireEvent.keyDown(window, { key: name, ctrlKey: true, ...options })
    await settle()
  }

  it('go back and forth exactly, by button or by keyboard, and say what they turned', async () => {
    const { view } = await open('?brush=0')
    await paint(view, '11')
    await paint(view, '12')
    await key('z')
    expect(said()).toContain('Annulé : Unité 12 → Secteur A')
    expect(place(view, '12').getAttribute('aria-label')).toBe('Unité 12, Secteur B')
    await click(/^Annuler/)
    expect(said()).toContain('Annulé : Unité 11 → Secteur A')
    expect(view.container.querySelectorAll('.shape-hatched')).toHaveLength(0)
    await key('y')
    expect(said()).toContain('Rétabli : Unité 11 → Secteur A')
    await key('Z', { shiftKey: true })
    expect(place(view, '12').getAttribute('aria-label')).toContain('Secteur A')
  })

  it('are not there when there is nothing to turn', async () => {
    const { asked } = await open()
    expect((screen.getByRole('button', { name: /^Annuler/ }) as HTMLButtonElement).disabled).toBe(true)
    await key('z')
    expect(steps(asked)).toEqual([])
  })
})

describe('the sectors', () => {
  it('locked neither gain nor lose, and say so', async () => {
    const { asked, view } = await open('?brush=0')
    await click('Verrouiller Secteur B')
    expect(screen.getByRole('button', { name: 'Déverrouiller Secteur B' })).toBeTruthy()
    await paint(view, '11')
    expect(said()).toContain('Secteur B est verrouillé : rien n’y change.')
    expect(steps(asked)).toHaveLength(1)
    await click('Déverrouiller Secteur B')
    await paint(view, '11')
    expect(steps(asked)).toHaveLength(3)
  })

  it('are renamed, and keep their place', async () => {
    const { view } = await open()
    await click('Renommer Secteur C')
    const field = screen.getByRole('textbox', { name: /Nom du secteur/ })
    expect((field as HTMLInputElement).value).toBe('Secteur C')
    await fireEvent.update(field, 'Secteur A')
    await click('Enregistrer le nom')
    expect(screen.getByText('Un autre secteur porte déjà ce nom.')).toBeTruthy()
    await fireEvent.update(field, ' Haut-Béarn ')
    await click('Enregistrer le nom')
    expect(place(view, '20').getAttribute('aria-label')).toBe('Unité 20, Haut-Béarn')
    expect(screen.getByRole('button', { name: /Étape 1\s: Secteur C devient «\sHaut-Béarn\s»/ })).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('are added, and the new one is the brush', async () => {
    const { view } = await open()
    await click('Ajouter un secteur')
    await click('Ajouter')
    expect(screen.getByText('Un nom de secteur compte de 1 à 80 caractères.')).toBeTruthy()
    await fireEvent.update(screen.getByRole('textbox', { name: /Nom du secteur/ }), 'Nouveau')
    await click('Ajouter')
    expect(view.router.currentRoute.value.query.brush).toBe('3')
    expect(row(/Nouveau .* 0 0 .* vide/)).toBeTruthy()
    await paint(view, '22')
    expect(row(/Nouveau .* 1 \+1 100/)).toBeTruthy()
  })
})

describe('the journal', () => {
  it('tells the steps, the last one first, and those undone', async () => {
    const { view } = await open('?brush=0')
    await paint(view, '11')
    await paint(view, '12')
    await click(/^Annuler/)
    const lines = within(screen.getByRole('list', { name: 'Journal' })).getAllByRole('listitem').map((line) => line.textContent?.replace(/\s+/g, ' ').trim())
    expect(lines[0]).toMatch(/^3\. ?Étape 3 : ?Annulation/)
    expect(lines[1]).toMatch(/Unité 12 → Secteur A.*\(annulé\)/)
    expect(lines[2]).toMatch(/Unité 11 → Secteur A ?Maïté Etcheverry/)
    expect(lines[3]).toMatch(/Carte de départ/)
  })

  it('shows the map as it was at any step, and leads back to now', async () => {
    const { view } = await open('?brush=0')
    await paint(view, '11')
    await paint(view, '12')
    await click(/Étape 1/)
    expect(view.router.currentRoute.value.query.version).toBe('1')
    expect(place(view, '12').getAttribute('aria-label')).toBe('Unité 12, Secteur B')
    expect(said()).toContain('Vous regardez la carte telle qu’elle était après l’étape 1 sur 2.')
    expect(screen.queryByRole('radio', { name: /Peindre/ })).toBeNull()
    await fireEvent.click(screen.getAllByRole('button', { name: 'Revenir à maintenant' })[0]!)
    await settle()
    expect(place(view, '12').getAttribute('aria-label')).toContain('Secteur A (avant')
    expect(screen.getByRole('radio', { name: 'Peindre : Secteur A' })).toBeTruthy()
  })
})

describe('why here', () => {
  it('says for each neighbouring sector what it would change, and does it', async () => {
    const { asked, view } = await open('?unit=11')
    expect(screen.getByText('Unité 11 (100 habitants) : Secteur B.')).toBeTruthy()
    expect(screen.getByText('SSD : Secteur B, inchangé')).toBeTruthy()
    expect(screen.getByText('ASE : quitterait Secteur A')).toBeTruthy()
    expect(screen.getByText('PMI : sans secteur aujourd’hui')).toBeTruthy()
    expect(screen.getByText('100 habitants de plus changeraient de secteur.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Passer dans Secteur C' })).toBeNull()
    await click('Passer dans Secteur A')
    expect(steps(asked)).toEqual([{ seen: 0, steps: [expect.objectContaining({ kind: 'paint', units: [4], district: 0 })] }])
    expect(asked.filter(({ path }) => path.endsWith('/units/11'))).toHaveLength(2)
    await expectAccessible(view.container)
  })

  it('is asked once for a stroke, when the stroke is kept', async () => {
    const routes = { 'GET /planning/scenarios/3/units/12': { ...explanation, code: '12', name: 'Unité 12' } }
    const { asked, view } = await open('?unit=11&brush=0', new ScenarioDesk(), routes)
    const answer = globalThis.fetch
    const away = () => new Promise((resume) => setTimeout(resume, 30))
    vi.stubGlobal('fetch', async (url: string, options: RequestInit) => {
      if (url.endsWith('/steps')) await away()
      return answer(url, options)
    })
    await paint(view, '12')
    await away()
    await settle()
    const order = asked.filter(({ path }) => /units|steps/.test(path)).map(({ path }) => path.split('/').at(-1))
    expect(order.filter((what) => what !== 'steps')).toEqual(['11', '12'])
    expect(screen.getByText('Unité 12 (100 habitants) : Secteur B.')).toBeTruthy()
  })

  it.each([
    ['cuts', /Secteur B serait coupé en morceaux/],
    ['cuts_place', /à garder entière serait coupée/],
    ['unbalances', /Secteur B à -10\s%, Secteur A à \+33\s%/],
    ['fewer_moves', /100 habitants de moins/],
    ['farther', /moins compacts/],
    ['better', /Rien ne s’y oppose/],
  ])('has a sentence for %s', async (verdict, sentence) => {
    const [first] = explanation.alternatives
    await open('?unit=11', new ScenarioDesk(), { 'GET /planning/scenarios/3/units/11': { ...explanation, alternatives: [{ ...first, verdict }] } })
    expect(screen.getByText(sentence)).toBeTruthy()
  })

  it('of an older map is told of that map, and of the present one without a version', async () => {
    const desk = new ScenarioDesk()
    desk.draw([{ kind: 'lock', units: [], district: 0, names: [], origin: '' }])
    const { asked } = await open('?unit=11&version=0', desk)
    const versions = () => asked.filter(({ path }) => path.endsWith('/units/11')).map(({ query }) => query.get('version'))
    expect(versions()).toEqual(['0'])
    expect(screen.getByText('Unité 11 (100 habitants) : Secteur B.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Passer dans/ })).toBeNull()
    await fireEvent.click(screen.getAllByRole('button', { name: 'Revenir à maintenant' })[0]!)
    await settle()
    expect(versions()).toEqual(['0', null])
  })
})

describe('what leaves the board', () => {
  const href = (name: string) => screen.getByRole('link', { name }).getAttribute('href')
  const drawn = () => {
    const desk = new ScenarioDesk()
    desk.draw([{ kind: 'paint', units: [4], district: 0, names: [], origin: '' }, { kind: 'lock', units: [], district: 1, names: [], origin: '' }])
    return desk
  }

  it('is the map of now, in three files', async () => {
    await open('', drawn())
    expect(['CSV', 'GeoJSON', 'Zones rdv-solidarités'].map(href)).toEqual(['csv', 'geojson', 'zones'].map((format) => `/api/v1/planning/scenarios/3/export?format=${format}`))
  })

  it('is the map of the step that is looked at', async () => {
    await open('?version=1', drawn())
    expect(href('Zones rdv-solidarités')).toBe('/api/v1/planning/scenarios/3/export?format=zones&version=1')
    expect(screen.getByText(/^Carte après l’étape 1 sur 2 · modifiée en dernier par Maïté Etcheverry/)).toBeTruthy()
  })

  it('is named after the scenario on its images', async () => {
    const { view } = await open('', drawn())
    expect(maps(view).map((map) => map.getAttribute('aria-label'))).toEqual(['Plaine 2027 – avant', 'Plaine 2027 – après'])
  })

  it('is a computation that starts from it, for whoever may draw it', async () => {
    await open()
    expect(screen.getByRole('link', { name: 'Proposer une carte' }).getAttribute('href')).toBe('/planning/proposals?scenario=3')
    session.value = { ...planner, roles: ['executive'] }
    await settle()
    expect(screen.queryByRole('link', { name: 'Proposer une carte' })).toBeNull()
  })
})

describe('a scenario that is not to be drawn', () => {
  it.each([
    ['submitted', /est soumis/],
    ['adopted', /est adopté/],
    ['rejected', /est écarté/],
  ] as const)('because it is %s says why', async (stage, sentence) => {
    const desk = new ScenarioDesk()
    desk.stage = stage
    const { asked, view } = await open('?brush=0', desk)
    expect(said()).toMatch(sentence)
    expect(screen.getByRole('link', { name: 'Partir d’une copie' })).toBeTruthy()
    await paint(view, '11')
    expect(steps(asked)).toEqual([])
    expect(screen.queryByRole('button', { name: /Verrouiller/ })).toBeNull()
    expect(screen.queryByRole('columnheader', { name: 'Pinceau' })).toBeNull()
    expect(row(/^Secteur B 4 400/)).toBeTruthy()
  })

  it('because of the role says so', async () => {
    await open()
    session.value = { ...planner, roles: ['executive'] }
    await settle()
    expect(said()).toContain('l’équipe de territorialisation le dessine')
    expect(screen.queryByRole('button', { name: /^Annuler/ })).toBeNull()
  })

  it('because it does not exist says so', async () => {
    serve({ 'GET /planning/scenarios/9': refusal(404, 'planning.unknown_scenario', { detail_fr: 'Ce scénario n’existe pas.' }) })
    await mountPage(ScenarioPage, '/planning/scenarios/9', { id: '9' })
    expect(screen.getByRole('alert').textContent).toContain('n’existe pas')
  })
})

describe('the map as a table', () => {
  it('gives the same places and the same actions', async () => {
    const { asked, view } = await open('?view=table&brush=0')
    expect(view.container.querySelector('.map-svg')).toBeNull()
    const table = await screen.findByRole('grid', { name: 'Tous les lieux' }, { timeout: 20_000 })
    expect(within(table).getByRole('row', { name: /Unité 11 11 100 Secteur B Secteur B.* Non/ })).toBeTruthy()
    await click('Passer Unité 11 dans Secteur A')
    expect(steps(asked)).toHaveLength(1)
    expect(within(table).getByRole('row', { name: /Unité 11 11 100 Secteur B Secteur A Oui/ })).toBeTruthy()
    await click('Unité 22')
    expect(view.router.currentRoute.value.query.unit).toBe('22')
    await expectAccessible(view.container)
  })
})

describe('in English', () => {
  it('every sentence has its twin', async () => {
    const { view } = await open('?brush=0&unit=11')
    setLanguage('en')
    await paint(view, '11')
    expect(said()).toContain('Unité 11: Secteur B → Secteur A')
    expect(screen.getByRole('heading', { name: 'Balance by sector' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Lock Secteur A' })).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Why here?' })).toBeTruthy()
  })
})
