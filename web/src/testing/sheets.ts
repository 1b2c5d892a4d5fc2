import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { colourOf, type Rgb } from './colours'

// The sources of the application as text, by their path: what its pages and its style sheets say, before any building.
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
export function sources(extension: string): Record<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(extension)).sort()
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(root, name), 'utf8')]))
}

const between = (text: string) => /<style[^>]*>([\s\S]*)<\/style>/.exec(text)?.[1] ?? ''
export const sheets = sources('.css')
export const pieces = sources('.vue')
export const styles = { ...sheets, ...Object.fromEntries(Object.entries(pieces).map(([path, text]) => [path, between(text)])) }

export interface Rule {
  media: string
  selector: string
  declarations: Record<string, string>
  weight: number
}

// What a selector weighs: ids, then classes, attributes and states, then elements; `:not` and `:is` as their heaviest.
export function weightOf(selector: string): number {
  let total = 0
  const outside = selector.replace(/:(not|is|has|where)\(((?:[^()]|\([^()]*\))*)\)/g, (_, name: string, list: string) => {
    if (name !== 'where') total += Math.max(...list.split(',').map((one) => weightOf(one.trim())))
    return ''
  })
  const of = (pattern: RegExp) => outside.match(pattern)?.length ?? 0
  const elements = of(/(^|[\s>+~])[a-z][\w-]*/g) + of(/::[\w-]+/g)
  return total + of(/#[\w-]+/g) * 10_000 + (of(/\.[\w-]+/g) + of(/\[[^\]]*\]/g) + of(/(^|[^:]):[a-z][\w-]*/g)) * 100 + elements
}

function declarationsOf(body: string): Record<string, string> {
  const pairs = body.split(';').map((line) => line.split(/:(.*)/s).map((part) => part.trim()))
  return Object.fromEntries(pairs.filter(([name, value]) => name && value))
}

// The rules of a sheet in their order, with the media they are meant for.
export function rulesOf(sheet: string, media = ''): Rule[] {
  const found: Rule[] = []
  const block = /([^{}]+)\{((?:[^{}]|\{[^{}]*\})*)\}/g
  for (const [, head = '', body = ''] of sheet.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(block)) {
    if (head.trim().startsWith('@media')) found.push(...rulesOf(body, head.replace('@media', '').trim()))
    else if (!head.trim().startsWith('@')) {
      const declarations = declarationsOf(body)
      const alone = head.split(/,(?![^(]*\))/).map((one) => one.trim())
      found.push(...alone.map((selector) => ({ media, selector, declarations, weight: weightOf(selector) })))
    }
  }
  return found
}

// What a property is worth on an element, among rules in their order; the states (":hover") are those said to be on.
export function worth(rules: readonly Rule[], element: Element, names: readonly string[], states: readonly string[] = []): string | undefined {
  let best: { value: string; weight: number } | undefined
  for (const { selector, declarations, weight, media } of rules) {
    const name = names.find((one) => one in declarations)
    if (media || !name || selector.includes('::')) continue
    const now = states.reduce((text, state) => text.replaceAll(state, ''), selector).replace(/:(hover|focus-visible|focus-within|focus|active)/g, ':not(*)')
    if (element.matches(now.trim() || '*') && (!best || weight >= best.weight)) best = { value: declarations[name]!, weight }
  }
  return best?.value
}

export type Tokens = Record<string, string>

// The tokens of both themes; the dark one says only what differs.
export function themes(): { light: Tokens; dark: Tokens } {
  const rules = rulesOf(sheets['styles/tokens.css'] ?? '')
  const of = (selector: string) => Object.assign({}, ...rules.filter((rule) => rule.selector === selector).map((rule) => rule.declarations)) as Tokens
  return { light: of(':root'), dark: { ...of(':root'), ...of("[data-theme='dark']") } }
}

// The colour of a token ("ink") or of a value ("var(--ink)", "1px solid var(--ink)"), over what is behind.
export function paint(tokens: Tokens, value: string, behind?: Rgb): Rgb {
  const name = /var\((--[\w-]+)\)/.exec(value)?.[1] ?? (`--${value}` in tokens ? `--${value}` : undefined)
  return colourOf(name ? (tokens[name] ?? '') : value, behind)
}
