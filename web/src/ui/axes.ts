import { linear, ticks } from './scale'

// One axis of a chart: what it covers, its round values and how they are written.
export interface Axis {
  low: number
  high: number
  ticks: readonly number[]
  text: (value: number) => string
  title: string
  lines: boolean
}

// The drawing area of a chart, in pixels of the screen: texts keep their size however narrow it is.
export interface Frame {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
}

const usualWidth = 520
const [narrowest, widest] = [260, 640]

export function frameOf(width = usualWidth): Frame {
  const kept = Math.min(widest, Math.max(narrowest, Math.round(width)))
  return { width: kept, height: 310, left: 62, right: kept - 26, top: 26, bottom: 268 }
}

// A little more than the values cover, never below zero.
export function spread(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const pad = (high - low) * 0.08 || Math.abs(high) * 0.05 || 1
  return [Math.max(0, low - pad), high + pad]
}

export function axis([low, high]: readonly [number, number], wanted: number, text: Axis['text'], title: string, lines = true): Axis {
  return { low, high, ticks: ticks(low, high, wanted), text, title, lines }
}

export function scales(x: Axis, y: Axis, frame: Frame): { x: (value: number) => number; y: (value: number) => number } {
  return { x: linear(x.low, x.high, frame.left, frame.right), y: linear(y.low, y.high, frame.bottom, frame.top) }
}
