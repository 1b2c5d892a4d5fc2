// The territory: signing in, the map by keyboard, tables and exports, both sides of a date.
import assert from 'node:assert/strict'
import { ask, downloadOf, expectQuiet, openPage, picture, settings, signIn, visit } from './harness.mjs'

export async function signingIn(browser) {
  const page = await openPage(browser)
  await page.goto('/territory/coverage')
  await page.waitForURL(/access\/sign-in/)
  await page.fill('#login', settings.user)
  await page.fill('#password', 'certainly-not-this-one')
  await page.click('button[type=submit]')
  await page.waitForSelector('[role=alert]')
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'alert', 'the summary of errors takes the focus')
  await page.fill('#password', settings.password)
  await page.click('button[type=submit]')
  await page.waitForURL(/territory\/coverage/)
  await page.waitForFunction(() => document.title === 'Couverture – Maillage')
  expectQuiet(page)
  await page.click('text=Se déconnecter')
  await page.waitForURL(/access\/sign-in/)
  await page.context().close()
}

export async function theMapByKeyboard(browser) {
  const page = await openPage(browser)
  await signIn(page)
  const overview = await ask(page, '/territory/overview')
  const shapes = page.locator('.map-svg .shape')
  assert.equal(await shapes.count(), overview.counts[overview.unit_level] || overview.counts.commune, 'one shape per unit')
  assert.equal(await page.locator('.map-svg .shape[tabindex="0"]').count(), 1, 'the map is one tab stop')
  await page.locator('.map-svg .shape[tabindex="0"]').focus()
  const names = new Set()
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowRight']) {
    await page.keyboard.press(key)
    names.add(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
  }
  assert.ok(names.size >= 2, 'arrows go from unit to unit')
  await page.keyboard.press('Enter')
  await page.waitForURL(/place=/)
  const chosen = new URL(page.url()).searchParams.get('place')
  await page.waitForSelector(`a[href*="/territory/places/"][href*="${chosen}"]`)
  await page.keyboard.press('+')
  const near = await page.getAttribute('.map-svg', 'viewBox')
  await page.keyboard.press('0')
  assert.notEqual(await page.getAttribute('.map-svg', 'viewBox'), near)
  await picture(page, 'territory')
  expectQuiet(page)
  await page.context().close()
}

export async function tablesAndExports(browser) {
  const page = await openPage(browser)
  await signIn(page, '/territory/places')
  const overview = await ask(page, '/territory/overview')
  const file = await downloadOf(page, () => page.click('text=Exporter en CSV'))
  const lines = file.bytes.toString('utf8').trim().split('\r\n')
  assert.equal(lines.length, overview.counts.commune + 1, 'every commune is exported, not only the page in sight')
  await page.click('th button:has-text("Population")')
  await page.waitForURL(/sort=population/)
  await page.click('tbody a')
  await page.waitForURL(/territory\/places\/commune\//)
  await page.waitForSelector('text=Histoire')
  await page.goBack()
  await page.waitForURL(/sort=population/)
  expectQuiet(page)
  await page.context().close()
}

export async function competenceOnBothSidesOfADate(browser) {
  const page = await openPage(browser)
  await signIn(page, '/territory/competence')
  const { change_dates } = await ask(page, '/territory/overview')
  const { items } = await ask(page, '/territory/places?level=commune&sort=population&descending=true&limit=1')
  await page.fill('#where-code', items[0].code)
  await page.click('button:has-text("Répondre")')
  await page.waitForURL(new RegExp(`code=${items[0].code}`))
  await page.waitForSelector(`h2:has-text("${items[0].name}")`)
  const rows = await page.locator('tbody tr').count()
  assert.ok(rows >= 3, 'an answer per mission')
  for (const cell of await page.locator('tbody tr td:last-child').allTextContents()) {
    assert.match(cell.trim(), /^\S.*\.$/, 'each answer gives its reason as a sentence')
  }
  const past = change_dates.filter((date) => date < new Date().toISOString().slice(0, 10))
  if (past.length > 1) {
    await page.selectOption('select:has(option[value=""])', past.at(-1))
    await page.waitForURL(/versus=/)
    await page.waitForSelector('text=/Inchangé|Change/')
  }
  await picture(page, 'competence')
  expectQuiet(page)
  await page.context().close()
}

// Reception types the addresses of people: neither the link nor the history of the browser may hold one.
export async function anAddressLeavesNoTrace(browser) {
  const page = await openPage(browser)
  await signIn(page, '/territory/competence')
  const typed = ['12 rue du Secret', '7 place du Silence']
  await page.click('label:has-text("Adresse")')
  for (const address of typed) {
    await page.fill('#where-address', address)
    const before = page.url()
    await page.click('button:has-text("Répondre")')
    await page.waitForURL((url) => url.href !== before && url.searchParams.has('asked'))
    await page.waitForSelector('h2:has-text(", au ")')
    assert.doesNotMatch(decodeURIComponent(page.url()), /Secret|Silence/)
    assert.doesNotMatch(await page.evaluate(() => JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }])), /Secret|Silence/)
  }
  await page.goBack()
  await page.waitForFunction((address) => document.querySelector('#where-address')?.value === address, typed[0])
  await page.reload()
  await page.waitForSelector('text=/n’est gardée ni dans le lien/')
  assert.equal(await page.inputValue('#where-address'), '')
  expectQuiet(page)
  await page.context().close()
}

