// How long the drawing board takes to answer the pencil on a slow office PC: `tests/browser/run PROGRAM pace`.
import assert from 'node:assert/strict'
import { ask, openPage, signIn, until, visit } from './harness.mjs'
import { groundOf, paintable, shapeOf } from './ground.mjs'

const slowness = 4
const strokes = 40
// How long a hand holds the button down in a click.
const heldMs = 80
// How long the page is left to draw an answer before the next touch.
const answerMs = 200

// Written in the page: from the press of the pencil to the frame that shows the map with its checks (pieces, largest
// deviation, residents who move), and to the one that shows the deviation of each sector in the table under it.
function record() {
  window.pace = []
  let now = null
  const shown = { checks: () => document.querySelector('.checks p').textContent, table: () => document.querySelector('.balance tbody').textContent }
  const onChange = () => {
    const stroke = now
    for (const [name, text] of Object.entries(shown)) {
      if (!stroke || stroke.seen[name] || text() === stroke.before[name]) continue
      stroke.seen[name] = true
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => (stroke[name] = performance.now() - stroke.press)
        channel.port2.postMessage(0)
      })
    }
  }
  document.addEventListener('pointerdown', (event) => {
    now = { press: event.timeStamp, before: { checks: shown.checks(), table: shown.table() }, seen: {} }
    window.pace.push(now)
  }, true)
  for (const place of ['.balance', '.checks']) new MutationObserver(onChange).observe(document.querySelector(place), { subtree: true, childList: true, characterData: true })
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]
}

export async function pace(browser) {
  const page = await openPage(browser)
  await signIn(page)
  const { missions } = await ask(page, '/territory/overview')
  const codes = missions.filter(({ sectors }) => sectors > 0).map(({ code }) => code)
  const { scenario } = await ask(page, '/planning/scenarios', { name: 'Allure', origin: `mission/${codes[0]}`, at: null, rules: { missions: codes.slice(0, 3), balance: 0.1, keep: 'commune' } })
  const drawn = await ask(page, `/planning/scenarios/${scenario.id}`)
  const ground = await groundOf(page, drawn)
  const { taker, units } = paintable(drawn, ground, 1)
  const giver = drawn.of_unit[units[0]]
  await visit(page, `/planning/scenarios/${scenario.id}?brush=${taker}`)
  const point = await shapeOf(page, ground.shapes[units[0]], 1)
  const times = await strokesOn(page, point, [giver, taker])
  console.log(`${drawn.units.length} places, ${codes.length} missions, processor slowed ×${slowness}, ${strokes} strokes; milliseconds:`)
  const lines = {
    checks: 'from the press of the pencil to the frame that shows pieces, largest deviation and residents who move',
    table: 'from the press to the frame that shows the deviation of each sector in the table',
    pressed: 'of processor in the page for the press, whatever else the machine does',
    released: 'of processor in the page for the release and the answer of the server',
  }
  for (const [name, what] of Object.entries(lines)) {
    const values = times.slice(2).map((time) => time[name])
    console.log(`  median ${quantile(values, 0.5).toFixed(0)}, 95th percentile ${quantile(values, 0.95).toFixed(0)} ${what}`)
  }
  await page.context().close()
}

// One place goes from a sector to the other and back, and each time the figures are waited for.
async function strokesOn(page, point, sectors) {
  const browser = await page.context().newCDPSession(page)
  await browser.send('Emulation.setCPUThrottlingRate', { rate: slowness })
  await browser.send('Performance.enable', { timeDomain: 'threadTicks' })
  const processor = async () => 1000 * (await browser.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value
  const last = () => page.evaluate(() => window.pace.at(-1))
  const times = []
  await page.evaluate(record)
  for (let stroke = 0; stroke < strokes; stroke += 1) {
    const before = await processor()
    await page.mouse.move(point.x, point.y)
    await page.mouse.down()
    await page.waitForTimeout(heldMs)
    await until(async () => (await last()).checks !== undefined && (await last()).table !== undefined, 'the figures')
    const between = await processor()
    await Promise.all([page.waitForResponse(/\/steps$/), page.mouse.up()])
    await page.waitForTimeout(answerMs)
    const { checks, table } = await last()
    times.push({ checks, table, pressed: between - before, released: (await processor()) - between })
    await page.selectOption('.brush select', String(sectors[stroke % 2]))
    await page.waitForTimeout(answerMs)
  }
  assert.equal(times.length, strokes)
  return times
}
