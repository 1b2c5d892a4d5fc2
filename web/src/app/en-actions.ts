import type { fr } from './fr-actions'

export const en = {
  actions: {
    title: 'Actions',
    labels: {
      importFiles: 'Import files',
      answer: 'Find the sector of an address',
      measure: 'Measure how far today’s maps disagree',
      compute: 'Compute a common map',
      draw: 'Draw a scenario',
      compare: 'Compare scenarios',
      submit: 'Submit a scenario',
      adopt: 'Adopt or reject a scenario',
      consult: 'Open a consultation',
      stand: 'Place a map among the possible ones',
      access: 'Measure access to the houses',
      houses: 'Simulate opening or closing a house',
      posts: 'Share out posts',
      formula: 'Add a formula of needs',
    },
    words: {
      importFiles: 'load update upload communes populations sectors quantities',
      answer: 'search competent competence street',
      measure: 'disagreement overlay atoms',
      compute: 'propose optimise optimize run search harmonise generate proposal redistrict',
      draw: 'create copy edit paint redraw',
      compare: 'comparison side by side',
      submit: 'submission present decide decision',
      adopt: 'adoption approve validate refuse decide decision force',
      consult: 'publish share public residents remarks opinion link',
      stand: 'rank compare random sample ensemble distribution',
      access: 'minutes travel distance accessibility nearby far',
      houses: 'close open move house network site study closure',
      posts: 'assign allocate staff means reinforce transfer needs balance',
      formula: 'create norm ratio need',
    },
  },
} satisfies typeof fr
