// @vitest-environment node
import { mkdtempSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Manifest } from 'vite'
import { describe, expect, it } from 'vitest'
import { entryBudgetBytes, filesOf, routeBudgetBytes, weigh } from './budget'
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
