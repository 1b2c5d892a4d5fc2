import { render } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { drawLayer } from '@/testing/drawnMap'
import { linesOf, svgText } from './exportImage'
import TerritoryMap from './TerritoryMap.vue'

function exported(caption = 'Au 1er mars 2026'): Document {
  const layer = drawLayer(['AB'])
  const props = { title: 'Carte <1>', layer, fills: ['fill-t0', 'fill-t1'], names: ['A', 'B'] }
  const { container } = render(TerritoryMap, { props })
  const painting = container.querySelector<SVGSVGElement>('svg.map-painting')!
  Object.defineProperty(painting, 'viewBox', { value: { baseVal: { width: 200, height: 100 } } })
  const text = svgText([painting, container.querySelector<SVGSVGElement>('svg.map-svg')!], { title: 'Carte <1>', caption, width: 1000 })
  return new DOMParser().parseFromString(text, 'image/svg+xml')
}

it('an exported map is a well-formed drawing with its size, title and caption', () => {
  const svg = exported().documentElement
  expect(svg.nodeName).toBe('svg')
  expect(svg.getAttribute('width')).toBe('1000')
  expect(svg.querySelector('title')?.textContent).toBe('Carte <1>')
  expect(svg.querySelector('desc')?.textContent).toBe('Au 1er mars 2026')
})

it('an exported map needs no style sheet and carries nothing of the page', () => {
  const svg = exported().documentElement
  expect(svg.querySelectorAll('[class], [style], [tabindex], [role], [data-index], [aria-label]')).toHaveLength(0)
  expect(svg.querySelectorAll('path').length).toBeGreaterThan(1)
})

const textsOf = (svg: Element) => [...svg.querySelectorAll(':scope > g > text')].map(({ textContent }) => textContent)
const number = (found: Element, name: string) => Number(found.getAttribute(name))

describe('what is written around an exported map', () => {
  it('is its title above and its caption below, outside the drawing', () => {
    const svg = exported().documentElement
    const map = svg.querySelector('svg')!
    expect([number(map, 'width'), number(map, 'height')]).toEqual([1000, 500])
    expect(textsOf(svg)).toEqual(['Carte <1>', 'Au 1er mars 2026'])
    const [title, caption] = [...svg.querySelectorAll(':scope > g > text')].map((text) => number(text, 'y'))
    expect(title).toBeLessThan(number(map, 'y'))
    expect(caption).toBeGreaterThan(number(map, 'y') + 500)
    expect(caption).toBeLessThan(number(svg, 'height'))
  })

  it('takes as many lines as it needs, and the sheet grows with them', () => {
    const long = `${'source publique, '.repeat(40)}fin`
    const svg = exported(long).documentElement
    expect(textsOf(svg).length).toBeGreaterThan(3)
    expect(textsOf(svg).slice(1).join(' ')).toBe(long)
    expect(number(svg, 'height')).toBeGreaterThan(number(exported().documentElement, 'height'))
  })

  it('is cut between words, never inside one', () => {
    expect(linesOf('un deux trois', 7)).toEqual(['un deux', 'trois'])
    expect(linesOf('anticonstitutionnellement vrai', 5)).toEqual(['anticonstitutionnellement', 'vrai'])
    expect(linesOf('', 5)).toEqual([])
  })
})
