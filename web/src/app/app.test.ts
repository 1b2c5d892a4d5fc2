import { fireEvent, screen, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { setLanguage } from '@/i18n'
import { serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle, type Mounted } from '@/testing/mount'
import { place, session as planner } from '@/testing/territory'
import { today } from './atDate'
import { pages } from './pages'
import { placeLink, plain } from './palette'
import { withDate } from './router'
import { may, session } from './session'
import Shell from './Shell.vue'
import { shortcutOf } from './shortcuts'
import { theme } from './theme'
import { pageTitle, setPageTitle } from './title'

const route = (path: string, query = {}, meta = {}) => ({ path, query, meta, hash: '' }) as never

describe('the date of the map', () => {
  it('follows the person from page to page', () => {
    expect(withDate(route('/territory/places'), route('/territory', { at: '2019-01-01' }))).toMatchObject({ query: { at: '2019-01-01' } })
  })

  it('can be taken away on the page, chosen anew, and does not follow to the sign-in', () => {
    const from = route('/territory', { at: '2019-01-01' })
    expect(withDate(route('/territory'), from)).toBeUndefined()
    expect(withDate(route('/x', { at: '2020-01-01' }), from)).toBeUndefined()
    expect(withDate(route('/access/sign-in', {}, { open: true }), from)).toBeUndefined()
  })

  it.each([['2026-01-05T22:59:00Z', '2026-01-05'], ['2026-01-05T23:01:00Z', '2026-01-06'], ['2026-07-05T22:01:00Z', '2026-07-06']])('is today in Paris: at %s, %s', (now, day) => {
    vi.useFakeTimers({ now: new Date(now) })
    expect(today()).toBe(day)
    vi.useRealTimers()
  })
})

describe('rights', () => {
  it('open computing to planners only, imports to administrators too', () => {
    const rights = (roles: typeof planner.roles) => {
      session.value = { ...planner, roles }
      return [may('compute'), may('import'), pages.filter((page) => page.open()).length]
    }
    expect(rights(['planner'])).toEqual([true, true, 11])
    expect(rights(['administrator'])).toEqual([false, true, 11])
    expect(rights(['executive'])).toEqual([false, false, 10])
    session.value = null
    expect(may('import')).toBe(false)
  })
})

describe('shortcuts', () => {
  const key = (init: KeyboardEventInit, target?: Element) => {
    const event = new KeyboardEvent('keydown', init)
    if (target) Object.defineProperty(event, 'target', { value: target })
    return event
  }

  it('are Ctrl+K and "?", which can be switched off and does not disturb typing', () => {
    expect(shortcutOf(key({ key: 'k', ctrlKey: true }), true)).toBe('palette')
    expect(shortcutOf(key({ key: 'K', metaKey: true }), true)).toBe('palette')
    expect(shortcutOf(key({ key: 'k' }), true)).toBeNull()
    expect(shortcutOf(key({ key: '?' }), true)).toBe('help')
    expect(shortcutOf(key({ key: '?' }), false)).toBeNull()
    expect(shortcutOf(key({ key: '?' }, document.createElement('input')), true)).toBeNull()
  })
})

describe('names', () => {
  it('are compared without accents or case', () => {
    expect(plain('  Écully ')).toBe('ecully')
  })

  it('of a sector lead to its page with its mission', () => {
    expect(placeLink(place('B', { level: 'sector', mission: 'ase' }))).toMatchObject({ params: { level: 'sector', code: 'B' }, query: { mission: 'ase' } })
  })

  it('of a page are the title of the document', () => {
    setPageTitle('Lieux')
    expect([document.title, pageTitle.value]).toEqual(['Lieux – Maillage', 'Lieux'])
  })
})

describe('the shell', () => {
  let view: Mounted
  const searchBox = () => screen.getByRole('combobox', { name: /Rechercher/ })
  const options = () => within(screen.getByRole('listbox')).queryAllByRole('option')
  let asked: ReturnType<typeof serve>
  beforeEach(async () => {
    asked = serve()
    view = await mountPage(Shell, '/territory')
  })

  it('has a skip link, a menu that says where one is, and the marker of demonstration', async () => {
    expect(screen.getByRole('link', { name: 'Aller au contenu' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Territoire' }).getAttribute('aria-current')).toBe('page')
    expect(screen.getByText('Données de démonstration')).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('has few tab stops', () => {
    const stops = view.container.querySelectorAll('a[href], button:not([disabled]), input, select, [tabindex="0"]')
    expect(stops.length).toBeLessThanOrEqual(25)
  })

  it('changes language and theme at once, and remembers', async () => {
    await fireEvent.click(screen.getByRole('button', { name: /switch to English/ }))
    expect(screen.getByRole('link', { name: 'Territory' })).toBeTruthy()
    expect(document.documentElement.lang).toBe('en')
    setLanguage('fr')
    theme.value = 'dark'
    await nextTick()
    expect(document.documentElement.dataset.theme).toBe('dark')
    expect(localStorage.getItem('maillage.theme')).toBe('dark')
    theme.value = 'system'
  })

  it('jumps to the dates on which the map changed, and asks the server for them', async () => {
    await fireEvent.click(screen.getByRole('button', { name: /Changement précédent.*1er janvier 2025/ }))
    await settle()
    expect(view.router.currentRoute.value.query.at).toBe('2025-01-01')
    expect(asked.at(-1)?.query.get('at')).toBe('2025-01-01')
    await fireEvent.click(screen.getByRole('button', { name: 'Revenir à aujourd’hui' }))
    await settle()
    expect(view.router.currentRoute.value.query.at).toBeUndefined()
  })

  it('finds pages and places with the keyboard alone', async () => {
    await fireEvent.keyDown(window, { key: 'k', ctrlKey: true })
    await settle()
    const box = searchBox()
    await fireEvent.update(box, 'couv')
    await settle()
    expect(options().map((option) => option.textContent)).toEqual([expect.stringContaining('Couverture')])
    await fireEvent.keyDown(box, { key: 'Enter' })
    await settle()
    expect(view.router.currentRoute.value.name).toBe('coverage')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('opens its help with "?", until one switches the key off', async () => {
    await fireEvent.keyDown(window, { key: '?' })
    await settle()
    const box = screen.getByRole('checkbox', { name: /touche/ })
    await fireEvent.click(box)
    await fireEvent.click(screen.getByRole('button', { name: 'Fermer' }))
    await settle()
    await fireEvent.keyDown(window, { key: '?' })
    await settle()
    expect(screen.queryByRole('checkbox')).toBeNull()
  })

  it('folds and unfolds the menu of a phone, and closes it on the way', async () => {
    const burger = screen.getByRole('button', { name: 'Menu' })
    await fireEvent.click(burger)
    expect(burger.getAttribute('aria-expanded')).toBe('true')
    await fireEvent.keyDown(window, { key: 'Escape' })
    expect(burger.getAttribute('aria-expanded')).toBe('false')
    await fireEvent.click(burger)
    await view.router.push('/territory/places')
    await settle()
    expect(burger.getAttribute('aria-expanded')).toBe('false')
  })
})
