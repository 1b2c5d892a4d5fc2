import { useShared } from '@/i18n'

type Known = 'ssd' | 'ase' | 'pmi' | 'territoire' | 'mds'

// Full name of a mission; a mission this interface does not know keeps its code.
export function missionName(code: string): string {
  return useShared().value.missions[code as Known] ?? code
}

export function missionShort(code: string): string {
  return useShared().value.missions.short[code as Known] ?? code.toUpperCase()
}

type Level = 'commune' | 'iris' | 'epci' | 'ept' | 'sector' | 'site'

export function levelName(code: string): string {
  return useShared().value.levels[code as Level] ?? code
}

export function levelOne(code: string): string {
  return useShared().value.levels.one[code as Level] ?? code
}

export function siteKindName(kind: string): string {
  const { siteKinds } = useShared().value
  return siteKinds[kind as keyof typeof siteKinds] ?? siteKinds.other
}
