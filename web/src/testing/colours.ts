// Colours as the eye meets them: contrast after WCAG 2.1, distance in OKLab (Ottosson 2020), vision without one kind of
// cone (Machado, Oliveira and Fernandes 2009, severity 1).
export type Rgb = readonly [red: number, green: number, blue: number]
type Channels = readonly [number, number, number]

// "#14232b" or "rgb(20 35 43 / 0.5)", laid over what is behind; channels from 0 to 1.
export function colourOf(text: string, behind: Rgb = [1, 1, 1]): Rgb {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text)
  if (hex) return [hex[1], hex[2], hex[3]].map((pair) => parseInt(pair!, 16) / 255) as unknown as Rgb
  const parts = /^rgb\((\d+) (\d+) (\d+)(?: \/ ([\d.]+))?\)$/.exec(text)
  if (!parts) throw new Error(`not a colour: "${text}"`)
  const opacity = Number(parts[4] ?? 1)
  return behind.map((under, channel) => (Number(parts[channel + 1]) / 255) * opacity + under * (1 - opacity)) as unknown as Rgb
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}

function times(matrix: readonly Channels[], vector: Channels): Channels {
  return matrix.map((row) => row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2]) as unknown as Channels
}

export function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map(linear) as unknown as Channels
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

// From 1 (the same) to 21 (black on white).
export function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

export const visions = ['every cone', 'no red cone', 'no green cone', 'no blue cone'] as const
export type Vision = (typeof visions)[number]
const seen: Record<Vision, readonly Channels[]> = {
  'every cone': [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  'no red cone': [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  'no green cone': [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  'no blue cone': [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}

const toCones = [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]] as const
const toLab = [[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766]] as const

function lab(colour: Rgb, vision: Vision): Channels {
  const light = times(seen[vision], colour.map(linear) as unknown as Channels).map((one) => Math.min(1, Math.max(0, one)))
  return times(toLab, times(toCones, light as unknown as Channels).map(Math.cbrt) as unknown as Channels)
}

// How far apart two colours look: 0.02 is just noticeable side by side, black and white are at 1.
export function distance(a: Rgb, b: Rgb, vision: Vision = 'every cone'): number {
  const [one, other] = [lab(a, vision), lab(b, vision)]
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])
}
