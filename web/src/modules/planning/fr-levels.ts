// French words of the levels of a plan: sectors, their houses, territories. No-break spaces before high punctuation.
export const fr = {
  levels: {
    titleOf: { houses: 'Secteurs et maisons', territories: 'Secteurs et territoires', both: 'Secteurs, maisons et territoires' },
    hint: {
      houses: 'Secteurs et maisons sont choisis ensemble, dans le même calcul : leur certificat est commun.',
      territories: 'Les territoires sont formés des secteurs, dans le même calcul : chaque niveau a son certificat.',
      both: 'Secteurs et maisons sont choisis ensemble, puis les territoires sont formés de ces secteurs, dans le même calcul : chaque niveau a son certificat.',
    },
    level: 'Niveau',
    sectors: 'Secteurs',
    sectorsAndHouses: 'Secteurs et maisons',
    territories: 'Territoires',
    number: 'Nombre',
    value: 'Dispersion (M hab·km²)',
    bound: 'Borne démontrée (M hab·km²)',
    none: 'aucune',
    gap: 'À gagner, au plus',
    ofThese: 'Borne et distance des territoires portent sur les regroupements de ces secteurs-ci.',
    wider: (asked: string, tolerance: string) => `Aucun regroupement n’a été trouvé à ${asked} près : les territoires s’écartent de la moyenne jusqu’à ${tolerance}.`,
    present: (kept: number, all: string, n: string) => `MDS présentes : ${n} sur ${all} ${kept > 1 ? 'sont la maison' : 'est la maison'} d’un secteur.`,
    presentNone: (all: string) => `MDS présentes : aucune sur ${all} n’est la maison d’un secteur.`,
    opened: (n: string) => `Maisons à ouvrir : ${n}, dans des secteurs qui n’ont aucune MDS présente.`,
    left: (name: string, sector: string, house: string) => `${name} : dans le secteur ${sector}, qui a déjà ${house}, mieux placée pour ses habitants.`,
    leftTitle: (n: string) => `MDS présentes qui ne sont la maison d’aucun secteur (${n})`,
    leftHint: 'Cette carte ne décide pas de leur avenir.',
    seat: (line: string, house: string) => `${line} ; siège : ${house}`,
  },
}
