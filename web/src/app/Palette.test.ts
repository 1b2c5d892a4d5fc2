import { fireEvent, render, screen } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, onMounted, ref } from 'vue'
import { refusal, serve, type Asked } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { place, session as planner } from '@/testing/territory'
import { setLanguage } from '@/i18n'
import { actions, actionsFor } from './actions'
import { en as enActions } from './en-actions'
import { fr as frActions } from './fr-actions'
import Palette from './Palette.vue'
import { session } from './session'
import { shortcutOf } from './shortcuts'
import Shortcuts from './Shortcuts.vue'

const Opened = defineComponent({ components: { Palette }, setup() {
  const open = ref(false)
  onMounted(() => (open.value = true))
  return { open }
}, template: '<Palette v-model:open="open" />' })
const box = () => screen.getByRole('combobox')
const texts = () => screen.queryAllByRole('option').map((option) => option.textContent?.trim())
const active = () => screen.getAllByRole('option').find((option) => option.getAttribute('aria-selected') === 'true')
const wait = async () => {
  await vi.advanceTimersByTimeAsync(200)
  vi.useRealTimers()
  await settle()
}
const type = async (text: string) => {
  vi.useFakeTimers()
  await fireEvent.update(box(), text)
  await wait()
}
const pau = { 'GET /territory/places': ({ query }: Asked) => ({ total: 1, items: query.get('level') === 'commune' ? [place('64445', { name: 'Pau' })] : [] }) }

