import { language, useShared } from '@/i18n'
import { overview } from './overview'

type Known = 'ssd' | 'ase' | 'pmi' | 'territoire' | 'mds'

// What the Département calls the map of a mission, as far as the server has said.
function givenName(code: string): string | undefined {
  const mission = overview.value?.missions.find((one) => one.code === code)
  return language.value === 'fr' ? mission?.name_fr : mission?.name_en
}

function usualShort(code: string): string {
  return useShared().value.missions.short[code as Known] ?? code.toUpperCase()
}

// The map of the mission itself, whatever stands in for it today; a mission this interface does not know keeps its code.
export function usualMissionName(code: string): string {
  return useShared().value.missions[code as Known] ?? code
}

// A map that stands in for the one of a mission says so in its name: "Cantons 2015 (à défaut des secteurs SSD)".
const standIn = /^(.+?) \(.+\)$/

// Full name of the map of a mission, as the server gives it, with the letters everybody says.
export function missionName(code: string): string {
  const name = givenName(code)
  if (!name) return usualMissionName(code)
  const letters = usualShort(code)
  const said = standIn.test(name) || name.includes(letters) || letters !== code.toUpperCase()
  return said ? name : `${name} (${letters})`
}

// The same for tables and legends: the letters, and the map that stands in if one does: "SSD (Cantons 2015)".
export function missionShort(code: string): string {
  const [, map] = standIn.exec(givenName(code) ?? '') ?? []
  const letters = usualShort(code)
  return map ? `${letters} (${map})` : letters
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
