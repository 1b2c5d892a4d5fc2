import { screen } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import type { Relay } from '@/api/types'
import { setLanguage } from '@/i18n'
import { serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle } from '@/testing/mount'
import { competence, house } from '@/testing/territory'
import CompetencePage from './CompetencePage.vue'

const desk: Relay = {
  kind: 'desk', mission: null, from: { code: 'M1', name: 'MDS du Centre' }, to: { code: 'M2', name: 'MDS du Port' }, site: { ...house, code: 'M2', name: 'MDS du Port', address: '3 quai Neuf' },
  since: '2026-03-01', until: '2026-03-15', reason: 'Inondation', origin: 'continuity/1', units: 1, of_units: 1,
}
const sector: Relay = { ...desk, kind: 'sector', mission: 'ssd', from: { code: 'B', name: 'Secteur B' }, to: { code: 'A', name: 'Secteur A' }, site: null, origin: 'continuity/2', units: 2, of_units: 3 }
const open = async (relays: Relay[]) => {
  serve({ 'GET /territory/competence': { ...competence, relays } })
  return mountPage(CompetencePage, '/territory/competence?code=11')
}

afterEach(() => setLanguage('fr'))

describe('who answers in the meantime', () => {
  it('is said beside the permanent answer, with its address, its dates and its reason', async () => {
    const view = await open([desk, sector])
    const card = screen.getByRole('heading', { name: 'Relais temporaire' }).closest('section')!
    expect(card.textContent).toMatch(/Accueil\s: MDS du Centre ne reçoit pas\s; les habitants sont reçus ici\s: MDS du Port, 3 quai Neuf\./)
    expect(card.textContent).toMatch(/Du 1er mars 2026 au 15 mars 2026\. Motif\s: Inondation\./)
    expect(card.textContent).toMatch(/SSD\s: à la place de l’équipe de Secteur B, répond celle de Secteur A\./)
    expect(card.textContent).toMatch(/Pour 2 IRIS sur 3 de la commune/)
    expect(screen.getByRole('link', { name: 'MDS du Port' }).getAttribute('href')).toBe('/territory/places/site/M2')
    expect(screen.getByRole('link', { name: 'Secteur A' }).getAttribute('href')).toContain('mission=ssd')
    // The permanent answer stays.
    expect(screen.getByRole('row', { name: /SSD.*Secteur B/ })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'MDS du Centre' })).toBeTruthy()
    expect(screen.getAllByRole('status').map((status) => status.textContent).join('')).toContain('2 relais temporaires sont en vigueur')
    await expectAccessible(view.container)
  })

  it('for one mission only says which, and in English too', async () => {
    await open([{ ...desk, mission: 'pmi' }])
    expect(screen.getByText(/Seulement pour\s: PMI\./)).toBeTruthy()
    setLanguage('en')
    await settle()
    expect(screen.getByText(/Reception: MDS du Centre does not receive/)).toBeTruthy()
    expect(screen.getByText(/Only for: .*PMI/)).toBeTruthy()
  })

  it('of which the reason was erased keeps its dates', async () => {
    const view = await open([{ ...desk, reason: '' }])
    expect(screen.getByText(/^Du 1er mars 2026 au 15 mars 2026\.$/)).toBeTruthy()
    expect(view.container.textContent).not.toContain('Motif')
  })

  it('is not there when nobody stands in', async () => {
    await open([])
    expect(screen.queryByText('Relais temporaire')).toBeNull()
  })
})
