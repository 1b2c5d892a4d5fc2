// @vitest-environment node
import { mkdtempSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { randomBytes } from 'node:crypto'
import type { Manifest } from 'vite'
import { describe, expect, it, vi } from 'vitest'
import { checkBudget, entryBudgetBytes, filesOf, routeBudgetBytes, weigh } from './budget'
import { afterBuild } from './folder'
import { precompressFolder } from './precompress'

const manifest: Manifest = {
  'index.html': { file: 'assets/index.js', isEntry: true, css: ['assets/index.css'], imports: ['_shared.js'] },
  '_shared.js': { file: 'assets/shared.js' },
  'src/Page.vue': { file: 'assets/Page.js', isDynamicEntry: true, imports: ['index.html', '_map.js'], css: ['assets/Page.css'] },
  '_map.js': { file: 'assets/map.js', imports: ['_shared.js'] },
}

describe('the budget', () => {
  it('counts everything a chunk needs, once', () => {
    expect([...filesOf(manifest, 'index.html')].sort()).toEqual(['assets/index.css', 'assets/index.js', 'assets/shared.js'])
  })

  it('counts for a route only what it adds to the entry', () => {
    const weights = weigh(manifest, () => 10)
    expect(weights).toEqual([
      { name: 'index.html', bytes: 30, budget: entryBudgetBytes },
      { name: 'src/Page.vue', bytes: 30, budget: routeBudgetBytes },
    ])
  })

  it('survives chunks that import one another', () => {
    const loop: Manifest = { a: { file: 'a.js', imports: ['b'] }, b: { file: 'b.js', imports: ['a'] } }
    expect(filesOf(loop, 'a').size).toBe(2)
  })
})

describe('a build too heavy', () => {
  const built = (bytes: number) => {
    const folder = mkdtempSync(join(tmpdir(), 'budget-'))
    mkdirSync(join(folder, '.vite'))
    const one: Manifest = { 'index.html': { file: 'a.js', isEntry: true }, 'src/Page.vue': { file: 'b.js', isDynamicEntry: true } }
    writeFileSync(join(folder, '.vite/manifest.json'), JSON.stringify(one))
    writeFileSync(join(folder, 'a.js'), 'x'.repeat(1_000_000))
    writeFileSync(join(folder, 'b.js'), randomBytes(bytes))
    return folder
  }

  it('is refused, with the route and its weight; what compresses well weighs little', () => {
    expect(() => checkBudget(built(routeBudgetBytes + 1000))).toThrow(/^src\/Page\.vue: 41\d{3} bytes gzipped, budget 40000$/)
    expect(() => checkBudget(built(1000))).not.toThrow()
  })
})

describe('a step after the build', () => {
  it.each([['dist', '/project/dist'], ['/elsewhere/pages', '/elsewhere/pages']])('works where the build wrote: %s', (outDir, expected) => {
    const step = vi.fn()
    const plugin = afterBuild('x', step) as unknown as { configResolved: (config: object) => void; closeBundle: () => void }
    plugin.configResolved({ root: '/project', build: { outDir } })
    plugin.closeBundle()
    expect(step).toHaveBeenCalledWith(expected)
  })
})

describe('the compressed siblings', () => {
  it('give back the same bytes, for text only, in every folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'precompress-'))
    mkdirSync(join(folder, 'assets'))
    const text = 'export const n = 1\n'.repeat(50)
    writeFileSync(join(folder, 'assets/a.js'), text)
    writeFileSync(join(folder, 'font.woff2'), 'binary')
    expect(precompressFolder(folder)).toEqual([join(folder, 'assets/a.js')])
    expect(gunzipSync(readFileSync(join(folder, 'assets/a.js.gz'))).toString()).toBe(text)
    expect(brotliDecompressSync(readFileSync(join(folder, 'assets/a.js.br'))).toString()).toBe(text)
  })

  it('are not compressed again on a second build', () => {
    const folder = mkdtempSync(join(tmpdir(), 'precompress-'))
    writeFileSync(join(folder, 'a.css'), 'a{}')
    precompressFolder(folder)
    expect(precompressFolder(folder)).toEqual([join(folder, 'a.css')])
  })
})

describe('the compressed siblings of what does not compress', () => {
  it('are written all the same, empty files included, and never of what is already compressed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'precompress-'))
    const noise = randomBytes(2_000).toString('base64')
    for (const [name, text] of [['empty.txt', ''], ['noise.js', noise], ['photo.png', noise], ['a.js.gz', noise], ['b.css.br', noise]] as const) writeFileSync(join(folder, name), text)
    expect(precompressFolder(folder).map((path) => path.slice(folder.length + 1))).toEqual(['empty.txt', 'noise.js'])
    expect(brotliDecompressSync(readFileSync(join(folder, 'noise.js.br'))).toString()).toBe(noise)
    expect(gunzipSync(readFileSync(join(folder, 'empty.txt.gz'))).toString()).toBe('')
  })
})
