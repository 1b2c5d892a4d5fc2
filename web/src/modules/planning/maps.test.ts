import { describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import type { Disagreement } from '@/api/types'
import { setLanguage } from '@/i18n'
import { drawLayer, drawPartition } from '@/testing/drawnMap'
import { disagreement, plan, ssdMap } from '@/testing/territory'
import type { DrawnPlan } from './livePlan'
import { useOverlay } from './useOverlay'
import { usePlanMaps } from './usePlanMaps'

const layer = drawLayer(ssdMap)
const planOf = (rows: string[], patch: Partial<DrawnPlan> = {}): DrawnPlan => ({ ...plan, of_unit: drawPartition(rows).of, ...patch })
const mapsOf = (drawn: DrawnPlan | null) => usePlanMaps(() => layer, () => drawn).value

describe('the twin maps of a plan', () => {
  it('are nothing until both the outlines and the plan are there', () => {
    expect(mapsOf(null)).toBeNull()
    expect(usePlanMaps(() => null, () => plan).value).toBeNull()
  })

  it('give two districts that touch two colours', () => {
    const { after, before } = mapsOf(planOf(['AAB', 'AAB', 'AAB']))!
    for (const { fills } of [before, after]) {
      layer.neighbours.forEach((around, unit) => {
        const of = fills === after.fills ? drawPartition(['AAB', 'AAB', 'AAB']).of : plan.before_of_unit
        for (const other of around) if (of[other] !== of[unit]) expect(fills[other]).not.toBe(fills[unit])
      })
    }
  })

  it('keep the colour of the sector that a district continues', () => {
    const { before, after } = mapsOf(plan)!
    plan.before_match.forEach((district, sector) => {
      if (district >= 0) expect(after.colourOf[district]).toBe(before.colourOf[sector])
    })
  })

  it('draw today’s map once for all the plans of a search, and again in another language', () => {
    const shown = shallowRef(planOf(['AAB', 'AAB', 'AAB']))
    const maps = usePlanMaps(() => layer, () => shown.value)
    const first = maps.value!.before
    shown.value = planOf(['ABB', 'ABB', 'ABB'])
    expect(maps.value!.before).toBe(first)
    expect(maps.value!.after.fills).not.toEqual(first.fills)
    shown.value = planOf(['ABB', 'ABB', 'ABB'], { before_of_unit: drawPartition(['AAA', 'BBB', 'CCC']).of })
    expect(maps.value!.before).not.toBe(first)
    const french = maps.value!.before
    setLanguage('en')
    expect(maps.value!.before).not.toBe(french)
    setLanguage('fr')
  })

  it('name every unit by its sector, those that move by both, those of nobody by nothing', () => {
    const { before, after } = mapsOf(planOf(['AAB', 'AAB', 'AAB'], { before_of_unit: plan.before_of_unit.map((sector, unit) => (unit === 0 ? -1 : sector)) }))!
    expect(before.names[0]).toBe('Unité 00, sans secteur')
    expect(before.names[4]).toBe('Unité 11, Secteur B')
    expect(after.names[0]).toBe('Unité 00, District Ouest')
    expect(after.names[4]).toBe('Unité 11, de Secteur B à District Ouest')
  })

  it('leave out the moves of missions other than the one shown before, and units not drawn', () => {
    const moved = [{ code: '11', missions: ['ase'] }, { code: '22', missions: ['ssd', 'ase'] }, { code: 'nowhere', missions: ['ssd'] }]
    expect([...mapsOf(planOf(['AAB', 'AAB', 'AAB'], { moved }))!.moved]).toEqual([layer.indexOf.get('22')])
  })

  it('do not depend on the order in which the plan lists the units', () => {
    const order = [8, 3, 1, 0, 7, 2, 6, 5, 4]
    const pick = <T>(values: readonly T[]) => order.map((unit) => values[unit]!)
    const shuffled = { ...plan, units: pick(plan.units), of_unit: pick(plan.of_unit), before_of_unit: pick(plan.before_of_unit) }
    expect(mapsOf(shuffled)!.after.fills).toEqual(mapsOf(plan)!.after.fills)
    expect(mapsOf(shuffled)!.before.names).toEqual(mapsOf(plan)!.before.names)
  })
})

describe('the maps of several missions over one another', () => {
  const overlayOf = (found: Disagreement | null, colour = 'ssd') => useOverlay(() => layer, () => found, () => colour).value

  it('is nothing without an answer', () => {
    expect(overlayOf(null)).toBeNull()
  })

  it('is coloured by one mission, the others being lines of their own kind, in the order of the question', () => {
    const overlay = overlayOf(disagreement, 'ase')!
    expect(overlay.outlines.map(({ key, kind }) => [key, kind])).toEqual([['ase', 'outline-main'], ['ssd', 'outline-2'], ['pmi', 'outline-3']])
    expect(overlay.legend.map(({ label }) => label)).toEqual(['Limites ASE', 'Limites SSD', 'Limites PMI'])
    const rows = [0, 3, 6].map((start) => new Set(overlay.fills.slice(start, start + 3)).size)
    expect(rows).toEqual([1, 1, 1])
  })

  it('falls back on the first mission when the colour asked for is not compared', () => {
    expect(overlayOf(disagreement, 'apa')!.outlines[0]?.key).toBe('ssd')
  })

  it('draws a line exactly where the sectors of its mission change', () => {
    const same = { ...disagreement, missions: ['ssd', 'ase'], atoms: disagreement.atoms.map((atom) => ({ ...atom, sectors: [atom.sectors[0]!, 0] })) }
    expect(overlayOf(same)!.outlines[1]?.path).toBe('')
    expect(overlayOf(disagreement)!.outlines[1]?.path).not.toBe('')
  })

  it('knows the common piece of every unit, and none for a unit it was not told of', () => {
    const partial = { ...disagreement, units: disagreement.units.slice(1), atom_of_unit: disagreement.atom_of_unit.slice(1) }
    const overlay = overlayOf(partial)!
    expect(overlay.atomOf[0]).toBe(-1)
    expect(overlay.atomOf.slice(1)).toEqual(disagreement.atom_of_unit.slice(1))
    expect(overlay.names[0]).toMatch(/^Unité 00, 100 habitants\./)
  })
})
