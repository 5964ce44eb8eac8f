import { make } from "./dom.ts"
import type { Text } from "./text.ts"
import type { Span } from "./words.ts"

export interface Stripe extends Span {
  id: string
  lane: number
  colour: string
  /** "Coding: code, by whom" */
  label: string
  hot: boolean
}

export interface MarginEvents {
  choose(id: string): void
  hover(id: string | null): void
  more(ids: string[], at: HTMLElement): void
}

const LANE = 11

/** The stripes beside the words. Its width changes with the window's alone, so that no coding reflows the words. */
export class Margin {
  /** Lanes that fit the width; what lies further out is counted, not drawn. */
  lanes = 9
  readonly root = make("div", { class: "wbt-margin", role: "group", "aria-label": "Codings" })
  private readonly tip = make("div", { class: "wbt-tip", "aria-hidden": "true", hidden: true })
  private readonly buttons = new Map<string, HTMLButtonElement>()
  private extra: HTMLButtonElement[] = []

  constructor(private readonly events: MarginEvents) {
    this.root.append(this.tip)
  }

  paint(text: Text, stripes: Stripe[]): void {
    const origin = this.root.getBoundingClientRect()
    const shown = stripes.filter(stripe => stripe.lane < this.lanes)
    const places = shown.map(stripe => place(text, stripe, origin.top))
    const kept = new Set(shown.map(stripe => stripe.id))
    for (const [id, button] of this.buttons) {
      if (!kept.has(id)) {
        button.remove()
        this.buttons.delete(id)
      }
    }
    shown.forEach((stripe, i) => this.put(stripe, places[i]!))
    this.count(text, stripes.filter(stripe => stripe.lane >= this.lanes), origin.top)
  }

  private put(stripe: Stripe, { top, height }: { top: number; height: number }): void {
    let button = this.buttons.get(stripe.id)
    if (!button) {
      button = make("button", { type: "button", class: "wbt-stripe", tabindex: "-1" })
      const show = () => this.point(button!)
      button.addEventListener("click", () => this.events.choose(stripe.id))
      button.addEventListener("pointerenter", show)
      button.addEventListener("focus", show)
      for (const leave of ["pointerleave", "blur"]) button.addEventListener(leave, () => this.point(null))
      button.dataset.coding = stripe.id
      this.buttons.set(stripe.id, button)
      this.root.append(button)
    }
    button.ariaLabel = stripe.label
    button.ariaPressed = String(stripe.hot)
    button.style.cssText = `top:${top}px;height:${height}px;left:${stripe.lane * LANE + 4}px;--c:${stripe.colour}`
  }

  private point(button: HTMLButtonElement | null): void {
    this.events.hover(button?.dataset.coding ?? null)
    this.tip.hidden = !button
    if (!button) return
    this.tip.textContent = (button.ariaLabel ?? "").replace(/^Coding: /, "")
    this.tip.style.top = `${button.offsetTop}px`
  }

  /** Show "+n" at the turn where stripes beyond the last lane begin. */
  private count(text: Text, hidden: Stripe[], origin: number): void {
    for (const button of this.extra) button.remove()
    const groups = Map.groupBy(hidden, stripe => text.turnAt(stripe.from))
    this.extra = [...groups].map(([turn, stripes]) => {
      const label = `+${stripes.length}`
      const button = make("button", { type: "button", class: "wbt-more", tabindex: "-1" }, label)
      button.ariaLabel = `${stripes.length} more codings`
      button.style.top = `${text.rows[turn]!.getBoundingClientRect().top - origin}px`
      button.addEventListener("click", () => this.events.more(stripes.map(stripe => stripe.id), button))
      this.root.append(button)
      return button
    })
  }

  /** Move the focus from stripe to stripe in reading order. */
  step(from: HTMLElement, by: 1 | -1): void {
    const sorted = [...this.buttons.values()].sort((a, b) => a.offsetTop - b.offsetTop || a.offsetLeft - b.offsetLeft)
    sorted[sorted.indexOf(from as HTMLButtonElement) + by]?.focus()
  }
}

function place(text: Text, span: Span, origin: number): { top: number; height: number } {
  const first = edge(text, { from: span.from, to: Math.min(span.from + 1, span.to) })
  const last = edge(text, { from: Math.max(span.to - 1, span.from), to: span.to })
  return { top: first.top - origin, height: Math.max(10, last.bottom - first.top) }
}

function edge(text: Text, span: Span): DOMRect {
  const turn = text.turnAt(span.from)
  const range = text.range({ from: span.from, to: Math.min(span.to, text.spans[turn]!.to) })
  const rect = range.getBoundingClientRect()
  return rect.height ? rect : text.rows[turn]!.getBoundingClientRect()
}
