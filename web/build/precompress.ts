import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const textual = new Set(['.js', '.mjs', '.css', '.html', '.svg', '.json', '.txt'])

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })
}

// Writes `.gz` and `.br` beside every text file of the folder, so that the server never compresses a static file.
export function precompressFolder(folder: string): string[] {
  const sources = filesBelow(folder).filter((path) => textual.has(extname(path)))
  for (const path of sources) {
    const body = readFileSync(path)
    writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }))
    writeFileSync(`${path}.br`, brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  }
  return sources
}

export function precompress(): Plugin {
  let folder = ''
  return {
    name: 'maillage-precompress',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir)
    },
    closeBundle() {
      precompressFolder(folder)
    },
  }
}
