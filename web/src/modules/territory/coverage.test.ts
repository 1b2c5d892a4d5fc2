import { fireEvent, screen } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage } from '@/testing/mount'
import CoveragePage from './CoveragePage.vue'

describe('coverage', () => {
  it('explains every fault and shows it on the map', async () => {
    serve()
    const view = await mountPage(CoveragePage, '/territory/coverage')
    expect(screen.getByText(/Plusieurs secteurs réclament Unité 11 : «\sSecteur A\s» et «\sSecteur B\s»/)).toBeTruthy()
    expect(view.container.querySelectorAll('.shape-hatched')).toHaveLength(2)
    await fireEvent.click(screen.getAllByRole('button', { name: 'Montrer' })[0]!)
    expect(view.container.querySelectorAll('.shape-hatched')).toHaveLength(1)
    await expectAccessible(view.container)
  })

  it('of a complete map says so', async () => {
    serve({ 'GET /territory/coverage': { mission: 'ase', faults: [] } })
    await mountPage(CoveragePage, '/territory/coverage?mission=ase')
    expect(screen.getByRole('heading', { name: 'Carte complète' })).toBeTruthy()
  })
})
