import { describe, expect, it } from 'vitest'
import { colourOf, contrast, type Rgb } from '@/testing/colours'
import { paint, pieces, rulesOf, sheets, styles, themes, weightOf, worth, type Rule } from '@/testing/sheets'

const base = rulesOf(sheets['styles/base.css']!)
const of = (piece: string): Rule[] => [...base, ...rulesOf(styles[piece] ?? '')]

function made(html: string): Element {
  const holder = document.createElement('div')
  holder.insertAdjacentHTML('afterbegin', html)
  return holder.querySelector('.it') ?? holder.firstElementChild!
}

describe('what a selector weighs', () => {
  it.each([
    ['.btn', 100], ['.btn.primary', 200], ["[data-theme='dark']", 100], ['a', 1], ['h1:focus-visible', 101], ['*', 0], ['*::before', 1],
    ['#login', 10_000], ['.btn:not(.primary, [disabled]):hover', 300], ['label:focus-within:has(:focus-visible)', 201], [':is(th, td):focus-visible', 101],
    ['.grid > *', 100], ['tbody th', 2], [':where(.a) b', 1],
  ])('%s: %i', (selector, weight) => {
    expect(weightOf(selector)).toBe(weight)
  })
})

// Every state in which words are read on a control, pointed at or not: a light button must not turn white on white.
type State = [what: string, piece: string, html: string, states: string[]]
const controls: State[] = [
  ['a button', '', '<button class="btn">', []],
  ['a button pointed at', '', '<button class="btn">', [':hover']],
  ['the main button', '', '<button class="btn primary">', []],
  ['the main button pointed at', '', '<button class="btn primary">', [':hover']],
  ['a link that looks like the main button, pointed at', '', '<a class="btn primary" href="#">', [':hover']],
  ['a button that is off', '', '<button class="btn" disabled>', []],
  ['the main button off, pointed at', '', '<button class="btn primary" disabled>', [':hover']],
  ['the main button that leads nowhere, pointed at', '', '<button class="btn primary" aria-disabled="true">', [':hover']],
  ['a button that is on', '', '<button class="btn" aria-pressed="true">', []],
  ['a button that is on, pointed at', '', '<button class="btn" aria-pressed="true">', [':hover']],
  ['a button that reads as a link', '', '<button class="linkish">', []],
  ['a link', '', '<a href="#">', []],
  ['a field', '', '<input type="text">', []],
  ['a field that is wrong', '', '<input type="text" aria-invalid="true">', []],
  ['a choice', '', '<select></select>', []],
  ['a key', '', '<kbd></kbd>', []],
  ['a view to choose', 'ui/Segmented.vue', '<label></label>', []],
  ['a view to choose, pointed at', 'ui/Segmented.vue', '<label></label>', [':hover']],
  ['the view chosen', 'ui/Segmented.vue', '<label class="on"></label>', []],
  ['the head of a column', 'ui/DataTable.vue', '<table><thead><tr><th><button class="sort it"></button></th></tr></thead></table>', []],
  ['the head of a column pointed at', 'ui/DataTable.vue', '<table><thead><tr><th><button class="sort it"></button></th></tr></thead></table>', [':hover']],
  ...['ok', 'warn', 'danger', 'info', 'neutral'].map((tone): State => [`the tag ${tone}`, 'ui/Tag.vue', `<span class="tag ${tone}"></span>`, []]),
  ['the summary of errors', 'ui/ErrorSummary.vue', '<div class="summary"></div>', []],
  ['the word that the session ended', 'modules/access/SignInPage.vue', '<p class="ended"></p>', []],
  ['the marker of demonstration', 'app/Shell.vue', '<aside class="demonstration"></aside>', []],
]

describe.each(Object.entries(themes()))('controls of the %s theme', (_, tokens) => {
  const card = paint(tokens, 'card')
  const ground = (rules: Rule[], element: Element, states: string[]): Rgb => {
    const value = worth(rules, element, ['background', 'background-color'], states)
    return !value || value === 'none' || value === 'transparent' ? card : paint(tokens, value, card)
  }

  it.each(controls)('the words of %s are readable', (_name, piece, html, states) => {
    const rules = of(piece)
    const element = made(html)
    const written = worth(rules, element, ['color'], states)
    const ink = !written || written === 'inherit' ? paint(tokens, 'ink') : paint(tokens, written)
    expect(contrast(ink, ground(rules, element, states))).toBeGreaterThanOrEqual(4.5)
  })

  it.each([
    ['a button', '<button class="btn">'], ['a button that is off', '<button class="btn" disabled>'], ['a button on', '<button class="btn" aria-pressed="true">'],
    ['a field', '<input type="text">'], ['a wrong field', '<input type="text" aria-invalid="true">'], ['a choice', '<select></select>'], ['a long text', '<textarea></textarea>'],
  ])('the edge of %s is seen on a card and on the page', (_name, html) => {
    const element = made(html)
    const edge = paint(tokens, worth(base, element, ['border-color']) ?? worth(base, element, ['border'])!)
    for (const behind of ['card', 'paper']) expect(contrast(edge, paint(tokens, behind))).toBeGreaterThanOrEqual(3)
  })

  it('the main button is told from the others by its fill', () => {
    expect(contrast(ground(base, made('<button class="btn primary">'), []), card)).toBeGreaterThanOrEqual(3)
  })

  it('the focus is seen around whatever holds it', () => {
    const outline = worth(base, made('<button class="btn">'), ['outline'], [':focus-visible'])!
    expect(outline).toMatch(/^3px solid/)
    for (const behind of ['card', 'paper']) expect(contrast(paint(tokens, outline), paint(tokens, behind))).toBeGreaterThanOrEqual(3)
  })

  it('a wrong field is told from a right one by more than its colour', () => {
    const wrong = made('<input type="text" aria-invalid="true">')
    expect(worth(base, wrong, ['box-shadow'])).toContain('inset')
    expect(worth(rulesOf(styles['ui/Field.vue']!), made('<div class="field wrong">'), ['border-left'])).toMatch(/^3px solid/)
  })
})