describe('the quick search', () => {
  it('first proposes the pages one may open, and the focus is in its box', async () => {
    serve()
    const view = await mountPage(Opened, '/territory')
    expect(texts()).toHaveLength(11)
    expect(document.activeElement).toBe(box())
    await expectAccessible(view.container)
  })

  it('leaves out the pages that are not open', async () => {
    serve()
    await mountPage(Opened, '/territory')
    session.value = { ...planner, roles: ['executive'] }
    await settle()
    expect(texts().join()).not.toContain('Imports')
  })

  it('finds pages whatever the accents and the case', async () => {
    serve({ 'GET /territory/places': { total: 0, items: [] } })
    await mountPage(Opened, '/territory')
    await type('COMPETENT')
    expect(texts()).toEqual([expect.stringContaining('Qui est compétent ici'), expect.stringContaining('Trouver le secteur d’une adresse')])
  })

  it('asks the server once typing has stopped, for every level, on the date in view', async () => {
    const asked = serve(pau)
    await mountPage(Opened, '/territory?at=2019-01-01')
    const before = asked.length
    vi.useFakeTimers()
    for (const text of ['pa', 'pau']) await fireEvent.update(box(), text)
    await wait()
    const sent = asked.slice(before).map(({ query }) => [query.get('level'), query.get('q'), query.get('at')])
    expect(sent).toEqual(['commune', 'sector', 'epci', 'site'].map((level) => [level, 'pau', '2019-01-01']))
  })

  it('does not ask for a single letter', async () => {
    const asked = serve()
    await mountPage(Opened, '/territory')
    const before = asked.length
    await type('p')
    expect(asked).toHaveLength(before)
  })

  it('says the level, the mission or the grouping, and the code of what it found', async () => {
    serve({
      'GET /territory/places': ({ query }: Asked) => {
        const level = query.get('level')
        if (level === 'commune') return { total: 1, items: [place('64445', { name: 'Pau', parent_name: 'CA Pau' })] }
        return { total: 1, items: level === 'sector' ? [place('S1', { level: 'sector', mission: 'ase', name: 'Pau Nord' })] : [] }
      },
    })
    await mountPage(Opened, '/territory')
    await type('pau')
    expect(texts()).toEqual(['PauCommune · CA Pau · 64445', 'Pau NordSecteur · ASE · S1'])
  })

  it('still proposes what answered when one level failed', async () => {
    serve({ 'GET /territory/places': (asked: Asked) => (asked.query.get('level') === 'site' ? refusal(500, 'http.fault') : pau['GET /territory/places'](asked)) })
    await mountPage(Opened, '/territory')
    await type('pau')
    expect(texts()).toEqual([expect.stringContaining('Pau')])
  })

  it('says that nothing matches, also to who cannot see it', async () => {
    serve({ 'GET /territory/places': { total: 0, items: [] } })
    await mountPage(Opened, '/territory')
    await type('zzz')
    expect(screen.getByText('Rien ne correspond à cette recherche.')).toBeTruthy()
    expect(screen.getByRole('status').textContent).toBe('Aucun résultat')
  })

  it('goes around with the arrows, tells which line is chosen, and opens it with Enter', async () => {
    serve(pau)
    const view = await mountPage(Opened, '/territory')
    await fireEvent.keyDown(box(), { key: 'ArrowUp' })
    expect(active()).toBe(screen.getAllByRole('option').at(-1))
    expect(box().getAttribute('aria-activedescendant')).toBe(active()?.id)
    await fireEvent.keyDown(box(), { key: 'ArrowDown' })
    expect(active()).toBe(screen.getAllByRole('option')[0])
    await type('pau')
    await fireEvent.keyDown(box(), { key: 'Enter' })
    await settle()
    expect(view.router.currentRoute.value.path).toBe('/territory/places/commune/64445')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('does nothing with Enter when nothing is proposed', async () => {
    serve({ 'GET /territory/places': { total: 0, items: [] } })
    const view = await mountPage(Opened, '/territory')
    await type('zzz')
    await fireEvent.keyDown(box(), { key: 'Enter' })
    await fireEvent.keyDown(box(), { key: 'ArrowDown' })
    expect(view.router.currentRoute.value.path).toBe('/territory')
    expect(box().getAttribute('aria-activedescendant')).toBeNull()
  })

  it('forgets an answer that comes after another question', async () => {
    const late: ((found: unknown) => void)[] = []
    serve()
    await mountPage(Opened, '/territory')
    vi.stubGlobal('fetch', (url: string) => new Promise((resolve) => {
      const q = new URL(url, 'http://x').searchParams.get('q')
      const answer = () => resolve(new Response(JSON.stringify({ total: 1, items: [place(q!, { name: `Ville ${q}` })] }), { headers: { 'content-type': 'application/json' } }))
      if (q === 'aa') late.push(answer)
      else answer()
    }))
    await type('aa')
    await type('bb')
    late.forEach((answer) => answer({}))
    await settle()
    expect(texts().join()).toContain('Ville bb')
    expect(texts().join()).not.toContain('Ville aa')
  })
})

describe('actions', () => {
  const names = (query: string) => actionsFor(query).map(({ name }) => name)

  it.each([
    ['adopter', ['adopt']], ['adopt', ['adopt']], ['ADOPTÉ', ['adopt']], ['calculer', ['compute']], ['compute', ['compute']],
    ['simuler une fermeture', ['houses', 'relay']], ['simulate a closure', ['houses', 'relay']], ['fermer une maison', ['houses', 'relay']], ['agents absents', ['relay']], ['déplacer', ['houses']],
    ['repartir', ['posts']], ['share', ['consult', 'posts']], ['decider', ['submit', 'adopt']], ['soumettre un scénario', ['submit']], ['draw', ['draw']],
    ['dessiner', ['draw']], ['situer', ['stand']], ['tirer au hasard', ['stand']], ['importer', ['importFiles']], ['norme', ['formula']], ['accessibilité', ['access']],
    ['a', []], ['la', []], ['', []], ['xyzzy', []],
  ])('"%s" leads to %j', (query, expected) => {
    session.value = { ...planner, roles: ['planner', 'executive'] }
    expect(names(query)).toEqual(expected)
  })

  it('are all found by each word of their label, in both languages, and open a page that is there', async () => {
    serve()
    const view = await mountPage(Opened, '/territory')
    session.value = { ...planner, roles: ['planner', 'executive', 'administrator'] }
    for (const labels of [frActions.actions.labels, enActions.actions.labels])
      for (const [name, label] of Object.entries(labels)) expect(names(label)).toContain(name)
    for (const action of actions) expect(view.router.resolve(action.to).matched).toHaveLength(1)
  })

  it('are proposed to who may do them only', () => {
    session.value = { ...planner, roles: ['executive'] }
    expect([names('adopter'), names('calculer'), names('importer'), names('comparer')]).toEqual([['adopt'], [], [], ['compare', 'stand']])
    session.value = { ...planner, roles: ['planner'] }
    expect([names('adopter'), names('calculer')]).toEqual([[], ['compute']])
  })

  it('come between the pages and the places, in the language of the page, and open with Enter', async () => {
    serve(pau)
    const view = await mountPage(Opened, '/territory?at=2019-01-01')
    await type('proposer')
    expect(texts()).toEqual([expect.stringMatching(/Proposer une carte.*Pages/), expect.stringMatching(/Proposer une carte commune.*Actions/), expect.stringContaining('Pau')])
    setLanguage('en')
    await settle()
    expect(texts()[0]).toMatch(/Propose a common map.*Actions/)
    await fireEvent.keyDown(box(), { key: 'Enter' })
    await settle()
    expect(view.router.currentRoute.value.name).toBe('proposals')
    setLanguage('fr')
  })
})

describe('shortcuts', () => {
  beforeEach(() => setLanguage('fr'))

  it.each(['INPUT', 'SELECT', 'TEXTAREA'])('"?" typed in a %s is a question mark', (tag) => {
    const event = new KeyboardEvent('keydown', { key: '?' })
    Object.defineProperty(event, 'target', { value: document.createElement(tag) })
    expect(shortcutOf(event, true)).toBeNull()
  })

  it.each([[{ key: 'k' }], [{ key: 'K', shiftKey: true }], [{ key: 'p', ctrlKey: true }], [{ key: 'Escape' }]])('%o is none', (init) => {
    expect(shortcutOf(new KeyboardEvent('keydown', init), true)).toBeNull()
  })

  it('are all explained in a window, in both languages', async () => {
    const { container, emitted } = render(Shortcuts, { props: { open: true, enabled: true } })
    await settle()
    const meanings = () => [...container.querySelectorAll('dd')].map((cell) => cell.textContent)
    const inFrench = meanings()
    expect(inFrench).toHaveLength(9)
    setLanguage('en')
    await settle()
    expect(meanings().filter((text) => inFrench.includes(text))).toEqual([])
    await fireEvent.click(screen.getByRole('checkbox'))
    expect(emitted('update:enabled')).toEqual([[false]])
    setLanguage('fr')
  })
})
