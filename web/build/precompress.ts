import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { afterBuild, filesBelow } from './folder.ts'

const textual = new Set(['.js', '.mjs', '.css', '.html', '.svg', '.json', '.txt'])

// Writes `.gz` and `.br` beside every text file of the folder, so that the server never compresses a static file.
export function precompressFolder(folder: string): string[] {
  const sources = filesBelow(folder, textual)
  for (const path of sources) {
    const body = readFileSync(path)
    writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }))
    writeFileSync(`${path}.br`, brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  }
  return sources
}

export function precompress(): Plugin {
  return afterBuild('maillage-precompress', precompressFolder)
}