describe('sizes and habits', () => {
  const px = (value: string | undefined) => Number(/([\d.]+)px/.exec(value ?? '')?.[1] ?? 0)

  it.each([
    ['a button', '<button class="btn">', ['min-height']], ['a small square button', '<button class="btn square">', ['min-height']],
    ['a field', '<input type="text">', ['min-height']], ['a choice', '<select></select>', ['min-height']],
  ])('%s is large enough for a finger (24 px, WCAG 2.2)', (_name, html, names) => {
    expect(px(worth(base, made(html), names))).toBeGreaterThanOrEqual(24)
  })

  it('letters grow with the preference of the reader: no size of text in pixels, but within a drawing', () => {
    const written = Object.entries(styles).filter(([path]) => !pieces[path]?.includes('<text'))
    const fixed = written.flatMap(([path, css]) => css.split('\n').filter((line) => /font(-size)?:.*\dpx/.test(line)).map((line) => `${path}: ${line.trim()}`))
    expect(fixed).toEqual([])
  })

  it('nothing moves for who asked for less movement', () => {
    const still = base.filter(({ media }) => media.includes('prefers-reduced-motion'))
    expect(still.map(({ selector, declarations }) => [selector, declarations.transition, declarations.animation])).toEqual([['*', 'none !important', 'none !important']])
  })

  it('what is only for those who listen is hidden without leaving the reading', () => {
    const hidden = worth(base, made('<span class="vh">'), ['clip-path'])
    expect([hidden, worth(base, made('<span class="vh">'), ['display'])]).toEqual(['inset(50%)', undefined])
  })

  it('the focus is never taken away without something in its place', () => {
    const removed = Object.entries(styles).flatMap(([path, css]) => rulesOf(css).filter(({ declarations }) => /^(none|0)$/.test(declarations.outline ?? '')).map(({ selector }) => `${path} ${selector}`))
    // ":focus" is for the mouse, ":focus-visible" follows it; the map draws its own cursor.
    expect(removed.sort()).toEqual(['styles/base.css :focus', 'styles/map.css .shape:focus-visible'])
  })

  it('forced colours keep the chosen view visible', () => {
    const forced = rulesOf(styles['ui/Segmented.vue']!).filter(({ media }) => media.includes('forced-colors'))
    expect(forced.map(({ declarations }) => declarations['border-color'])).toEqual(['Highlight'])
  })
})

describe('on paper', () => {
  const printed = rulesOf(sheets['styles/print.css']!).filter(({ media }) => media === 'print')
  const onPaper = printed.map((rule) => ({ ...rule, media: '' }))

  it.each(['rail', 'topbar', 'no-print', 'skip'])('.%s is left out', (name) => {
    expect(worth(onPaper, made(`<div class="${name}">`), ['display'])).toBe('none !important')
  })

  it('a long table is not cut by its own scrolling', () => {
    expect(worth(onPaper, made('<div class="scroll-x tall">'), ['overflow'])).toContain('visible')
    expect(worth(onPaper, made('<div class="scroll-x tall">'), ['max-height'])).toContain('none')
  })

  it('a card stays whole on its sheet unless it is long', () => {
    expect(worth(onPaper, made('<div class="card">'), ['break-inside'])).toBe('avoid')
    expect(worth(onPaper, made('<div class="card long">'), ['break-inside'])).toBe('auto')
  })

  it('the colours of the maps are printed as they are', () => {
    expect(worth(onPaper, made('<div>'), ['print-color-adjust'])).toBe('exact')
  })
})

it('a colour with its opacity is the one seen over what is behind', () => {
  expect(colourOf('rgb(255 255 255 / 0.5)', [0, 0, 0])).toEqual([0.5, 0.5, 0.5])
  expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21, 6)
})
