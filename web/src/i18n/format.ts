import { language } from './language'

const locales = { fr: 'fr-FR', en: 'en-GB' } as const

// Making a format costs a hundred times its use, and a map names a thousand places: each is made once for each language.
function made<Format, Options extends unknown[]>(make: (locale: string, ...options: Options) => Format): (...options: Options) => Format {
  const kept = new Map<string, Format>()
  return (...options) => {
    const key = [language.value, ...options].join(' ')
    const found = kept.get(key) ?? make(locales[language.value], ...options)
    kept.set(key, found)
    return found
  }
}

const numbers = made((locale, digits: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }))
const shares = made((locale, digits: number, signDisplay: 'auto' | 'exceptZero') => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits, signDisplay }))
const days = made((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }))
const instants = made((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Paris' }))
const lists = made((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }))
const collators = made((locale) => new Intl.Collator(locale, { numeric: true }))

// The font has no narrow no-break space (U+202F), which Intl uses in French: the wider U+00A0 stands for it.
function printable(text: string): string {
  return text.replaceAll('\u202f', '\u00a0')
}

// A whole number of persons, units or sectors.
export function count(value: number): string {
  return decimal(value, 0)
}

export function decimal(value: number, digits = 1): string {
  return printable(numbers(digits).format(value))
}

// Of a quantity, in its unit: whole when it is whole.
export function amount(value: number): string {
  return Number.isInteger(value) ? count(value) : decimal(value)
}

// A share between 0 and 1 as a percentage.
export function percent(share: number, digits = 1): string {
  return printable(shares(digits, 'auto').format(share))
}

// A share with its sign, "+3,1 %", for deviations. Zero carries no sign.
export function signedPercent(share: number, digits = 1): string {
  return printable(shares(digits, 'exceptZero').format(share))
}

// A civil date "2025-01-01" as "1er janvier 2025"; it has no time zone and must not shift by one.
export function day(date: string): string {
  const [year = 1970, month = 1, dayOfMonth = 1] = date.split('-').map(Number)
  return printable(ordinal(days().format(Date.UTC(year, month - 1, dayOfMonth))))
}

// The first of the month is "1er" in French, which Intl does not write.
function ordinal(text: string): string {
  return language.value === 'fr' ? text.replace(/^1 /, '1er ') : text
}

// An instant, shown in the time of the Département.
export function instant(text: string): string {
  return printable(ordinal(instants().format(new Date(text))))
}

// Never "0 s": what took less than half a second took some time.
export function duration(seconds: number): string {
  if (seconds < 0.5) return '<\u00a01\u00a0s'
  if (seconds < 90) return `${count(Math.round(seconds))}\u00a0s`
  return `${count(Math.round(seconds / 60))}\u00a0min`
}

// "Pau, Bayonne et Anglet"
export function list(names: readonly string[]): string {
  return printable(lists().format(names))
}

export function compareNames(a: string, b: string): number {
  return collators().compare(a, b)
}
