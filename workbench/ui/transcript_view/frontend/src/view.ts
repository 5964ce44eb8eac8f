import { colour } from "./colour.ts"
import { asked } from "./departure.ts"
import { make } from "./dom.ts"
import { Finder } from "./finder.ts"
import { press, SHEETS } from "./keys.ts"
import { lanes, shortest } from "./lanes.ts"
import { overlay, type Layers } from "./layers.ts"
import { Margin } from "./margin.ts"
import type { Act, Answer, Coding, Operation, ViewData } from "./model.ts"
import { Offsets } from "./offsets.ts"
import { canHighlight, HighlightPainter, MarkPainter, type Painter, type Stroke } from "./paint.ts"
import { Panels } from "./panels.ts"
import { Review, type Place } from "./review.ts"
import { forgetSelection, keep, outbox, recall, tell, tellSelection, watch } from "./shared.ts"
import { dress } from "./sheet.ts"
import { Text } from "./text.ts"
import { sentence, stretch, type Span } from "./words.ts"

interface Drawn extends Span {
  id: string
  coding: Coding
  colour: string
  lane: number
}

/** Width of the view, in CSS pixels, under which the stripes take half the room. */
const NARROW = 620
const SETTLE = 250
/** Milliseconds between two questions for what others did, with others at work and alone. */
const WATCH = 2500
const WATCH_ALONE = 12000
/** About as many code points as a line of the text holds. */
const LINE = 90
const STYLES = ["stripes", "fill", "off"] as const
const KIND_COLOURS = ["#b8541f", "#3977c4", "#8a63b8", "#2f855a", "#a67c1a", "#b83a6b", "#2b8a94"]
/** The last passage each view was sent to, kept over changes of page. */
const went = new Map<string, string>()
const EMPTY: Layers = { codings: new Map(), codes: new Map(), mentions: new Map(), subjects: new Map() }

/** One transcript on screen: what is drawn, what is selected, and what each key does. */
export class View {
  private readonly root = make("div", { class: "wbt" })
  private readonly scroll = make("div", { class: "wbt-scroll" })
  private readonly body = make("div", { class: "wbt-body" })
  private readonly sheet = make("div", { class: "wbt-sheet" })
  private readonly tools = make("div", { class: "wbt-bar", role: "toolbar", "aria-label": "Transcript" })
  private readonly chips = make("div", { class: "wbt-foot", role: "group", "aria-label": "Codes of the keys 1 to 9" })
  private readonly status = make("span", { class: "wbt-status" })
  private readonly live = make("div", { class: "wbt-live", role: "status", "aria-live": "polite" })
  private readonly margin: Margin
  private readonly panels: Panels
  private readonly finder: Finder
  private text: Text | null = null
  private painter: Painter = new HighlightPainter()
  private data!: ViewData
  private layers: Layers = EMPTY
  private drawn: Drawn[] = []
  private shown: Place[] = []
  private review: Review | null = null
  private byTurn: number[][] = []
  private span: Span | null = null
  private hot: string | null = null
  private hovered: string | null = null
  private last: string | null = null
  private slots: string[] = []
  private style: (typeof STYLES)[number] = "stripes"
  private refusal = ""
  private emitted = ""
  private top = 0
  private timer = 0
  private frame = 0
  private watching = 0
  private readonly stops: (() => void)[] = []

  constructor(parent: HTMLElement) {
    dress()
    this.margin = new Margin({
      choose: id => this.chooseCoding(id),
      hover: id => this.hover(id),
      more: (ids, at) => this.chooseAmong(ids, at.getBoundingClientRect()),
    })
    this.panels = this.words.panels
    this.finder = new Finder(
      () => this.text?.offsets.text ?? "",
      span => this.reveal(span),
      () => this.paint(),
      span => this.leaveFinder(span),
    )
    this.sheet.append(this.margin.root)
    this.scroll.append(this.sheet)
    this.body.append(this.scroll)
    this.root.append(this.tools, this.finder.root, this.body, this.chips, this.live)
    parent.append(this.root)
    this.listen()
  }

