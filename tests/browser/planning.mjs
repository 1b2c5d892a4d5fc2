// Planning: today's disagreement, then a map proposed, stopped, kept, opened and exported.
import assert from 'node:assert/strict'
import { ask, downloadOf, expectAccessible, expectQuiet, openPage, picture, reach, ready, signIn, until, visit } from './harness.mjs'

export async function todaysDisagreement(browser) {
  const page = await openPage(browser)
  await signIn(page, '/planning/disagreement')
  await page.waitForSelector('text=/des habitants .* vivent là où|coïncident partout/')
  await page.locator('.map-svg .shape').nth(3).click()
  await page.waitForURL(/atom=/)
  assert.ok((await page.locator('.shape-hatched').count()) > 0, 'the common piece is hatched')
  await page.click('label:has-text("PMI") >> nth=-1')
  const file = await downloadOf(page, () => page.locator('section:has(h2:has-text("Qui partage quoi")) button:has-text("CSV")').click())
  assert.match(file.bytes.toString('utf8'), /Interlocuteurs/)
  await picture(page, 'disagreement')
  expectQuiet(page)
  await page.context().close()
}

async function launch(page, seconds, name = 'Parcours de navigation', houses = false) {
  await visit(page, '/planning/proposals')
  await page.waitForSelector('#proposal-missions input:checked')
  await page.fill('#proposal-name', name)
  await page.fill('#proposal-balance', '25')
  await page.selectOption('#proposal-seconds', String(seconds))
  if (houses) {
    await page.click('summary:has-text("Plus de réglages")')
    await page.selectOption('#proposal-houses', 'units')
    await page.fill('#proposal-opened_at_most', await page.inputValue('#proposal-districts_min'))
  }
  await page.click('button:has-text("Lancer le calcul")')
  await page.waitForURL(/planning\/proposals\/\d+/)
  await page.waitForSelector('progress')
  return new URL(page.url()).pathname.split('/').at(-1)
}

// The areas of the map under computation and their colours.
const coloursOf = () => [...document.querySelectorAll('.twin-maps > :last-child .area')].map((area) => `${area.getAttribute('class')} ${area.getAttribute('d')}`).join()

// Waits until the map under computation has been drawn again in other colours.
async function redrawn(page) {
  await page.waitForSelector('h2:has-text("Meilleure carte jusqu’ici")', { timeout: 60_000 })
  const first = await page.evaluate(coloursOf)
  await until(async () => (await page.evaluate(coloursOf)) !== first, 'another map', 60_000)
}

// One more place in another sector of the PMI: the disagreement is no longer the same.
async function importAnotherMap(page) {
  const { units, missions } = await ask(page, '/territory/assignments')
  const { sectors, of_unit } = missions.find(({ mission }) => mission === 'pmi')
  const moved = of_unit.findIndex((sector) => sector === 0)
  const sectorOf = (unit) => sectors[unit === moved ? 1 : of_unit[unit]]
  const lines = units.map((code, unit) => `${code},${sectorOf(unit)?.code ?? ''},"${sectorOf(unit)?.name ?? ''}"`)
  await visit(page, '/territory/imports')
  await page.selectOption('#import-kind', 'sectors')
  await page.selectOption('#import-mission', 'pmi')
  await page.setInputFiles('#import-file', { name: 'pmi.csv', mimeType: 'text/csv', buffer: Buffer.from(['code,sector,sector_name', ...lines].join('\n')) })
  await page.click('button:has-text("Essayer à blanc")')
  await page.waitForSelector('h2:has-text("Résultat de l’essai à blanc")')
  await page.click('form button:has-text("Importer")')
  await page.waitForSelector('h2:has-text("Import terminé")')
  return { code: units[moved], sector: sectors[1].code }
}

export async function fromAnImportToAMapKept(browser) {
  const page = await openPage(browser)
  await signIn(page)
  const before = await ask(page, '/planning/disagreement?missions=pmi,ase')
  const changed = await importAnotherMap(page)
  const after = await ask(page, '/planning/disagreement?missions=pmi,ase')
  const unit = after.units.indexOf(changed.code)
  const sector = after.atoms[after.atom_of_unit[unit]].sectors[0]
  assert.equal(after.mission_sectors[0].sectors[sector].code, changed.sector, 'the imported map is the one compared')
  assert.notDeepEqual(after.atoms, before.atoms)
  await visit(page, '/planning/disagreement')
  await page.click('a:has-text("Proposer une carte commune")')
  await page.waitForURL(/planning\/proposals\?missions=/)
  const id = await launch(page, 600)
  await redrawn(page)
  assert.ok((await page.locator('.twin-maps .shape-hatched').count()) > 0, 'what changes is hatched while one waits')
  await expectAccessible(page, 'a computation under way')
  await picture(page, 'computing')
  await page.reload()
  await page.waitForSelector('h2:has-text("Meilleure carte jusqu’ici")', { timeout: 30_000 })
  const second = await page.context().newPage()
  await second.goto(`/planning/proposals/${id}`)
  await second.waitForSelector('h2:has-text("Meilleure carte jusqu’ici")', { timeout: 30_000 })
  await page.click('button:has-text("Arrêter et garder")')
  await page.waitForSelector('text=/Arrêt demandé|Calcul terminé/', { timeout: 5000, state: 'attached' })
  for (const tab of [page, second]) {
    await tab.waitForSelector('h2:has-text("Après –")', { timeout: 30_000 })
    await tab.waitForSelector('text=/gagnerait au mieux|la meilleure possible|Aucune borne/')
  }
  await second.close()
  const proposal = await ask(page, `/planning/proposals/${id}`)
  assert.ok(proposal.front.length > 0)
  assert.ok(['stopped', 'done'].includes(proposal.state), `state ${proposal.state}`)
  await picture(page, 'proposal')
  await openAndExport(page, id, proposal)
  expectQuiet(page)
  await page.context().close()
}

