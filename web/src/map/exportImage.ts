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

// What only hears the mouse and the keyboard.
const isUnseen = (style: CSSStyleDeclaration) => style.fill === 'none' && style.stroke === 'none'

// A copy of the drawing that needs no style sheet: what the page's styles computed is written on each element.
function standalone(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const sources = [drawing, ...drawing.querySelectorAll('*')]
  const targets = [copy, ...copy.querySelectorAll('*')]
  sources.forEach((source, index) => {
    const style = getComputedStyle(source)
    const target = targets[index]
    if (source.nodeName === 'path' && isUnseen(style)) return target?.remove()
    for (const name of copied) {
      const value = style.getPropertyValue(name)
      if (value) target?.setAttribute(name, value)
    }
    for (const name of target?.getAttributeNames() ?? []) if (pageOnly.test(name)) target?.removeAttribute(name)
  })
  removeComments(copy)
  return copy
}

// One over the other, the lowest first, all with the same view.
export type Drawings = readonly [SVGSVGElement, ...SVGSVGElement[]]

export interface ImageRequest {
  title: string
  // What is written under the map: of what, on which date, from which sources.
  caption: string
  width: number
}

const namespace = 'http://www.w3.org/2000/svg'

function element(name: string, attributes: Record<string, string | number>, text = ''): SVGElement {
  const made = document.createElementNS(namespace, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  made.textContent = text
  return made
}

// The text in lines of at most `most` letters, cut between words.
export function linesOf(text: string, most: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/ +/).filter(Boolean)) {
    const longer = `${lines.at(-1) ?? ''} ${word}`
    if (lines.length > 0 && longer.length <= most) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

// The written part of a sheet: the title above the map, the caption below, in sizes that follow the width.
function writing({ title, caption, width }: ImageRequest, mapHeight: number) {
  const [large, small, margin] = [width * 0.016, width * 0.0105, width * 0.02]
  const letterWidth = 0.52
  const lines = linesOf(caption, Math.floor((width - 2 * margin) / (small * letterWidth)))
  const top = Math.round(large * 2.6)
  const below = Math.round(lines.length > 0 ? small * (1.5 * lines.length + 1.6) : margin)
  const written = [
    element('text', { x: margin, y: large * 1.7, 'font-size': large, 'font-weight': 700 }, title),
    ...lines.map((line, index) => element('text', { x: margin, y: top + mapHeight + small * (1.6 + 1.5 * index), 'font-size': small }, line)),
  ]
  return { top, height: top + mapHeight + below, written }
}

// The map as an SVG document: the drawings that are seen one over the other, the title above and the caption below, on
// the colour of the page.
export function svgText(drawings: Drawings, request: ImageRequest): string {
  const { title, caption, width } = request
  const box = drawings[0].viewBox.baseVal
  const mapHeight = Math.round((width * box.height) / box.width)
  const { top, height, written } = writing(request, mapHeight)
  const page = getComputedStyle(document.documentElement)
  const style = getComputedStyle(drawings[0])
  const maps = drawings.map(standalone)
  for (const map of maps) for (const [key, value] of Object.entries({ x: 0, y: top, width, height: mapHeight })) map.setAttribute(key, String(value))
  const sheet = element('svg', { viewBox: `0 0 ${width} ${height}`, width, height, 'font-family': style.fontFamily || 'sans-serif' })
  const words = element('g', { fill: style.color || 'black' })
  words.append(...written)
  sheet.append(element('title', {}, title), element('desc', {}, caption))
  sheet.append(element('rect', { width, height, fill: page.getPropertyValue('--card').trim() || 'white' }), ...maps, words)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(sheet)}\n`
}

function loadImage(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('the drawing could not be turned into an image'))
    image.src = url
  })
}

// The same sheet as a PNG. The image passes through a `data:` address, the only one that the content security policy
// opens to drawings made here.
export async function pngBlob(drawings: Drawings, request: ImageRequest): Promise<Blob> {
  const image = await loadImage(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawings, request))}`)
  const canvas = document.createElement('canvas')
  canvas.width = image.width
  canvas.height = image.height
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser cannot draw images')
  pen.drawImage(image, 0, 0)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the image is too large for this browser'))), 'image/png')
  })
}
