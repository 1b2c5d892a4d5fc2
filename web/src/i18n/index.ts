import { computed, type ComputedRef } from 'vue'
import { en } from './en'
import { fr } from './fr'
import { language } from './language'

export { language, setLanguage, type Language } from './language'
export * from './format'

// French is the source of the keys; English `satisfies` it: a missing or a superfluous sentence does not compile.
export type Messages = typeof fr

// Sentences of a lazily loaded module, in the language of the moment.
export function useMessages<T>(dictionaries: { fr: T; en: NoInfer<T> }): ComputedRef<T> {
  return computed(() => (language.value === 'fr' ? dictionaries.fr : dictionaries.en))
}

const shared = computed<Messages>(() => (language.value === 'fr' ? fr : en))

// Sentences of the shell, of the shared parts and of the map.
export function useShared(): ComputedRef<Messages> {
  return shared
}

// What the server says in both languages.
export function said(sentence: { detail_fr: string; detail_en: string }): string {
  return language.value === 'fr' ? sentence.detail_fr : sentence.detail_en
}