  private listen(): void {
    const root = this.root
    // Letters must not reach Streamlit, where R reruns the page and C clears its caches.
    for (const name of ["keydown", "keyup", "keypress"]) {
      root.addEventListener(name, event => {
        if (!this.isForPage(event as KeyboardEvent)) event.stopPropagation()
        else if (name === "keydown") asked()
      })
    }
    root.addEventListener("keydown", event => this.key(event))
    const refuse = (event: Event) => {
      if ((event.target as HTMLElement).closest(".wbt-text")) event.preventDefault()
    }
    for (const name of ["beforeinput", "drop", "paste", "cut", "dragstart"]) root.addEventListener(name, refuse)
    for (const name of ["input", "compositionend"]) {
      root.addEventListener(name, () => {
        if (this.text?.restore()) this.repaint()
      })
    }
    root.addEventListener("pointerup", event => this.clicked(event))
    this.on(document, "selectionchange", () => this.selectionChanged())
    this.on(window, "resize", () => this.fit())
    const watcher = new ResizeObserver(() => this.later())
    watcher.observe(this.scroll)
    const above = new ResizeObserver(() => this.fit())
    above.observe(document.body)
    let saving = 0
    this.scroll.addEventListener("scroll", () => {
      // Kept here, since the element has no position any more when the view ends.
      this.top = this.scroll.scrollTop
      clearTimeout(saving)
      saving = window.setTimeout(() => this.memorise(), 200)
    })
    const listener = {
      answered: (done: Operation[], refused: { operation: Operation; why: string }[], answer: Answer) =>
        this.answered(done, refused, answer),
      changed: () => this.showStatus(),
    }
    outbox.listeners.add(listener)
    this.stops.push(() => outbox.listeners.delete(listener), () => watcher.disconnect(), () => above.disconnect())
  }

  /** Tell a key that a button of the page waits for. */
  private isForPage(event: KeyboardEvent): boolean {
    return (event.ctrlKey || event.metaKey) && event.key === "Enter" && !this.panels.isOpen
  }

  private on(target: EventTarget, name: string, act: () => void): void {
    target.addEventListener(name, act)
    this.stops.push(() => target.removeEventListener(name, act))
  }

  update(data: ViewData): void {
    const before = this.data as ViewData | undefined
    this.data = data
    const told = tell(data)
    const same =
      before?.transcript.id === data.transcript.id &&
      before.transcript.version === data.transcript.version &&
      before.transcript.text === data.transcript.text &&
      before.mode === data.mode
    if (!same) this.build()
    this.root.dataset.mode = data.mode
    this.told = told
    this.takeSlots()
    this.refresh()
    this.drawTools()
    this.fit()
    if (!same) this.return()
    if (!same) this.review?.start()
    this.visit()
    clearInterval(this.watching)
    if (data.mode === "review") this.watching = window.setInterval(watch, data.watch ? WATCH : WATCH_ALONE)
  }

  private told: Layers = EMPTY

  private build(): void {
    const { transcript, mode } = this.data
    this.text?.stop()
    this.text?.root.remove()
    this.painter.clear()
    const offsets = new Offsets(transcript.text)
    this.text = new Text(transcript, offsets, this.scroll, () => this.paint())
    const how = mode === "coding" ? "Select words and press C to code them, ? for all keys." : "Press ? for all keys."
    this.text.root.setAttribute("aria-label", `Transcript ${transcript.label ?? ""}. ${how}`)
    this.painter = mode === "review" || !canHighlight() || this.wants("marks") ? new MarkPainter() : new HighlightPainter()
    this.root.dataset.margin = mode === "reading" ? "none" : "stripes"
    this.sheet.prepend(this.text.root)
    this.span = this.hot = this.hovered = null
    this.refusal = ""
    this.takeSides(mode)
  }

  /** Put the list of identifiers and the one in hand beside the words of a review. */
  private takeSides(mode: string): void {
    this.review?.sides.forEach(side => side.remove())
    this.review = mode === "review" ? new Review(this.words) : null
    if (!this.review) return
    const [queue, card] = this.review.sides
    this.body.prepend(queue)
    this.body.append(card)
  }

