// The planning studio: a reorganisation from today's map to its adoption, by mouse and by keyboard alone; two planners
// on one drawing; what leaves the studio, read back by other programs.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask, downloadOf, expectAccessible, expectQuiet, openPage, picture, reach, ready, settings, signIn, until, visit } from './harness.mjs'
import { groundOf, paintable, shapeOf } from './ground.mjs'

const studioOf = (id) => `/planning/scenarios/${id}`
const idOf = (page) => new URL(page.url()).pathname.split('/')[3]

async function firstMission(page) {
  const { missions } = await ask(page, '/territory/overview')
  return missions.filter(({ sectors }) => sectors > 0).map(({ code }) => code)
}

// A scenario made by the interface's own routes, for the journeys that begin later.
async function started(page, name, origin, more = {}) {
  const missions = await firstMission(page)
  const rules = { missions: missions.slice(0, 3), balance: 0.25, keep: 'none', ...more }
  return ask(page, '/planning/scenarios', { name, origin: origin ?? `mission/${missions[0]}`, at: null, rules })
}

async function duplicateOfToday(page, name) {
  await visit(page, '/planning/scenarios')
  await page.waitForSelector('#scenario-missions input:checked')
  await page.fill('#scenario-name', name)
  await page.fill('#scenario-balance', '25')
  await page.click('button:has-text("Créer le scénario")')
  await page.waitForURL(/planning\/scenarios\/\d+/)
  await page.waitForSelector('.map-svg')
  return idOf(page)
}

// A computation around the scenario, stopped once it has three maps to choose from.
async function computed(page) {
  await page.click('.page-head a:has-text("Proposer une carte")')
  await page.waitForURL(/planning\/proposals\?.*scenario=/)
  await page.waitForSelector('#proposal-seconds')
  await page.selectOption('#proposal-seconds', '600')
  // A large commune is not cut: it takes fewer and larger sectors to hold it.
  if ((await ask(page, '/territory/overview')).unit_level === 'commune')
    for (const bound of ['min', 'max']) await page.fill(`#proposal-districts_${bound}`, '8')
  await page.click('button:has-text("Lancer le calcul")')
  await page.waitForURL(/planning\/proposals\/\d+/)
  await page.waitForSelector('h2:has-text("Meilleure carte jusqu’ici")', { timeout: 60_000 })
  await page.waitForFunction(() => Number(/(\d+) cartes gardées/.exec(document.body.innerText)?.[1]) >= 3, null, { timeout: 120_000 })
  await page.click('button:has-text("Arrêter et garder")')
  await page.waitForSelector('h2:has-text("Après –")', { timeout: 60_000 })
  return Number(idOf(page))
}

// Opens three plans of the front in the scenario, one after the other: each is one step of its journal.
async function openPlans(page, scenario, proposal) {
  const { front } = await ask(page, `/planning/proposals/${proposal}`)
  const plans = front.slice(0, 3)
  assert.equal(plans.length, 3, 'three maps to choose from')
  for (const { index } of plans) {
    await visit(page, `/planning/proposals/${proposal}?plan=${index}`)
    await page.click('a:has-text("Ouvrir dans"), button:has-text("Ouvrir dans")')
    await page.waitForURL((url) => !url.pathname.startsWith('/planning/proposals'))
    if (!page.url().includes(studioOf(scenario))) {
      await page.selectOption('form:has-text("déjà commencé") select', String(scenario))
      await page.click('button:has-text("Ouvrir dans ce scénario")')
    }
    await page.waitForURL(new RegExp(`${studioOf(scenario)}$`))
    const drawn = await ask(page, studioOf(scenario))
    const plan = await ask(page, `/planning/proposals/${proposal}/plans/${index}`)
    assert.deepEqual(drawn.of_unit.map((one) => one >= 0), plan.of_unit.map((one) => one >= 0))
    assert.equal(drawn.measures.districts, plan.districts.length, `plan ${index} is the drawing`)
    assert.equal(drawn.journal.at(-1).kind, 'replace')
  }
}

