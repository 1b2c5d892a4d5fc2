import type { fr } from './fr-why'

export const en = {
  title: 'Why here?',
  hint: 'Select a place on the map to know what moving it to a neighbouring sector would do.',
  now: (name, population, sector) => `${name} (${population} residents): ${sector}.`,
  stays: (mission, sector) => `${mission}: ${sector}, unchanged`,
  leaves: (mission, sector) => `${mission}: would leave ${sector}`,
  noToday: (mission) => `${mission}: no sector today`,
  none: 'No other sector touches it: anywhere else it would stand alone.',
  to: (name) => `To ${name}`,
  verdicts: {
    locked: 'One of the two sectors is locked.',
    cuts: (from) => `${from} would be cut into pieces.`,
    cuts_place: 'A commune or a group of communes to be kept whole would be cut.',
    unbalances: (from, here, to, there) => `The balance would be broken: ${from} at ${here}, ${to} at ${there}.`,
    moves: (residents) => `${residents} more residents would change sector.`,
    fewer_moves: (residents) => `${residents} fewer residents would change sector.`,
    farther: 'The sectors would be less compact.',
    better: 'Nothing speaks against it: the sectors would be more compact.',
  },
  deviations: (there) => `That sector would stand at ${there} from the mean.`,
  give: (name) => `Move to ${name}`,
} satisfies typeof fr
