import { render, screen } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import SectorLegend from './SectorLegend.vue'
import { siteMark } from './siteMark'

describe('the mark of a site', () => {
  it.each([
    ['mds', null, 'mds'],
    ['pmi', null, 'other'],
    ['mds', '2026-03-01', 'closed'],
    ['antenne', '2026-02-28', 'closed'],
    ['mds', '2026-03-02', 'mds'],
    ['mds', '', 'mds'],
  ] as const)('%s, until %s, is on the first of March 2026: %s', (kind, to, expected) => {
    expect(siteMark({ kind, to }, '2026-03-01')).toBe(expected)
  })
})

describe('the legend', () => {
  it('shows each mark as the map does, beside its word', () => {
    const entries = (['mds', 'other', 'closed'] as const).map((mark) => ({ key: mark, label: `site ${mark}`, mark }))
    const { container } = render(SectorLegend, { props: { entries } })
    expect(screen.getAllByRole('listitem').map((item) => item.textContent?.trim())).toEqual(['Msite mds', 'site other', 'site closed'])
    expect(container.querySelectorAll('rect.site-mark')).toHaveLength(1)
    expect(container.querySelectorAll('circle.site-mark.closed')).toHaveLength(1)
  })

  it('gives the detail, the line and the hatching of what it explains', () => {
    const { container } = render(SectorLegend, { props: { entries: [{ key: 'a', label: 'Limites', detail: '12 %', line: 'outline-2', hatched: true, fill: 'fill-t1' }] } })
    expect(screen.getByRole('listitem').textContent).toContain('12 %')
    for (const drawn of ['.outline-2', '.hatched', '.swatch.fill-t1']) expect(container.querySelectorAll(drawn)).toHaveLength(1)
  })
})
