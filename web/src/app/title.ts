import { ref } from 'vue'

// The title of the page in view: document title, and what a screen reader is told when the route changes.
export const pageTitle = ref('')

export function setPageTitle(title: string): void {
  pageTitle.value = title
  document.title = title ? `${title} – Maillage` : 'Maillage'
}
