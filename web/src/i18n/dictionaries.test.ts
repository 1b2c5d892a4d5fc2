import { describe, expect, it } from 'vitest'
import { sources } from '@/testing/sheets'

// Every dictionary of the application, found by its name, so that none can be forgotten: "fr.ts", "en-plan.ts"…
const modules = import.meta.glob<Record<string, object>>(['../**/fr.ts', '../**/fr-*.ts', '../**/en.ts', '../**/en-*.ts'], { eager: true })
type Leaf = string | ((...parameters: never[]) => unknown)
const french = Object.entries(modules).filter(([path]) => /\/fr[^/]*$/.test(path)).map(([path, { fr }]) => {
  const twin = path.replace(/\/fr([^/]*)$/, '/en$1')
  return [path.replace('../', ''), fr!, modules[twin]?.en] as const
})

function leaves(dictionary: object, path = ''): [string, Leaf][] {
  return Object.entries(dictionary).flatMap(([key, value]): [string, Leaf][] => {
    const here = path ? `${path}.${key}` : key
    return typeof value === 'object' && value !== null ? leaves(value as object, here) : [[here, value as Leaf]]
  })
}
// What a sentence says with these words for its parameters, whatever their kinds; null when it refuses them.
function say(leaf: Leaf, parameters: readonly unknown[]): string | null {
  if (typeof leaf === 'string') return leaf
  try {
    return String((leaf as (...all: unknown[]) => unknown)(...parameters.slice(0, leaf.length)))
  } catch {
    return null
  }
}
const words = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot']

describe.each(french)('%s', (_, fr, en) => {
  const inFrench = leaves(fr)
  const inEnglish = new Map(leaves(en ?? {}))

  it('has its English twin, sentence for sentence, with as many parameters', () => {
    expect([...inEnglish.keys()]).toEqual(inFrench.map(([path]) => path))
    const shape = (leaf: Leaf | undefined) => (typeof leaf === 'function' ? leaf.length : typeof leaf)
    expect(inFrench.filter(([path, leaf]) => shape(leaf) !== shape(inEnglish.get(path)) && typeof leaf !== typeof inEnglish.get(path)).map(([path]) => path)).toEqual([])
  })

  it('uses in English the parameters that it uses in French', () => {
    const used = (leaf: Leaf) => words.filter((word) => say(leaf, words)?.includes(word)).join()
    const unlike = inFrench.filter(([path, leaf]) => typeof leaf === 'function' && used(leaf) !== used(inEnglish.get(path)!)).map(([path]) => path)
    expect(unlike).toEqual([])
  })

  it('never says "undefined" nor leaves a brace or two spaces, whatever is missing', () => {
    const both = [...inFrench, ...inEnglish.entries()].map(([path, leaf]) => [path, say(leaf, ['', '', '', '', '', ''])] as const)
    expect(both.filter(([, text]) => /undefined|NaN|[{}]|\[object/.test(text ?? ''))).toEqual([])
    expect([...inFrench, ...inEnglish.entries()].map(([path, leaf]) => [path, say(leaf, words)] as const).filter(([, text]) => / {2}/.test(text ?? ''))).toEqual([])
  })

  it('says what it is given: no parameter is dropped on the way', () => {
    const deaf = [...inFrench, ...inEnglish.entries()].filter(([, leaf]) => typeof leaf === 'function' && leaf.length > 0).filter(([, leaf]) => {
      const [one, other] = [say(leaf, words), say(leaf, [...words].reverse())]
      // A count or a choice says the same of two words; then two numbers must make a difference.
      return one !== null && one === other && say(leaf, [1, 1, 1, 1]) === say(leaf, [7, 7, 7, 7])
    })
    expect(deaf.map(([path]) => path)).toEqual([])
  })

  it('has no sentence twice in one group: one of them would be changed without the other', () => {
    const groupOf = (path: string) => path.split('.').slice(0, -1).join('.')
    const long = inFrench.filter(([, leaf]) => typeof leaf === 'string' && leaf.length > 25)
    const twice = long.filter(([path, leaf], index) => long.slice(0, index).some(([other, same]) => same === leaf && groupOf(other) === groupOf(path)))
    expect(twice.map(([path]) => path)).toEqual([])
  })
})

describe('the words of the pages', () => {
  const templates = Object.entries(sources('.vue')).map(([path, text]) => [path, /<template>([\s\S]*)<\/template>/.exec(text.replace(/<style[\s\S]*/, ''))?.[1] ?? ''] as const)
  const program = Object.values({ ...sources('.vue'), ...sources('.ts') }).join('\n')

  it('are all in the dictionaries: no template writes a word of its own', () => {
    const written = templates.flatMap(([path, text]) => {
      const bare = text.replace(/<!--[\s\S]*?-->/g, '').replace(/\{\{[\s\S]*?\}\}/g, '')
      const between = [...bare.matchAll(/>([^<>]*)</g)].map(([, inside]) => inside!.trim())
      const named = [...bare.matchAll(/\s(?:aria-label|title|placeholder|alt)="([^"]+)"/g)].map(([, value]) => value!)
      return [...between, ...named].filter((one) => /\p{L}{2,}/u.test(one) && !/[=&|]|\bCtrl\b/.test(one)).map((one) => `${path}: ${one}`)
    })
    expect(written).toEqual([])
  })

  it('are all said somewhere: no dictionary of the shell, of access or of the territory holds a dead sentence', () => {
    const own = french.filter(([path]) => /^(i18n|fr\.ts|.*access|.*territory)/.test(path.replace('./', 'i18n/')))
    expect(own.length).toBeGreaterThanOrEqual(4)
    const dead = own.flatMap(([path, fr]) => leaves(fr).map(([leaf]) => [path, leaf] as const)).filter(([, leaf]) => {
      const key = leaf.split('.').at(-1)!
      return !new RegExp(`(\\.|\\b)${key}\\b(?!: ?['(\`])`).test(program)
    })
    expect(dead).toEqual([])
  })
})
