// Runs the journeys against a server that runs: MAILLAGE_URL, MAILLAGE_USER, MAILLAGE_EXECUTIVE,
// MAILLAGE_PASSWORD, MAILLAGE_PROGRAM.
// `node journeys.mjs [part of a name]` runs only those; `pace` alone measures instead. MAILLAGE_PICTURES=DIR also keeps pictures of the pages.
import { launch } from './harness.mjs'
import * as concertation from './concertation.mjs'
import * as continuity from './continuity.mjs'
import * as ensemble from './ensemble.mjs'
import * as everywhere from './everywhere.mjs'
import * as means from './means.mjs'
import * as network from './network.mjs'
import { pace } from './pace.mjs'
import * as planning from './planning.mjs'
import * as studio from './studio.mjs'
import * as territory from './territory.mjs'

const wanted = process.argv[2] ?? ''
const all = wanted === 'pace' ? { pace } : { ...territory, ...planning, ...studio, ...concertation, ...network, ...means, ...continuity, ...ensemble, ...everywhere }
const journeys = Object.entries(all).filter(([name]) => name.includes(wanted))
const browser = await launch()
let failures = 0
for (const [name, journey] of journeys) {
  const start = Date.now()
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`
  try {
    await journey(browser)
    console.log(`ok      ${name} (${seconds()})`)
  } catch (error) {
    failures += 1
    console.log(`FAILED  ${name} (${seconds()})\n${error.stack}`)
  }
}
await browser.close()
console.log(`${journeys.length - failures} of ${journeys.length} journeys`)
process.exitCode = failures || journeys.length === 0 ? 1 : 0
