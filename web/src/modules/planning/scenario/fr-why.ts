// Why a place is where it is.
export const fr = {
  title: 'Pourquoi ici ?',
  hint: 'Choisissez un lieu sur la carte pour savoir ce que donnerait son passage dans un secteur voisin.',
  now: (name: string, population: string, sector: string) => `${name} (${population} habitants) : ${sector}.`,
  stays: (mission: string, sector: string) => `${mission} : ${sector}, inchangé`,
  leaves: (mission: string, sector: string) => `${mission} : quitterait ${sector}`,
  noToday: (mission: string) => `${mission} : sans secteur aujourd’hui`,
  none: 'Aucun autre secteur ne le touche : il ne pourrait passer ailleurs sans être isolé.',
  to: (name: string) => `Vers ${name}`,
  verdicts: {
    locked: 'L’un des deux secteurs est verrouillé.',
    cuts: (from: string) => `${from} serait coupé en morceaux.`,
    cuts_place: 'Une commune ou une intercommunalité à garder entière serait coupée.',
    unbalances: (from: string, here: string, to: string, there: string) => `L’équilibre serait rompu : ${from} à ${here}, ${to} à ${there}.`,
    moves: (residents: string) => `${residents} habitants de plus changeraient de secteur.`,
    fewer_moves: (residents: string) => `${residents} habitants de moins changeraient de secteur.`,
    farther: 'Les secteurs seraient moins compacts.',
    better: 'Rien ne s’y oppose : les secteurs seraient plus compacts.',
  },
  deviations: (there: string) => `Ce secteur passerait à ${there} de la moyenne.`,
  give: (name: string) => `Passer dans ${name}`,
}
