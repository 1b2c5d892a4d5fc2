import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'

// The preferences as a browser that opens the application finds them: nothing in memory, only what it kept.
async function opened(kept: Record<string, string>, dark = false) {
  vi.resetModules()
  localStorage.clear()
  Object.entries(kept).forEach(([key, value]) => localStorage.setItem(key, value))
  const changes: ((event: { matches: boolean }) => void)[] = []
  vi.stubGlobal('matchMedia', () => ({ matches: dark, addEventListener: (_: string, listener: (event: { matches: boolean }) => void) => changes.push(listener) }))
  const { theme } = await import('./theme')
  const { language, setLanguage } = await import('@/i18n')
  const { useHelpKey } = await import('./shortcuts')
  return { theme, language, setLanguage, helpKey: useHelpKey(), systemBecomes: (matches: boolean) => changes.forEach((listener) => listener({ matches })) }
}
const shown = () => document.documentElement.dataset.theme

describe('the theme', () => {
  beforeEach(() => delete document.documentElement.dataset.theme)

  it.each([
    [{}, false, 'system', 'light'], [{}, true, 'system', 'dark'],
    [{ 'maillage.theme': 'dark' }, false, 'dark', 'dark'], [{ 'maillage.theme': 'light' }, true, 'light', 'light'],
    [{ 'maillage.theme': 'system' }, true, 'system', 'dark'], [{ 'maillage.theme': 'purple' }, false, 'system', 'light'],
  ])('kept as %j on a system that is dark: %s is %s, and shows %s', async (kept, dark, choice, expected) => {
    const { theme } = await opened(kept as Record<string, string>, dark)
    expect([theme.value, shown()]).toEqual([choice, expected])
  })

  it('follows the system as it changes, unless one has chosen', async () => {
    const { theme, systemBecomes } = await opened({})
    systemBecomes(true)
    await nextTick()
    expect(shown()).toBe('dark')
    theme.value = 'light'
    systemBecomes(false)
    systemBecomes(true)
    await nextTick()
    expect([shown(), localStorage.getItem('maillage.theme')]).toEqual(['light', 'light'])
  })
})

describe('the language', () => {
  it.each([[{}, 'fr'], [{ 'maillage.language': 'en' }, 'en'], [{ 'maillage.language': 'de' }, 'fr']])('kept as %j is %s, on the page too', async (kept, expected) => {
    const { language } = await opened(kept as Record<string, string>)
    expect([language.value, document.documentElement.lang]).toEqual([expected, expected])
  })
})

describe('the key of the help', () => {
  it.each([[{}, true], [{ 'maillage.help-key': 'off' }, false], [{ 'maillage.help-key': 'on' }, true]])('kept as %j is on: %s, and is kept again when it changes', async (kept, expected) => {
    const { helpKey } = await opened(kept as Record<string, string>)
    expect(helpKey.value).toBe(expected)
    helpKey.value = !expected
    await nextTick()
    expect(localStorage.getItem('maillage.help-key')).toBe(expected ? 'off' : 'on')
  })
})