export async function sectorsAndTheirHouses(browser) {
  const page = await openPage(browser)
  await signIn(page)
  const id = await launch(page, 10, 'Secteurs et maisons', true)
  await page.waitForSelector('th:has-text("Maison")', { timeout: 60_000 })
  const { front } = await ask(page, `/planning/proposals/${id}`)
  assert.ok(front.length > 0)
  for (const { districts, houses } of front) {
    assert.equal(houses.of_district.length, districts, 'every sector has its house')
    assert.ok(houses.left_in.every((sector) => !houses.of_district[sector].opened), 'no present house is passed over for one to open')
  }
  await page.waitForSelector('h2:has-text("Secteurs et maisons")')
  await expectAccessible(page, 'sectors and their houses')
  await picture(page, 'houses')
  expectQuiet(page)
  await page.context().close()
}

export async function aSearchAbandonedLeavesNothing(browser) {
  const page = await openPage(browser, { reducedMotion: 'reduce' })
  await signIn(page)
  const id = await launch(page, 600, 'À abandonner')
  await page.waitForSelector('h2:has-text("Meilleure carte jusqu’ici")', { timeout: 60_000 })
  await page.click('button:has-text("Abandonner")')
  await page.waitForSelector('text=/a été abandonné/')
  assert.equal(await page.locator('.map-svg').count(), 0)
  assert.equal((await ask(page, `/planning/proposals/${id}`)).front.length, 0)
  expectQuiet(page)
  await page.context().close()
}

export async function aMapByKeyboardAlone(browser) {
  const page = await openPage(browser)
  await signIn(page, '/planning/disagreement')
  await page.waitForSelector('a:has-text("Proposer une carte commune")')
  await reach(page, /Copier le lien|Proposer une carte commune/)
  await page.keyboard.press('Home')
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Proposer une carte commune/)
  await page.keyboard.press('Enter')
  await page.waitForSelector('#proposal-missions input:checked')
  await reach(page, /^proposal-name/)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Au clavier')
  await reach(page, /^proposal-balance/)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('25')
  await page.keyboard.press('Enter')
  await page.waitForURL(/planning\/proposals\/\d+/)
  await page.waitForSelector('button:has-text("Arrêter et garder")[aria-disabled="false"]', { timeout: 60_000 })
  await reach(page, /Arrêter et garder/)
  await page.keyboard.press('Enter')
  await page.waitForSelector('h2:has-text("Après –")', { timeout: 30_000 })
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
  const { front } = await ask(page, `/planning/proposals/${new URL(page.url()).pathname.split('/').at(-1)}`)
  if (front.length > 1) {
    await reach(page, /Les autres compromis/)
    for (let press = 0; press < 10 && !/plan=/.test(page.url()); press += 1) {
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
    }
    await page.waitForURL(/plan=\d+/)
    await page.evaluate(() => document.getElementById('page-title').focus())
  }
  await ready(page)
  await reach(page, /^ +CSV/)
  const file = await downloadOf(page, () => page.keyboard.press('Enter'))
  assert.match(file.name, /^proposition-\d+-carte-\d+\.csv$/)
  expectQuiet(page)
  await page.context().close()
}

async function openAndExport(page, id, proposal) {
  const other = proposal.front.find((plan) => plan.index !== proposal.front[proposal.best].index)
  if (other) {
    await page.click(`section:has(h2:has-text("Les autres compromis")) button:text-is("Carte ${other.index + 1}")`)
    await page.waitForURL(new RegExp(`plan=${other.index}`))
    await page.reload()
    await page.waitForSelector('h2:has-text("Après –")')
  }
  await ready(page)
  const index = other?.index ?? proposal.front[proposal.best].index
  const plan = await ask(page, `/planning/proposals/${id}/plans/${index}`)
  const csv = await downloadOf(page, () => page.click('a:text-is("CSV")'))
  assert.equal(csv.bytes.toString('utf8').trim().split(/\r?\n/).length, plan.units.length + 1, 'a line per unit')
  const geojson = await downloadOf(page, () => page.click('a:text-is("GeoJSON")'))
  assert.equal(JSON.parse(geojson.bytes.toString('utf8')).features.length, plan.units.length)
  const after = page.locator('section:has(h2:has-text("Après –"))')
  const svg = await downloadOf(page, () => after.locator('button:has-text("Image SVG")').click())
  assert.match(svg.bytes.toString('utf8'), /^<\?xml.*\n<svg [^>]*width="2000"/)
  assert.match(svg.bytes.toString('utf8'), /fill="rgb\(/, 'the colours are written in the drawing')
  const png = await downloadOf(page, () => after.locator('button:has-text("Image PNG")').click())
  assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG')
  assert.ok(png.bytes.length > 20_000, 'the image is not empty')
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  assert.ok(pdf.length > 20_000)
}
