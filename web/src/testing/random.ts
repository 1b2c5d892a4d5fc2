// Numbers drawn in [0, 1), the same at every run for the same seed (mulberry32).
export function seeded(seed: number): () => number {
  let state = (seed + 0x6d2b79f5) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function below(limit: number, random: () => number): number {
  return Math.floor(random() * limit)
}

export function oneOf<T>(values: readonly T[], random: () => number): T {
  return values[below(values.length, random)]!
}

// A text of letters that make trouble: accents, separators of files and of links, formulas, spaces.
const awkward = [...'abzÉœç 09;,"\'&=+?#%/\\<>()–’«»\u00a0\u202f\t', '\r\n', '=1+1', '日本', '🗺', '%20', '&amp;']
export function awkwardText(random: () => number, most = 12): string {
  return Array.from({ length: below(most, random) }, () => oneOf(awkward, random)).join('')
}

// Who touches whom on a random map: a triangulation grown face by face, some of its borders then taken away.
export function randomPlanar(nodes: number, random: () => number): Set<number>[] {
  const around = Array.from({ length: nodes }, () => new Set<number>())
  const join = (a: number, b: number) => void (around[a]!.add(b), around[b]!.add(a))
  const faces: [number, number, number][] = [[0, 1, 2], [0, 1, 2]]
  join(0, 1)
  join(1, 2)
  join(0, 2)
  for (let node = 3; node < nodes; node += 1) {
    const [a, b, c] = faces.splice(below(faces.length, random), 1)[0]!
    for (const corner of [a, b, c]) join(node, corner)
    faces.push([a, b, node], [b, c, node], [a, c, node])
  }
  around.forEach((others, node) => others.forEach((other) => random() < 0.15 && others.delete(other) && around[other]!.delete(node)))
  return around
}
