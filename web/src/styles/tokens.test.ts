// @vitest-environment node
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const sheet = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function tokensOf(selector: string): Record<string, string> {
  const block = sheet.split(`${selector} {`)[1]?.split('}')[0] ?? ''
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]))
}

const light = tokensOf(':root')
const themes = { light, dark: { ...light, ...tokensOf("[data-theme='dark']") } }

function luminance(colour: string): number {
  const channels = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

// WCAG 2.1 contrast ratio.
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const text: [string, string][] = [
  ['ink', 'card'], ['ink', 'paper'], ['ink', 'pri-tint'], ['muted', 'card'], ['muted', 'paper'], ['muted', 'pri-tint'],
  ['pri', 'card'], ['pri', 'paper'], ['pri', 'pri-tint'], ['pri-ink', 'pri'], ['rail-ink', 'rail'], ['acc', 'card'],
  ['danger', 'danger-t'], ['danger', 'card'], ['warn', 'warn-t'], ['ok', 'ok-t'], ['info', 'info-t'], ['map-ink', 'map-halo'],
]
const marks: [string, string][] = [
  ['line2', 'card'], ['line2', 'paper'], ['focus', 'card'], ['focus', 'paper'], ['rail-focus', 'rail'], ['o2', 'card'], ['o3', 'card'],
]
const tints = ['t0', 't1', 't2', 't3', 't4', 't5', 't6', 's0', 's1', 's2', 's3', 's4']

describe.each(Object.entries(themes))('colours of the %s theme', (_, tokens) => {
  it.each(text)('%s is readable on %s (4.5:1)', (front, back) => {
    expect(contrast(tokens[front] ?? '', tokens[back] ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  it.each(marks)('%s stands out on %s (3:1)', (front, back) => {
    expect(contrast(tokens[front] ?? '', tokens[back] ?? '')).toBeGreaterThanOrEqual(3)
  })

  it.each(tints.slice(0, 7))('sector limits stand out on the tint %s (3:1)', (tint) => {
    expect(contrast(tokens['map-ink'] ?? '', tokens[tint] ?? '')).toBeGreaterThanOrEqual(3)
  })

  it('the sequential ramp is ordered by lightness, so that it survives a grey print', () => {
    const ramp = tints.slice(7).map((name) => luminance(tokens[name] ?? ''))
    const sorted = [...ramp].sort((a, b) => a - b)
    expect([sorted, [...sorted].reverse()]).toContainEqual(ramp)
  })
})

it('the dark theme redefines every colour that the light one uses for text', () => {
  const dark = tokensOf("[data-theme='dark']")
  const forgotten = [...new Set(text.flat())].filter((name) => !name.startsWith('rail') && !(name in dark))
  expect(forgotten).toEqual([])
})
