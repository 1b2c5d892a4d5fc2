import { computed } from 'vue'
import { language } from './language'

const locale = computed(() => (language.value === 'fr' ? 'fr-FR' : 'en-GB'))

// The font has no narrow no-break space (U+202F), which Intl uses in French: the wider U+00A0 stands for it.
function printable(text: string): string {
  return text.replaceAll('\u202f', '\u00a0')
}

// A whole number of persons, units or sectors.
export function count(value: number): string {
  return printable(new Intl.NumberFormat(locale.value, { maximumFractionDigits: 0 }).format(value))
}

export function decimal(value: number, digits = 1): string {
  return printable(new Intl.NumberFormat(locale.value, { maximumFractionDigits: digits }).format(value))
}

// A share between 0 and 1 as a percentage.
export function percent(share: number, digits = 1): string {
  const format = new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: digits })
  return printable(format.format(share))
}

// A share with its sign, "+3,1 %", for deviations. Zero carries no sign.
export function signedPercent(share: number, digits = 1): string {
  const format = new Intl.NumberFormat(locale.value, {
    style: 'percent',
    maximumFractionDigits: digits,
    signDisplay: 'exceptZero',
  })
  return printable(format.format(share))
}

// A civil date "2025-01-01" as "1er janvier 2025"; it has no time zone and must not shift by one.
export function day(date: string): string {
  const [year = 1970, month = 1, dayOfMonth = 1] = date.split('-').map(Number)
  const format = new Intl.DateTimeFormat(locale.value, { dateStyle: 'long', timeZone: 'UTC' })
  return printable(ordinal(format.format(Date.UTC(year, month - 1, dayOfMonth))))
}

// The first of the month is "1er" in French, which Intl does not write.
function ordinal(text: string): string {
  return language.value === 'fr' ? text.replace(/^1 /, '1er ') : text
}

// An instant, shown in the time of the Département.
export function instant(text: string): string {
  const format = new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Paris' })
  return printable(ordinal(format.format(new Date(text))))
}

export function duration(seconds: number): string {
  if (seconds < 90) return `${count(Math.round(seconds))}\u00a0s`
  return `${count(Math.round(seconds / 60))}\u00a0min`
}

// "Pau, Bayonne et Anglet"
export function list(names: readonly string[]): string {
  return printable(new Intl.ListFormat(locale.value, { type: 'conjunction' }).format(names))
}

export function compareNames(a: string, b: string): number {
  return a.localeCompare(b, locale.value, { numeric: true })
}
