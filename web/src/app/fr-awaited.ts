// What waits for a decision.
export const fr = {
  title: 'Décisions attendues',
  yours: { one: '1 scénario attend votre décision :', several: (n: string) => `${n} scénarios attendent votre décision :` },
  theirs: {
    one: '1 scénario est soumis ; la direction seule l’adopte ou l’écarte :',
    several: (n: string) => `${n} scénarios sont soumis ; la direction seule les adopte ou les écarte :`,
  },
}
