import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

// The width of an element on the screen, followed as it changes; undefined until it is known.
export function useWidth(element: Readonly<Ref<Element | null>>): Ref<number | undefined> {
  const width = ref<number>()
  const observer = new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.width > 0) width.value = entry.contentRect.width
  })
  onMounted(() => element.value && observer.observe(element.value))
  onBeforeUnmount(() => observer.disconnect())
  return width
}