  private readonly words = {
    data: () => this.data,
    layers: () => this.layers,
    places: () => this.shown,
    text: () => this.text!.offsets.text,
    passage: () => this.passage(),
    near: () => this.near(),
    colour: (kind: string) => this.kindColour(kind),
    act: (act: Act) => this.act(act),
    say: (words: string) => this.say(words),
    goTo: (span: Span) => this.goTo(span),
    paint: () => this.paint(),
    focus: () => this.focus(),
    panels: new Panels(this.root, () => this.focus()),
  }

  private wants(engine: string): boolean {
    return (this.data as ViewData & { engine?: string }).engine === engine
  }

  end(): void {
    this.memorise()
    clearTimeout(this.timer)
    clearInterval(this.watching)
    forgetSelection()
    cancelAnimationFrame(this.frame)
    this.text?.stop()
    this.painter.clear()
    for (const stop of this.stops) stop()
    this.root.remove()
  }

  // -- what is drawn

  private get mine(): Operation[] {
    return outbox.waiting.filter(each => each.transcript_id === this.data.transcript.id)
  }

  private refresh(): void {
    if (!this.text) return
    this.layers = overlay(this.told, this.mine, this.data.researcher)
    const { offsets } = this.text
    const lane = lanes(this.layers.codings.values(), LINE)
    this.drawn = [...this.layers.codings.values()].map(coding => ({
      id: coding.id,
      coding,
      from: offsets.toUnits(coding.start),
      to: offsets.toUnits(coding.stop),
      colour: this.paintOf(coding.code_id),
      lane: lane.get(coding.id) ?? 0,
    }))
    this.drawn.sort((a, b) => a.from - b.from || b.to - a.to)
    this.shown = [...this.layers.mentions.values()]
      .map(mention => ({ mention, from: offsets.toUnits(mention.start), to: offsets.toUnits(mention.stop) }))
      .sort((a, b) => a.from - b.from)
    this.byTurn = []
    this.drawn.forEach((each, i) => {
      const stop = this.text!.turnAt(Math.max(each.from, each.to - 1))
      for (let turn = this.text!.turnAt(each.from); turn <= stop; turn++) (this.byTurn[turn] ??= []).push(i)
    })
    this.review?.refresh()
    this.paint()
    this.showStatus()
    this.drawChips()
  }

  private repaint(): void {
    this.painter.clear()
    this.paint()
  }

  private paint(): void {
    if (!this.text) return
    this.painter.paint(this.text, turn => this.strokes(turn))
    this.later()
  }

  private strokes(turn: number): Stroke[] {
    const here = (this.byTurn[turn] ?? []).map(i => this.drawn[i]!)
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
    const span = this.text!.spans[turn]!
    for (const match of this.finder.matches) {
      if (match.to <= span.from || match.from >= span.to) continue
      const strong = this.finder.isCurrent(match)
      strokes.push({ ...match, fill: strong ? "rgba(240, 170, 0, 0.6)" : "rgba(240, 190, 40, 0.3)" })
    }
    for (const each of this.shown) {
      if (each.to > span.from && each.from < span.to) strokes.push(this.mentionStroke(each))
    }
    return strokes
  }

  private mentionStroke({ mention, from, to }: Place): Stroke {
    const state = mention.treatment === "" ? "undecided" : mention.treatment === "keep" ? "kept" : "decided"
    const outcome = mention.treatment === "keep" ? "kept" : mention.replacement || mention.treatment
    const title = mention.treatment ? `${mention.kind}: ${outcome}` : `${mention.kind}, undecided`
    const why = mention.why ? ` (${mention.why})` : ""
    const at = this.layers.mentions.get(this.review?.at ?? "")
    const same = at && at.entity_id === mention.entity_id ? " wbt-same" : ""
    const current = mention.id === at?.id ? " wbt-current" : same
    const stroke = { id: mention.id, state: state + current, colour: this.kindColour(mention.kind), title: title + why }
    return { from, to, mention: stroke }
  }

