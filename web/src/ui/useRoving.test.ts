import { render, screen } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, nextTick, ref, type Ref } from 'vue'
import { expectAccessible } from '@/testing/mount'
import { listStops, tableStops, toolStops, useRoving } from './useRoving'

const focused = () => document.activeElement?.textContent?.trim()
// Whether the key was left to the browser.
const press = async (key: string, options: KeyboardEventInit = {}) => {
  const left = document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }))
  await nextTick()
  return left
}
const tabStops = (container: Element) => [...container.querySelectorAll<HTMLElement>('a, button:not([disabled]), td, th, input')].filter((element) => element.tabIndex === 0)

// Walks with keys from where the focus is, and tells where each led.
async function walk(keys: readonly string[]): Promise<(string | undefined)[]> {
  const seen: (string | undefined)[] = []
  for (const key of keys) {
    await press(key.replace('Ctrl+', ''), { ctrlKey: key.startsWith('Ctrl+') })
    seen.push(focused())
  }
  return seen
}

describe('a table is one tab stop', () => {
  const names = ref(['Pau', 'Dax', 'Orthez'])
  const Table = defineComponent({
    setup() {
      const table = ref<HTMLElement>()
      useRoving(table, tableStops)
      return { table, names }
    },
    template: `<table ref="table" role="grid" aria-label="Villes">
      <thead><tr><th scope="col"><button>Nom</button></th><th scope="col">Code</th><th scope="col"><button>Habitants</button></th></tr></thead>
      <tbody><tr v-for="(name, row) in names" :key="name"><th scope="row"><a href="#">{{ name }}</a></th><td>{{ name }}-code</td><td>{{ name }}-{{ row }}</td></tr></tbody>
    </table>`,
  })
  let view: ReturnType<typeof render>
  const enter = () => tabStops(view.container)[0]!.focus()

  beforeEach(async () => {
    names.value = ['Pau', 'Dax', 'Orthez']
    view = render(Table)
    await nextTick()
  })

  it('whatever its size, on its first control, which the arrows leave and find again', async () => {
    expect(tabStops(view.container).map((stop) => stop.textContent)).toEqual(['Nom'])
    enter()
    expect(await walk(['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'])).toEqual(
      ['Habitants', 'Nom', 'Pau', 'Pau-code', 'Pau-0', 'Dax-1', 'Dax-code', 'Pau-code'])
    expect(tabStops(view.container).map((stop) => stop.textContent)).toEqual(['Pau-code'])
  })

  it('goes to the ends of the row and of the table, and by pages', async () => {
    enter()
    expect(await walk(['ArrowDown', 'End', 'Home', 'Ctrl+End', 'Ctrl+Home', 'PageDown', 'PageUp'])).toEqual(
      ['Pau', 'Pau-0', 'Pau', 'Orthez-2', 'Nom', 'Orthez', 'Nom'])
  })

  it('stays in its column where the head has nothing to stop at', async () => {
    enter()
    expect(await walk(['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowDown'])).toEqual(['Pau', 'Pau-code', 'Nom', 'Pau'])
  })

  it('leads nowhere beyond its edges, and then leaves the key to the page', async () => {
    enter()
    for (const key of ['ArrowUp', 'ArrowLeft', 'PageUp']) {
      const kept = await press(key)
      expect([kept, focused()]).toEqual([true, 'Nom'])
    }
    expect(await press('ArrowDown')).toBe(false)
  })

  it.each([{ altKey: true }, { metaKey: true }, { ctrlKey: true }, { shiftKey: true }])('leaves the shortcuts of the browser alone: %o', async (modifier) => {
    enter()
    expect(await press('ArrowRight', modifier)).toBe(true)
    expect(focused()).toBe('Nom')
  })

  it('remembers where one was, also after a click', async () => {
    screen.getByText('Dax').focus()
    expect(tabStops(view.container).map((stop) => stop.textContent)).toEqual(['Dax'])
    expect(await walk(['ArrowRight'])).toEqual(['Dax-code'])
  })

  it('keeps one stop, near the last, when its rows change', async () => {
    screen.getByText('Orthez').focus()
    names.value = ['Pau', 'Dax']
    await nextTick()
    await nextTick()
    expect(tabStops(view.container).map((stop) => stop.textContent)).toEqual(['Dax'])
    names.value = ['Bayonne']
    await nextTick()
    await nextTick()
    expect(tabStops(view.container)).toHaveLength(1)
  })

  it('does not walk its cells again when a figure changes, only when something may be stopped at', async () => {
    screen.getByText('Dax').focus()
    const cell = screen.getByText('Dax-code')
    cell.setAttribute('tabindex', '0')
    cell.textContent = 'autre'
    await nextTick()
    await nextTick()
    expect(cell.tabIndex).toBe(0)
    cell.append(document.createElement('button'))
    await nextTick()
    await nextTick()
    expect(cell.querySelector('button')!.tabIndex).toBe(-1)
    expect(document.activeElement?.textContent).toBe('Dax')
  })

  it('has no accessibility fault', async () => {
    await expectAccessible(view.container)
  })
})