const lockOf = (page, name) => page.locator(`button[aria-label="Verrouiller ${name}"]`)
const versionIs = (page, id, version) => until(async () => (await ask(page, studioOf(id))).version === version, `step ${version} of scenario ${id}`)

// Where to point at shapes of the second map, once the page no longer moves under the pencil.
async function pointsOf(page, shapes) {
  const look = async () => {
    const points = []
    for (const shape of shapes) points.push(await shapeOf(page, shape, 1))
    return points
  }
  await ready(page)
  let points = await look()
  await until(async () => {
    const before = JSON.stringify(points)
    points = await look()
    return JSON.stringify(points) === before
  }, 'a page that stands still')
  return points
}

// Where the second map begins on the page: what the checks say must never move it under the pencil.
const topOfMap = (page) => page.evaluate(() => Math.round(scrollY + document.querySelectorAll('.map-svg')[1].getBoundingClientRect().top))

// A stroke with the mouse, a click on a locked sector that changes nothing, and an undo that is exact.
async function repaint(page, id) {
  const before = await ask(page, studioOf(id))
  const ground = await groundOf(page, before)
  const { taker, units } = paintable(before, ground, 2)
  await page.selectOption('.brush select', String(taker))
  await page.waitForURL(/brush=/)
  const points = await pointsOf(page, units.map((unit) => ground.shapes[unit]))
  const top = await topOfMap(page)
  await page.mouse.move(points[0].x, points[0].y)
  await page.mouse.down()
  for (const { x, y } of points.slice(1)) await page.mouse.move(x, y, { steps: 12 })
  assert.equal(await topOfMap(page), top, 'the map stays under the pencil')
  await page.mouse.up()
  await versionIs(page, id, before.version + 1)
  await ready(page)
  assert.equal(await topOfMap(page), top, 'the map stays where it was once the answer is there')
  const drawn = await ask(page, studioOf(id))
  for (const unit of units) assert.equal(drawn.of_unit[unit], taker, `the pencil went over ${ground.names[unit]}: ${JSON.stringify(drawn.journal.at(-1))}`)
  assert.equal(drawn.journal.at(-1).kind, 'paint')
  assert.ok((await page.locator('.shape-hatched').count()) > 0)
  await picture(page, 'studio-painted')

  const giver = drawn.of_unit.findIndex((one, unit) => one !== taker && one >= 0 && ground.neighbours[unit].some((other) => drawn.of_unit[other] === taker))
  const locked = drawn.measures.of_district[drawn.of_unit[giver]].name
  await lockOf(page, locked).click()
  await versionIs(page, id, before.version + 2)
  const { x, y } = await shapeOf(page, ground.shapes[giver], 1)
  await page.mouse.click(x, y)
  await page.waitForSelector(`text=${locked} est verrouillé : rien n’y change.`, { state: 'attached' })
  assert.deepEqual((await ask(page, studioOf(id))).of_unit, drawn.of_unit, 'a locked sector keeps its places')

  await page.click('button:has-text("Annuler")')
  await versionIs(page, id, before.version + 3)
  await page.keyboard.press('Control+z')
  await versionIs(page, id, before.version + 4)
  assert.deepEqual((await ask(page, studioOf(id))).of_unit, before.of_unit, 'undone exactly')
  await page.keyboard.press('Control+y')
  await versionIs(page, id, before.version + 5)
  assert.deepEqual((await ask(page, studioOf(id))).of_unit, drawn.of_unit, 'redone exactly')
  return { ground, unit: giver }
}

