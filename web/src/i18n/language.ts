import { ref, watchEffect } from 'vue'

export type Language = 'fr' | 'en'
const key = 'maillage.language'

function firstLanguage(): Language {
  return localStorage.getItem(key) === 'en' ? 'en' : 'fr'
}

export const language = ref<Language>(firstLanguage())

watchEffect(() => {
  document.documentElement.lang = language.value
  localStorage.setItem(key, language.value)
})

export function setLanguage(next: Language): void {
  language.value = next
}
