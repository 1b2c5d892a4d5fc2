export interface MapLabel {
  text: string
  x: number
  y: number
  // The label of higher weight wins the place.
  weight: number
}

export interface Frame {
  // Screen pixels for one metre of the map.
  scale: number
  fontPx: number
}

interface Rectangle {
  x0: number
  y0: number
  x1: number
  y1: number
}

function rectangleOf(label: MapLabel, { scale, fontPx }: Frame): Rectangle {
  const half = (label.text.length * fontPx * 0.56) / 2 + 3
  const [x, y] = [label.x * scale, label.y * scale]
  return { x0: x - half, x1: x + half, y0: y - fontPx, y1: y + fontPx * 0.5 }
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}

// The labels that fit without covering one another, heaviest first.
export function placeLabels(labels: readonly MapLabel[], frame: Frame, most = 60): MapLabel[] {
  const placed: MapLabel[] = []
  const taken: Rectangle[] = []
  for (const label of [...labels].sort((a, b) => b.weight - a.weight)) {
    if (placed.length >= most) break
    const wanted = rectangleOf(label, frame)
    if (taken.some((other) => overlap(wanted, other))) continue
    taken.push(wanted)
    placed.push(label)
  }
  return placed
}
