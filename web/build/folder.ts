import { readdirSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import type { Plugin } from 'vite'

// Every file below a folder whose name ends in one of these ways, in a stable order.
export function filesBelow(folder: string, extensions: ReadonlySet<string>): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile() && extensions.has(extname(entry.name)))
  return files.map((entry) => join(entry.parentPath, entry.name)).sort()
}

// A step after the build, given the folder where the build has written, wherever that is.
export function afterBuild(name: string, step: (folder: string) => void): Plugin {
  let folder = ''
  return {
    name,
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = resolve(root, build.outDir)
    },
    closeBundle: () => step(folder),
  }
}
