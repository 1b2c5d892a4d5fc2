import { describe, expect, it } from 'vitest'
import { contrast } from '@/testing/colours'
import { paint, rulesOf, sheets, styles, themes, type Tokens } from '@/testing/sheets'

const { light, dark } = themes()
const ratio = (tokens: Tokens, front: string, back: string) => contrast(paint(tokens, front, paint(tokens, back)), paint(tokens, back))

const text: [string, string][] = [
  ['ink', 'card'], ['ink', 'paper'], ['ink', 'pri-tint'], ['muted', 'card'], ['muted', 'paper'], ['muted', 'pri-tint'],
  ['pri', 'card'], ['pri', 'paper'], ['pri', 'pri-tint'], ['pri-ink', 'pri'], ['rail-ink', 'rail'], ['acc', 'card'],
  ['danger', 'danger-t'], ['danger', 'card'], ['warn', 'warn-t'], ['ok', 'ok-t'], ['info', 'info-t'], ['map-ink', 'map-halo'],
]
const marks: [string, string][] = [
  ['line2', 'card'], ['line2', 'paper'], ['focus', 'card'], ['focus', 'paper'], ['rail-focus', 'rail'], ['rail-line', 'rail'],
  ['mark-edge', 'rail'], ['danger', 'card'], ['o1', 'card'], ['o2', 'card'], ['o3', 'card'], ['focus2', 'focus'],
]

describe.each([['light', light], ['dark', dark]])('colours of the %s theme', (_, tokens) => {
  it.each(text)('%s is readable on %s (4.5:1)', (front, back) => {
    expect(ratio(tokens, front, back)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(marks)('%s stands out on %s (3:1)', (front, back) => {
    expect(ratio(tokens, front, back)).toBeGreaterThanOrEqual(3)
  })

  // The rail lightens what one points at and the page one is on; its words must stay readable there.
  it.each(['rail-shade', 'rail-here'])('the words of the menu stay readable on %s', (layer) => {
    const ground = paint(tokens, layer, paint(tokens, 'rail'))
    expect(contrast(paint(tokens, 'rail-ink'), ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['ink', 'muted', 'pri'])('%s stays readable on the row of a table that one points at', (front) => {
    const ground = paint(tokens, 'shade', paint(tokens, 'card'))
    expect(contrast(paint(tokens, front), ground)).toBeGreaterThanOrEqual(4.5)
  })
})

describe('the two themes', () => {
  const sameInBoth = /^--(rail|mark|veil|radius)/
  const colour = /^#|^rgb/

  it('the dark one says again every colour of the light one, but those of the menu', () => {
    const forgotten = Object.keys(light).filter((name) => !sameInBoth.test(name) && colour.test(light[name]!) && dark[name] === light[name])
    expect(forgotten).toEqual([])
  })

  it('the dark one invents no token of its own', () => {
    expect(Object.keys(dark).filter((name) => !(name in light))).toEqual([])
  })

  it('paper is printed in the light one', () => {
    const printed = rulesOf(sheets['styles/tokens.css']!).filter(({ selector }) => selector === "[data-theme='dark']").map(({ media }) => media)
    expect(new Set(printed)).toEqual(new Set(['not print']))
  })
})

describe('colours are said in one place', () => {
  const literal = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color|color-mix)a?\(|:\s*(?:white|black|red|green|blue|gr[ae]y|orange|yellow)\b/i
  const elsewhere = Object.entries(styles).filter(([path]) => path !== 'styles/tokens.css')

  it('no style outside the tokens names a colour', () => {
    const named = elsewhere.flatMap(([path, css]) => css.split('\n').filter((line) => literal.test(line.replace(/var\([^)]*\)/g, ''))).map((line) => `${path}: ${line.trim()}`))
    expect(named).toEqual([])
  })

  it('every token that is used exists', () => {
    const used = elsewhere.flatMap(([path, css]) => [...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => [path, name] as const))
    expect(used.filter(([, name]) => !(name! in light))).toEqual([])
    expect(used.length).toBeGreaterThan(50)
  })

  it('every token that exists is used', () => {
    const all = Object.values(styles).join('\n')
    expect(Object.keys(light).filter((name) => name.startsWith('--') && !all.includes(`var(${name})`))).toEqual([])
  })
})
