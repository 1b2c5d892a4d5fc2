// Continuity under crisis: a house closes, the plan is previewed, kept, decided; who is competent says the relay between
// its dates and nothing after; ended early, by an executive, with the keyboard.
import assert from 'node:assert/strict'
import { ask, downloadOf, expectAccessible, expectQuiet, openPage, picture, reach, ready, settings, signIn, until, visit } from './harness.mjs'

const day = (shift) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10)
const competence = (page, unit, shift) => ask(page, `/territory/competence?code=${unit}&at=${day(shift)}`)

// Towns where the real Départements, whose published files name no house, are given some.
const towns = {
  93: [['Saint-Denis', 2.358, 48.936], ['Montreuil', 2.443, 48.864], ['Aulnay-sous-Bois', 2.497, 48.939], ['Bobigny', 2.44, 48.909], ['Noisy-le-Grand', 2.552, 48.848]],
  64: [['Pau', -0.371, 43.295], ['Bayonne', -1.475, 43.493], ['Oloron', -0.609, 43.194], ['Orthez', -0.772, 43.488], ['Mauléon', -0.886, 43.224]],
}

async function openHouses(page) {
  const { departement } = await ask(page, '/territory/overview')
  const lines = towns[departement.code].map(([name, lon, lat], index) => `J${index},MDS de ${name},mds,${lon},${lat}`)
  const job = await page.evaluate(async (body) => {
    const sent = await fetch('/api/v1/territory/imports?kind=sites&file_name=maisons.csv&valid_from=2025-01-01', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body })
    return (await sent.json()).job_id
  }, ['id,nom,type,longitude,latitude', ...lines].join('\n'))
  await until(async () => (await ask(page, `/jobs/${job}`)).finished_at !== null, 'the houses to be imported')
}

// The house that closes, and a sector of social workers that loses half its agents. Days to come: in Paris it may
// already be tomorrow.
async function question(page) {
  const houses = async () => (await ask(page, '/territory/sites')).items.filter(({ kind }) => kind === 'mds')
  if ((await houses()).length === 0) {
    await openHouses(page)
    await page.reload()
  }
  const [house] = await houses()
  const { missions } = await ask(page, '/territory/assignments')
  const { sectors } = missions.find(({ mission }) => mission === 'ssd')
  await page.fill('#continuity-reason', 'Parcours de continuité')
  await page.fill('#continuity-from', day(2))
  await page.fill('#continuity-to', day(12))
  await page.click(`label:has-text("${house.name}")`)
  await page.click('button:has-text("Ajouter un secteur")')
  await page.selectOption('#continuity-absences-0-mission', 'ssd')
  await page.selectOption('#continuity-absences-0-sector', sectors[0].code)
  await page.fill('#continuity-absences-0-posts', '6')
  await page.fill('#continuity-absences-0-absent', '3')
  return house
}

export async function aHouseCloses(browser) {
  const page = await openPage(browser)
  await signIn(page, '/planning/continuity')
  await page.waitForSelector('text=/Aucun plan|Plans de continuité/')
  await page.click('button:has-text("Calculer le relais")')
  await page.waitForSelector('[role=alert] >> text=/Donnez le motif/')
  const house = await question(page)
  const before = Date.now()
  await page.click('button:has-text("Calculer le relais")')
  await page.waitForSelector('h2:has-text("Qui prend quoi")')
  const took = Date.now() - before
  console.log(`        preview on the screen in ${took} ms`)
  await page.waitForSelector('text=/trajet moyen passe de/')
  await page.waitForSelector('.map-painting .shape-hatched')
  await picture(page, 'continuity-preview')
  await page.reload()
  await page.waitForSelector('h2:has-text("Qui prend quoi")')
  await page.click('button:has-text("Enregistrer comme brouillon")')
  await page.waitForURL(/planning\/continuity\/\d+/)
  const id = new URL(page.url()).pathname.split('/').at(-1)
  const { answer } = await ask(page, `/planning/continuity/${id}`)
  const { moves, carriers } = answer.layers[0]
  assert.equal(answer.layers.length, 2)
  assert.ok(moves.length > 0 && moves.every(({ from, reason }) => reason.code && carriers[from].code === house.code))
  const [{ unit, to }] = moves
  const permanent = await competence(page, unit, 5)
  assert.deepEqual(permanent.relays, [], 'a draft is said to nobody')

  await page.click('button:has-text("Mettre en vigueur")')
  await page.waitForSelector('.tag:has-text("À venir")')
  const relayed = await competence(page, unit, 5)
  assert.deepEqual([relayed.relays[0].kind, relayed.relays[0].from.name, relayed.relays[0].to.name], ['desk', house.name, carriers[to].name])
  assert.deepEqual({ ...relayed, relays: [] }, permanent, 'the permanent answer stays')
  for (const shift of [1, 13]) assert.deepEqual((await competence(page, unit, shift)).relays, [], 'neither before nor after')
  await page.waitForSelector('h2:has-text("Fiche pour les accueils")')
  const file = await downloadOf(page, () => page.click('a:has-text("Exporter (CSV)")'))
  assert.equal(file.bytes.toString('utf8').trim().split('\n').length, 1 + answer.layers.reduce((sum, layer) => sum + layer.moves.length, 0))
  await picture(page, 'continuity-plan')
  await visit(page, `/territory/competence?code=${unit}&at=${day(5)}`)
  await page.waitForSelector('h2:has-text("Relais temporaire")')
  assert.match(await page.locator('section:has(h2:has-text("Relais temporaire"))').textContent(), /Parcours de continuité/)
  await expectAccessible(page, 'who is competent during a plan')
  await picture(page, 'continuity-competence')
  expectQuiet(page)
  await page.context().close()

  const executive = await openPage(browser, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  await signIn(executive, '/planning/continuity', settings.executive)
  assert.equal(await executive.locator('#continuity-reason').count(), 0, 'an executive prepares no plan')
  await executive.click(`a[href^="/planning/continuity/${id}"]`)
  await executive.waitForSelector('h2:has-text("Arrêter plus tôt")')
  assert.ok((await executive.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'nothing overflows a telephone')
  await expectAccessible(executive, 'a plan of continuity, dark, 390 pixels wide', { colours: true })
  await executive.fill('#continuity-last_day', day(4))
  await reach(executive, /^\s*Arrêter\s*$/)
  await executive.keyboard.press('Enter')
  await executive.waitForSelector('text=/Arrêté au .* par/')
  await until(async () => (await competence(executive, unit, 5)).relays.length === 0, 'the relay to end')
  assert.ok((await competence(executive, unit, 4)).relays.length > 0, 'it still holds on its last day')
  await executive.reload()
  await ready(executive)
  await executive.waitForSelector('text=/Arrêté au .* par/')
  expectQuiet(executive)
  await executive.context().close()
}
