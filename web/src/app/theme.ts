import { ref, watchEffect } from 'vue'

export type Theme = 'light' | 'dark' | 'system'
const key = 'maillage.theme'

function firstTheme(): Theme {
  const kept = localStorage.getItem(key)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

const preference = window.matchMedia('(prefers-color-scheme: dark)')
const systemIsDark = ref(preference.matches)
preference.addEventListener('change', (event) => (systemIsDark.value = event.matches))

export const theme = ref<Theme>(firstTheme())

watchEffect(() => {
  const dark = theme.value === 'dark' || (theme.value === 'system' && systemIsDark.value)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  localStorage.setItem(key, theme.value)
})
