import { Along, type Drawn } from "./along.ts"
import { colour, legible } from "./colour.ts"
import type { Desk } from "./desk.ts"
import { Filter } from "./filter.ts"
import type { Finder } from "./finder.ts"
import { Handles } from "./handles.ts"
import { shortest } from "./lanes.ts"
import { Margin } from "./margin.ts"
import { day } from "./dom.ts"
import type { Coding } from "./model.ts"
import { canHighlight, HighlightPainter, MarkPainter, type Painter, type Stroke } from "./paint.ts"
import type { Place, Review } from "./review.ts"
import { covers } from "./stretches.ts"
import type { Told } from "./tip.ts"
import type { Span } from "./words.ts"

export const STYLES = ["stripes", "fill", "off"] as const
const KIND_COLOURS = ["#b8541f", "#3977c4", "#8a63b8", "#2f855a", "#a67c1a", "#b83a6b", "#2b8a94"]

interface Acts {
  choose(id: string): void
  among(ids: string[], near: DOMRect): void
  resize(id: string, span: Span): void
  /** The stripes are on the screen: what may come later can. */
  drawn(): void
}

/** What lies on the words: strokes under them, stripes beside them. */
export class Drawing {
  readonly margin: Margin
  readonly handles: Handles
  readonly filter = new Filter(() => this.filtered())
  /** The places of a review in the order of the text. */
  places: Place[] = []
  style: (typeof STYLES)[number] = "stripes"
  review: Review | null = null
  private painter: Painter = new HighlightPainter()
  private readonly along = new Along()
  /** The code whose passages are filled. */
  shown: string | null = null
  private chosen: string | null = null
  private preview: Span | null = null
  private ground = "#ffffff"
  private readBefore = ""
  private hovered: string | null = null
  private frame = 0
  private afterwards = 0

  constructor(
    private readonly desk: Desk,
    private readonly finder: Finder,
    private readonly acts: Acts,
  ) {
    this.margin = new Margin({
      choose: id => acts.choose(id),
      hover: id => this.hover(id),
      more: (ids, at) => acts.among(ids, at.getBoundingClientRect()),
    })
    this.handles = new Handles({
      preview: span => this.show(span),
      resize: span => this.chosen && acts.resize(this.chosen, span),
    })
  }

  /** Begin with other words. */
  begin(elements: boolean): void {
    this.chosen = this.hovered = this.preview = null
    this.readBefore = ""
    this.painter = elements || !canHighlight() ? new MarkPainter() : new HighlightPainter()
  }

  end(): void {
    cancelAnimationFrame(this.frame)
    clearTimeout(this.afterwards)
    this.painter.clear()
  }

  clear(): void {
    this.painter.clear()
  }

  /** Look at the ground that colours must stand out from. */
  look(): void {
    this.ground = getComputedStyle(this.desk.root).getPropertyValue("--st-background-color") || "#ffffff"
  }

  refresh(): void {
    const { text, layers } = this.desk
    const all = [...layers.codings.values()]
    const shown = this.filter.count ? all.filter(coding => this.filter.shows(coding)) : all
    const moved = this.chosen && this.preview ? { id: this.chosen, ...this.preview } : null
    this.along.lay(text, shown, id => this.paintOf(id), moved)
    this.margin.lanes = this.along.lanes
    this.places = [...layers.mentions.values()]
      .map(mention => ({ mention, from: text.offsets.toUnits(mention.start), to: text.offsets.toUnits(mention.stop) }))
      .sort((a, b) => a.from - b.from)
  }

  /** The codings in the order of the text. */
  get drawn(): readonly Drawn[] {
    return this.along.drawn
  }

  /** Draw the coding in hand with other edges while one of them is dragged. */
  private show(span: Span | null): void {
    this.preview = span
    this.refresh()
    this.paint()
  }

  private filtered(): void {
    this.refresh()
    this.paint()
    this.desk.dressed()
  }

  openFilter(): void {
    const { layers, data, panels } = this.desk
    const codings = [...layers.codings.values()]
    const used = new Set(codings.map(each => each.code_id))
    const codes = [...layers.codes.values()].filter(each => used.has(each.id))
    const researchers = [...new Set(codings.map(each => each.researcher))].sort()
    const coloured = codes.map(({ id, name }) => ({ id, name, colour: this.paintOf(id) }))
    this.filter.open(panels, { codes: coloured, sets: data.sets ?? [], researchers })
  }

  /** Mark the turns that were read, where that has changed. */
  private markRead(): void {
    const read = [...this.desk.layers.read.values()]
    const now = read.map(each => each.id).join(" ")
    if (now === this.readBefore) return
    this.readBefore = now
    const { text } = this.desk
    text.transcript.turns.forEach((turn, i) => {
      const { dataset } = text.rows[i]!
      const found = covers(read, turn)
      if (found) dataset.read = found
      else delete dataset.read
      dataset.label = (dataset.label ?? "").replace(/ · ✓.*$/, "") + (found ? ` · ✓ ${found === "all" ? "read" : "read in part"}` : "")
    })
  }

  repaint(): void {
    this.painter.clear()
    this.paint()
  }

  paint(): void {
    this.painter.paint(this.desk.text, turn => this.strokes(turn))
    this.later()
  }

