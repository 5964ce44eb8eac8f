import { brush } from "./sheet.ts"
import type { Text } from "./text.ts"
import type { Span } from "./words.ts"

/** A stretch to paint; `line` is the slot of its underline, `fill` is laid under the words. */
export interface Stroke extends Span {
  line?: { colour: string; slot: number }
  fill?: string
  mention?: { id: string; state: string; colour: string; title: string }
}

export interface Painter {
  /** Paint the visible turns; `strokes` returns what lies on a turn. */
  paint(text: Text, strokes: (turn: number) => Stroke[]): void
  clear(): void
}

const SLOTS = [2, 5, 8]

/** Tell whether the browser paints ranges without changing the document. */
export function canHighlight(): boolean {
  return typeof Highlight === "function" && typeof CSS !== "undefined" && "highlights" in CSS
}

interface Laid {
  row: HTMLElement
  node: Node
  look: string
  ranges: [string, AbstractRange][]
}

/** Paint through the CSS Custom Highlight API: the document is never touched. */
export class HighlightPainter implements Painter {
  private readonly laid = new Map<number, Laid>()

  /** Lay anew what lies on turns where something has changed. */
  paint(text: Text, strokes: (turn: number) => Stroke[]): void {
    for (const turn of [...this.laid.keys()]) if (!text.visible.has(turn)) this.lift(turn)
    for (const turn of text.visible) {
      const row = text.rows[turn]!
      const node = row.firstChild
      if (!node) continue
      const here = strokes(turn)
      const look = here.map(each => [each.from, each.to, each.fill, each.line?.colour, each.line?.slot].join()).join(";")
      const before = this.laid.get(turn)
      if (before?.node === node && before.look === look) continue
      this.lift(turn)
      const span = text.spans[turn]!
      const laid: Laid = { row, node, look, ranges: [] }
      this.laid.set(turn, laid)
      for (const stroke of here) {
        const from = Math.max(stroke.from, span.from) - span.from
        const to = Math.min(stroke.to, span.to) - span.from
        if (to > from) this.lay(laid, from, to, stroke)
      }
      row.classList.add(...names(laid))
    }
  }

  private lay({ node, ranges }: Laid, from: number, to: number, stroke: Stroke): void {
    const range = new StaticRange({
      startContainer: node,
      startOffset: from,
      endContainer: node,
      endOffset: to,
    })
    if (stroke.fill) {
      ranges.push([add(`background-color: ${tint(stroke.fill)}`, 0, range), range])
    }
    if (stroke.line) {
      const offset = SLOTS[stroke.line.slot % SLOTS.length]
      const line = `underline solid ${stroke.line.colour} 2px`
      ranges.push([add(`text-decoration: ${line}; text-underline-offset: ${offset}px`, 2 + stroke.line.slot, range), range])
    }
  }

  private lift(turn: number): void {
    const laid = this.laid.get(turn)
    if (!laid) return
    for (const [name, range] of laid.ranges) CSS.highlights.get(name)?.delete(range)
    laid.row.classList.remove(...names(laid))
    this.laid.delete(turn)
  }

  clear(): void {
    for (const turn of [...this.laid.keys()]) this.lift(turn)
  }
}

function add(declarations: string, priority: number, range: AbstractRange): string {
  const name = brush(declarations)
  let highlight = CSS.highlights.get(name)
  if (!highlight) {
    highlight = new Highlight()
    highlight.priority = priority
    CSS.highlights.set(name, highlight)
  }
  highlight.add(range)
  return name
}

/** Name the highlights of a turn; they are its classes as well. */
function names({ ranges }: Laid): Set<string> {
  return new Set(ranges.map(([name]) => name))
}

/** Paint with elements, for browsers without highlights and for mentions that need a title. */
export class MarkPainter implements Painter {
  private readonly drawn = new Map<HTMLElement, string>()

  paint(text: Text, strokes: (turn: number) => Stroke[]): void {
    const selected = text.selected()
    let touched = false
    for (const turn of text.visible) {
      const pieces = cut(text.spans[turn]!, strokes(turn))
      const signature = JSON.stringify(pieces)
      const row = text.rows[turn]!
      if (this.drawn.get(row) === signature) continue
      this.drawn.set(row, signature)
      row.replaceChildren(...pieces.map(piece => mark(text.words(piece), piece.strokes)))
      touched = true
    }
    if (touched && selected) text.select(selected)
  }

  clear(): void {
    this.drawn.clear()
  }
}

interface Piece extends Span {
  strokes: Stroke[]
}

function cut(span: Span, strokes: Stroke[]): Piece[] {
  const edges = new Set([span.from, span.to])
  for (const stroke of strokes) {
    edges.add(Math.max(span.from, Math.min(stroke.from, span.to)))
    edges.add(Math.max(span.from, Math.min(stroke.to, span.to)))
  }
  const sorted = [...edges].sort((a, b) => a - b)
  const pieces: Piece[] = []
  for (let i = 0; i + 1 < sorted.length; i++) {
    const piece = { from: sorted[i]!, to: sorted[i + 1]! }
    pieces.push({ ...piece, strokes: strokes.filter(each => each.from <= piece.from && each.to >= piece.to) })
  }
  return pieces
}

function mark(words: string, strokes: Stroke[]): Node {
  if (!strokes.length) return document.createTextNode(words)
  const element = document.createElement("mark")
  element.className = "wbt-mark"
  element.textContent = words
  const layers: string[] = []
  for (const stroke of strokes) {
    if (stroke.line) {
      const rise = (stroke.line.slot % SLOTS.length) * 3
      layers.push(`linear-gradient(${stroke.line.colour}, ${stroke.line.colour}) 0 calc(100% - ${rise}px) / 100% 2px no-repeat`)
    }
    if (stroke.fill) layers.push(`linear-gradient(${tint(stroke.fill)}, ${tint(stroke.fill)})`)
    if (stroke.mention) {
      element.dataset.mention = stroke.mention.id
      element.className = `wbt-mark wbt-mention wbt-${stroke.mention.state}`
      element.style.setProperty("--kind", stroke.mention.colour)
      element.title = stroke.mention.title
    }
  }
  if (layers.length) element.style.background = layers.join(", ")
  return element
}

function tint(colour: string): string {
  return colour.startsWith("#") ? `color-mix(in srgb, ${colour} 26%, transparent)` : colour
}
