import { render } from '@testing-library/vue'
import { expect, it } from 'vitest'
import { drawLayer } from '@/testing/drawnMap'
import { svgText } from './exportImage'
import TerritoryMap from './TerritoryMap.vue'

function exported(): Document {
  const layer = drawLayer(['AB'])
  const props = { title: 'Carte <1>', layer, fills: ['fill-t0', 'fill-t1'], names: ['A', 'B'] }
  const { container } = render(TerritoryMap, { props })
  const drawing = container.querySelector<SVGSVGElement>('svg.map-svg')!
  Object.defineProperty(drawing, 'viewBox', { value: { baseVal: { width: 200, height: 100 } } })
  const text = svgText(drawing, { title: 'Carte <1>', caption: 'Au 1er mars 2026', width: 1000 })
  return new DOMParser().parseFromString(text, 'image/svg+xml')
}

it('an exported map is a well-formed drawing with its size, title and caption', () => {
  const svg = exported().documentElement
  expect(svg.nodeName).toBe('svg')
  expect([svg.getAttribute('width'), svg.getAttribute('height')]).toEqual(['1000', '500'])
  expect(svg.querySelector('title')?.textContent).toBe('Carte <1>')
  expect(svg.querySelector('desc')?.textContent).toBe('Au 1er mars 2026')
})

it('an exported map needs no style sheet and carries nothing of the page', () => {
  const svg = exported().documentElement
  expect(svg.querySelectorAll('[class], [style], [tabindex], [role], [data-index], [aria-label]')).toHaveLength(0)
  expect(svg.querySelectorAll('path').length).toBeGreaterThan(1)
})
