export const fr = {
  search: {
    history: { name: 'Nom', state: 'État', by: 'Par', created: 'Créée le' },
    seconds: 'Temps de calcul',
    queued: 'En attente d’un processeur libre',
    stop: 'Arrêter et garder',
    cancel: 'Abandonner',
    cancelling: 'Abandon demandé : rien ne sera gardé…',
    states: {
      queued: 'En attente',
      running: 'En cours',
      done: 'Terminée',
      stopped: 'Arrêtée et gardée',
      cancelled: 'Abandonnée',
      failed: 'En échec',
      interrupted: 'Interrompue',
    },
  },
}
