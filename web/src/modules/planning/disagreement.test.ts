import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it, vi } from 'vitest'
import { setLanguage } from '@/i18n'
import { refusal, serve } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle, tableNamed } from '@/testing/mount'
import { disagreement, overview } from '@/testing/territory'
import DisagreementPage from './DisagreementPage.vue'

describe('today’s disagreement', () => {
  it('is a sentence, figures, a map and tables', async () => {
    serve()
    const view = await mountPage(DisagreementPage, '/planning/disagreement')
    expect(screen.getByText(/66,7\s% des habitants \(600\) vivent là où les secteurs de SSD, ASE et PMI/)).toBeTruthy()
    expect(screen.getByRole('button', { name: /Unité 00, 100 habitants\. SSD\s: Secteur A, ASE\s: Secteur A, PMI\s: Secteur A/ })).toBeTruthy()
    expect(screen.getByRole('row', { name: /ASE et SSD 500 55\s% 25\s%/ })).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('draws the other missions with distinct lines, and changes the colours on demand', async () => {
    serve()
    const view = await mountPage(DisagreementPage, '/planning/disagreement')
    expect(view.container.querySelectorAll('.map-painting .outline-2, .map-painting .outline-3')).toHaveLength(2)
    await fireEvent.click(screen.getByRole('radio', { name: 'PMI' }))
    await settle()
    expect(view.router.currentRoute.value.query.colour).toBe('pmi')
    expect(screen.getByText(/Pour chaque secteur PMI/)).toBeTruthy()
  })

  it('shows the common piece of the unit chosen, and the same choice undoes it', async () => {
    serve()
    const view = await mountPage(DisagreementPage, '/planning/disagreement')
    const unit = screen.getByRole('button', { name: /Unité 00, 100/ })
    await fireEvent.click(unit)
    await settle()
    expect(view.container.querySelectorAll('.shape-hatched').length).toBeGreaterThan(0)
    expect(screen.getByText(/2 communes, 200 habitants/)).toBeTruthy()
    await fireEvent.click(unit)
    await settle()
    expect(view.router.currentRoute.value.query.atom).toBeUndefined()
  })

  it('is asked for the missions chosen, and needs two', async () => {
    const asked = serve()
    await mountPage(DisagreementPage, '/planning/disagreement')
    expect(asked.at(-1)?.query.get('missions') ?? asked.find(({ path }) => path.includes('disagreement'))?.query.get('missions')).toBe('ssd,ase,pmi')
    await fireEvent.click(screen.getByRole('checkbox', { name: /PMI/ }))
    await settle()
    expect(asked.at(-1)?.query.get('missions')).toBe('ssd,ase')
    await fireEvent.click(screen.getByRole('checkbox', { name: /ASE/ }))
    await settle()
    expect(screen.getByText(/au moins deux missions/)).toBeTruthy()
  })

  it('has nothing to compare without two maps', async () => {
    serve({ 'GET /territory/overview': { ...overview, missions: overview.missions.slice(0, 1) } })
    const view = await mountPage(DisagreementPage, '/planning/disagreement')
    expect(screen.getByRole('heading', { name: 'Rien à comparer' })).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('falls back on the missions that receive the public, and takes those of the address', async () => {
    const missions = [...overview.missions, { code: 'mds', name_fr: 'mds', name_en: 'mds', sectors: 1 }, { code: 'apa', name_fr: 'apa', name_en: 'apa', sectors: 0 }]
    const asked = serve({ 'GET /territory/overview': { ...overview, missions } })
    const first = await mountPage(DisagreementPage, '/planning/disagreement')
    const lastAsked = () => asked.filter(({ path }) => path === '/planning/disagreement').at(-1)?.query
    expect(lastAsked()?.get('missions')).toBe('ssd,ase,pmi')
    expect(screen.getAllByRole('checkbox')).toHaveLength(4)
    first.unmount()
    await mountPage(DisagreementPage, '/planning/disagreement?missions=mds,ase&at=2025-01-01')
    expect(lastAsked()?.get('missions')).toBe('mds,ase')
    expect(lastAsked()?.get('at')).toBe('2025-01-01')
  })

  it('leads to a common map of the same missions, for planners only', async () => {
    serve()
    const planners = await mountPage(DisagreementPage, '/planning/disagreement?missions=ssd,pmi')
    expect(screen.getByRole('link', { name: 'Proposer une carte commune' }).getAttribute('href')).toBe('/planning/proposals?missions=ssd,pmi')
    planners.unmount()
    await mountPage(DisagreementPage, '/planning/disagreement?missions=ssd,pmi', {}, ['executive'])
    expect(screen.queryByRole('link', { name: 'Proposer une carte commune' })).toBeNull()
  })

  it('that is none is said as such', async () => {
    serve({ 'GET /planning/disagreement': { ...disagreement, residents_differing: 0, share_differing: 0 } })
    await mountPage(DisagreementPage, '/planning/disagreement')
    expect(screen.getByText('Les secteurs de SSD, ASE et PMI coïncident partout.')).toBeTruthy()
  })

  it('that the server refuses is a sentence with a way out', async () => {
    let refused = true
    serve({ 'GET /planning/disagreement': () => (refused ? refusal(422, 'planning.unknown_mission', { detail_fr: 'La mission « pmi » n’a pas de carte.' }) : disagreement) })
    await mountPage(DisagreementPage, '/planning/disagreement')
    expect(screen.getByRole('alert').textContent).toContain('La mission « pmi » n’a pas de carte.')
    refused = false
    await fireEvent.click(screen.getByRole('button', { name: /essayer/ }))
    await settle()
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByText(/vivent là où/)).toBeTruthy()
  })

  it('in English reads in English', async () => {
    serve()
    const view = await mountPage(DisagreementPage, '/planning/disagreement')
    setLanguage('en')
    await settle()
    expect(screen.getByText(/66\.7% of residents \(600\) live where the sectors of SSD, ASE and PMI do not cover the same places/)).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Who shares what' })).toBeTruthy()
    await expectAccessible(view.container)
    setLanguage('fr')
  })
})

describe('the pairs of missions', () => {
  const pairs = [
    { a: 'ase', b: 'ssd', residents_differing: 500, share_differing: 0.55, border_concordance: 0.25 },
    { a: 'pmi', b: 'ssd', residents_differing: 900, share_differing: 1, border_concordance: 0 },
    { a: 'ase', b: 'pmi', residents_differing: 0, share_differing: 0, border_concordance: 1 },
  ]
  const names = () => tableNamed('Mission par mission').getAllByRole('row').slice(1).map((row) => row.querySelector('td, th')?.textContent?.trim())

  it('stand from the most to the least in disagreement, and are sorted by any figure', async () => {
    serve({ 'GET /planning/disagreement': { ...disagreement, pairs } })
    await mountPage(DisagreementPage, '/planning/disagreement')
    expect(names()).toEqual(['PMI et SSD', 'ASE et SSD', 'ASE et PMI'])
    await fireEvent.click(tableNamed('Mission par mission').getByRole('button', { name: /^Limites communes/ }))
    await settle()
    expect(names()).toEqual(['ASE et PMI', 'ASE et SSD', 'PMI et SSD'])
  })

  it('are two sides of a border: all of it, none of it, or a share', async () => {
    serve({ 'GET /planning/disagreement': { ...disagreement, pairs } })
    await mountPage(DisagreementPage, '/planning/disagreement')
    expect(tableNamed('Mission par mission').getByRole('row', { name: /ASE et PMI 0 0.% 100.%/ })).toBeTruthy()
    expect(tableNamed('Mission par mission').getByRole('row', { name: /PMI et SSD 900 100.% 0.%/ })).toBeTruthy()
  })
})

describe('the common pieces', () => {
  const caption = 'Les morceaux communs'

  it('are listed by residents; choosing one hatches it, keeps it in the address and tells who is there', async () => {
    serve()
    const view = await mountPage(DisagreementPage, '/planning/disagreement')
    const buttons = tableNamed(caption).getAllByRole('button', { name: /^Secteur/ })
    expect(buttons).toHaveLength(disagreement.atoms.length)
    await fireEvent.click(buttons[0]!)
    await settle()
    const chosen = Number(view.router.currentRoute.value.query.atom)
    const atom = disagreement.atoms[chosen]!
    expect(atom.population).toBe(Math.max(...disagreement.atoms.map(({ population }) => population)))
    expect(view.container.querySelectorAll('.shape-hatched')).toHaveLength(atom.units)
    expect(tableNamed(caption).getAllByRole('button', { pressed: true })).toHaveLength(1)
    expect(screen.getByText('Morceau choisi')).toBeTruthy()
    const here = within(screen.getByRole('heading', { name: 'Ici' }).closest('section')!)
    expect(here.getAllByText(/^Secteur/)).toHaveLength(3)
  })

  it('of an address are shown at once; one that does not exist is nothing', async () => {
    serve()
    const first = await mountPage(DisagreementPage, '/planning/disagreement?atom=0')
    expect(first.container.querySelectorAll('.shape-hatched')).toHaveLength(disagreement.atoms[0]!.units)
    first.unmount()
    const second = await mountPage(DisagreementPage, '/planning/disagreement?atom=99')
    expect(second.container.querySelectorAll('.shape-hatched')).toHaveLength(0)
    expect(screen.getByText(/Choisissez une unité sur la carte/)).toBeTruthy()
  })

  it('that nobody serves in a mission say so', async () => {
    const atoms = disagreement.atoms.map((atom, index) => (index === 0 ? { ...atom, sectors: [-1, 0, 0] } : atom))
    serve({ 'GET /planning/disagreement': { ...disagreement, atoms } })
    await mountPage(DisagreementPage, '/planning/disagreement?atom=0')
    const here = within(screen.getByRole('heading', { name: 'Ici' }).closest('section')!)
    expect(here.getByText('sans secteur')).toBeTruthy()
    expect(screen.getByRole('button', { name: /Unité 00, 100 habitants\. SSD\s: sans secteur/ })).toBeTruthy()
  })
})

describe('who shares what', () => {
  it('puts first the sector that works with the most others', async () => {
    serve()
    await mountPage(DisagreementPage, '/planning/disagreement?colour=ase')
    const rows = tableNamed('Qui partage quoi').getAllByRole('row').slice(1)
    const partners = rows.map((row) => Number(row.querySelectorAll('td, th')[2]?.textContent))
    expect(partners).toEqual([...partners].sort((a, b) => b - a))
    expect(rows[0]?.textContent).toMatch(/SSD Secteur [ABC] \(\d+.%\)/)
  })

  it('is taken away as CSV, whole and sorted as shown', async () => {
    const saved: Blob[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: (blob: Blob) => (saved.push(blob), 'blob:x'), revokeObjectURL: () => undefined }))
    serve()
    await mountPage(DisagreementPage, '/planning/disagreement')
    const card = within(screen.getByRole('heading', { name: 'Qui partage quoi' }).closest('section')!)
    await fireEvent.click(card.getByRole('button', { name: /CSV/ }))
    const text = await new Promise<string>((resolve) => {
      const reader = new FileReader()
      reader.onload = () => resolve(String(reader.result))
      reader.readAsText(saved[0]!)
    })
    const lines = text.trim().split(/\r?\n/)
    expect(lines).toHaveLength(1 + disagreement.mission_sectors[0]!.sectors.length)
    expect(lines[0]).toContain('Interlocuteurs')
  })
})
