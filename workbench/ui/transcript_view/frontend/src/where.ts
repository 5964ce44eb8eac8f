import type { Desk } from "./desk.ts"
import { tellSelection } from "./shared.ts"
import { keep, recall } from "./storage.ts"
import type { Text } from "./text.ts"
import { followed, sentence, type Span } from "./words.ts"

const SETTLE = 250
/** The last passage each view was sent to, kept over changes of page. */
const went = new Map<string, string>()

/** Find a unit of the old words in the new ones; turns are compared one by one where they can be. */
function carried(old: Text, now: Text, unit: number): number {
  const i = old.turnAt(unit)
  const [before, after] = [old.spans[i], now.spans[i]]
  if (!before || !after || old.spans.length !== now.spans.length) return followed(old.offsets.text, now.offsets.text, unit)
  return after.from + followed(old.words(before), now.words(after), unit - before.from)
}

/** Where one is in the words: the selection, the scroll, and the ways to move. */
export class Where {
  span: Span | null = null
  private top = 0
  private timer = 0
  private saving = 0
  private emitted = ""

  constructor(private readonly desk: Desk) {
    desk.scroll.addEventListener("scroll", () => {
      // Kept here, since the element has no position any more when the view ends.
      this.top = desk.scroll.scrollTop
      clearTimeout(this.saving)
      this.saving = window.setTimeout(() => this.memorise(), 200)
    })
  }

  end(): void {
    this.memorise()
    clearTimeout(this.timer)
    clearTimeout(this.saving)
  }

  focus(): void {
    this.desk.text.root.focus({ preventScroll: true })
    if (this.span) this.desk.text.select(this.span)
  }

  /** What is selected now, or was when the words last had the selection. */
  get selected(): Span | null {
    return this.desk.text.selected() ?? this.span
  }

  changed(): void {
    const { text, drawing } = this.desk
    const span = text.selected()
    if (!span || (span.from === this.span?.from && span.to === this.span.to)) return
    if (drawing.hot) {
      const coding = drawing.find(drawing.hot)
      if (!coding || coding.from !== span.from || coding.to !== span.to) drawing.choose(null)
    }
    this.span = span
    if (span.to > span.from) this.settle()
  }

