// The public side of a scenario: opened by a planner, read and commented on a telephone without an account, answered,
// published, withdrawn.
import assert from 'node:assert/strict'
import { ask, expectAccessible, expectQuiet, openPage, picture, ready, signIn, visit } from './harness.mjs'

async function post(page, path, body) {
  const { status, answer } = await page.evaluate(
    async ([url, text]) => {
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text })
      return { status: response.status, answer: await response.json() }
    },
    [`/api/v1${path}`, JSON.stringify(body)],
  )
  assert.ok(status < 300, `POST ${path}: ${status} ${JSON.stringify(answer)}`)
  return answer
}

// A scenario that starts from the whole map of a mission, with one place given to the sector beside it.
async function drawn(page) {
  const { missions } = await ask(page, '/territory/assignments')
  const whole = missions.find(({ of_unit }) => of_unit.every((sector) => sector >= 0)) ?? missions[0]
  const rules = { missions: [whole.mission], balance: 0.5, keep: 'none' }
  const made = await post(page, '/planning/scenarios', { name: 'Pour la concertation', at: null, origin: `mission/${whole.mission}`, rules })
  const loose = made.of_unit.flatMap((sector, unit) => (sector < 0 ? [unit] : []))
  const moved = made.of_unit.findIndex((sector) => sector === 1)
  const step = (units, district) => ({ kind: 'paint', units, district, names: [], origin: '' })
  const steps = [...(loose.length > 0 ? [step(loose, 0)] : []), step([moved], 0)]
  await post(page, `/planning/scenarios/${made.scenario.id}/steps`, { seen: 0, steps })
  return { id: made.scenario.id, place: made.units[moved] }
}

async function openConcertation(page, id) {
  await visit(page, `/planning/scenarios/${id}/concertation`)
  await page.fill('#open-title', 'Vos secteurs demain')
  await page.fill('#open-presentation', 'Le Département redessine ses secteurs.\nDites ce que vous en pensez.')
  await page.fill('#open-closes_on', '2099-12-31')
  await page.click('button:has-text("Ouvrir la concertation")')
  const address = await page.locator('code').first().textContent()
  return new URL(address).pathname
}

async function visitor(browser, address, options = {}) {
  const page = await openPage(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, ...options })
  await visit(page, address)
  return page
}

async function leaveRemark(page, text) {
  await page.fill('#remark-content', text)
  await page.click('button:has-text("Envoyer la remarque")')
  await page.waitForSelector('h3:has-text("Remarque reçue")')
}

async function findPlace(page, place) {
  const { picture: shown } = await ask(page, `/concertation/${page.url().split('/').at(-1)}`)
  const found = shown.places.find(({ code }) => code === place)
  const label = found.commune === found.name ? found.name : `${found.name} (${found.commune})`
  await page.getByRole('searchbox').fill(label.replace(/[()]/g, ''))
  await page.getByRole('button', { name: label, exact: true }).first().click()
  await page.waitForURL(/place=/)
  return label
}

async function answerAndPublish(page, id, text) {
  await visit(page, `/planning/scenarios/${id}/concertation`)
  await page.locator('li', { hasText: text }).getByRole('button', { name: 'Répondre et publier…' }).click()
  await page.fill('#reading-text', 'Une ligne de bus ouvre en mai.')
  await expectAccessible(page, 'the answer to a remark')
  await page.getByRole('dialog').getByRole('button', { name: 'Publier' }).click()
  await page.waitForSelector('text=Une ligne de bus ouvre en mai.')
}

export async function theConcertation(browser) {
  const planner = await openPage(browser)
  await signIn(planner)
  const { id, place } = await drawn(planner)
  const address = await openConcertation(planner, id)
  const said = 'Le bus ne va pas jusque là. <b>Et le soir ?</b>'

  const page = await visitor(browser, address)
  assert.equal((await page.context().cookies()).length, 0, 'no cookie for a visitor')
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'nothing overflows a telephone')
  await expectAccessible(page, 'the public page')
  const label = await findPlace(page, place)
  await page.waitForSelector(`h3:text-is("${label}")`)
  await page.waitForSelector('text=/passerait de «/')
  await picture(page, 'public-place')
  await leaveRemark(page, said)
  await expectAccessible(page, 'the receipt of a remark')
  assert.equal(await page.locator('#published', { hasText: 'Le bus' }).count(), 0, 'nothing is public unread')
  expectQuiet(page)

  await answerAndPublish(planner, id, 'Le bus ne va pas')
  await picture(planner, 'remarks')
  await page.reload()
  await ready(page)
  await page.waitForSelector('text=Une ligne de bus ouvre en mai.')
  assert.equal(await page.locator('#published .said').first().textContent(), said, 'a remark is a text, not a page')
  const { name } = await ask(planner, '/access/session')
  assert.equal(await page.locator('body', { hasText: name }).count(), 0, 'no agent is named')

  await visit(planner, `/planning/scenarios/${id}/concertation`)
  await planner.getByRole('button', { name: 'Retirer…' }).click()
  await planner.getByRole('button', { name: 'Retirer la page publique' }).click()
  await planner.waitForSelector('text=Le lien ne mène plus à rien.')
  await page.reload()
  await page.waitForSelector('h1:has-text("Cette page n’existe pas")')
  await expectAccessible(page, 'a public page that was withdrawn')
  expectQuiet(page)
  expectQuiet(planner)
  await page.context().close()
  await planner.context().close()
}

// Both languages and themes, the width of a small telephone, the keyboard alone.
export async function theConcertationForEveryone(browser) {
  const planner = await openPage(browser)
  await signIn(planner)
  const { id } = await drawn(planner)
  const address = await openConcertation(planner, id)
  const page = await visitor(browser, address, { viewport: { width: 320, height: 700 }, colorScheme: 'dark' })
  await page.click('button:has-text("English")')
  await page.waitForSelector('h2:has-text("What would change")')
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en')
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, 'nothing overflows 320 pixels')
  await expectAccessible(page, 'the public page, dark, in English, 320 pixels wide')
  await page.getByRole('searchbox').focus()
  await page.keyboard.type('a')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(/place=/)
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H3', 'the focus follows what was chosen')
  expectQuiet(page)
  await page.context().close()
  await planner.context().close()
}
