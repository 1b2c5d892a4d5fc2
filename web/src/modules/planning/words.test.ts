import { describe, expect, it } from 'vitest'
import { en as enPages } from './en'
import { en as enPlan } from './en-plan'
import { fr as frPages } from './fr'
import { fr as frPlan } from './fr-plan'

type Sentence = string | ((...args: string[]) => string)
const marks = ['⟨1⟩', '⟨2⟩', '⟨3⟩', '⟨4⟩']

// Every sentence of a dictionary by its path.
function sentences(words: object, path = ''): Map<string, Sentence> {
  const found = new Map<string, Sentence>()
  for (const [key, value] of Object.entries(words) as [string, Sentence | object][]) {
    if (typeof value === 'object') sentences(value, `${path}${key}.`).forEach((sentence, below) => found.set(below, sentence))
    else found.set(path + key, value)
  }
  return found
}
const said = (sentence: Sentence) => (typeof sentence === 'function' ? sentence(...marks) : sentence)
const used = (text: string) => marks.filter((mark) => text.includes(mark))

describe.each([
  ['the pages', frPages, enPages],
  ['a plan', frPlan, enPlan],
])('the words of %s', (_, fr, en) => {
  const [french, english] = [sentences(fr), sentences(en)]

  it('say the same things with the same figures in both languages', () => {
    expect([...english.keys()]).toEqual([...french.keys()])
    for (const [key, sentence] of french) expect([key, used(said(english.get(key)!))]).toEqual([key, used(said(sentence))])
  })

  it('are written: nothing empty, nothing left of a template', () => {
    for (const [key, sentence] of [...french, ...english]) {
      expect([key, said(sentence).trim() === '']).toEqual([key, false])
      expect(said(sentence)).not.toMatch(/undefined|\$\{|\[object|TODO/)
    }
  })

  it('are typeset as each language wants: French apostrophes curved, no straight quote in either', () => {
    for (const sentence of french.values()) expect(said(sentence)).not.toMatch(/[a-z]'[a-zéèêà]/i)
    for (const sentence of [...french.values(), ...english.values()]) expect(said(sentence)).not.toContain('"')
  })
})
