import type { fr } from './fr-search'

export const en = {
  search: {
    history: { name: 'Name', state: 'State', by: 'By', created: 'Created on' },
    seconds: 'Computing time',
    queued: 'Waiting for a free processor',
    stop: 'Stop and keep',
    cancel: 'Abandon',
    cancelling: 'Abandon requested: nothing will be kept…',
    states: {
      queued: 'Waiting',
      running: 'Running',
      done: 'Done',
      stopped: 'Stopped and kept',
      cancelled: 'Abandoned',
      failed: 'Failed',
      interrupted: 'Interrupted',
    },
  },
} satisfies typeof fr
