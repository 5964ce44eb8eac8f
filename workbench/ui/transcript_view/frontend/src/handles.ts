import { make } from "./dom.ts"
import type { Text } from "./text.ts"
import { edges, type Span } from "./words.ts"

interface Acts {
  /** Show the edges of a drag that is under way; null when it was given up. */
  preview(span: Span | null): void
  resize(span: Span): void
}

type Edge = "from" | "to"

/** Two handles at the edges of the coding in hand, to drag with mouse, pen or finger. */
export class Handles {
  readonly root = make("div", { class: "wbt-handles", "aria-hidden": "true", hidden: true })
  private readonly ends: Record<Edge, HTMLElement>
  private text: Text | null = null
  private span: Span | null = null
  private drag: { edge: Edge; span: Span; words: Span[] } | null = null

  constructor(private readonly acts: Acts) {
    this.ends = { from: this.handle("from", "start"), to: this.handle("to", "end") }
    this.root.append(this.ends.from, this.ends.to)
  }

  private handle(edge: Edge, name: string): HTMLElement {
    const handle = make("div", { class: "wbt-handle", "data-edge": name, title: `Drag to move the ${name} of the coding` })
    handle.addEventListener("pointerdown", event => {
      if (!this.span || !this.text) return
      event.preventDefault()
      handle.setPointerCapture(event.pointerId)
      this.drag = { edge, span: { ...this.span }, words: edges(this.text.offsets.text, this.span, 2000) }
    })
    handle.addEventListener("pointermove", event => this.moved(event))
    handle.addEventListener("pointerup", () => this.dropped())
    handle.addEventListener("pointercancel", () => this.give())
    return handle
  }

  get isDragged(): boolean {
    return this.drag !== null
  }

  /** Give a drag up and leave the coding as it was. */
  give(): void {
    if (!this.drag) return
    this.drag = null
    this.acts.preview(null)
  }

  put(text: Text, span: Span | null): void {
    this.text = text
    this.span = span
    this.root.hidden = !span
    if (!span) return
    const origin = this.root.getBoundingClientRect()
    const lay = (handle: HTMLElement, at: Span, left: boolean) => {
      const rects = text.range(at).getClientRects()
      const rect = left ? rects[0] : rects[rects.length - 1]
      if (!rect) return
      handle.style.cssText = `left:${(left ? rect.left : rect.right) - origin.left}px;top:${rect.top - origin.top}px;height:${rect.height}px`
    }
    lay(this.ends.from, { from: span.from, to: Math.min(span.from + 1, span.to) }, true)
    lay(this.ends.to, { from: Math.max(span.to - 1, span.from), to: span.to }, false)
  }

  private moved(event: PointerEvent): void {
    const { drag, text } = this
    if (!drag || !text) return
    this.root.classList.add("wbt-dragged")
    const unit = under(text, event.clientX, event.clientY)
    this.root.classList.remove("wbt-dragged")
    if (unit === null) return
    // Edges keep to words; with Alt they go anywhere.
    const at = event.altKey ? unit : snap(drag.words, unit, drag.edge)
    const span = { ...drag.span, [drag.edge]: at }
    if (span.to <= span.from) return
    drag.span = span
    this.acts.preview(span)
  }

  private dropped(): void {
    const { drag, span } = this
    this.drag = null
    if (!drag || !span) return
    this.acts.preview(null)
    this.acts.resize(drag.span)
  }
}

function under(text: Text, x: number, y: number): number | null {
  const page = document as Document & {
    caretPositionFromPoint?(x: number, y: number): { offsetNode: Node; offset: number } | null
    caretRangeFromPoint?(x: number, y: number): Range | null
  }
  const place = page.caretPositionFromPoint?.(x, y)
  if (place) return text.unit(place.offsetNode, place.offset)
  const range = page.caretRangeFromPoint?.(x, y)
  return range ? text.unit(range.startContainer, range.startOffset) : null
}

function snap(words: readonly Span[], unit: number, edge: Edge): number {
  let best = unit
  let least = Infinity
  for (const word of words) {
    const far = Math.abs(word[edge] - unit)
    if (far < least) [least, best] = [far, word[edge]]
  }
  return best
}
