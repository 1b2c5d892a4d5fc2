import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import type { MinutesReport, NetworkAccess } from '@/api/types'
import { setLanguage } from '@/i18n'
import { job, openStreams, refusal, serve as serveAll, type Asked } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle, tableNamed } from '@/testing/mount'
import { access, imported, roads } from '@/testing/network'
import NetworkPage from './NetworkPage.vue'

const tables = '/planning/network/travel/tables'
const server = '/planning/network/travel/server'
const minutes = '/planning/network/travel/minutes'
const serve = (found: unknown, more: Record<string, unknown> = {}) => serveAll({ 'GET /planning/network/access': found, ...more })
const by = ({ id, source, mode, origin, vintage }: typeof imported): NetworkAccess => ({
  ...access,
  travel: { mode, detour: 1, speed_kmh: 1, source, table: id, origin, vintage },
  tables: [roads, imported],
})
const last = (asked: Asked[], path: string) => asked.filter((one) => one.path === path).at(-1)
const report: MinutesReport = { dry_run: true, accepted: true, rows: 18, pairs: 18, departures: 9, destinations: 2, units: 9, table: null, already: false, faults: [] }

async function filled(file = 'temps.csv') {
  const form = within(screen.getByText('Importer un tableau de minutes').closest('details')!)
  await fireEvent.update(form.getByLabelText(/Qui a établi ces temps/), 'DDTM')
  await fireEvent.update(form.getByLabelText(/Millésime des données/), '2026')
  const box = form.getByLabelText(/Fichier/) as HTMLInputElement
  Object.defineProperty(box, 'files', { value: [new File(['from,to,minutes\n'], file)] })
  await fireEvent.change(box)
  return form
}

describe('where minutes come from', () => {
  it('is said beside every figure: of a file, of a server, or as the crow flies', async () => {
    for (const [found, said] of [
      [by(imported), /Temps importés\s: DDTM, 2025 \(en voiture\)\./],
      [by(roads), /Temps calculés par un serveur d’itinéraires\s: https:\/\/routes\.exemple\.fr, OpenStreetMap 2026 \(en voiture\)\./],
    ] as const) {
      serve(found)
      const view = await mountPage(NetworkPage, '/planning/network?table=4')
      for (const card of ['Minutes jusqu’à la maison la plus proche au 1er mars 2026', 'Public par public', 'Du plus loin au plus proche', 'Maison par maison'])
        expect(screen.getByRole('heading', { name: card }).closest('section')?.textContent).toMatch(said)
      expect(view.container.textContent).not.toMatch(/à vol d’oiseau ×/)
      await expectAccessible(view.container)
      view.unmount()
    }
  })

  it('is chosen in the form or the list, and kept in the address; detour and speed are then of no use', async () => {
    const asked = serve({ ...access, tables: [roads, imported] })
    const view = await mountPage(NetworkPage, '/planning/network?detour=1.5')
    await fireEvent.update(screen.getByRole('combobox', { name: 'D’où viennent les minutes' }), '4')
    await settle()
    expect(view.router.currentRoute.value.query).toEqual({ table: '4' })
    expect(Object.fromEntries(last(asked, '/planning/network/access')!.query)).toEqual({ mode: 'car', table: '4' })
    await fireEvent.click(tableNamed('Temps de trajet connus').getByRole('button', { name: /^Compter avec Serveur d’itinéraires/ }))
    await settle()
    expect(view.router.currentRoute.value.query).toEqual({ table: '7' })
    view.unmount()
    serve(by(imported))
    await mountPage(NetworkPage, '/planning/network?table=4')
    expect(screen.queryByRole('spinbutton', { name: 'Détour' })).toBeNull()
    expect(screen.getByText('Compté ainsi')).toBeTruthy()
  })

  it('nonsense in the address is not asked, and a table that is gone is said', async () => {
    const asked = serve(access)
    const view = await mountPage(NetworkPage, '/planning/network?table=-3')
    expect(Object.fromEntries(last(asked, '/planning/network/access')!.query)).toEqual({ mode: 'car' })
    view.unmount()
    serve(refusal(422, 'planning.unknown_travel_table', { detail_fr: 'Ces temps de trajet ne sont pas connus.' }))
    await mountPage(NetworkPage, '/planning/network?table=99')
    expect(screen.getByText(/ne sont pas connus/)).toBeTruthy()
  })
})

