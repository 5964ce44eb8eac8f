import { clock, make } from "./dom.ts"
import type { Transcript } from "./model.ts"
import type { Offsets } from "./offsets.ts"
import type { Span } from "./words.ts"

/** How far beyond the window turns are painted, in pixels. */
const AHEAD = 300
/** What a line holds at most in UTF-16 units, and the least height of a line and of a turn, in pixels. */
const LINE = 120
const LEADING = 24
const LEAST = 52

/**
 * The words on screen, drawn once, and the way between DOM positions and UTF-16 units.
 *
 * Words that are new come in two steps, so that those in sight need not wait for the others to be
 * laid out: the turns from the top that surely fill the window, and after `rest` all.
 */
export class Text {
  readonly root: HTMLElement
  readonly rows: HTMLElement[] = []
  readonly spans: Span[] = []
  readonly visible = new Set<number>()
  private readonly observer: IntersectionObserver
  /** How many turns are in the page, from the first. */
  private there = 0

  constructor(
    readonly transcript: Transcript,
    readonly offsets: Offsets,
    private readonly scroller: HTMLElement,
    seen: () => void,
  ) {
    this.root = make("div", {
      class: "wbt-text",
      contenteditable: "true",
      role: "textbox",
      "aria-multiline": "true",
      "aria-readonly": "true",
      spellcheck: "false",
      translate: "no",
      autocorrect: "off",
      autocapitalize: "off",
      "data-gramm": "false",
      tabindex: "0",
    })
    this.observer = new IntersectionObserver(
      entries => {
        const changed = entries.filter(each => this.note(Number((each.target as HTMLElement).dataset.turn), each.isIntersecting))
        if (changed.length) seen()
      },
      { root: scroller, rootMargin: `${AHEAD}px 0px` },
    )
    this.draw()
  }

  private draw(): void {
    const width = ruler(this.scroller)
    this.transcript.turns.forEach((turn, i) => {
      const span = { from: this.offsets.toUnits(turn.start), to: this.offsets.toUnits(turn.stop) }
      const label = [turn.position + 1, clock(turn.began)].filter(each => each !== "").join(" · ")
      const row = make("div", {
        class: "wbt-turn",
        dir: "auto",
        "data-turn": i,
        "data-role": turn.role,
        "data-speaker": turn.speaker,
        "data-label": label,
      })
      row.style.setProperty("--speaker", `${width(turn.speaker)}em`)
      row.textContent = this.words(span)
      this.rows.push(row)
      this.spans.push(span)
    })
    this.put(this.enough())
  }

  /** Count the turns that fill the window and what is painted beyond it, however high it is. */
  private enough(): number {
    let height = -window.innerHeight - AHEAD
    const past = this.spans.findIndex(({ from, to }) => (height += LEAST + Math.floor((to - from) / LINE) * LEADING) > 0)
    return past < 0 ? this.rows.length : past + 1
  }

  /** Put the turns before `stop` into the page. */
  private put(stop: number): void {
    const fresh = this.rows.slice(this.there, stop)
    this.there = Math.max(this.there, stop)
    this.root.append(...fresh)
    for (const row of fresh) this.observer.observe(row)
  }

  /** Put all turns into the page that are not there yet. */
  rest(): void {
    if (this.there < this.rows.length) this.put(this.rows.length)
  }

  /** Return a turn that is in the page. */
  row(turn: number): HTMLElement {
    if (turn >= this.there) this.rest()
    return this.rows[turn]!
  }

  /** Find the turns in view at once: the observer tells of them a frame later. */
  look(): void {
    const { top, bottom } = this.scroller.getBoundingClientRect()
    for (const [i, row] of this.rows.slice(0, this.there).entries()) {
      const rect = row.getBoundingClientRect()
      if (rect.top > bottom + AHEAD) break
      this.note(i, rect.height > 0 && rect.bottom >= top - AHEAD)
    }
  }

