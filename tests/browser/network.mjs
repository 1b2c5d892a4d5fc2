// The network of houses: access today, counted otherwise, then a study computed, opened at another point, taken away.
import assert from 'node:assert/strict'
import { ask, downloadOf, expectQuiet, openPage, picture, settings, signIn, visit } from './harness.mjs'

const travel = /Temps estimé à vol d’oiseau × 1,3 à 40\skm\/h/

// Residents counted at their cell: the map, the sentence and the label follow.
async function countAtCells(page, grid) {
  await page.click('label:has-text("Au carreau de 200 m")')
  await page.waitForURL(/cells=200/)
  await page.waitForSelector('h2:has-text("Part des habitants à 30 minutes ou moins d’une maison")')
  const { picture: seen, publics, cells } = await ask(page, '/planning/network/access?cells=200')
  assert.equal(cells.grid.cells, grid.cells)
  assert.equal(publics[0].total, grid.residents / 1000)
  const near = publics[0].of_unit.reduce((sum, residents, unit) => sum + Math.max(0, cells.within[1][unit]) * residents, 0)
  assert.ok(Math.abs(near / publics[0].total - seen.publics[0].within[1]) < 1e-6, 'the shares of the units add up to that of all')
  assert.match(await page.locator('section:has(.map-svg)').first().textContent(), /Habitants comptés au carreau de 200\sm/)
  await picture(page, 'network-cells')
  await page.click('label:has-text("Au centre de")')
  await page.waitForURL((url) => !url.searchParams.has('cells'))
}

async function readAccess(page) {
  const { houses, picture: seen, publics, complement, opening, grids } = await ask(page, '/planning/network/access')
  if (houses.length === 0) {
    await page.waitForSelector('h2:has-text("Aucune maison à compter")')
    await picture(page, 'network-empty')
    return 0
  }
  await page.waitForSelector('text=/des habitants .* sont à 30 minutes ou moins/')
  assert.equal(seen.minutes.length, publics[0].of_unit.length)
  const share = await page.locator('dl .key-figure').nth(1).textContent()
  assert.ok(Math.abs(Number.parseFloat(share.replace(',', '.')) - 100 * seen.publics[0].within[1]) < 0.06, 'the share that is said is that of the server')
  assert.match(await page.locator('section:has(.map-svg)').first().textContent(), travel)
  if (complement.points.length > 0) await page.waitForSelector('text=/En comptant aussi les points d’accès des partenaires, .* maisons seules/')
  else await page.waitForSelector('text=/Aucun point d’accès de partenaires/')
  const written = opening.houses.filter(({ half_days }) => half_days >= 0).length
  await page.waitForSelector(written > 0 ? 'text=/d’une maison ouverte au moins 5 demi-journées par semaine/' : 'text=/Personne n’a dit quand les maisons comptées sont ouvertes/')
  await picture(page, 'network-today')
  await page.locator('.map-svg .shape').nth(3).click()
  await page.waitForURL(/place=/)
  await page.click('label:has-text("À pied")')
  await page.waitForURL(/mode=walk/)
  await page.waitForSelector('text=/× 1,3 à 4,5\\skm\\/h/')
  const table = await downloadOf(page, () => page.locator('section:has(h2:has-text("Du plus loin au plus proche")) button:has-text("CSV")').click())
  assert.equal(table.bytes.toString('utf8').trim().split('\n').length, 1 + seen.minutes.length, 'a line for each unit')
  await page.click('label:has-text("En voiture")')
  await page.waitForURL((url) => !url.searchParams.has('mode'))
  if (grids.length > 0) await countAtCells(page, grids[0])
  return houses.length
}

