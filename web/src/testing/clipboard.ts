// A clipboard that keeps what is copied, or that refuses as a browser does without the permission; jsdom has none.
export function fakeClipboard(refused = false): string[] {
  const copied: string[] = []
  const writeText = (text: string) => {
    if (refused) return Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError'))
    copied.push(text)
    return Promise.resolve()
  }
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
  return copied
}