  /** Tell the page what is selected once it has settled. */
  settle(): void {
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => this.tell(), SETTLE)
  }

  /** Let what was just coded be drawn and stored before the page is told what is selected. */
  rest(): void {
    if (this.timer) this.settle()
  }

  /** Tell the page what is selected, at once, and perhaps what is asked of it. */
  tell(asked?: string): void {
    clearTimeout(this.timer)
    this.timer = 0
    this.memorise()
    const span = this.span ?? { from: 0, to: 0 }
    const { text, data, drawing } = this.desk
    if (data.mode === "review") return
    const at = text.offsets.toPoints(span.from)
    const passage = text.offsets.passage(span.from, span.to) ?? { start: at, stop: at }
    const selection = {
      key: data.key,
      transcript_id: data.transcript.id,
      version: data.transcript.version,
      ...passage,
      coding_id: drawing.hot,
      entity_id: null,
      ...(asked ? { asked } : {}),
      code_id: drawing.shown,
    }
    const now = JSON.stringify(selection)
    if (now === this.emitted) return
    this.emitted = now
    tellSelection(selection)
  }

  /** The selected passage in code points; without one it says so. */
  passage(): { start: number; stop: number } | null {
    const span = this.selected
    const passage = span && this.desk.text.offsets.passage(span.from, span.to)
    if (!passage) this.desk.say("Select words first, or press S for the sentence.")
    return passage
  }

  near(): DOMRect | null {
    const span = this.selected
    return span ? this.desk.text.range(span).getBoundingClientRect() : null
  }

  reveal(span: Span): void {
    const rect = this.desk.text.range(span).getBoundingClientRect()
    const box = this.desk.scroll.getBoundingClientRect()
    if (rect.top < box.top + 40 || rect.bottom > box.bottom - 40) {
      this.desk.scroll.scrollTop += rect.top - box.top - box.height / 3
    }
  }

  goTo(span: Span): void {
    this.span = span
    this.desk.text.root.focus({ preventScroll: true })
    this.desk.text.select(span)
    this.reveal(span)
    this.settle()
  }

  leaveFinder(span: Span | null): void {
    if (span) this.goTo(span)
    else this.focus()
  }

  /** Follow the page's request to show a passage, once for each request. */
  visit(): void {
    const wanted = this.desk.data.go_to
    const key = JSON.stringify(wanted)
    if (!wanted || key === went.get(this.memory)) return
    went.set(this.memory, key)
    const { offsets } = this.desk.text
    const { places, review } = this.desk.drawing
    const span = { from: offsets.toUnits(wanted[0]), to: offsets.toUnits(wanted[1]) }
    const shown = places.find(each => each.from === span.from && each.to === span.to)
    if (shown) return review?.takePlace(shown.mention.id)
    const { chosen } = this.desk.data
    if (chosen) this.desk.drawing.choose(chosen)
    this.goTo(span)
    if (chosen) this.desk.drawing.choose(chosen)
  }

  private get memory(): string {
    return `workbench:view:${this.desk.data.mode}:${this.desk.data.transcript.id}`
  }

  private memorise(): void {
    keep(this.memory, JSON.stringify({ top: Math.round(this.top), span: this.span }))
  }

  /** Go back to where one was when these words were last on screen. */
  return(): void {
    const { scroll, text } = this.desk
    try {
      const { top, span } = JSON.parse(recall(this.memory) ?? "{}") as { top?: number; span?: Span | null }
      if (top) text.rest()
      this.top = scroll.scrollTop = top ?? 0
      if (span && span.to <= text.offsets.units) this.span = span
    } catch {
      this.top = scroll.scrollTop = 0
    }
  }

  /** Note where one is, and return the way back there once the words have changed. */
  stay(): () => void {
    const { scroll, text } = this.desk
    const focused = document.activeElement === text.root
    const selected = text.selected()
    const span = selected ?? this.span
    const top = scroll.getBoundingClientRect().top
    const first = Math.max(0, text.rows.findIndex(row => row.getBoundingClientRect().bottom > top))
    const above = text.rows[first]?.getBoundingClientRect().top ?? top
    return () => {
      const now = this.desk.text
      const row = now.rows[Math.min(first, now.rows.length - 1)]
      if (row) scroll.scrollTop += row.getBoundingClientRect().top - above
      this.span = span && { from: carried(text, now, span.from), to: carried(text, now, span.to) }
      if (focused) now.root.focus({ preventScroll: true })
      if (selected && this.span) now.select(this.span)
    }
  }

  selectSentence(): void {
    const { text } = this.desk
    const span = this.selected ?? { from: 0, to: 0 }
    const { first, last } = this.turnsOf(span)
    if (!first || !last) return
    const words = text.words({ from: first.from, to: last.to })
    const found = sentence(words, span.from - first.from, span.to - first.from)
    const whole = found && { from: found.from + first.from, to: found.to + first.from }
    const already = !whole || (whole.from === span.from && whole.to === span.to)
    this.goTo(already ? { from: first.from, to: last.to } : whole)
  }

  private turnsOf(span: Span): { first: Span | undefined; last: Span | undefined } {
    const { text } = this.desk
    return { first: text.spans[text.turnAt(span.from)], last: text.spans[text.turnAt(Math.max(span.from, span.to - 1))] }
  }

  /** The turns that the selection touches, whole. */
  get wholeTurns(): Span | null {
    const { first, last } = this.turnsOf(this.selected ?? { from: 0, to: 0 })
    return first && last ? { from: first.from, to: last.to } : null
  }

  turn(by: 1 | -1): void {
    const { text } = this.desk
    const { turns } = text.transcript
    let i = text.turnAt(this.span?.from ?? 0) + by
    while (this.hidesInterviewer && turns[i]?.role === "interviewer") i += by
    const span = text.spans[i]
    if (span) this.goTo({ from: span.from, to: span.from })
  }

  get hidesInterviewer(): boolean {
    return this.desk.root.dataset.interviewer === "hidden"
  }

  hideInterviewer(): void {
    const hidden = this.hidesInterviewer
    this.desk.root.dataset.interviewer = hidden ? "shown" : "hidden"
    this.desk.dressed()
    this.desk.drawing.later()
    this.desk.say(hidden ? "Interviewer shown." : "Interviewer hidden.")
  }
}
