import { ref, watch, type Ref } from 'vue'

const key = 'maillage.help-key'
const helpKey = ref(localStorage.getItem(key) !== 'off')
watch(helpKey, (on) => localStorage.setItem(key, on ? 'on' : 'off'))

// Whether "?" opens the help; a person who dictates can switch it off (WCAG 2.1.4).
export function useHelpKey(): Ref<boolean> {
  return helpKey
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName))
}

// What the key asks of the whole application, if anything.
export function shortcutOf(event: KeyboardEvent, helpEnabled: boolean): 'palette' | 'help' | null {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') return 'palette'
  if (event.key === '?' && helpEnabled && !typing(event.target)) return 'help'
  return null
}