async function explain(page, id, { ground, unit }) {
  await page.selectOption('.brush select', { index: 0 })
  await page.waitForURL((url) => !url.searchParams.has('brush'))
  if (new URL(page.url()).searchParams.get('unit') !== ground.codes[unit]) {
    const { x, y } = await shapeOf(page, ground.shapes[unit], 1)
    await page.mouse.click(x, y)
    await page.waitForURL(new RegExp(`unit=${ground.codes[unit]}`))
  }
  const why = await ask(page, `${studioOf(id)}/units/${ground.codes[unit]}`)
  const card = page.locator('section:has(h2:has-text("Pourquoi ici"))')
  await card.locator(`h3:has-text("Vers ${why.alternatives[0].name}")`).waitFor()
  assert.match(await card.innerText(), new RegExp(`^Pourquoi ici[^]*${why.district_name.replace(/[()]/g, '\\$&')}`))
}

async function compareFour(page, id) {
  const others = []
  const missions = await firstMission(page)
  for (const [index, mission] of [missions[0], missions[1] ?? missions[0], missions[2] ?? missions[0]].entries()) {
    others.push((await started(page, `Variante ${index + 1}`, `mission/${mission}`)).scenario.id)
  }
  await visit(page, '/planning/scenarios')
  const { items } = await ask(page, '/planning/scenarios')
  for (const one of [Number(id), ...others]) {
    const { name } = items.find((item) => item.id === one)
    await page.locator(`tr:has(a[href="${studioOf(one)}"]) input[aria-label="Comparer «\u00a0${name}\u00a0»"]`).click()
    await page.waitForURL((url) => url.searchParams.get('scenarios')?.split(',').includes(String(one)))
  }
  await page.click('a:has-text("Comparer les 4 scénarios choisis")')
  await page.waitForURL(/planning\/comparison\?scenarios=/)
  await page.waitForFunction(() => document.querySelectorAll('.map-svg').length === 4)
  await page.locator('.map-svg >> nth=0').locator('xpath=ancestor::section').locator('button[title="Agrandir"]').click()
  const boxes = await page.locator('.map-svg').evaluateAll((maps) => maps.map((map) => map.getAttribute('viewBox')))
  assert.equal(new Set(boxes).size, 1, 'the four maps move together')
  await expectAccessible(page, 'four scenarios compared')
  await picture(page, 'studio-compared')
}

async function pass(page, label, note, date) {
  await page.click(`button:has-text("${label}…")`)
  await page.waitForSelector('dialog[open]')
  await expectAccessible(page, `the dialog « ${label} »`)
  if (date) await page.fill('#stage-effective_on', date)
  await page.fill('#stage-note', note)
  await page.click('dialog[open] button:has-text("Confirmer")')
  await page.waitForFunction(() => !document.querySelector('dialog[open]'))
  await page.waitForSelector(`text=${note}`)
}

// Both sides of the day a map enters into force: each answers with its own sector, on the page as by the route.
async function competentOnBothSides(page, id, day) {
  const eve = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
  const { units } = await ask(page, `${studioOf(id)}/transition`)
  const moved = units.find(({ from_name, to_name }) => from_name && to_name && from_name !== to_name)
  assert.ok(moved, 'somebody changes sector')
  for (const [at, sector] of [[eve, moved.from_name], [day, moved.to_name]]) {
    const { answers } = await ask(page, `/territory/competence?code=${moved.code}&at=${at}`)
    assert.equal(answers.find(({ mission }) => mission === moved.mission).sector.name, sector, `competent at ${moved.code} on ${at}`)
    await visit(page, `/territory/competence?code=${moved.code}&at=${at}`)
    await page.waitForSelector(`tbody >> text=${sector}`)
  }
}

async function transitionRead(page, id) {
  const found = await ask(page, `${studioOf(id)}/transition`)
  await visit(page, `${studioOf(id)}/transition`)
  const file = await downloadOf(page, () => page.click('a:has-text("Fichier de transition")'))
  const lines = file.bytes.toString('utf8').trim().split('\r\n')
  assert.equal(lines[0], 'mission,code,name,commune,population,from_code,from_name,to_code,to_name')
  assert.equal(lines.length, found.units.length + 1, 'a line per place that changes')
  const codes = new Set(lines.slice(1).map((line) => line.split(',')[1]))
  assert.deepEqual(codes, new Set(found.units.map(({ code }) => code)))
  await expectAccessible(page, 'what changes')
}

