import type { fr } from './fr-cells'

export const en: typeof fr = {
  cells: {
    where: 'Residents counted',
    atUnit: { iris: 'At the centre of the IRIS', commune: 'At the centre of the commune' },
    atCell: (size) => `At the ${size} cell`,
    sizes: { m: (metres) => `${metres} m`, km: (kilometres) => `${kilometres} km` },
    grain: (size, vintage) => `Residents counted at the ${size} cell${vintage === '' ? '' : ` (INSEE ${vintage})`}.`,
    others: { iris: 'Imported quantities stay at the centre of their IRIS.', commune: 'Imported quantities stay at the centre of their commune.' },
    imputed: (cells, total, share) => `${cells} cells of ${total} are imputed by INSEE (statistical secrecy): ${share} of the residents live there, shared out rather than counted.`,
    noneImputed: (total) => `${total} cells, none of them imputed by INSEE.`,
    counted: (residents) => `This file counts ${residents} residents, those of fiscal households: their number is not that of the census.`,
    source: (source) => `Source: ${source}.`,
    needCrow: 'A table of minutes leaves from the centre of each unit: cells are counted as the crow flies only.',
    mapTitle: (minutes, date) => `Share of the residents within ${minutes} minutes of a house on ${date}`,
    share: (minutes) => `Residents within ${minutes} min`,
    shapeName: (name, share, minutes, house) => `${name}, ${share} of the residents within ${minutes} min, ${house}`,
    all: 'all residents',
    atLeast: (low) => `${low} or more`,
    below: (high) => `less than ${high}`,
    nobody: 'No inhabited cell',
    mean: 'Minutes on average',
  },
}
