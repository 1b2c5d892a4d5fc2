// Needs and means: a formula of the Département, posts of today loaded from a file, shared out within a limit of moves,
// read by an executive.
import assert from 'node:assert/strict'
import { ask, downloadOf, expectAccessible, expectQuiet, openPage, picture, settings, signIn, until, visit } from './harness.mjs'

const kind = 'Assistants sociaux'

async function addFormula(page) {
  await page.fill('#formula-kind', kind)
  await page.fill('#formula-per_post', '5000')
  await page.fill('#formula-reference', 'Règlement départemental')
  await page.waitForSelector('text=/postes dans tout le territoire/')
  await page.click('button:has-text("Ajouter la formule")')
  await page.waitForSelector(`.kind label:has-text("${kind}")`)
  // Where births are known, the posts of the law are counted too: they come first.
  const others = await ask(page, '/planning/means/formulas')
  if (others.items.filter(({ in_force, known }) => in_force && known).length > 1) await page.click(`label:has(input[type=radio]):has-text("${kind}")`)
  await page.waitForSelector(`h2:text-is("${kind}")`)
}

// One sector in two has posts, as a file of the head office could say.
async function loadPosts(page, sectors) {
  const lines = sectors.map(({ name }, index) => `"${name}";${index === 0 ? 12 : (index % 2) * 8}`)
  const file = { name: 'postes.csv', mimeType: 'text/csv', buffer: Buffer.from(['secteur;postes', ...lines].join('\r\n')) }
  await page.setInputFiles('input[type=file]', file)
  await page.waitForSelector('text=/secteurs? chargés?/')
  await page.click('button:has-text("Enregistrer les postes")')
  await page.waitForSelector('text=/Enregistrés par/')
}

export async function theMeans(browser) {
  const page = await openPage(browser)
  await signIn(page, '/planning/means')
  await page.waitForSelector('h2:has-text("Formules de besoin")')
  await page.waitForSelector('text=CSP, art. R2112-7')
  await addFormula(page)
  const asked = new URL(await page.locator('a:has-text("Exporter (CSV)")').getAttribute('href'), page.url()).search
  const { sectors, kinds } = await ask(page, `/planning/means${asked}`)
  await loadPosts(page, sectors)
  const before = (await ask(page, `/planning/means${asked}`)).kinds.find(({ formula }) => formula.kind === kind)
  assert.equal(before.present, 12 + 8 * Math.floor(sectors.length / 2))
  assert.ok(before.proposed.highest <= before.today.highest || before.today.nobody > 0)

  await page.getByLabel('Postes déplacés au plus, par métier').fill('2')
  await page.click('button:has-text("Répartir")')
  await page.waitForURL(/moves=2/)
  await until(async () => (await page.locator('dt:text-is("Déplacés") + dd').textContent()) === '2', 'the moves to be two')
  const rows = await page.locator('table:has(caption:text-is("Répartition, secteur par secteur")) tbody tr').count()
  assert.ok(rows > 0 && rows <= sectors.length)
  await page.waitForSelector('text=/Avec .* passe de .* par poste/')
  await expectAccessible(page, 'needs and means')
  await picture(page, 'means')
  await page.click('label:has-text("Aujourd’hui")')
  await page.waitForURL(/means=today/)
  const table = await downloadOf(page, () => page.click('a:has-text("Exporter (CSV)")'))
  assert.equal(table.bytes.toString('utf8').trim().split('\n').length, 1 + sectors.length * kinds.length, 'a line for each sector and kind')
  const address = new URL(page.url())
  expectQuiet(page)

  const reader = await openPage(browser, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  await signIn(reader, `${address.pathname}${address.search}`, settings.executive)
  await reader.waitForSelector(`h2:text-is("${kind}")`)
  assert.equal(await reader.locator('button:has-text("Enregistrer les postes"), button:has-text("Ajouter la formule")').count(), 0)
  assert.ok((await reader.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'nothing overflows a telephone')
  await expectAccessible(reader, 'needs and means, dark, 390 pixels wide')
  await picture(reader, 'means-dark-390')
  expectQuiet(reader)
  await reader.context().close()
  await page.context().close()
}