  private isHot(each: Drawn): boolean {
    return each.id === this.hot || each.id === this.hovered || each.coding.code_id === this.data.show_code
  }

  /** Draw the margin after the words are painted; it needs their geometry. */
  private later(): void {
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(() => this.drawMargin())
  }

  private drawMargin(): void {
    if (!this.text || this.data.mode !== "coding") return
    const seen = new Set<number>()
    for (const turn of this.text.visible) for (const i of this.byTurn[turn] ?? []) seen.add(i)
    const hidden = this.root.dataset.interviewer === "hidden"
    const stripes = [...seen]
      .map(i => this.drawn[i]!)
      .filter(each => !hidden || this.text!.transcript.turns[this.text!.turnAt(each.from)]!.role !== "interviewer")
      .map(each => ({ ...each, label: this.describe(each.coding), hot: each.id === this.hot }))
    this.margin.paint(this.text, this.style === "off" ? [] : stripes)
  }

  private describe(coding: Coding): string {
    const by = coding.researcher ? `, ${coding.researcher}` : ""
    const memo = coding.memo ? `. Memo: ${coding.memo}` : ""
    return `Coding: ${this.nameOf(coding.code_id)}${by}${memo}`
  }

  private nameOf(code_id: string): string {
    return this.layers.codes.get(code_id)?.name ?? "a code"
  }

  private paintOf(code_id: string): string {
    return colour(this.layers.codes.get(code_id)?.colour, code_id)
  }

  private kindColour(kind: string): string {
    const kinds = [...new Set([...this.data.kinds, ...this.shown.map(each => each.mention.kind)])]
    return KIND_COLOURS[Math.max(0, kinds.indexOf(kind)) % KIND_COLOURS.length]!
  }

  private drawTools(): void {
    const tool = (label: string, title: string, act: () => void, pressed?: boolean) =>
      make(
        "button",
        { type: "button", class: "wbt-tool", title, onclick: act, "aria-pressed": pressed === undefined ? undefined : String(pressed) },
        label,
      )
    const space = make("span", { class: "wbt-space" })
    const tools: Node[] = []
    if (this.data.mode === "coding") {
      const names = { stripes: "Stripes", fill: "Fill", off: "Off" }
      for (const style of STYLES) {
        tools.push(tool(names[style], "Change with T", () => this.setStyle(style), this.style === style))
      }
    }
    if (this.data.mode === "review") tools.push(make("span", { class: "wbt-hints" }, "A accept · E change · K keep · R redact · N next · P back · ? all keys"))
    tools.push(space, this.status)
    if (this.data.mode !== "reading") {
      tools.push(tool("Undo", "Undo (Z)", () => this.turnBack("z")), tool("Redo", "Redo (Shift+Z)", () => this.turnBack("Z")))
    }
    const hidden = this.root.dataset.interviewer === "hidden"
    tools.push(
      tool("Find", "Find in this transcript (F)", () => this.finder.open()),
      tool("Interviewer", "Hide or show the interviewer (H)", () => this.hideInterviewer(), !hidden),
      tool("Keys", "All keys (?)", () => this.panels.keys(SHEETS[this.data.mode])),
    )
    this.tools.replaceChildren(...tools)
  }

  private drawChips(): void {
    this.chips.hidden = this.data.mode !== "coding"
    const chips = this.slots.flatMap((id, i) => {
      const code = this.layers.codes.get(id)
      if (!code || code.retired) return []
      const dot = make("span", { class: "wbt-dot" })
      dot.style.background = this.paintOf(id)
      const chip = make("button", { type: "button", class: "wbt-chip", title: `Apply (${i + 1})` }, make("b", {}, String(i + 1)), dot, code.name)
      // The press must leave the selection in the words.
      chip.addEventListener("pointerdown", event => event.preventDefault())
      chip.addEventListener("click", () => this.apply(id))
      return [chip]
    })
    if (!chips.length) this.chips.replaceChildren(make("span", {}, "Select words, then C for a code. Codes you use take the keys 1–9."))
    else this.chips.replaceChildren(...chips)
  }