export async function aReorganisationFromStartToAdoption(browser) {
  const page = await openPage(browser)
  await signIn(page)
  const id = await duplicateOfToday(page, 'Réorganisation')
  const proposal = await computed(page)
  await openPlans(page, id, proposal)
  await explain(page, id, await repaint(page, id))
  await expectAccessible(page, 'a unit explained')
  await picture(page, 'studio')
  await compareFour(page, id)
  await visit(page, studioOf(id))
  await pass(page, 'Soumettre', 'Pour avis de la direction.')

  const director = await openPage(browser)
  await signIn(director, '/territory', settings.executive)
  await director.click('section[aria-label="Décisions attendues"] a:text-is("Réorganisation")')
  await director.waitForSelector('.page-head button:text-is("Décider")')
  assert.equal(await director.locator('button:has-text("Annuler"), .page-head a:has-text("Proposer une carte")').count(), 0, 'an executive does not draw')
  await director.fill('section:has(h2:has-text("Commentaires")) textarea', 'Le nord paraît chargé.')
  await director.click('button:has-text("Publier")')
  await director.waitForSelector('text=Commentaire publié')

  await page.reload()
  await page.waitForSelector('text=Le nord paraît chargé.')
  await pass(page, 'Reprendre pour l’amender', 'Nous allégeons le nord.')
  const { version } = await ask(page, studioOf(id))
  await page.click('button:has-text("Annuler")')
  await versionIs(page, id, version + 1)
  await pass(page, 'Soumettre', 'Nord allégé.')

  await director.reload()
  await director.waitForSelector('text=Nord allégé.')
  const day = '2031-09-01'
  await pass(director, 'Adopter', 'Adopté en séance.', day)
  await director.waitForSelector('text=/Adopté, en vigueur au 1er septembre 2031/')
  await competentOnBothSides(director, id, day)
  await transitionRead(page, id)
  for (const tab of [page, director]) {
    expectQuiet(tab)
    await tab.context().close()
  }
}

const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')

export async function theStudioByKeyboardAlone(browser) {
  const page = await openPage(browser)
  await signIn(page)
  const { scenario } = await started(page, 'Au clavier')
  const id = scenario.id
  const before = await ask(page, studioOf(id))
  const ground = await groundOf(page, before)
  const { taker, units } = paintable(before, ground, 1, 9)
  await visit(page, `${studioOf(id)}?unit=${ground.codes[units[0]]}`)
  await page.waitForSelector('.map-svg')
  const name = before.measures.of_district[taker].name
  await reach(page, new RegExp(`Peindre|^ ${ground.names[units[0]]}, `))
  while (!(await page.evaluate(() => document.activeElement?.closest('.twin-maps > :last-child .map-svg') !== null))) await page.keyboard.press('Tab')
  await page.keyboard.press(String(taker + 1))
  await page.waitForSelector(`text=Pinceau : ${name}`, { state: 'attached' })
  await page.keyboard.press('Enter')
  await versionIs(page, id, 1)
  await page.waitForFunction((sector) => document.activeElement?.getAttribute('aria-label')?.includes(`, ${sector} (avant`), name)
  const drawn = await ask(page, studioOf(id))
  assert.equal(drawn.of_unit[units[0]], taker)
  await page.keyboard.press('Control+z')
  await versionIs(page, id, 2)
  assert.deepEqual((await ask(page, studioOf(id))).of_unit, before.of_unit)
  await page.keyboard.press('Control+y')
  await versionIs(page, id, 3)
  await page.keyboard.press('Escape')
  await page.waitForURL((url) => !url.searchParams.has('brush'))
  await page.keyboard.press('ArrowRight')
  assert.notEqual(await focused(page), '', 'the arrows go from place to place')
  await page.keyboard.press('Enter')
  await page.waitForSelector('section:has(h2:has-text("Pourquoi ici")) strong')

  await reach(page, /^ +Pinceau Équilibre par secteur/)
  await page.keyboard.press('ArrowDown')
  await reach(page, /^ Verrouiller /, 'ArrowRight')
  await page.keyboard.press('Enter')
  await versionIs(page, id, 4)
  assert.ok((await ask(page, studioOf(id))).measures.of_district.some(({ locked }) => locked))

  await reach(page, /Soumettre…/)
  await page.keyboard.press('Enter')
  await page.waitForSelector('dialog[open]')
  await reach(page, /^ +Confirmer/)
  await page.keyboard.press('Enter')
  await page.waitForSelector('text=/Soumis/')
  expectQuiet(page)
  await page.context().close()
  await adoptedByKeyboard(browser, id)
}

