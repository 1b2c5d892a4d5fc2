// Rounds to two significant digits, so that a legend reads "1 200" and not "1 187,3".
export function rounded(value: number): number {
  if (value === 0) return 0
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1)
  return Number((Math.round(value / unit) * unit).toPrecision(2))
}

// Four rounded quantiles that cut the values in five classes; fewer when values repeat.
export function quantileThresholds(values: readonly number[], classes = 5): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  const cuts = Array.from({ length: classes - 1 }, (_, i) => rounded(sorted[Math.floor((sorted.length * (i + 1)) / classes)] ?? 0))
  return [...new Set(cuts)].filter((cut, i, all) => i === 0 || cut > (all[i - 1] ?? 0))
}

// The class of a value: how many thresholds it reaches.
export function classOf(value: number, thresholds: readonly number[]): number {
  return thresholds.filter((threshold) => value >= threshold).length
}