  /** Note whether a turn is near the window; tells whether that is new. */
  private note(i: number, near: boolean): boolean {
    if (near === this.visible.has(i)) return false
    this.rows[i]!.classList.toggle("wbt-near", near)
    if (near) this.visible.add(i)
    else this.visible.delete(i)
    return true
  }

  words(span: Span): string {
    return this.offsets.text.slice(span.from, span.to)
  }

  stop(): void {
    this.observer.disconnect()
  }

  /** Find the turn that holds a unit, or the last one that begins before it. */
  turnAt(unit: number): number {
    let low = 0
    let high = this.spans.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.spans[middle]!.from <= unit) low = middle + 1
      else high = middle
    }
    return Math.max(0, low - 1)
  }

  /** Put back the words of rows that an input method changed in spite of everything. */
  restore(): boolean {
    this.rest()
    let changed = false
    this.rows.forEach((row, i) => {
      if (row.textContent !== this.words(this.spans[i]!)) {
        row.textContent = this.words(this.spans[i]!)
        changed = true
      }
    })
    if (this.root.childNodes.length !== this.rows.length) {
      this.root.replaceChildren(...this.rows)
      changed = true
    }
    return changed
  }

  /** Return where a unit is in the DOM; at the border of two pieces, the end of the former. */
  locate(unit: number): { node: Node; offset: number } {
    const i = this.turnAt(unit)
    const row = this.rows.length ? this.row(i) : this.root
    let rest = Math.max(0, unit - (this.spans[i]?.from ?? 0))
    const { firstChild } = row
    if (firstChild instanceof globalThis.Text && !firstChild.nextSibling) {
      return { node: firstChild, offset: Math.min(rest, firstChild.length) }
    }
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT)
    let last: Node = row
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = (node as globalThis.Text).length
      if (rest <= length) return { node, offset: rest }
      rest -= length
      last = node
    }
    return { node: last, offset: last === row ? 0 : (last as globalThis.Text).length }
  }

  /** Return the unit at a DOM position, or null outside the words. */
  unit(node: Node, offset: number): number | null {
    if (node === this.root) {
      const span = this.spans[offset]
      return span ? span.from : this.offsets.units
    }
    const element = node instanceof Element ? node : node.parentElement
    const row = element?.closest<HTMLElement>(".wbt-turn")
    if (!row || !this.root.contains(row)) return null
    const inside = document.createRange()
    inside.setStart(row, 0)
    inside.setEnd(node, offset)
    return this.spans[Number(row.dataset.turn)]!.from + inside.toString().length
  }

  /** Return what is selected, in units; `from` equals `to` for a caret, null when it is elsewhere. */
  selected(): Span | null {
    const selection = document.getSelection()
    if (!selection?.anchorNode || !selection.focusNode) return null
    const anchor = this.unit(selection.anchorNode, selection.anchorOffset)
    const focus = this.unit(selection.focusNode, selection.focusOffset)
    if (anchor === null || focus === null) return null
    return { from: Math.min(anchor, focus), to: Math.max(anchor, focus) }
  }

  select(span: Span): void {
    const start = this.locate(span.from)
    const stop = this.locate(span.to)
    document.getSelection()?.setBaseAndExtent(start.node, start.offset, stop.node, stop.offset)
  }

  /** Return the range of a span; ranges may cross turns. */
  range(span: Span): Range {
    const range = document.createRange()
    const start = this.locate(span.from)
    const stop = this.locate(span.to)
    range.setStart(start.node, start.offset)
    range.setEnd(stop.node, stop.offset)
    return range
  }
}

/** Measure bold words in ems; labels are generated content, which has no geometry of its own. */
function ruler(beside: HTMLElement): (words: string) => number {
  const pen = document.createElement("canvas").getContext("2d")
  const known = new Map<string, number>()
  if (pen) pen.font = `600 100px ${getComputedStyle(beside).fontFamily}`
  return words => {
    let width = known.get(words)
    if (width === undefined) {
      width = pen ? Math.ceil(pen.measureText(words).width) / 100 : words.length
      known.set(words, width)
    }
    return width
  }
}