// A table of minutes, verified then imported, is what the page then counts with, and says so.
async function countWithATable(page) {
  const { units, houses } = await ask(page, '/planning/network/access')
  if (houses.length === 0) return
  const lines = houses.flatMap((house, h) => units.codes.map((code, u) => `${code},${house.code},${(7 * h + u) % 50}`))
  const file = (last) => ({ name: 'minutes.csv', mimeType: 'text/csv', buffer: Buffer.from(['from,to,minutes', ...lines, last].join('\n')) })
  await page.click('summary:has-text("Importer un tableau de minutes")')
  await page.fill('#minutes-origin', 'Parcours')
  await page.fill('#minutes-vintage', '2026')
  await page.setInputFiles('#minutes-file_name', file('nulle part,ici,soon'))
  await page.click('button:has-text("Vérifier sans importer")')
  await page.waitForSelector('text=/refusé, rien n’est importé. Erreurs\\s: 3/')
  await page.setInputFiles('#minutes-file_name', file(''))
  await page.click('button:has-text("Vérifier sans importer")')
  await page.waitForSelector('text=Le fichier est bon')
  await page.click('button:text-is("Importer")')
  await page.waitForURL(/table=\d+/)
  await page.waitForSelector('section:has(.map-svg) >> text=/Temps importés\\s: Parcours, 2026 \\(en voiture\\)/')
  const { picture: seen, lacking } = await ask(page, `/planning/network/access?table=${new URL(page.url()).searchParams.get('table')}`)
  assert.equal(lacking.pairs, 0)
  assert.deepEqual(seen.minutes, units.codes.map((_, u) => Math.min(...houses.map((_, h) => (7 * h + u) % 50))))
  await picture(page, 'network-imported')
}

async function study(page, houses) {
  await page.click('a:has-text("Étudier d’autres réseaux")')
  await page.waitForSelector('#study-name')
  await page.fill('#study-name', 'Parcours du réseau')
  await page.fill('#study-houses_max', String((houses || 1) + 2))
  await page.selectOption('#study-seconds', '10')
  await page.click('button:has-text("Lancer l’étude")')
  await page.waitForURL(/network\/studies\/\d+/)
  await page.waitForSelector('h2:has-text("Ce que change une maison de plus")')
  await page.waitForSelector('h2:has-text("Après –")')
  return new URL(page.url()).pathname.split('/').at(-1)
}

// A study counted at the cells that the page shows, beside one counted at units.
async function studyAtCells(page, first) {
  const { grids } = await ask(page, '/planning/network/access')
  if (grids.length === 0) return
  const largest = grids.at(-1)
  await visit(page, `/planning/network?cells=${largest.size_m}`)
  await page.click('a:has-text("Étudier d’autres réseaux")')
  await page.waitForSelector('text=/plus précis, et plus long à calculer/')
  await page.fill('#study-name', 'Compté aux carreaux')
  await page.fill('#study-houses_max', await page.inputValue('#study-houses_min'))
  await page.selectOption('#study-seconds', '10')
  await page.click('button:has-text("Lancer l’étude")')
  await page.waitForURL(/network\/studies\/\d+/)
  await page.waitForSelector('h2:has-text("Après –"):has-text("part des habitants à 30")')
  const id = new URL(page.url()).pathname.split('/').at(-1)
  const { grid, curve, today } = await ask(page, `/planning/network/studies/${id}`)
  assert.deepEqual(grid, largest)
  const { publics } = (await ask(page, `/planning/network/access?cells=${largest.size_m}`)).picture
  if (today) assert.ok(Math.abs(today.value - publics[0].mean_minutes) < 1e-9, 'today is what the access of today says')
  assert.ok(curve[0].bound <= curve[0].value + 1e-9)
  await page.waitForSelector('text=/Habitants comptés au carreau de/')
  await page.waitForSelector('text=/carreaux sur .* sont imputés|aucun n’est imputé/')
  await picture(page, 'network-study-cells')
  const csv = await downloadOf(page, () => page.click('a:has-text("Maisons (CSV)")'))
  assert.match(csv.bytes.toString('utf8'), /habitants comptés au carreau de/)
  await visit(page, `/planning/network/comparison?studies=${first},${id}`)
  await page.waitForSelector('text=/ne sont pas comptés de la même façon/')
}

