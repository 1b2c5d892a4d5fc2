import { onBeforeUnmount, watch, type Ref } from 'vue'

// Something the arrows stop at, with its column so that up and down stay in line.
export interface Stop {
  element: HTMLElement
  column: number
}

const controls = 'a[href], button:not([disabled])'
const ticks = 'input[type=checkbox]:not([disabled]), input[type=radio]:not([disabled])'
// Where the arrows are the field's own.
const typing = 'input:not([type=checkbox]):not([type=radio]), select, textarea'

// The stops of a table: the controls of each cell, else the cell itself; a head without a control is not one.
export function tableStops(table: HTMLElement): Stop[][] {
  const controlsOf = new Map<Element | null, HTMLElement[]>()
  for (const control of table.querySelectorAll<HTMLElement>(`${controls}, ${ticks}`)) {
    const cell = control.closest('td, th')
    controlsOf.set(cell, [...(controlsOf.get(cell) ?? []), control])
  }
  const rows = [...(table as HTMLTableElement).rows].map((row) =>
    [...row.cells].flatMap((cell) => {
      const inside = controlsOf.get(cell) ?? []
      const elements = inside.length > 0 || cell.scope === 'col' ? inside : [cell]
      return elements.map((element) => ({ element, column: cell.cellIndex }))
    }),
  )
  return rows.filter((row) => row.length > 0)
}

// The stops of a row of buttons.
export function toolStops(bar: HTMLElement): Stop[][] {
  return [[...bar.querySelectorAll<HTMLElement>(controls)].map((element, column) => ({ element, column }))]
}

// The stops of a list: the controls of each entry, one line each.
export function listStops(list: HTMLElement): Stop[][] {
  return [...list.querySelectorAll('li')].map((entry) => toolStops(entry)[0] ?? []).filter((line) => line.length > 0)
}

const pageRows = 10
const rowSteps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: pageRows, PageUp: -pageRows }

function inColumn(row: readonly Stop[], column: number): HTMLElement | undefined {
  const before = row.filter((stop) => stop.column <= column)
  const nearest = before.at(-1) ?? row[0]
  return row.find((stop) => stop.column === nearest?.column)?.element
}

// Where a key leads from a stop, undefined when it leads nowhere (after the WAI-ARIA practices for grids and toolbars).
function destination(rows: readonly Stop[][], from: HTMLElement, { key, ctrlKey }: KeyboardEvent): HTMLElement | undefined {
  const rowIndex = rows.findIndex((row) => row.some((stop) => stop.element === from))
  const row = rows[rowIndex] ?? []
  const position = row.findIndex((stop) => stop.element === from)
  if (key === 'ArrowRight') return row[position + 1]?.element
  if (key === 'ArrowLeft') return row[position - 1]?.element
  if (key === 'Home') return (ctrlKey ? rows[0] : row)?.[0]?.element
  if (key === 'End') return (ctrlKey ? rows.at(-1) : row)?.at(-1)?.element
  const step = rowSteps[key]
  if (step === undefined || rows.length < 2) return undefined
  const target = Math.min(Math.max(rowIndex + step, 0), rows.length - 1)
  return target === rowIndex ? undefined : inColumn(rows[target] ?? [], row[position]?.column ?? 0)
}

// Makes everything inside a container one tab stop: Tab enters and leaves, arrows, Home and End go from stop to stop.
// One enters by what is current, if anything is. The stop is remembered, and stays near when what is inside changes.
export function useRoving(container: Ref<HTMLElement | undefined>, stopsOf: (inside: HTMLElement) => Stop[][]): void {
  let current: HTMLElement | undefined
  let place = { row: 0, position: 0 }

  function rows(): Stop[][] {
    return container.value ? stopsOf(container.value) : []
  }

  function settle(found = rows()): void {
    if (!found.some((row) => row.some((stop) => stop.element === current))) {
      const row = found[Math.min(place.row, found.length - 1)] ?? []
      const entry = current ? undefined : found.flat().find(({ element }) => element.hasAttribute('aria-current'))
      current = (entry ?? row[Math.min(place.position, row.length - 1)])?.element
    }
    found.forEach((row, index) =>
      row.forEach(({ element }, position) => {
        const wanted = element === current ? '0' : '-1'
        if (element.getAttribute('tabindex') !== wanted) element.setAttribute('tabindex', wanted)
        if (element === current) place = { row: index, position }
      }),
    )
  }

  function onFocus(event: FocusEvent): void {
    const found = rows()
    const stop = found.flat().find(({ element }) => element.contains(event.target as Node))
    if (stop) current = stop.element
    settle(found)
  }

  function onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    if (event.altKey || event.metaKey || event.shiftKey || target.matches(typing)) return
    if (event.ctrlKey && event.key !== 'Home' && event.key !== 'End') return
    const next = destination(rows(), target, event)
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  // A figure that changes is no new stop: a drawing board changes two hundred of them at each stroke.
  const counts = (node: Node) => node instanceof Element
  const observer = new MutationObserver((changes) => {
    if (changes.some(({ type, addedNodes, removedNodes }) => type === 'attributes' || [...addedNodes, ...removedNodes].some(counts))) settle()
  })
  watch(container, (inside) => {
    observer.disconnect()
    if (!inside) return
    settle()
    observer.observe(inside, { childList: true, subtree: true, attributeFilter: ['disabled', 'href'] })
    inside.addEventListener('focusin', onFocus)
    inside.addEventListener('keydown', onKey)
  }, { immediate: true, flush: 'post' })
  onBeforeUnmount(() => observer.disconnect())
}
