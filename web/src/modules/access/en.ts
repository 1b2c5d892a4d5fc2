import type { fr } from './fr'

export const en = {
  title: 'Sign in',
  lead: 'The territory, its sectors and its figures, on a single map.',
  login: 'Login',
  password: 'Password',
  submit: 'Sign in',
  submitting: 'Signing in…',
  loginMissing: 'Enter your login.',
  passwordMissing: 'Enter your password.',
  demonstrationHint: 'On a demonstration, the command “./run demo” prints the accounts to use.',
} satisfies typeof fr
