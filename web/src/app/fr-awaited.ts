// What waits for a decision.
export const fr = {
  title: 'Décisions attendues',
  yours: {
    scenarios: { one: '1 scénario attend votre décision :', several: (n: string) => `${n} scénarios attendent votre décision :` },
    studies: { one: '1 étude du réseau attend votre décision :', several: (n: string) => `${n} études du réseau attendent votre décision :` },
  },
  theirs: {
    scenarios: {
      one: '1 scénario est soumis ; la direction seule l’adopte ou l’écarte :',
      several: (n: string) => `${n} scénarios sont soumis ; la direction seule les adopte ou les écarte :`,
    },
    studies: {
      one: '1 étude du réseau est soumise ; la direction seule l’adopte ou l’écarte :',
      several: (n: string) => `${n} études du réseau sont soumises ; la direction seule les adopte ou les écarte :`,
    },
  },
}
