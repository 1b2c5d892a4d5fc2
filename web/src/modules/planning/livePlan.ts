import type { Assignments, LiveMap, Plan } from '@/api/types'

// What the twin maps need of a plan, kept or still growing.
export type DrawnPlan = Pick<Plan, 'units' | 'of_unit' | 'reference_mission' | 'before_of_unit' | 'before' | 'before_match'> & {
  districts: readonly { name: string; territory?: number }[]
  moved: readonly { code: string; missions: readonly string[] }[]
}

// The best plan so far, as a job tells it, beside today's map. A unit moves when its district is not the one its present
// sector becomes; the places of nobody never do. Null when the plan is not one of this territory.
export function livePlan(today: Assignments, live: LiveMap): DrawnPlan | null {
  const present = today.missions.find(({ mission }) => mission === live.reference_mission)
  if (!present || today.units.length !== live.of_unit.length) return null
  const moves = (unit: number) => {
    const sector = present.of_unit[unit] ?? -1
    return sector >= 0 && live.before_match[sector] !== live.of_unit[unit]
  }
  return {
    units: today.units,
    of_unit: live.of_unit,
    reference_mission: live.reference_mission,
    before_of_unit: present.of_unit,
    before: present.sectors,
    before_match: live.before_match,
    districts: live.names.map((name) => ({ name })),
    moved: today.units.flatMap((code, unit) => (moves(unit) ? [{ code, missions: [live.reference_mission] }] : [])),
  }
}
