import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Manifest, Plugin } from 'vite'
import { afterBuild } from './folder.ts'

export const entryBudgetBytes = 60_000
export const routeBudgetBytes = 40_000

// The scripts and styles that a chunk needs before it can show anything, itself included.
export function filesOf(manifest: Manifest, name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name]
  if (!chunk || seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  chunk.css?.forEach((file) => seen.add(file))
  chunk.imports?.forEach((imported) => filesOf(manifest, imported, seen))
  return seen
}

export interface Weight {
  name: string
  bytes: number
  budget: number
}

// Compressed size of the entry and of what each lazy route adds to it.
export function weigh(manifest: Manifest, sizeOf: (file: string) => number): Weight[] {
  const entryName = Object.keys(manifest).find((name) => manifest[name]?.isEntry) ?? ''
  const entry = filesOf(manifest, entryName)
  const total = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + sizeOf(file), 0)
  const routes = Object.keys(manifest).filter((name) => manifest[name]?.isDynamicEntry)
  return [
    { name: entryName, bytes: total(entry), budget: entryBudgetBytes },
    ...routes.map((name) => {
      const added = [...filesOf(manifest, name)].filter((file) => !entry.has(file))
      return { name, bytes: total(added), budget: routeBudgetBytes }
    }),
  ]
}

// Refuses a build whose entry or routes are too heavy for an office PC.
export function checkBudget(folder: string): void {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest
  const heavy = weigh(manifest, (file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length).filter((one) => one.bytes > one.budget)
  if (heavy.length > 0) throw new Error(heavy.map((one) => `${one.name}: ${one.bytes} bytes gzipped, budget ${one.budget}`).join('\n'))
}

export function budget(): Plugin {
  return afterBuild('maillage-budget', checkBudget)
}