  private showStatus(): void {
    const { mode } = this.data
    const codings = this.layers.codings.size
    const count = mode === "review" ? "" : `${codings} ${codings === 1 ? "coding" : "codings"} · `
    const states = { saved: "saved", saving: "saving", late: "not saved: no answer from the workbench yet" }
    const state = this.refusal ? `not saved: ${this.refusal}` : states[outbox.state]
    this.status.textContent = `${count}${state}`
    this.status.dataset.state = outbox.state
    this.status.toggleAttribute("data-refused", this.refusal !== "")
  }

  private answered(done: Operation[], refused: { operation: Operation; why: string }[], answer: Answer): void {
    const mine = refused.filter(each => each.operation.transcript_id === this.data.transcript.id)
    if (answer.done.length) this.refusal = ""
    if (mine.length) {
      this.refusal = mine.at(-1)!.why
      this.say(`Not saved: ${this.refusal}`)
    }
    this.refresh()
    const back = mine.at(-1)?.operation.entity_id
    if (back && !this.panels.isOpen) this.review?.returnTo(back)
    if (done.some(each => each.kind === "undo" || each.kind === "redo")) this.review?.turned()
  }

  private say(words: string): void {
    this.live.textContent = words
  }

  private fit(): void {
    const main = this.root.closest<HTMLElement>('[data-testid="stMain"]')
    const top = this.root.getBoundingClientRect().top + (main?.scrollTop ?? 0)
    this.root.style.height = `${Math.max(420, Math.floor(window.innerHeight - top - 16))}px`
    const narrow = this.root.clientWidth < NARROW
    this.root.toggleAttribute("data-narrow", narrow)
    this.margin.lanes = narrow ? 5 : 9
  }

  // -- where one is

  private focus(): void {
    this.text?.root.focus({ preventScroll: true })
    if (this.span && this.text) this.text.select(this.span)
  }

  private selectionChanged(): void {
    const span = this.text?.selected()
    if (!span) return
    if (span.from !== this.span?.from || span.to !== this.span.to) {
      if (this.hot) {
        const coding = this.drawn.find(each => each.id === this.hot)
        if (!coding || coding.from !== span.from || coding.to !== span.to) this.setHot(null)
      }
      this.span = span
      if (span.to > span.from) this.settle()
    }
  }

