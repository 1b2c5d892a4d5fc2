import type { fr } from './fr-levels'

// English words of the levels of a plan.
export const en: typeof fr = {
  levels: {
    titleOf: { houses: 'Sectors and houses', territories: 'Sectors and territories', both: 'Sectors, houses and territories' },
    hint: {
      houses: 'Sectors and houses are chosen together, in the same computation: they share their certificate.',
      territories: 'Territories are made of the sectors, in the same computation: each level has its certificate.',
      both: 'Sectors and houses are chosen together, then territories are made of these sectors, in the same computation: each level has its certificate.',
    },
    level: 'Level',
    sectors: 'Sectors',
    sectorsAndHouses: 'Sectors and houses',
    territories: 'Territories',
    number: 'Number',
    value: 'Dispersion (M inh·km²)',
    bound: 'Proven bound (M inh·km²)',
    none: 'none',
    gap: 'To gain, at most',
    ofThese: 'Bound and distance of territories are over the groupings of these very sectors.',
    wider: (asked, tolerance) => `No grouping was found within ${asked}: territories deviate from the mean by up to ${tolerance}.`,
    present: (kept, all, n) => `Present MDS: ${n} of ${all} ${kept > 1 ? 'are the house' : 'is the house'} of a sector.`,
    presentNone: (all) => `Present MDS: none of ${all} is the house of a sector.`,
    opened: (n) => `Houses to open: ${n}, in sectors that have no present MDS.`,
    left: (name, sector, house) => `${name}: in the sector ${sector}, which already has ${house}, better placed for its residents.`,
    leftTitle: (n) => `Present MDS that are the house of no sector (${n})`,
    leftHint: 'This map decides nothing about them.',
    seat: (line, house) => `${line}; seat: ${house}`,
  },
}
