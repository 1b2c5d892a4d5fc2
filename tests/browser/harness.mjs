// What every journey stands on: a real Chromium, the accessibility checker, and the errors of the console.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import assert from 'node:assert/strict'

const require = createRequire(new URL('../../web/package.json', import.meta.url))
const { chromium } = require('playwright-core')
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

export const settings = {
  url: process.env.MAILLAGE_URL ?? 'http://localhost:8080',
  user: process.env.MAILLAGE_USER ?? 'planner',
  password: process.env.MAILLAGE_PASSWORD ?? '',
  executive: process.env.MAILLAGE_EXECUTIVE ?? 'executive',
  program: process.env.MAILLAGE_PROGRAM ?? 'maillage',
  chromium: process.env.MAILLAGE_CHROMIUM ?? '/usr/bin/chromium',
  pictures: process.env.MAILLAGE_PICTURES ?? '',
}

// `--no-sandbox` because CI runs as root in a container; the pages visited are ours.
export function launch() {
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none']
  return chromium.launch({ executablePath: settings.chromium, args })
}

// A page whose console errors and refusals of the content security policy are kept for expectQuiet.
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR', baseURL: settings.url, acceptDownloads: true, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  page.noise = []
  page.on('console', (message) => {
    const expected = /Failed to load resource: the server responded with a status of 4\d\d/
    if (message.type() === 'error' && !expected.test(message.text())) page.noise.push(message.text())
  })
  page.on('pageerror', (error) => page.noise.push(error.message))
  return page
}

export function expectQuiet(page) {
  assert.deepEqual(page.noise, [], 'the console must stay silent, the content security policy included')
}

// One account may try six times a minute to sign in, and there are more journeys than that: the session of the first is
// used by the next ones as long as it lives. The accounts of a demonstration share one password.
const kept = new Map()

export async function signIn(page, next = '/territory', login = settings.user) {
  if (kept.has(login)) {
    await page.context().addCookies(kept.get(login))
    await page.addInitScript(() => {
      if (!sessionStorage.getItem('kept')) localStorage.setItem('maillage.signed-in', 'yes')
      sessionStorage.setItem('kept', 'yes')
    })
    await page.goto(next)
    await ready(page)
    if (!new URL(page.url()).pathname.startsWith('/access')) return
  }
  await signInByHand(page, next, login)
  kept.set(login, await page.context().cookies())
}

async function signInByHand(page, next, login) {
  await page.goto(`/access/sign-in?next=${encodeURIComponent(next)}`)
  await page.fill('#login', login)
  await page.fill('#password', settings.password)
  await page.click('button[type=submit]')
  await page.waitForURL((url) => !url.pathname.startsWith('/access'), { waitUntil: 'commit' })
  await ready(page)
}

// Goes to a page and waits until nothing more is being loaded.
export async function visit(page, path) {
  await page.goto(path)
  await ready(page)
}

export async function ready(page) {
  await page.waitForSelector('h1')
  await page.waitForLoadState('networkidle')
}

// A JSON answer of the server, with the session of the page; with a `body`, to what it is told.
export async function ask(page, path, body) {
  const answer = await page.evaluate(async ([url, sent]) => {
    const options = sent && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(sent) }
    const response = await fetch(url, options)
    return { status: response.status, body: await response.json() }
  }, [`/api/v1${path}`, body])
  assert.ok(answer.status < 300, `${body ? 'POST' : 'GET'} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

// Asks again and again until the answer is the one expected; waitForFunction would take a promise for a yes.
export async function until(check, what, timeout = 30_000) {
  const end = Date.now() + timeout
  while (!(await check())) {
    assert.ok(Date.now() < end, `still waiting for ${what}`)
    await new Promise((resume) => setTimeout(resume, 100))
  }
}

// Tab, or arrows inside a table, until the focus is on what `wanted` says; then nothing but that is pressed.
export async function reach(page, wanted, key = 'Tab') {
  for (let press = 0; press < 90; press += 1) {
    await page.keyboard.press(key)
    const here = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return ''
      return `${element.id} ${element.getAttribute('aria-label') ?? ''} ${element.textContent.trim()} ${element.closest('table')?.caption?.textContent ?? ''}`
    })
    if (wanted.test(here)) return
  }
  assert.fail(`no ${key} leads to ${wanted}`)
}

// The rules of WCAG 2.1 A and AA and the good practices of axe: none may be broken. Injected by the debugger, since the
// content security policy refuses foreign scripts.
// `colours`: only what the colours decide, for a page already read in another theme.
export async function expectAccessible(page, where, { colours = false } = {}) {
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: axeSource })
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']
  const rules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
  const found = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), colours ? rules : tags)
  await session.detach()
  const broken = found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(' | ')}`)
  assert.deepEqual(broken, [], `accessibility of ${where}`)
}

// The file that an action downloads, as a string, with its name.
export async function downloadOf(page, action) {
  const [download] = await Promise.all([page.waitForEvent('download'), action()])
  const path = await download.path()
  return { name: download.suggestedFilename(), bytes: readFileSync(path) }
}

export async function picture(page, name) {
  if (settings.pictures) await page.screenshot({ path: `${settings.pictures}/${name}.png` })
}
