export const fr = {
  title: 'Se connecter',
  lead: 'Le territoire, ses secteurs et ses chiffres, sur une seule carte.',
  login: 'Identifiant',
  password: 'Mot de passe',
  submit: 'Se connecter',
  submitting: 'Connexion…',
  loginMissing: 'Saisissez votre identifiant.',
  passwordMissing: 'Saisissez votre mot de passe.',
  demonstrationHint: 'Sur une démonstration, la commande « ./run demo » affiche les comptes à utiliser.',
}