  private strokes(turn: number): Stroke[] {
    const here = this.along.on(turn)
    const strokes: Stroke[] = []
    const filled = here.filter(each => this.style === "fill" || this.isHot(each))
    for (const piece of shortest(filled.map(each => ({ id: each.colour, start: each.from, stop: each.to })))) {
      strokes.push({ from: piece.start, to: piece.stop, fill: piece.id })
    }
    if (this.style === "stripes") {
      for (const each of here) {
        strokes.push({ from: each.from, to: each.to, line: { colour: each.colour, slot: each.lane % 3 } })
      }
    }
    const span = this.desk.text.spans[turn]!
    for (const match of this.finder.matches) {
      if (match.to <= span.from || match.from >= span.to) continue
      const strong = this.finder.isCurrent(match)
      strokes.push({ ...match, fill: strong ? "rgba(240, 170, 0, 0.6)" : "rgba(240, 190, 40, 0.3)" })
    }
    for (const each of this.places) {
      if (each.to > span.from && each.from < span.to) strokes.push(this.mentionStroke(each))
    }
    return strokes
  }

  private mentionStroke({ mention, from, to }: Place): Stroke {
    const state = mention.treatment === "" ? "undecided" : mention.treatment === "keep" ? "kept" : "decided"
    const outcome = mention.treatment === "keep" ? "kept" : mention.replacement || mention.treatment
    const title = mention.treatment ? `${mention.kind}: ${outcome}` : `${mention.kind}, undecided`
    const why = mention.why ? ` (${mention.why})` : ""
    const at = this.desk.layers.mentions.get(this.review?.at ?? "")
    const same = at && at.entity_id === mention.entity_id ? " wbt-same" : ""
    const current = mention.id === at?.id ? " wbt-current" : same
    const stroke = { id: mention.id, state: state + current, colour: this.kindColour(mention.kind), title: title + why }
    return { from, to, mention: stroke }
  }

  private isHot(each: Drawn): boolean {
    return each.id === this.chosen || each.id === this.hovered || each.coding.code_id === this.shown
  }

  /** Draw the margin after the words are painted; it needs their geometry. */
  later(): void {
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(() => this.drawMargin())
  }

  /** Draw words and margin for the next frame, and after it what stands beside them. */
  drawNow(fresh = false): void {
    const { text } = this.desk
    const paint = () => this.painter.paint(text, turn => this.strokes(turn))
    cancelAnimationFrame(this.frame)
    // The page is laid out once: new words with their marks, others before anything changes.
    if (fresh) paint()
    this.drawMargin()
    if (!fresh) paint()
    clearTimeout(this.afterwards)
    if (this.desk.data.mode !== "coding") return
    this.frame = requestAnimationFrame(() => (this.afterwards = window.setTimeout(this.acts.drawn)))
  }

  private drawMargin(): void {
    const { text, data } = this.desk
    this.markRead()
    if (data.mode !== "coding") return
    const seen = new Set<Drawn>()
    for (const turn of text.visible) for (const each of this.along.on(turn)) seen.add(each)
    const hidden = this.desk.where.hidesInterviewer
    const stripes = [...seen]
      .filter(each => !hidden || text.transcript.turns[text.turnAt(each.from)]!.role !== "interviewer")
      .map(each => ({ ...each, label: this.describe(each.coding), name: this.nameOf(each.coding.code_id), told: () => this.told(each), hot: each.id === this.chosen }))
    this.margin.paint(text, this.style === "off" ? [] : stripes)
    this.handles.put(text, this.find(this.chosen) ?? null)
    clearTimeout(this.afterwards)
    this.afterwards = window.setTimeout(this.acts.drawn)
  }

  /** The coding in hand. */
  get hot(): string | null {
    return this.chosen
  }

  choose(id: string | null): void {
    if (id !== this.chosen) this.handles.give()
    this.chosen = id
    this.paint()
  }

  find(id: string | null): Drawn | undefined {
    return this.drawn.find(each => each.id === id)
  }

  private hover(id: string | null): void {
    if (id === this.hovered) return
    this.hovered = id
    this.paint()
  }

  describe(coding: Coding): string {
    const by = coding.researcher ? `, ${coding.researcher}` : ""
    const memo = coding.memo ? `. Memo: ${coding.memo}` : ""
    return `Coding: ${this.nameOf(coding.code_id)}${by}${memo}`
  }

  private told({ coding, colour }: Drawn): Told {
    const code = this.desk.layers.codes.get(coding.code_id)
    const when = coding.time ? day(coding.time) : "just now"
    const by = [coding.researcher, when].filter(Boolean).join(", ")
    return { name: code?.name ?? "a code", path: code?.path ?? "", colour, by, memo: coding.memo ?? "" }
  }

  /** Fill the passages of a code, or of none. */
  showCode(id: string | null): void {
    this.shown = id
    this.paint()
  }

  nameOf(code_id: string): string {
    return this.desk.layers.codes.get(code_id)?.name ?? "a code"
  }

  paintOf(code_id: string): string {
    return legible(colour(this.desk.layers.codes.get(code_id)?.colour, code_id), this.ground)
  }

  kindColour(kind: string): string {
    const kinds = [...new Set([...this.desk.data.kinds, ...this.places.map(each => each.mention.kind)])]
    return KIND_COLOURS[Math.max(0, kinds.indexOf(kind)) % KIND_COLOURS.length]!
  }

  setStyle(style: (typeof STYLES)[number]): void {
    this.style = style
    this.desk.dressed()
    this.paint()
    this.desk.say(style === "off" ? "Marks off." : style === "fill" ? "Fill." : "Stripes.")
  }

  nextStyle(): void {
    this.setStyle(STYLES[(STYLES.indexOf(this.style) + 1) % STYLES.length]!)
  }
}