export async function everythingAtAPastDate(browser) {
  const page = await openPage(browser)
  await signIn(page)
  const { change_dates } = await ask(page, '/territory/overview')
  const past = [...change_dates].sort().filter((date) => date < new Date().toISOString().slice(0, 10))
  assert.ok(past.length > 0, 'the territory has a history')
  await page.click('button[title^="Changement précédent"]')
  await page.waitForURL(new RegExp(`at=${past.at(-1)}`))
  await page.click('nav >> text=Lieux')
  await page.waitForURL(/territory\/places.*at=/)
  await page.click('button[aria-label="Revenir à aujourd’hui"]')
  await page.waitForURL((url) => !url.searchParams.has('at'))
  expectQuiet(page)
  await page.context().close()
}

export async function coverageFaults(browser) {
  const page = await openPage(browser)
  await signIn(page, '/territory/coverage')
  const { faults } = await ask(page, '/territory/coverage?mission=ssd')
  await visit(page, '/territory/coverage?mission=ssd')
  const expected = faults.length === 0 ? 'Carte complète' : faults.length === 1 ? '1 défaut' : `${faults.length} défauts`
  await page.waitForSelector(`text=${expected}`)
  expectQuiet(page)
  await page.context().close()
}

export async function importsTriedFirst(browser) {
  const page = await openPage(browser)
  await signIn(page, '/territory/imports')
  const assignments = await ask(page, '/territory/assignments')
  const { sectors, of_unit } = assignments.missions.find(({ mission }) => mission === 'ssd')
  const csv = ['code,sector', ...assignments.units.map((code, unit) => `${code},${sectors[of_unit[unit]]?.code ?? ''}`)]
  const send = async (lines) => {
    await page.selectOption('#import-kind', 'sectors')
    await page.selectOption('#import-mission', 'ssd')
    await page.setInputFiles('#import-file', { name: 'ssd.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) })
    await page.click('button:has-text("Essayer à blanc")')
  }
  await send([...csv.slice(0, 2), 'ERREUR,?', ...csv.slice(2)])
  await page.waitForSelector('h2:has-text("Fichier refusé")')
  assert.ok(await page.locator('button:has-text("Importer")').isDisabled(), 'a refused file cannot be imported')
  await send(csv)
  await page.waitForSelector('h2:has-text("Résultat de l’essai à blanc")')
  await page.click('form button:has-text("Importer")')
  await page.waitForSelector('h2:has-text("Import terminé")')
  await page.waitForSelector('td:has-text("ssd.csv")')
  expectQuiet(page)
  await page.context().close()
}
