const copied = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin',
  'paint-order', 'vector-effect', 'font-family', 'font-size', 'font-weight', 'text-anchor',
] as const

// What only the page understands.
const pageOnly = /^(class|style|tabindex|role|data-.*|aria-.*)$/

// A comment may hold what XML forbids in one.
function removeComments(drawing: SVGSVGElement): void {
  const walker = document.createTreeWalker(drawing, NodeFilter.SHOW_COMMENT)
  const comments: Node[] = []
  while (walker.nextNode()) comments.push(walker.currentNode)
  comments.forEach((comment) => comment.parentNode?.removeChild(comment))
}

// A copy of the drawing that needs no style sheet: what the page's styles computed is written on each element.
function standalone(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const sources = [drawing, ...drawing.querySelectorAll('*')]
  const targets = [copy, ...copy.querySelectorAll('*')]
  sources.forEach((source, index) => {
    const style = getComputedStyle(source)
    const target = targets[index]
    for (const name of copied) {
      const value = style.getPropertyValue(name)
      if (value) target?.setAttribute(name, value)
    }
    for (const name of target?.getAttributeNames() ?? []) if (pageOnly.test(name)) target?.removeAttribute(name)
  })
  removeComments(copy)
  return copy
}

function titled(copy: SVGSVGElement, title: string, caption: string): void {
  const namespace = 'http://www.w3.org/2000/svg'
  const name = document.createElementNS(namespace, 'title')
  name.textContent = title
  const description = document.createElementNS(namespace, 'desc')
  description.textContent = caption
  copy.prepend(name, description)
}

export interface ImageRequest {
  title: string
  caption: string
  width: number
}

// The map as an SVG document, with its title and its caption (date, source) inside.
export function svgText(drawing: SVGSVGElement, { title, caption, width }: ImageRequest): string {
  const copy = standalone(drawing)
  const box = drawing.viewBox.baseVal
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(Math.round((width * box.height) / box.width)))
  titled(copy, title, caption)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`
}

function loadImage(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('the drawing could not be turned into an image'))
    image.src = url
  })
}

// The same map as a PNG on the colour of the page. The image passes through a `data:` address, the only one that the
// content security policy opens to drawings made here.
export async function pngBlob(drawing: SVGSVGElement, request: ImageRequest): Promise<Blob> {
  const image = await loadImage(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawing, request))}`)
  const canvas = document.createElement('canvas')
  canvas.width = image.width
  canvas.height = image.height
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser cannot draw images')
  pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--card')
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(image, 0, 0)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the image is too large for this browser'))), 'image/png')
  })
}
