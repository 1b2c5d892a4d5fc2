// What holds on every page: no accessibility fault in both themes, reflow at 320 px, few tab stops, both languages.
import assert from 'node:assert/strict'
import { ask, expectAccessible, expectQuiet, openPage, ready, signIn, visit } from './harness.mjs'

// Every route, with real places and a real proposal when there is one.
async function routes(page) {
  const { items } = await ask(page, '/territory/places?level=commune&limit=1')
  const sector = await ask(page, '/territory/places?level=sector&mission=ssd&limit=1')
  const proposals = await ask(page, '/planning/proposals')
  const scenarios = (await ask(page, '/planning/scenarios')).items.map(({ id }) => id)
  const studies = (await ask(page, '/planning/network/studies')).items.map(({ id }) => id)
  const draws = (await ask(page, '/planning/ensembles')).items.map(({ id }) => id)
  const plans = (await ask(page, '/planning/continuity')).items.map(({ id }) => id)
  return [
    '/territory', '/territory?view=table', '/territory?colour=ase', '/territory/places', '/territory/places?q=zzzz',
    `/territory/places/commune/${items[0].code}`,
    ...sector.items.map(({ code }) => `/territory/places/sector/${encodeURIComponent(code)}?mission=ssd`),
    '/territory/coverage', '/territory/competence', `/territory/competence?code=${items[0].code}`, '/territory/imports',
    '/planning/disagreement', '/planning/proposals', ...proposals.items.slice(0, 1).map(({ id }) => `/planning/proposals/${id}`),
    '/planning/proposals/999999', '/planning/scenarios', '/planning/scenarios/999999', '/planning/comparison',
    ...scenarios.slice(0, 1).flatMap((id) => ['', '?brush=0', '?view=table', '?version=0', '/transition'].map((rest) => `/planning/scenarios/${id}${rest}`)),
    ...(scenarios.length > 0 ? [`/planning/comparison?scenarios=${scenarios.slice(0, 4).join(',')}`] : []),
    '/planning/network', '/planning/network/studies',
    ...studies.slice(0, 1).map((id) => `/planning/network/studies/${id}`),
    '/planning/ensembles', ...draws.slice(0, 1).map((id) => `/planning/ensembles/${id}`),
    '/planning/continuity', ...plans.slice(0, 1).map((id) => `/planning/continuity/${id}`),
    '/no/such/page',
  ]
}

export async function accessibleInBothThemes(browser) {
  for (const colorScheme of ['light', 'dark']) {
    const page = await openPage(browser, { colorScheme })
    await page.goto('/access/sign-in')
    await page.waitForSelector('h1')
    await expectAccessible(page, `sign-in, ${colorScheme}`)
    await signIn(page)
    for (const path of await routes(page)) {
      await visit(page, path)
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), colorScheme)
      await expectAccessible(page, `${path}, ${colorScheme}`, { colours: colorScheme === 'dark' })
    }
    expectQuiet(page)
    await page.context().close()
  }
}

export async function reflowAt320(browser) {
  const page = await openPage(browser, { viewport: { width: 320, height: 800 } })
  await signIn(page)
  for (const path of await routes(page)) {
    await visit(page, path)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(width <= 320, `${path} is ${width} px wide on a 320 px screen`)
  }
  await page.click('button:has-text("Menu")')
  await page.click('nav >> text=Couverture')
  await page.waitForURL(/coverage/)
  assert.equal(await page.getAttribute('button:has-text("Menu")', 'aria-expanded'), 'false')
  await page.context().close()
}

// What Tab stops at, one press after the other, until it leaves the page. A date is several stops of one element.
async function tabStops(page) {
  await page.evaluate(() => {
    document.activeElement?.blur()
    window.stops = []
  })
  for (let press = 0; press < 120; press += 1) {
    await page.keyboard.press('Tab')
    const more = await page.evaluate(() => {
      const element = document.activeElement
      if (element === document.body || (window.stops.includes(element) && window.stops.at(-1) !== element)) return false
      if (window.stops.at(-1) !== element) window.stops.push(element)
      return true
    })
    if (!more) break
  }
  return page.evaluate(() => ({
    all: window.stops.length,
    outside: window.stops.filter((element) => !element.closest('table, svg, form, [role=toolbar]')).length,
    maps: document.querySelectorAll('.map-svg').length,
    inMaps: window.stops.filter((element) => element.closest('.map-svg')).length,
    tables: document.querySelectorAll('table').length,
    inTables: window.stops.filter((element) => element.closest('table')).length,
  }))
}

export async function keyboardAlone(browser) {
  const page = await openPage(browser)
  await signIn(page)
  for (const path of await routes(page)) {
    await visit(page, path)
    const stops = await tabStops(page)
    assert.ok(stops.outside <= 25, `${path} has ${stops.outside} tab stops outside tables, maps, forms and bars of tools`)
    assert.deepEqual([stops.inMaps, stops.inTables], [stops.maps, stops.tables], `each map and each table of ${path} is one tab stop`)
  }
  await visit(page, '/territory')
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Aller au contenu')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1')
  await page.keyboard.press('Control+k')
  await page.waitForSelector('dialog[open] input')
  await expectAccessible(page, 'the quick search')
  await page.keyboard.type('aujourd')
  await page.keyboard.press('Enter')
  await page.waitForURL(/planning\/disagreement/)
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
  const opener = page.locator('button[title="Raccourcis clavier"]')
  await opener.focus()
  await page.keyboard.press('Enter')
  await page.waitForSelector('dialog[open]')
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.activeElement?.title === 'Raccourcis clavier')
  expectQuiet(page)
  await page.context().close()
}

export async function frenchAndEnglish(browser) {
  const page = await openPage(browser)
  await signIn(page)
  await page.click('button:has-text("English")')
  assert.equal(await page.getAttribute('html', 'lang'), 'en')
  const french = /\b(Territoire au|Carte au|Lieux|Couverture|Aujourd’hui|Qui est|Chargement|habitants? \(|Exporter|Imprimer|Voir en)\b/
  for (const path of await routes(page)) {
    await visit(page, path)
    const text = await page.evaluate(() => document.body.innerText)
    assert.doesNotMatch(text, french, `${path} in English`)
    assert.doesNotMatch(text, /\b(undefined|NaN|null|\[object)\b/, path)
  }
  await page.click('button:has-text("Français")')
  await ready(page)
  assert.equal(await page.getAttribute('html', 'lang'), 'fr')
  await page.context().close()
}
