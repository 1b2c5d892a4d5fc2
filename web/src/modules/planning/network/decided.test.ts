import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import type { Study } from '@/api/types'
import { setLanguage } from '@/i18n'
import { refusal, serve as serveAll, type Asked } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle, tableNamed } from '@/testing/mount'
import { crow, network, point, study, studyRow } from '@/testing/network'
import NetworkComparisonPage from './NetworkComparisonPage.vue'
import { comparedIndex, sideRows, type Side } from './sideBySide'
import { fr } from './fr-decided'
import StudiesPage from './StudiesPage.vue'
import StudyPage from './StudyPage.vue'

const studies = '/planning/network/studies'
const passage = (patch: Partial<Study['stages'][number]> = {}) => ({ stage: 'submitted' as const, network: 1, decided_at: '2026-03-02T10:00:00Z', decided_by: 'Claire', note: 'Trois maisons', ...patch })
const serve = (more: Record<string, unknown> = {}) => serveAll({ [`GET ${studies}/6`]: study, [`GET ${studies}/6/networks/1`]: network, [`GET ${studies}/6/networks/0`]: { ...network, point: point(0) }, ...more })
const card = () => within(screen.getByRole('heading', { name: 'Étapes' }).closest('section')!)
const sent = (asked: Asked[]) => asked.find(({ method, path }) => method === 'POST' && path.endsWith('/stage'))?.body