describe('a row of buttons is one tab stop', () => {
  const Bar = defineComponent({
    props: { off: Boolean },
    setup() {
      const bar = ref() as Ref<HTMLElement | undefined>
      useRoving(bar, toolStops)
      return { bar }
    },
    template: `<div ref="bar" role="toolbar" aria-label="Outils"><button>Un</button><a href="#">Deux</a><button :disabled="off">Trois</button><label>Texte<input /></label></div>`,
  })

  it('and its arrows go along it, not down', async () => {
    const { container } = render(Bar)
    await nextTick()
    expect(tabStops(container).map((stop) => stop.textContent)).toEqual(['Un', ''])
    screen.getByText('Un').focus()
    expect(await walk(['ArrowRight', 'ArrowRight', 'ArrowRight', 'Home', 'End', 'ArrowDown'])).toEqual(['Deux', 'Trois', 'Trois', 'Un', 'Trois', 'Trois'])
  })

  it('passes over what is off, and takes another stop when its own goes off', async () => {
    const { container, rerender } = render(Bar)
    await nextTick()
    screen.getByText('Trois').focus()
    await rerender({ off: true })
    await nextTick()
    expect(tabStops(container).filter((stop) => stop.tagName !== 'INPUT').map((stop) => stop.textContent)).toEqual(['Deux'])
    screen.getByText('Deux').focus()
    expect(await walk(['ArrowRight'])).toEqual(['Deux'])
  })

  it('leaves the arrows of a text to the text', async () => {
    render(Bar)
    screen.getByRole('textbox').focus()
    expect(await press('ArrowLeft')).toBe(true)
    expect(document.activeElement?.tagName).toBe('INPUT')
  })
})

describe('a table of choices', () => {
  const Choices = defineComponent({
    setup() {
      const table = ref<HTMLElement>()
      useRoving(table, tableStops)
      return { table }
    },
    template: `<table ref="table" role="grid" aria-label="Choix"><tbody>
      <tr v-for="row in ['a', 'b']" :key="row"><th scope="row"><input type="radio" name="one" :aria-label="'radio ' + row" /></th>
        <td><input type="checkbox" :aria-label="'tick ' + row" /></td><td><input type="number" :aria-label="'number ' + row" /></td></tr>
    </tbody></table>`,
  })
  const at = () => document.activeElement?.getAttribute('aria-label')

  it('is one tab stop too: the arrows go from box to box and tick none', async () => {
    const view = render(Choices)
    await nextTick()
    const ticks = [...view.container.querySelectorAll<HTMLInputElement>('[type=radio], [type=checkbox]')]
    expect(ticks.map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1, -1])
    ticks[0]!.focus()
    const seen = []
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft']) {
      await press(key)
      seen.push(at())
    }
    expect(seen).toEqual(['radio b', 'tick b', 'tick a', 'radio a'])
    expect(ticks.some(({ checked }) => checked)).toBe(false)
  })

  it('leaves the arrows to a field in which one types', async () => {
    const view = render(Choices)
    await nextTick()
    view.container.querySelector<HTMLInputElement>('[type=number]')!.focus()
    expect(await press('ArrowDown')).toBe(true)
    expect(at()).toBe('number a')
  })
})

describe('a list is one tab stop', () => {
  const List = defineComponent({
    props: { current: { type: String, default: '' } },
    setup() {
      const list = ref<HTMLElement>()
      useRoving(list, listStops)
      return { list }
    },
    template: `<ul ref="list"><li v-for="one in ['Lieux', 'Cartes', 'Imports']" :key="one">
      <a href="#" :aria-current="one === current ? 'page' : undefined">{{ one }}</a></li><li>Rien à faire</li></ul>`,
  })

  it('entered by what is current, walked up and down', async () => {
    const view = render(List, { props: { current: 'Cartes' } })
    await nextTick()
    expect(tabStops(view.container).map((stop) => stop.textContent)).toEqual(['Cartes'])
    tabStops(view.container)[0]!.focus()
    expect(await walk(['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp'])).toEqual(['Imports', 'Imports', 'Cartes', 'Lieux'])
    expect(tabStops(view.container).map((stop) => stop.textContent)).toEqual(['Lieux'])
  })

  it('entered by its first entry when nothing is', async () => {
    const view = render(List)
    await nextTick()
    expect(tabStops(view.container).map((stop) => stop.textContent)).toEqual(['Lieux'])
  })
})