describe('a table of minutes', () => {
  it('is verified, then imported, then counted with', async () => {
    const asked = serve(access, { [`POST ${tables}`]: ({ query }: Asked) => (query.get('dry_run') === 'true' ? report : { ...report, dry_run: false, table: 4 }) })
    const view = await mountPage(NetworkPage, '/planning/network')
    const form = await filled()
    await fireEvent.click(form.getByRole('button', { name: 'Vérifier sans importer' }))
    await settle()
    expect(form.getByText(/Le fichier est bon\s: rien n’est encore importé\. 18 trajets, depuis 9 unités sur 9, vers 2 lieux\./)).toBeTruthy()
    expect(Object.fromEntries(last(asked, tables)!.query)).toEqual({ file_name: 'temps.csv', origin: 'DDTM', vintage: '2026', mode: 'car', at: '2026-03-01', dry_run: 'true' })
    await fireEvent.click(form.getByRole('button', { name: 'Importer' }))
    await settle()
    expect(last(asked, tables)!.query.get('dry_run')).toBe('false')
    expect(view.router.currentRoute.value.query).toEqual({ table: '4' })
  })

  it('with faults is refused whole, each with its line', async () => {
    const fault = (line: number, sentence_fr: string) => ({ line, column: 'minutes', code: 'planning.minutes_bad', sentence_fr, sentence_en: 'Bad.' })
    serve(access, { [`POST ${tables}`]: { ...report, accepted: false, faults: [fault(3, '« x » n’est pas un nombre.'), fault(0, 'Le fichier est vide.')] } })
    const view = await mountPage(NetworkPage, '/planning/network')
    const form = await filled()
    await fireEvent.click(form.getByRole('button', { name: 'Vérifier sans importer' }))
    await settle()
    expect(form.getByText(/Le fichier est refusé, rien n’est importé\. Erreurs\s: 2\./)).toBeTruthy()
    expect(tableNamed('Ce qui ne va pas').getAllByRole('row').map((row) => row.textContent)).toEqual([expect.anything(), expect.stringMatching(/Tout.*vide/), expect.stringMatching(/3.*pas un nombre/)])
    expect(form.queryByRole('button', { name: 'Importer' })).toBeNull()
    await expectAccessible(view.container)
  })

  it('asks for what is missing before it is sent, and is not an executive’s', async () => {
    const asked = serve(access)
    const view = await mountPage(NetworkPage, '/planning/network')
    await fireEvent.click(screen.getByRole('button', { name: 'Vérifier sans importer' }))
    await settle()
    expect(screen.getByRole('link', { name: 'Choisissez un fichier.' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Dites qui a établi ces temps.' })).toBeTruthy()
    expect(last(asked, tables)).toBeUndefined()
    view.unmount()
    await mountPage(NetworkPage, '/planning/network', {}, ['executive'])
    expect(screen.queryByText('Importer un tableau de minutes')).toBeNull()
  })
})

describe('the server of routes', () => {
  it('is the administrator’s to set, and to forget', async () => {
    const asked = serve(access, { [`POST ${server}`]: { items: [] } })
    const view = await mountPage(NetworkPage, '/planning/network', {}, ['administrator'])
    await fireEvent.update(screen.getByLabelText(/^Adresse/), ' http://localhost:5000 ')
    await fireEvent.update(screen.getByLabelText(/Millésime de sa carte/), 'OSM 2026')
    await fireEvent.click(screen.getByRole('button', { name: 'Enregistrer l’adresse' }))
    await settle()
    expect(last(asked, server)!.body).toEqual({ server: { address: 'http://localhost:5000', vintage: 'OSM 2026', profile_car: 'driving', profile_walk: null } })
    expect(screen.getByText('L’adresse est enregistrée.')).toBeTruthy()
    view.unmount()
    serve(by(roads), { [`POST ${server}`]: { items: [] } })
    await mountPage(NetworkPage, '/planning/network', {}, ['administrator'])
    expect((screen.getByLabelText(/^Adresse/) as HTMLInputElement).value).toBe('https://routes.exemple.fr')
    await fireEvent.click(screen.getByRole('button', { name: 'Ne plus rien demander' }))
    await settle()
    expect(screen.getByText(/Plus rien n’est demandé/)).toBeTruthy()
  })

  it('refused, says in which field; a planner does not see it', async () => {
    serve(access, { [`POST ${server}`]: refusal(422, 'planning.bad_server_address', { field: '/address', detail_fr: 'L’adresse est celle d’un serveur.' }) })
    const view = await mountPage(NetworkPage, '/planning/network', {}, ['administrator'])
    await fireEvent.update(screen.getByLabelText(/^Adresse/), 'routes')
    await fireEvent.update(screen.getByLabelText(/Millésime de sa carte/), 'OSM')
    await fireEvent.click(screen.getByRole('button', { name: 'Enregistrer l’adresse' }))
    await settle()
    expect(screen.getByLabelText(/^Adresse/).getAttribute('aria-invalid')).toBe('true')
    view.unmount()
    await mountPage(NetworkPage, '/planning/network')
    expect(screen.queryByText('Serveur d’itinéraires', { selector: 'summary' })).toBeNull()
  })

  it('is asked for what is lacking, live, and says how it ended', async () => {
    const streams = openStreams()
    const lacking = { ...by(roads), lacking: { pairs: 18, houses: ['MDS du Centre'] } }
    let found: unknown = lacking
    const asked = serve(() => found, { [`POST ${minutes}`]: { job_id: 12 } })
    await mountPage(NetworkPage, '/planning/network?table=7')
    expect(screen.getByText(/^18 trajets manquent/)).toBeTruthy()
    expect(screen.getByText(/Aucun temps n’est connu pour s’y rendre\s: MDS du Centre\./)).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Demander les temps qui manquent' }))
    await settle()
    expect(last(asked, minutes)!.body).toEqual({ table: 7, at: '2026-03-01', kinds: [] })
    streams.opened[0]!.send(job({ partial: JSON.stringify({ answered: 9, all: 18 }) }))
    await settle()
    expect(screen.getByText('9 trajets sur 18')).toBeTruthy()
    found = by(roads)
    streams.opened[0]!.send(job({ state: 'done', partial: JSON.stringify({ answered: 18, all: 18 }) }))
    await settle()
    expect(screen.getByText('Les temps demandés sont connus.')).toBeTruthy()
    expect(screen.queryByText(/trajets manquent/)).toBeNull()
  })

  it.each([
    [{ state: 'failed' as const, problem: { detail_fr: 'Le serveur ne répond pas.', detail_en: 'Silent.' } as never }, 'Le serveur ne répond pas.'],
    [{ state: 'failed' as const }, 'La demande a échoué.'],
    [{ state: 'stopped' as const }, /interrompue/],
  ])('that ends as %j says so, and may be asked again', async (patch, sentence) => {
    const streams = openStreams()
    serve({ ...by(roads), lacking: { pairs: 18, houses: [] } }, { [`POST ${minutes}`]: { job_id: 12 } })
    await mountPage(NetworkPage, '/planning/network?table=7')
    await fireEvent.click(screen.getByRole('button', { name: 'Demander les temps qui manquent' }))
    await settle()
    streams.opened[0]!.send(job(patch))
    await settle()
    expect(screen.getByText(sentence)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Demander les temps qui manquent' })).toBeTruthy()
  })

  it('that has told nothing yet shows no figure made of nothing, and a few names only', async () => {
    const picture = { ...access.picture, publics: access.picture.publics.map((one) => ({ ...one, mean_minutes: 0, worst_minutes: 0, worst_unit: -1, within: [0, 0, 0] })) }
    serve({ ...by(roads), picture, lacking: { pairs: 54, houses: ['A', 'B', 'C', 'D', 'E', 'F'] } })
    const view = await mountPage(NetworkPage, '/planning/network?table=7')
    expect(screen.getByText(/s’y rendre\s: A, B, C, D et E…\.$/)).toBeTruthy()
    expect(view.container.textContent).not.toMatch(/sont à 30 minutes ou moins/)
  })

  it('no longer asked, or of a file, only says what is lacking', async () => {
    for (const table of [imported, { ...roads, asked: false }]) {
      serve({ ...by(table), tables: [table], lacking: { pairs: 3, houses: [] } })
      const view = await mountPage(NetworkPage, `/planning/network?table=${table.id}`)
      expect(screen.getByText(/^3 trajets manquent/)).toBeTruthy()
      expect(screen.queryByRole('button', { name: /Demander/ })).toBeNull()
      view.unmount()
    }
  })

  it('is said in English too', async () => {
    serve(by(roads))
    await mountPage(NetworkPage, '/planning/network?table=7')
    setLanguage('en')
    await settle()
    expect(screen.getAllByText(/Times computed by a server of routes: https:\/\/routes\.exemple\.fr, OpenStreetMap 2026 \(by car\)\./).length).toBeGreaterThan(3)
    setLanguage('fr')
  })
})