// The date is typed as the browser asks for it; on the first of January, day and month read the same.
async function adoptedByKeyboard(browser, id) {
  const page = await openPage(browser)
  await signIn(page, studioOf(id), settings.executive)
  await page.waitForSelector('button:has-text("Adopter…")')
  await reach(page, /Adopter…/)
  await page.keyboard.press('Enter')
  await reach(page, /^stage-effective_on/)
  await page.keyboard.type('01012030')
  await reach(page, /^ +Confirmer/)
  await page.keyboard.press('Enter')
  await page.waitForSelector('text=/Adopté, en vigueur au 1er janvier 2030/')
  assert.equal((await ask(page, studioOf(id))).scenario.effective_on, '2030-01-01')
  expectQuiet(page)
  await page.context().close()
}

// Two people draw the same scenario: the second save is refused with what changed, and nothing of theirs is lost.
export async function twoPlannersOnOneScenario(browser) {
  const first = await openPage(browser)
  await signIn(first)
  const { scenario, of_unit } = await started(first, 'À deux')
  const path = studioOf(scenario.id)
  const second = await openPage(browser)
  await signIn(second, path)
  const page = await ask(first, path)
  const ground = await groundOf(first, page)
  const mine = paintable(page, ground, 1)
  await second.waitForSelector('.map-svg')
  const other = of_unit.findIndex((one, unit) => one !== of_unit[mine.units[0]] && one !== mine.taker && unit !== mine.units[0])
  await ask(first, `${path}/steps`, { seen: 0, steps: [{ kind: 'paint', units: [other], district: mine.taker, names: [], origin: '' }] })
  await second.selectOption('.brush select', String(mine.taker))
  const { x, y } = await shapeOf(second, ground.shapes[mine.units[0]], 1)
  await second.mouse.click(x, y)
  const card = second.locator('section[role=alert]:has-text("a changé pendant que vous dessiniez")')
  await card.waitFor()
  const text = await card.innerText()
  assert.ok(text.includes(ground.names[other]), 'what the other did is said')
  assert.ok(text.includes(ground.names[mine.units[0]]), 'and what was not kept')
  await expectAccessible(second, 'two planners on one scenario')
  await picture(second, 'studio-missed')
  await card.locator('button:has-text("Refaire mes modifications")').click()
  await versionIs(second, scenario.id, 2)
  const now = await ask(second, path)
  assert.deepEqual([now.of_unit[other], now.of_unit[mine.units[0]]], [mine.taker, mine.taker], 'both are there')
  for (const tab of [first, second]) {
    expectQuiet(tab)
    await tab.context().close()
  }
}

// The width and height written in the head of a PNG.
const sizeOf = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)]

