// Where our maps stand: a draw made around today's map, stopped and kept, read by an executive on a telephone.
import assert from 'node:assert/strict'
import { ask, expectAccessible, expectQuiet, openPage, picture, settings, signIn, until } from './harness.mjs'

export async function whereOurMapsStand(browser) {
  const page = await openPage(browser)
  await signIn(page, '/planning/scenarios')
  await page.click('a:has-text("Où se situent nos cartes")')
  await page.waitForSelector('h1:has-text("Où se situent nos cartes")')
  const { items } = await ask(page, '/planning/ensembles/maps')
  const around = items.filter(({ kind }) => kind === 'today').sort((a, b) => a.max_deviation - b.max_deviation)[0]
  await page.selectOption('#draw-around', around.key)
  assert.equal(await page.inputValue('#draw-districts'), String(around.districts))
  await picture(page, 'ensembles')
  await page.selectOption('#draw-maps', '1000000')
  await page.click('button:has-text("Tirer des cartes")')
  await page.waitForURL(/ensembles\/\d+/)
  await page.waitForSelector('svg.plot .bar')
  await page.click('button:has-text("Arrêter et garder")')
  await page.waitForSelector('text=Arrêtée et gardée')
  const { pathname } = new URL(page.url())
  const found = await ask(page, pathname)
  const mine = found.maps.find(({ key }) => key === around.key)
  // A published map may have a sector in two pieces, which no map drawn has: it is then said apart, with the reason.
  assert.ok(mine.apart === null || mine.apart.code === 'in_pieces', 'the map that a draw is made around can be placed in it')
  if (mine.apart) await page.waitForSelector('text=/secteurs en plusieurs morceaux/')
  assert.equal(found.drawn.measures[0].histogram.shares.reduce((sum, share) => sum + share, 0).toFixed(6), '1.000000')
  await page.waitForSelector(found.drawn.agreed ? 'text=/les 4 chaînes, parties de cartes différentes/' : 'text=/tirage trop court/')
  if (!mine.apart) await page.waitForSelector(mine.places[0] ? 'strong:has-text("compacte")' : 'strong:has-text("Pas de rang")')
  await page.selectOption('#measure', 'max_deviation')
  await page.waitForURL(/measure=max_deviation/)
  const rows = page.locator('table:has(caption:text-is("Nos cartes")) tbody tr')
  assert.equal(await rows.count(), Math.min(12, found.maps.length))
  await expectAccessible(page, 'where our maps stand')
  await picture(page, 'ensemble')
  const address = new URL(page.url())
  expectQuiet(page)

  const reader = await openPage(browser, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  await signIn(reader, `${address.pathname}${address.search}`, settings.executive)
  await reader.waitForSelector('svg.plot .bar')
  await until(async () => (await reader.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'nothing to overflow a telephone')
  await expectAccessible(reader, 'where our maps stand, dark, 390 pixels wide')
  await picture(reader, 'ensemble-dark-390')
  expectQuiet(reader)
  await reader.context().close()
  await page.context().close()
}
