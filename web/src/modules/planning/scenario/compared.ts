// As many maps as a screen shows side by side.
export const mostCompared = 4

// The scenarios that an address names ("1,2,3"), each once.
export function chosenIds(text: string): number[] {
  const ids = text.split(',').filter((part) => /^\d+$/.test(part)).map(Number)
  return [...new Set(ids)].slice(0, mostCompared)
}

// The address once `id` has been ticked or unticked.
export function toggled(ids: readonly number[], id: number): string {
  return (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]).join(',')
}
