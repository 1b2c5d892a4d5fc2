import { fireEvent, screen } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, nextTick } from 'vue'
import { setLanguage, useShared } from '@/i18n'
import { fr } from '@/i18n/fr'
import { refusal, serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { awkwardText, below, seeded } from '@/testing/random'
import { session as planner } from '@/testing/territory'
import { icons } from '@/ui/icons'
import { isDay, today, useAt, useQuery } from './atDate'
import NotFoundPage from './NotFoundPage.vue'
import { pages } from './pages'
import { placeLink, plain } from './palette'
import { createAppRouter } from './router'
import { may, session, type Right } from './session'
import Shell from './Shell.vue'
import { shortcutOf } from './shortcuts'

afterEach(() => setLanguage('fr'))

describe('a day of the calendar', () => {
  it.each([
    ['2025-01-01', true], ['2024-02-29', true], ['2000-02-29', true], ['1900-02-29', false], ['2025-02-29', false], ['2025-02-30', false], ['2025-04-31', false],
    ['2025-13-01', false], ['2025-00-10', false], ['2025-01-00', false], ['2025-1-1', false], ['20250101', false], [' 2025-01-01', false], ['2025-01-01T00:00', false],
    ['', false], [null, false], [['2025-01-01'], false], [20250101, false],
  ])('%j: %s', (text, expected) => {
    expect(isDay(text)).toBe(expected)
  })

  it('is one in three hundred and sixty-five or six of each year', () => {
    const two = (n: number) => String(n).padStart(2, '0')
    for (const [year, days] of [[2023, 365], [2024, 366], [2100, 365], [2000, 366]] as const) {
      const all = Array.from({ length: 13 * 33 }, (_, n) => `${year}-${two(Math.floor(n / 33))}-${two(n % 33)}`)
      expect(all.filter(isDay)).toHaveLength(days)
    }
  })

  it.each([
    ['2026-03-28T22:59:59Z', '2026-03-28'], ['2026-03-28T23:00:00Z', '2026-03-29'], ['2026-07-14T21:59:59Z', '2026-07-14'], ['2026-07-14T22:00:00Z', '2026-07-15'],
    ['2026-12-31T23:00:00Z', '2027-01-01'], ['2027-01-01T12:00:00Z', '2027-01-01'],
  ])('is the one of Paris, wherever the browser is (%s)', (now, expected) => {
    vi.useFakeTimers({ now: new Date(now) })
    expect([today(), isDay(today())]).toEqual([expected, true])
    vi.useRealTimers()
  })
})

describe('what a page keeps in its link', () => {
  const Page = defineComponent({
    setup() {
      const { at, setAt } = useAt()
      return { at, setAt, colour: useQuery('colour', 'density'), place: useQuery('place') }
    },
    template: '<p>{{ at ?? "today" }}|{{ colour.value.value }}|{{ place.value.value }}</p><button @click="setAt(\'2019-01-01\')">date</button><button @click="colour.set(\'ase\')">ase</button><button @click="colour.set(\'density\')">density</button>',
  })
  const open = async (search: string) => {
    serve()
    return mountPage(Page, `/territory${search}`)
  }
  const state = () => screen.getByText(/\|/).textContent

  it.each([
    ['', 'today|density|'], ['?at=2019-01-01&colour=ase&place=11', '2019-01-01|ase|11'], ['?at=2019-02-30', 'today|density|'],
    ['?colour=', 'today||'], ['?colour=a&colour=b', 'today|density|'], ['?at=2019-01-01&at=2020-01-01', 'today|density|'], ['?place=%C3%89%26x', 'today|density|É&x'],
  ])('"%s" is read as %s', async (search, expected) => {
    await open(search)
    expect(state()).toBe(expected)
  })

  it('is written key by key, the usual value leaving it, others kept', async () => {
    const view = await open('?place=11')
    const press = async (name: string) => {
      await fireEvent.click(screen.getByText(name))
      await settle()
      return view.router.currentRoute.value.query
    }
    expect(await press('ase')).toEqual({ place: '11', colour: 'ase' })
    expect(await press('date')).toEqual({ place: '11', colour: 'ase', at: '2019-01-01' })
    expect(await press('density')).toEqual({ place: '11', at: '2019-01-01' })
  })
})

describe('every page of the menu', () => {
  const router = createAppRouter()

  it.each(pages.map((page) => [page.name, page] as const))('%s has an address, an icon, and a name in each language', (name, page) => {
    expect(router.hasRoute(name)).toBe(true)
    expect(page.icon in icons).toBe(true)
    const m = useShared()
    const names = (['fr', 'en'] as const).map((language) => (setLanguage(language), page.label(m.value)))
    expect(names.every((one) => one.length > 1)).toBe(true)
  })

  it('is told from the others by its name, in each language', () => {
    for (const language of ['fr', 'en'] as const) {
      setLanguage(language)
      const names = pages.map((page) => page.label(useShared().value))
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it('is found by any part of its name, whatever the accents and the case', () => {
    for (const page of pages) {
      const name = page.label(fr as never)
      for (let at = 0; at + 3 <= name.length; at += 1) expect(plain(name.toUpperCase())).toContain(plain(name.slice(at, at + 3)))
    }
  })
})

describe('a link to a place', () => {
  it('leads to that place, whatever its code holds', () => {
    const router = createAppRouter()
    const random = seeded(61)
    for (let turn = 0; turn < 200; turn += 1) {
      const code = `${awkwardText(random).replaceAll('/', '-')}${below(99, random)}`
      const { href } = router.resolve(placeLink({ level: 'site', code, mission: random() < 0.5 ? 'ase' : null }))
      expect(router.resolve(href)).toMatchObject({ name: 'place', params: { level: 'site', code } })
    }
  })

  it('plain letters of a text are those of its plain letters', () => {
    const random = seeded(71)
    for (let turn = 0; turn < 200; turn += 1) {
      const text = awkwardText(random, 20)
      expect(plain(plain(text))).toBe(plain(text))
    }
  })
})

describe('rights', () => {
  const table: Record<string, Record<Right, boolean>> = {
    planner: { compute: true, import: true, follow: true, decide: false, administer: false },
    administrator: { compute: false, import: true, follow: true, decide: false, administer: true },
    executive: { compute: false, import: false, follow: false, decide: true, administer: false },
  }
  const rights: Right[] = ['compute', 'import', 'follow', 'decide', 'administer']

  it.each(Object.entries(table))('of a %s are %j, and several roles add up', (role, expected) => {
    const of = (roles: string[]) => {
      session.value = { ...planner, roles: roles as never }
      return Object.fromEntries(rights.map((right) => [right, may(right)]))
    }
    expect(of([role])).toEqual(expected)
    for (const [other, more] of Object.entries(table)) expect(of([role, other])).toEqual(Object.fromEntries(rights.map((right) => [right, expected[right] || more[right]])))
    session.value = null
    expect(rights.map(may)).toEqual(rights.map(() => false))
  })
})

describe('keys', () => {
  it.each([
    [{ key: 'k', ctrlKey: true }, 'palette'], [{ key: 'k', metaKey: true }, 'palette'], [{ key: 'K', ctrlKey: true }, 'palette'],
    // The console of Firefox, and what AltGr writes: not ours.
    [{ key: 'K', ctrlKey: true, shiftKey: true }, null], [{ key: 'k', ctrlKey: true, altKey: true }, null],
    [{ key: 'k' }, null], [{ key: '?' }, 'help'], [{ key: '?', shiftKey: true }, 'help'], [{ key: '/' }, null], [{ key: 'F1' }, null],
  ])('%j asks for %s', (init, expected) => {
    expect(shortcutOf(new KeyboardEvent('keydown', init), true)).toBe(expected)
  })
})

describe('the shell', () => {
  beforeEach(() => void serve())

  it('stays usable when the outline of the territory cannot be read', async () => {
    serve({ 'GET /territory/overview': refusal(500, 'http.fault', { incident: 'O1' }) })
    const { container } = await mountPage(Shell, '/territory')
    expect(screen.getByRole('navigation')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Aucun changement avant cette date' })).toBeTruthy()
    await expectAccessible(container)
  })

  it('opens its quick search from the bar, gives its box the focus, and drops it with its button', async () => {
    await mountPage(Shell, '/territory')
    await fireEvent.click(screen.getByRole('button', { name: /^Rechercher/ }))
    await settle()
    expect(document.activeElement?.getAttribute('role')).toBe('combobox')
    await fireEvent.click(screen.getByRole('button', { name: 'Fermer' }))
    await settle()
    expect(screen.queryByRole('combobox', { name: /Rechercher/ })).toBeNull()
  })

  it('does not take "?" from who types in its fields', async () => {
    await mountPage(Shell, '/territory')
    await fireEvent.keyDown(screen.getByLabelText('Carte au', { selector: 'input' }), { key: '?' })
    await settle()
    expect(screen.queryByRole('heading', { name: 'Raccourcis clavier' })).toBeNull()
  })

  it('speaks English to the last word of its bar and its menu', async () => {
    const { container } = await mountPage(Shell, '/territory')
    setLanguage('en')
    await settle()
    const said = [container.textContent, ...[...container.querySelectorAll('[aria-label], [title]')].map((one) => `${one.getAttribute('aria-label')} ${one.getAttribute('title')}`)].join(' ')
    expect(said.replace('Langue : passer en français', '').replace('Français', '')).not.toMatch(/Territoire\b|Lieux|Couverture|Aujourd|Thème|Clair|Sombre|Carte au|Se déconnecter|Données|Changement/)
    await nextTick()
  })
})

describe('an address that leads nowhere', () => {
  it.each([['fr', 'Page introuvable', 'Revenir au territoire'], ['en', 'Page not found', 'Back to the territory']] as const)('is said in %s, with a way out', async (language, title, link) => {
    serve()
    const view = await mountPage(NotFoundPage, '/no/such/page')
    setLanguage(language)
    await settle()
    expect([screen.getByRole('heading', { level: 1 }).textContent, document.title]).toEqual([title, `${title} – Maillage`])
    await fireEvent.click(screen.getByRole('link', { name: link }))
    await settle()
    expect(view.router.currentRoute.value.name).toBe('territory')
    await expectAccessible(view.container)
  })
})
