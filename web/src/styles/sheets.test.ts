import { describe, expect, it } from 'vitest'
import { pieces, rulesOf, sheets, sources, styles } from '@/testing/sheets'

const all = Object.entries(styles).flatMap(([path, css]) => rulesOf(css).map((rule) => ({ path, ...rule })))
const program = [...Object.values(pieces), ...Object.entries(sources('.ts')).filter(([path]) => !path.includes('.test.') && !path.includes('testing/')).map(([, text]) => text)].join('\n')
const template = (text: string) => /<template>([\s\S]*)<\/template>/.exec(text)?.[1] ?? ''
const classesOf = (selector: string) => [...selector.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name!)
const pxIn = (value: string) => [...value.matchAll(/(?<![\w-])(\d+)px/g)].map(([, number]) => Number(number))

describe('the style sheets', () => {
  it.each(Object.entries(styles).filter(([, css]) => css.trim() !== ''))('%s is read to its end: no brace is lost', (_, css) => {
    const bare = css.replace(/\/\*[\s\S]*?\*\//g, '')
    expect([...bare.matchAll(/\{/g)].length).toBe([...bare.matchAll(/\}/g)].length)
    expect(rulesOf(css).length).toBeGreaterThan(0)
    expect(rulesOf(css).filter(({ declarations }) => Object.keys(declarations).length === 0)).toEqual([])
  })

  it('ask nothing of another server, as the security policy demands', () => {
    expect(Object.entries(styles).filter(([, css]) => /@import|url\(\s*['"]?(https?:|\/\/|data:)/.test(css)).map(([path]) => path)).toEqual([])
  })

  it('shout only on paper and for who asked for stillness', () => {
    const loud = all.filter(({ declarations }) => Object.values(declarations).some((value) => value.includes('!important')))
    expect(loud.filter(({ media }) => media !== 'print' && !media.includes('reduced-motion')).map(({ path, selector }) => `${path} ${selector}`)).toEqual([])
  })

  it('fold at few widths, the same everywhere', () => {
    const widths = new Set(all.filter(({ path }) => !path.includes('planning/')).flatMap(({ media }) => [...media.matchAll(/(?:min|max)-width: (\d+)px/g)].map(([, width]) => Number(width))))
    expect(widths.size).toBeGreaterThan(2)
    expect(widths.size).toBeLessThanOrEqual(8)
  })

  // 320 CSS pixels are what is left of a screen of 1280 at 400 % (WCAG 1.4.10).
  it('hold nothing wider than a narrow screen, but where the screen is known to be wide', () => {
    const wide = all.filter(({ media, declarations }) => !/min-width|print/.test(media) && ['width', 'min-width', 'flex-basis'].some((name) => {
      const value = declarations[name] ?? ''
      return !/^(min|clamp)\(/.test(value) && pxIn(value).some((px) => px > 320)
    }))
    expect(wide.map(({ path, selector }) => `${path} ${selector}`)).toEqual([])
  })

  it('cut columns of grids so that long words cannot widen them', () => {
    const rigid = all.filter(({ media, declarations }) => media !== 'print' && /(^|\s)1fr \d|(^| )[2-9]fr 1fr$/.test(declarations['grid-template-columns'] ?? '') && !/minmax\(0/.test(declarations['grid-template-columns'] ?? ''))
    expect(rigid.map(({ path, selector }) => `${path} ${selector}`)).toEqual([])
  })

  it('use one family of letters, and the one of code for keys', () => {
    const fonts = all.flatMap(({ declarations }) => [declarations.font, declarations['font-family']]).filter((value) => value && /[a-z]{4}/.test(value.replace('inherit', '')))
    expect(fonts.length).toBe(2)
    expect(fonts[0]).toContain('Public Sans Variable')
  })
})

describe('what is read', () => {
  const base = rulesOf(sheets['styles/base.css']!)
  const of = (selector: string, name: string) => base.filter((rule) => rule.selector === selector && !rule.media).map(({ declarations }) => declarations[name]).find(Boolean)
  const rem = (selector: string) => parseFloat(of(selector, 'font-size') ?? '1')

  it('is set with room between its lines, in the size that the reader prefers', () => {
    expect(of('html', 'font')).toMatch(/^400 100%\/1\.5 /)
    expect(parseFloat(of('html', 'font-size')!)).toBeGreaterThanOrEqual(0.9)
  })

  it('has titles that go down in size with their rank, and small print that stays legible', () => {
    expect([rem('h1') > rem('h2'), rem('h2') > rem('h3'), rem('.key-figure') > rem('h1')]).toEqual([true, true, true])
    const sizes = all.filter(({ path }) => !path.startsWith('map/') && !path.includes('planning/')).map(({ declarations }) => declarations['font-size'] ?? '').filter((size) => size.endsWith('rem'))
    expect(Math.min(...sizes.map(parseFloat)) * 15).toBeGreaterThanOrEqual(11)
  })

  it('may grow: what holds words has no height of its own (WCAG 1.4.12)', () => {
    const pictures = /svg|mark|swatch|icon|progress|checkbox|radio|\.vh|\.label::after|\.rail|track|bar|rect/
    const fixed = all.filter(({ path, selector, declarations }) => !path.includes('planning/') && /^\d+px$/.test(declarations.height ?? '') && !pictures.test(selector))
    expect(fixed.map(({ path, selector }) => `${path} ${selector}`)).toEqual([])
  })

  it('shows its links by more than a colour, but for what is plainly a control', () => {
    const bare = all.filter(({ declarations }) => declarations['text-decoration'] === 'none').map(({ selector }) => selector)
    expect(bare.filter((selector) => !/\.btn|^li a$|\.brand/.test(selector))).toEqual([])
    expect(of('.linkish', 'text-decoration')).toBe('underline')
  })

  it('is never covered by what stays in place while it scrolls past, and the way to skip to it lies on top', () => {
    const layers = all.flatMap(({ path, selector, declarations }) => (declarations['z-index'] ? [[`${path} ${selector}`, Number(declarations['z-index'])] as const] : []))
    const top = Math.max(...layers.map(([, layer]) => layer))
    expect(layers.filter(([, layer]) => layer === top).filter(([name]) => !name.endsWith(' .skip'))).toEqual([])
    expect(layers.map(([name]) => name)).toContain('app/SkipLink.vue .skip')
  })
})

describe('the classes', () => {
  const shared = Object.keys(sheets).flatMap((path) => rulesOf(sheets[path]!).flatMap(({ selector }) => classesOf(selector)))

  it('of the shared sheets are all worn by something', () => {
    // Fills and outlines are composed: "fill-t" and a number.
    const composed = /^(fill|outline)-/
    expect([...new Set(shared)].filter((name) => !composed.test(name) && !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(program))).toEqual([])
  })

  it.each(Object.entries(pieces).filter(([path]) => !path.includes('planning/')))('of %s are all worn in it', (path, text) => {
    const own = rulesOf(styles[path] ?? '').flatMap(({ selector }) => classesOf(selector.replace(/:deep\([^)]*\)/g, '')))
    const worn = `${template(text)}\n${/<script[\s\S]*?<\/script>/.exec(text)?.[0] ?? ''}`
    // The tone of a tag is the name of its class; the parts of another component answer to that component's classes.
    const parts = `${worn}${[...worn.matchAll(/<([A-Z]\w+)/g)].map(([, name]) => Object.entries(pieces).find(([other]) => other.endsWith(`/${name}.vue`))?.[1] ?? '').join('\n')}`
    expect([...new Set(own)].filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(parts))).toEqual([])
  })

  it('written in templates are all dressed somewhere', () => {
    const dressed = new Set(all.flatMap(({ selector }) => classesOf(selector)))
    const plain = Object.entries(pieces).filter(([path]) => !path.includes('planning/')).flatMap(([path, text]) =>
      [...template(text).matchAll(/\sclass="([^"]+)"/g)].flatMap(([, names]) => names!.split(/\s+/)).map((name) => `${path} ${name}`))
    const naked = plain.filter((one) => !dressed.has(one.split(' ')[1]!))
    expect(naked).toEqual([])
  })
})

describe('both themes', () => {
  const tokens = rulesOf(sheets['styles/tokens.css']!)

  it('tell the browser which one they are, so that its own controls follow', () => {
    expect(tokens.map(({ selector, declarations }) => [selector, declarations['color-scheme']])).toEqual([[':root', 'light'], ["[data-theme='dark']", 'dark']])
  })

  it('say every value in full: a token that leads to another would be read once too early', () => {
    expect(tokens.flatMap(({ declarations }) => Object.entries(declarations)).filter(([name, value]) => name.startsWith('--') && value.includes('var('))).toEqual([])
  })
})