async function imported(page, mission, text, day) {
  const { job_id } = await page.evaluate(async ([query, body]) => (await fetch(`/api/v1/territory/imports?${query}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body })).json(), [
    `kind=sectors&file_name=zones.csv&dry_run=false&mission=${mission}&valid_from=${day}`, text,
  ])
  await until(async () => ['done', 'failed'].includes((await ask(page, `/jobs/${job_id}`)).state), 'the import')
  const { state, partial, problem } = await ask(page, `/jobs/${job_id}`)
  assert.equal(state, 'done', JSON.stringify(problem))
  assert.deepEqual(JSON.parse(partial).problems, [], 'the zones are imported')
}

// Whether two maps gather the same places, whatever their sectors are called.
function sameParts(one, other) {
  const names = new Map()
  return one.every((part, unit) => (names.has(part) ? names.get(part) === other[unit] : names.set(part, other[unit]))) && new Set(one).size === new Set(other).size
}

export async function whatLeavesTheStudioIsReadByOthers(browser) {
  const page = await openPage(browser)
  await signIn(page)
  const { scenario } = await started(page, 'À emporter')
  const path = studioOf(scenario.id)
  const drawn = await ask(page, path)
  const { taker, units } = paintable(drawn, await groundOf(page, drawn), 1)
  const after = await ask(page, `${path}/steps`, { seen: 0, steps: [{ kind: 'paint', units, district: taker, names: [], origin: '' }] })
  await visit(page, path)
  await page.waitForSelector('a:text-is("CSV")')
  const folder = mkdtempSync(join(tmpdir(), 'maillage-studio-'))
  try {
    const file = {}
    for (const [label, name] of [['CSV', 'plan.csv'], ['GeoJSON', 'plan.geojson'], ['Zones rdv-solidarités', 'zones.csv']]) {
      file[name] = (await downloadOf(page, () => page.click(`a:text-is("${label}")`))).bytes
      writeFileSync(join(folder, name), file[name])
    }
    const report = join(folder, 'report.json')
    const residents = after.measures.of_district.reduce((sum, { population }) => sum + population, 0)
    const options = ['--units', 'plan.geojson', '--present', 'plan.csv', '--stability', '0.9', '--bounds', `0:${residents}`, '--districts', String(after.measures.districts)]
    execFileSync(settings.program, ['district', ...options, '--time', '2s', '--quiet', '--out', join(folder, 'out.csv'), '--report', report], { cwd: folder })
    const layer = execFileSync('ogrinfo', ['-so', '-al', join(folder, 'plan.geojson')]).toString()
    assert.match(layer, new RegExp(`Feature Count: ${after.units.length}\\b`), 'ogrinfo reads as many places')

    const day = '2032-01-01'
    await imported(page, after.scenario.missions[0], file['zones.csv'].toString('utf8'), day)
    const { units: codes, missions } = await ask(page, `/territory/assignments?at=${day}`)
    const { of_unit } = missions.find(({ mission }) => mission === after.scenario.missions[0])
    assert.deepEqual(codes, after.units)
    assert.ok(sameParts(after.of_unit, of_unit), 'the zones give the same map back')

    const twin = page.locator('.twin-maps > :last-child')
    const png = (await downloadOf(page, () => twin.locator('button:has-text("Image PNG")').click())).bytes
    const [width, height] = sizeOf(png)
    const box = (await twin.locator('.map-svg').getAttribute('viewBox')).split(' ').map(Number)
    assert.equal(width, 2000)
    assert.ok(height > (2000 * box[3]) / box[2] && height < (2000 * box[3]) / box[2] + 400, `the image is ${height} px high, its words included`)
    assert.ok(png.length > 20_000, 'the image is not empty')
    await printed(page, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
  expectQuiet(page)
  await page.context().close()
}

// Landscape A4, with its title, its step, its table and where it comes from.
async function printed(page, folder) {
  const path = join(folder, 'board.pdf')
  await page.pdf({ path, preferCSSPageSize: true, printBackground: true })
  assert.match(execFileSync('pdfinfo', [path]).toString(), /Page size: +84[12][.\d]* x 59[45][.\d]* pts/)
  const text = execFileSync('pdftotext', ['-layout', path, '-']).toString()
  for (const said of ['À emporter', 'Carte après l’étape 1 sur 1', 'Équilibre par secteur', 'imprimé le']) assert.ok(text.includes(said), `the print says « ${said} »`)
  const { sources } = await ask(page, '/territory/overview')
  if (sources.length > 0) assert.match(text, /Sources|Données de démonstration/)
  assert.doesNotMatch(text, /Pinceau|Journal|Publier/)
}