describe('the stages of a study', () => {
  it('a planner submits the network that is shown, with a note', async () => {
    const asked = serve({ [`POST ${studies}/6/stage`]: { ...study, stage: 'submitted', chosen: 0, stages: [passage({ network: 0 })] } })
    const view = await mountPage(StudyPage, `${studies}/6?network=0`, { id: '6' })
    await fireEvent.click(card().getByRole('button', { name: 'Soumettre le réseau de 2 maisons…' }))
    await settle()
    const dialog = within(screen.getByRole('dialog'))
    await fireEvent.update(dialog.getByRole('textbox', { name: 'Note' }), ' Trois maisons ')
    await fireEvent.click(dialog.getByRole('button', { name: 'Confirmer' }))
    await settle()
    expect(sent(asked)).toEqual({ stage: 'submitted', network: 0, note: 'Trois maisons' })
    expect(card().getByText('Trois maisons')).toBeTruthy()
    expect(card().getByText(/Claire, .*réseau de 2 maisons/)).toBeTruthy()
    expect(card().getByText(/La direction adopte le réseau soumis/)).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('an executive adopts, or rejects and says why', async () => {
    const submitted = { ...study, stage: 'submitted' as const, chosen: 1, stages: [passage()] }
    const asked = serve({ [`GET ${studies}/6`]: submitted, [`POST ${studies}/6/stage`]: { ...submitted, stage: 'rejected', stages: [passage(), passage({ stage: 'rejected', decided_by: 'Marc', note: 'Trop cher' })] } })
    await mountPage(StudyPage, `${studies}/6`, { id: '6' }, ['executive'])
    expect(card().getByRole('button', { name: 'Adopter…' })).toBeTruthy()
    await fireEvent.click(card().getByRole('button', { name: 'Écarter…' }))
    await settle()
    const dialog = within(screen.getByRole('dialog'))
    await fireEvent.click(dialog.getByRole('button', { name: 'Confirmer' }))
    expect(dialog.getByRole('link', { name: 'Dites pourquoi ce réseau est écarté.' })).toBeTruthy()
    expect(sent(asked)).toBeUndefined()
    await fireEvent.update(dialog.getByRole('textbox', { name: /Motif/ }), 'Trop cher')
    await fireEvent.click(dialog.getByRole('button', { name: 'Confirmer' }))
    await settle()
    expect(sent(asked)).toEqual({ stage: 'rejected', network: 1, note: 'Trop cher' })
    expect(card().getByText('Trop cher')).toBeTruthy()
    expect(card().queryByRole('button')).toBeNull()
  })

  it('what the server refuses is said in the dialog', async () => {
    serve({ [`POST ${studies}/6/stage`]: refusal(409, 'planning.study_running', { field: '/stage', detail_fr: 'L’étude est encore en cours.' }) })
    await mountPage(StudyPage, `${studies}/6`, { id: '6' })
    await fireEvent.click(card().getByRole('button', { name: /^Soumettre/ }))
    await settle()
    await fireEvent.click(screen.getByRole('button', { name: 'Confirmer' }))
    await settle()
    expect(within(screen.getByRole('dialog')).getByText('L’étude est encore en cours.')).toBeTruthy()
  })
})

describe('studies side by side', () => {
  const other = { ...study, id: 8, name: 'Réseau moins cher', chosen: 0, stage: 'adopted' as const }
  const serveBoth = (more: Record<string, unknown> = {}) => serve({ [`GET ${studies}/8`]: other, [`GET ${studies}/8/networks/0`]: { ...network, point: point(0), after: network.before }, ...more })

  it('are ticked in the list, two at least and four at most', async () => {
    serve({ [`GET ${studies}`]: { items: [5, 6, 7, 8, 9].map((id) => ({ ...studyRow, id, name: `Étude ${id}`, stage: id === 8 ? 'adopted' : 'draft' })) } })
    const view = await mountPage(StudiesPage, `${studies}?studies=5,6`, {}, ['executive'])
    const table = tableNamed('Études')
    expect(table.getByText('Adopté')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Comparer les 2 études choisies' }).getAttribute('href')).toBe('/planning/network/comparison?studies=5,6')
    await fireEvent.click(table.getByRole('checkbox', { name: /Étude 7/ }))
    await settle()
    await fireEvent.click(table.getByRole('checkbox', { name: /Étude 8/ }))
    await settle()
    expect(view.router.currentRoute.value.query.studies).toBe('5,6,7,8')
    expect((table.getByRole('checkbox', { name: /Étude 9/ }) as HTMLInputElement).disabled).toBe(true)
    await expectAccessible(view.container)
  })

  it('show the network submitted or the first, their maps, measures, proof and what their minutes are', async () => {
    serveBoth()
    const view = await mountPage(NetworkComparisonPage, '/planning/network/comparison?studies=6,8')
    expect(screen.getByRole('heading', { name: 'Réseau 2027 – 3 maisons' })).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Réseau moins cher – 2 maisons' })).toBeTruthy()
    expect(view.container.querySelectorAll('.map-svg')).toHaveLength(2)
    const table = tableNamed('Mesures')
    expect(table.getByRole('row', { name: /Temps moyen des habitants \(min\).*meilleure valeur\s*12,9.*16,9/ })).toBeTruthy()
    expect(table.getByRole('row', { name: /Minutes.*à vol d’oiseau × 1,3/ })).toBeTruthy()
    expect(table.getByRole('row', { name: /Ce qui est démontré.*meilleur possible pour 3 maisons/ })).toBeTruthy()
    expect(screen.queryByText(/ne se comparent pas/)).toBeNull()
    await expectAccessible(view.container)
    await fireEvent.click(screen.getByRole('button', { name: /Retirer «\sRéseau 2027\s»/ }))
    await settle()
    expect(view.router.currentRoute.value.query.studies).toBe('8')
  })

  it('counted otherwise are said not to compare, and no minute is called best', async () => {
    serveBoth({ [`GET ${studies}/8/networks/0`]: { ...network, travel: { ...crow, speed_kmh: 60 } } })
    await mountPage(NetworkComparisonPage, '/planning/network/comparison?studies=6,8')
    expect(screen.getByText(/leurs minutes ne se comparent pas/)).toBeTruthy()
    expect(tableNamed('Mesures').queryByText('meilleure valeur')).toBeNull()
  })

  it('without a network, without any, or unknown, say so', async () => {
    serveBoth({ [`GET ${studies}/8`]: { ...other, best: -1, chosen: -1, curve: [] } })
    const view = await mountPage(NetworkComparisonPage, '/planning/network/comparison?studies=6,8')
    expect(screen.getByText(/n’a pas de réseau à comparer/)).toBeTruthy()
    expect(view.container.querySelectorAll('.map-svg')).toHaveLength(1)
    view.unmount()
    const none = await mountPage(NetworkComparisonPage, '/planning/network/comparison?studies=x')
    expect(screen.getByRole('heading', { name: 'Choisissez de deux à quatre études dans la liste.' })).toBeTruthy()
    none.unmount()
    await mountPage(NetworkComparisonPage, '/planning/network/comparison?studies=404')
    expect(screen.getByRole('alert').textContent).toMatch(/introuvable/)
  })

  it('in English', async () => {
    serveBoth()
    await mountPage(NetworkComparisonPage, '/planning/network/comparison?studies=6,8')
    setLanguage('en')
    await settle()
    expect(screen.getByRole('heading', { name: 'Compare networks' })).toBeTruthy()
    expect(screen.getByText('Residents within 30 min')).toBeTruthy()
    setLanguage('fr')
  })

  it('a value that all share is nobody’s best; more houses are neither better nor worse', () => {
    const side: Side = { study, network }
    expect(comparedIndex({ chosen: -1, best: 2 })).toBe(2)
    expect(comparedIndex({ chosen: 0, best: 2 })).toBe(0)
    for (const row of sideRows([side, side], fr.side)) expect(row.best).toEqual([])
    const fewer: Side = { study, network: { ...network, point: point(0) } }
    expect(sideRows([side, fewer], fr.side).find(({ key }) => key === 'houses')).toMatchObject({ raws: [3, 2], best: [] })
  })
})
