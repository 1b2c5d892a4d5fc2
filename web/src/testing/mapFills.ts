const outline = (path: Element) => path.getAttribute('d') ?? ''

// The fill that a shape of a drawn map is seen with: that of the area its outline is part of.
export function fillOf(shape: Element): string {
  const areas = [...(shape.closest('.map-drawing')?.querySelectorAll('.area') ?? [])]
  const over = areas.find((area) => outline(area).includes(outline(shape)))
  return /fill-\S+/.exec(over?.getAttribute('class') ?? '')?.[0] ?? ''
}

// The shapes of a page that are seen with one fill.
export const filledWith = (page: Element, fill: string) => [...page.querySelectorAll('.shape')].filter((shape) => fillOf(shape) === fill)

// The fills of all the shapes of a map, in their order.
export const fillsOf = (map: Element | undefined | null) => [...(map?.querySelectorAll('.shape') ?? [])].map(fillOf)
