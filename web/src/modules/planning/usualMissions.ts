// The missions compared unless the person says otherwise: every one that receives the public, not the upper levels.
export function usualMissions(available: readonly string[]): string[] {
  return available.filter((code) => code !== 'territoire' && code !== 'mds')
}