// How few houses would have everyone within reach, submitted, and beside the first study.
async function everyoneWithinReach(page, first) {
  await visit(page, '/planning/network/studies')
  await page.fill('#study-name', 'Tout le monde à 45 minutes')
  await page.selectOption('#study-aim', 'everyone')
  await page.selectOption('#study-radius_minutes', '45')
  await page.selectOption('#study-seconds', '10')
  await page.click('button:has-text("Lancer l’étude")')
  await page.waitForURL(/network\/studies\/\d+/)
  await page.waitForSelector('h2:has-text("Après –")')
  const id = new URL(page.url()).pathname.split('/').at(-1)
  const { curve } = await ask(page, `/planning/network/studies/${id}`)
  assert.equal(curve.length, 1)
  assert.ok(curve[0].reach.worst_minutes <= 45, 'nobody is farther')
  await page.waitForSelector('text=/suffisent pour que tout le public soit à 45/')
  await page.click('button:has-text("Soumettre le réseau")')
  await page.fill('#decided-note', 'Pour la direction')
  await page.click('button:has-text("Confirmer")')
  await page.waitForSelector('text=La direction adopte le réseau soumis')
  await picture(page, 'network-everyone')
  await visit(page, `/planning/network/comparison?studies=${first},${id}`)
  await page.waitForSelector('h2:has-text("Tout le monde à 45 minutes –")')
  assert.equal(await page.locator('.map-svg').count(), 2)
  await page.waitForSelector('td:has-text("suffisent pour que tout le public")')
  await picture(page, 'network-comparison')
}

export async function theNetworkOfHouses(browser) {
  const page = await openPage(browser)
  await signIn(page, '/planning/network')
  const houses = await readAccess(page)
  await countWithATable(page)
  await visit(page, '/planning/network')
  const id = await study(page, houses)
  const { curve, today, state } = await ask(page, `/planning/network/studies/${id}`)
  assert.equal(state, 'done')
  assert.ok(curve.length >= 2, 'several networks to choose from')
  for (const [index, point] of curve.entries()) {
    if (index > 0) assert.ok(point.value <= curve[index - 1].value + 1e-9, 'a house more never makes it longer')
    assert.ok(point.gap === null || point.gap >= 0)
  }
  if (today) assert.ok(Math.abs(today.value - curve[0].value) < 1e-9, 'all houses kept, none added: it is today')
  await page.waitForSelector('text=/c’est démontré|Aucune borne/')
  await picture(page, 'network-study')
  const last = curve.at(-1)
  await page.click(`button:text-is("${last.houses} maisons")`)
  await page.waitForSelector(`h2:has-text("Après – ${last.houses} maisons")`)
  assert.ok((await page.locator('.map-svg').last().locator('.site-mark.opened').count()) >= last.opened, 'what opens is on the map')
  const csv = await downloadOf(page, () => page.click('a:has-text("Maisons (CSV)")'))
  assert.equal(csv.bytes.toString('utf8').split('\n').filter((line) => line.includes(',opened,')).length, last.opened)
  const geojson = await downloadOf(page, () => page.click('a:has-text("Minutes (GeoJSON)")'))
  assert.ok(JSON.parse(geojson.bytes.toString('utf8')).features.length > 0)
  await page.reload()
  await page.waitForSelector(`h2:has-text("Après – ${last.houses} maisons")`)
  await everyoneWithinReach(page, id)
  await studyAtCells(page, id)
  expectQuiet(page)
  await page.context().close()

  const reader = await openPage(browser)
  await signIn(reader, `/planning/network/studies/${id}`, settings.executive)
  await reader.waitForSelector('h2:has-text("Après –")')
  await visit(reader, '/planning/network/studies')
  assert.equal(await reader.locator('#study-name').count(), 0, 'an executive reads, and asks for nothing')
  expectQuiet(reader)
  await reader.context().close()
}
