// Planning: today's disagreement, then a map proposed, stopped, kept, opened and exported.
import assert from 'node:assert/strict'
import { ask, downloadOf, expectAccessible, expectQuiet, openPage, picture, ready, signIn, visit } from './harness.mjs'

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

async function launch(page, seconds) {
  await visit(page, '/planning/proposals')
  await page.waitForSelector('#proposal-missions input:checked')
  await page.fill('#proposal-name', 'Parcours de navigation')
  await page.fill('#proposal-balance', '25')
  await page.selectOption('#proposal-seconds', String(seconds))
  await page.click('button:has-text("Lancer le calcul")')
  await page.waitForURL(/planning\/proposals\/\d+/)
  await ready(page).catch(() => undefined)
}

export async function aMapProposedStoppedAndKept(browser) {
  const page = await openPage(browser)
  await signIn(page, '/planning/disagreement')
  await launch(page, 120)
  await page.waitForSelector('progress')
  await page.reload()
  await page.waitForSelector('text=/Meilleure jusqu’ici/', { timeout: 90_000 })
  await expectAccessible(page, 'a computation under way')
  await picture(page, 'computing')
  await page.click('button:has-text("Arrêter et garder")')
  await page.waitForSelector('h2:has-text("Après –")', { timeout: 30_000 })
  await page.waitForSelector('text=/n’est plus compacte|la meilleure possible|Aucune borne/')
  const id = new URL(page.url()).pathname.split('/').at(-1)
  const proposal = await ask(page, `/planning/proposals/${id}`)
  assert.ok(proposal.front.length > 0)
  assert.ok(['stopped', 'done'].includes(proposal.state), `state ${proposal.state}`)
  await picture(page, 'proposal')
  await openAndExport(page, id, proposal)
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