  /** Tell the page what is selected once it has settled. */
  private settle(): void {
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => {
      this.memorise()
      const point = (unit: number) => this.text!.offsets.toPoints(unit)
      const span = this.span
      if (!span || !this.text || this.review) return
      const passage = this.text.offsets.passage(span.from, span.to)
      const at = passage ?? { start: point(span.from), stop: point(span.from) }
      const selection = {
        key: this.data.key,
        transcript_id: this.data.transcript.id,
        ...at,
        coding_id: this.hot,
        entity_id: null,
      }
      const now = JSON.stringify(selection)
      if (now === this.emitted) return
      this.emitted = now
      tellSelection(selection)
    }, SETTLE)
  }

  private clicked(event: Event): void {
    const target = event.target as HTMLElement
    if (!target.closest(".wbt-text")) return
    const mention = target.closest<HTMLElement>("[data-mention]")?.dataset.mention
    const span = this.text?.selected()
    if (mention && (!span || span.from === span.to)) this.review?.takePlace(mention)
    this.settle()
  }

  private reveal(span: Span): void {
    const rect = this.text!.range(span).getBoundingClientRect()
    const box = this.scroll.getBoundingClientRect()
    if (rect.top < box.top + 40 || rect.bottom > box.bottom - 40) {
      this.scroll.scrollTop += rect.top - box.top - box.height / 3
    }
  }

  private goTo(span: Span): void {
    this.span = span
    this.text!.root.focus({ preventScroll: true })
    this.text!.select(span)
    this.reveal(span)
    this.settle()
  }

  private leaveFinder(span: Span | null): void {
    if (span) this.goTo(span)
    else this.focus()
  }

  /** Follow the page's request to show a passage, once for each request. */
  private visit(): void {
    const wanted = this.data.go_to
    const key = JSON.stringify(wanted)
    if (!wanted || key === went.get(this.memory)) return
    went.set(this.memory, key)
    const { offsets } = this.text!
    const span = { from: offsets.toUnits(wanted[0]), to: offsets.toUnits(wanted[1]) }
    const shown = this.shown.find(each => each.from === span.from && each.to === span.to)
    if (shown) this.review?.takePlace(shown.mention.id)
    else this.goTo(span)
  }

  private get memory(): string {
    return `workbench:view:${this.data.mode}:${this.data.transcript.id}`
  }

  private memorise(): void {
    if (!this.text) return
    keep(this.memory, JSON.stringify({ top: Math.round(this.top), span: this.span }))
    keep("workbench:keys", JSON.stringify(this.slots))
  }

  private return(): void {
    try {
      const { top, span } = JSON.parse(recall(this.memory) ?? "{}") as { top?: number; span?: Span | null }
      this.top = this.scroll.scrollTop = top ?? 0
      if (span && span.to <= this.text!.offsets.units) this.span = span
    } catch {
      this.top = this.scroll.scrollTop = 0
    }
  }

  // -- codes and codings

  private takeSlots(): void {
    let stored: unknown = []
    try {
      stored = JSON.parse(recall("workbench:keys") ?? "[]")
    } catch {
      stored = []
    }
    const before = this.slots.length ? this.slots : Array.isArray(stored) ? (stored as string[]) : []
    const usable = (id: unknown) => typeof id === "string" && this.told.codes.get(id)?.retired === false
    const own = before.filter(id => usable(id) || this.layers.codes.has(id))
    this.slots = [...new Set([...this.data.pinned, ...own])].slice(0, 9)
  }

  /** Give a code that was used the first free key; keys in use never move. */
  private used(code_id: string): void {
    this.last = code_id
    if (!this.slots.includes(code_id) && this.slots.length < 9) this.slots.push(code_id)
    keep("workbench:keys", JSON.stringify(this.slots))
  }

  private act(act: Act): void {
    this.refusal = ""
    const { id, version } = this.data.transcript
    outbox.add(id, version, act)
    this.refresh()
  }

  private passage(): { start: number; stop: number } | null {
    const span = this.text?.selected() ?? this.span
    const passage = span && this.text!.offsets.passage(span.from, span.to)
    if (!passage) this.say("Select words first, or press S for the sentence.")
    return passage
  }

  private apply(code_id: string): void {
    const passage = this.passage()
    if (!passage || this.data.mode !== "coding") return
    for (const { coding } of this.drawn) {
      if (coding.code_id === code_id && coding.start === passage.start && coding.stop === passage.stop) {
        if (coding.researcher === this.data.researcher) return this.say(`Already coded ${this.nameOf(code_id)}.`)
      }
    }
    this.used(code_id)
    this.act({ kind: "apply", coding_id: crypto.randomUUID(), code_id, ...passage })
    this.say(`Coded ${this.nameOf(code_id)}.`)
  }

  private create(name: string): void {
    const passage = this.passage()
    if (!passage) return
    const code_id = crypto.randomUUID()
    this.used(code_id)
    this.act({ kind: "create_and_apply", code_id, name, coding_id: crypto.randomUUID(), ...passage })
    this.say(`Created the code ${name} and applied it.`)
  }

  private inVivo(): void {
    const passage = this.passage()
    if (!passage) return
    const ids = { code_id: crypto.randomUUID(), coding_id: crypto.randomUUID() }
    this.act({ kind: "in_vivo", ...ids, ...passage })
    this.say("Coded in vivo.")
  }

  private pick(): void {
    if (!this.passage()) return
    this.panels.pickCode(
      [...this.layers.codes.values()],
      code => this.paintOf(code.id),
      this.near(),
      code => this.apply(code.id),
      name => this.create(name),
    )
  }

  private near(): DOMRect | null {
    const span = this.text?.selected() ?? this.span
    return span ? this.text!.range(span).getBoundingClientRect() : null
  }

  private touched(): Drawn[] {
    const span = this.text?.selected() ?? this.span
    if (this.hot) return this.drawn.filter(each => each.id === this.hot)
    if (!span) return []
    const to = Math.max(span.to, span.from + 1)
    return this.drawn.filter(each => each.from < to && each.to > span.from)
  }

  private uncode(): void {
    const touched = this.touched()
    const remove = (id: string) => {
      const coding = this.layers.codings.get(id)
      if (!coding) return
      if (this.hot === id) this.setHot(null)
      this.act({ kind: "remove", coding_id: id })
      this.say(`Took off ${this.nameOf(coding.code_id)}.`)
    }
    if (touched.length === 1) remove(touched[0]!.id)
    else if (touched.length) this.panels.choose("Take off which code?", this.options(touched), this.near(), remove)
    else this.say("No coding here.")
  }

  private options(drawn: Drawn[]): { id: string; label: string; colour: string; hint?: string }[] {
    return drawn.map(({ id, coding, colour }) => ({ id, label: `${this.nameOf(coding.code_id)} · ${coding.researcher}`, colour }))
  }

  private chooseAmong(ids: string[], near: DOMRect): void {
    const drawn = this.drawn.filter(each => ids.includes(each.id))
    this.panels.choose("Codings", this.options(drawn), near, id => this.chooseCoding(id))
  }

  private chooseCoding(id: string): void {
    const coding = this.drawn.find(each => each.id === id)
    if (!coding) return
    this.hot = id
    this.goTo({ from: coding.from, to: coding.to })
    this.setHot(id)
    this.say(this.describe(coding.coding))
  }

  private setHot(id: string | null): void {
    this.hot = id
    this.paint()
  }

  private hover(id: string | null): void {
    if (id === this.hovered) return
    this.hovered = id
    this.paint()
  }

  private step(by: 1 | -1): void {
    const at = this.hot ? this.drawn.findIndex(each => each.id === this.hot) : -1
    let next: Drawn | undefined
    if (at >= 0) next = this.drawn[at + by]
    else {
      const from = this.span?.from ?? 0
      next = by > 0 ? this.drawn.find(each => each.from >= from) : this.drawn.filter(each => each.from < from).at(-1)
    }
    if (next) this.chooseCoding(next.id)
    else this.say(by > 0 ? "No coding further on." : "No coding further up.")
  }

  private resize(by: 1 | -1): void {
    const inner = this.touched().sort((a, b) => a.to - a.from - (b.to - b.from))[0]
    if (!inner || !this.text) return this.say("No coding here.")
    const span = stretch(this.text.offsets.text, inner.from, inner.to, by)
    const passage = span && this.text.offsets.passage(span.from, span.to)
    if (!span || !passage) return
    this.hot = inner.id
    this.act({ kind: "resize", coding_id: inner.id, ...passage })
    this.goTo(span)
    this.say(by > 0 ? "Grown by a word." : "Shrunk by a word.")
  }

  private memo(): void {
    const passage = this.passage()
    if (!passage) return
    const coding_id = this.hot ?? undefined
    this.panels.write("Memo on the passage", "", this.near(), text => {
      this.act({ kind: "memo", memo_id: crypto.randomUUID(), text, ...passage, ...(coding_id ? { coding_id } : {}) })
      this.say("Memo written.")
    })
  }

  private turnBack(key: "z" | "Z"): void {
    const act = this.binding(key)
    act?.()
  }

  private ask(kind: "undo" | "redo"): void {
    this.act({ kind })
    this.say(kind === "undo" ? "Undo." : "Redo.")
  }

  // -- movement and looks

  private selectSentence(): void {
    if (!this.text) return
    const { text, span } = { text: this.text, span: this.text.selected() ?? this.span ?? { from: 0, to: 0 } }
    const first = text.spans[text.turnAt(span.from)]
    const last = text.spans[text.turnAt(Math.max(span.from, span.to - 1))]
    if (!first || !last) return
    const words = text.words({ from: first.from, to: last.to })
    const found = sentence(words, span.from - first.from, span.to - first.from)
    const whole = found && { from: found.from + first.from, to: found.to + first.from }
    const already = !whole || (whole.from === span.from && whole.to === span.to)
    this.goTo(already ? { from: first.from, to: last.to } : whole)
  }

  private turn(by: 1 | -1): void {
    const turns = this.text!.transcript.turns
    const hidden = this.root.dataset.interviewer === "hidden"
    let i = this.text!.turnAt(this.span?.from ?? 0) + by
    while (hidden && turns[i]?.role === "interviewer") i += by
    const span = this.text!.spans[i]
    if (span) this.goTo({ from: span.from, to: span.from })
  }

  private setStyle(style: (typeof STYLES)[number]): void {
    this.style = style
    this.drawTools()
    this.showStatus()
    this.paint()
    this.say(style === "off" ? "Marks off." : style === "fill" ? "Fill." : "Stripes.")
  }

  private hideInterviewer(): void {
    const hidden = this.root.dataset.interviewer === "hidden"
    this.root.dataset.interviewer = hidden ? "shown" : "hidden"
    this.drawTools()
    this.showStatus()
    this.later()
    this.say(hidden ? "Interviewer shown." : "Interviewer hidden.")
  }

  // -- keys

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    const stripe = target.closest<HTMLElement>(".wbt-stripe")
    const beside = this.review && target.closest(".wbt-queue, .wbt-card")
    if (event.isComposing || !(stripe || beside || target.closest(".wbt-text"))) return
    const key = press(event)
    if (stripe && (key === "ArrowDown" || key === "ArrowUp")) {
      event.preventDefault()
      return this.margin.step(stripe, key === "ArrowDown" ? 1 : -1)
    }
    if ((stripe || beside) && (key === "Enter" || key === " ")) return
    const act = this.binding(key) ?? (key.length === 1 ? this.binding(key.toLowerCase()) : undefined)
    if (!act) return
    event.preventDefault()
    act()
  }

  private binding(key: string): (() => void) | undefined {
    const own = { coding: this.codingKeys, review: this.review?.keys ?? {}, reading: this.readingKeys }[this.data.mode]
    if (this.data.mode === "coding" && /^[1-9]$/.test(key)) return () => this.number(Number(key))
    return own[key] ?? this.commonKeys[key]
  }

  private number(n: number): void {
    const code_id = this.slots[n - 1]
    if (code_id) this.apply(code_id)
    else this.say(`No code on key ${n} yet.`)
  }

  private readonly commonKeys: Record<string, () => void> = {
    s: () => this.selectSentence(),
    ",": () => this.turn(-1),
    ".": () => this.turn(1),
    f: () => this.finder.open(),
    h: () => this.hideInterviewer(),
    "?": () => this.panels.keys(SHEETS[this.data.mode]),
    Escape: () => this.setHot(null),
  }

  private readonly undoKeys: Record<string, () => void> = {
    z: () => this.ask("undo"),
    Z: () => this.ask("redo"),
    "Ctrl+Z": () => this.ask("undo"),
    "Ctrl+Shift+Z": () => this.ask("redo"),
    "Ctrl+Y": () => this.ask("redo"),
  }

  private readonly readingKeys: Record<string, () => void> = { m: () => this.memo() }

  private readonly codingKeys: Record<string, () => void> = {
    ...this.undoKeys,
    ...this.readingKeys,
    c: () => this.pick(),
    Enter: () => this.pick(),
    v: () => this.inVivo(),
    ";": () => (this.last ? this.apply(this.last) : this.say("No code was used yet.")),
    u: () => this.uncode(),
    Delete: () => this.uncode(),
    "[": () => this.step(-1),
    "]": () => this.step(1),
    "Alt+[": () => this.resize(-1),
    "Alt+]": () => this.resize(1),
    t: () => this.setStyle(STYLES[(STYLES.indexOf(this.style) + 1) % STYLES.length]!),
  }
}
