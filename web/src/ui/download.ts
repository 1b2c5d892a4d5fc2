// Hands a file made in the browser to the person.
export function download(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

export function downloadText(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  download(name, new Blob([text], { type }))
}

// A file name that every system accepts: "Carte commune 2027" becomes "carte-commune-2027".
export function fileName(title: string, extension: string): string {
  const plain = title.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  const slug = plain.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
  return `${slug || 'maillage'}.${extension}`
}
