import { Bar } from "./bar.ts"
import { Coder } from "./coder.ts"
import { asked } from "./departure.ts"
import type { Desk } from "./desk.ts"
import { make } from "./dom.ts"
import { Drawing } from "./drawing.ts"
import { Finder } from "./finder.ts"
import { Float } from "./float.ts"
import { drew, left } from "./inview.ts"
import { Hands } from "./hands.ts"
import { overlay, type Layers } from "./layers.ts"
import { live } from "./listening.ts"
import type { Follower } from "./live.ts"
import type { Act, Answer, Operation, Transcript, ViewData } from "./model.ts"
import { Offsets } from "./offsets.ts"
import { painted } from "./painted.ts"
import { Panels } from "./panels.ts"
import { Review } from "./review.ts"
import { current, forgetSelection, outbox, tell } from "./shared.ts"
import { dress } from "./sheet.ts"
import { PASSAGE, Side } from "./side.ts"
import { Text } from "./text.ts"
import { Where } from "./where.ts"
import type { Span } from "./words.ts"

/** Width of the words and stripes, in CSS pixels, under which the stripes take half the room. */
const NARROW = 600
/** Width of the view under which the codebook gives its room to the words. */
const TIGHT = 760
/** Height that the page keeps below the view, in CSS pixels, beside its own padding. */
const GAP = 16
const EMPTY: Layers = { codings: new Map(), codes: new Map(), mentions: new Map(), subjects: new Map(), read: new Map() }

/** One transcript on screen: its parts, what arrives from Python, and the keys. */
export class View implements Desk, Follower {
  readonly root = make("div", { class: "wbt" })
  readonly scroll = make("div", { class: "wbt-scroll" })
  readonly panels = new Panels(this.root, () => this.where.focus())
  readonly where: Where = new Where(this)
  readonly drawing: Drawing
  data!: ViewData
  layers: Layers = EMPTY
  text!: Text
  private readonly body = make("div", { class: "wbt-body" })
  private readonly sheet = make("div", { class: "wbt-sheet" })
  private readonly speaker = make("div", { class: "wbt-live", role: "status", "aria-live": "polite" })
  private readonly coder = new Coder(this)
  private readonly side = new Side(this, this.coder)
  private readonly bar = new Bar(this, this.coder, key => this.hands.press(key), () => this.side.isOpen)
  private readonly float = new Float(key => this.hands.press(key))
  private readonly hands: Hands = new Hands(this, this.coder, this.side, () => this.finder.open())
  private readonly finder: Finder
  private told: Layers = EMPTY
  private touch = false
  /** Whether an act is being put into the outbox and not yet drawn. */
  private acting = false
  /** The size for which the margin was drawn with the words. */
  private size = ""
  private readonly stops: (() => void)[] = []

  constructor(parent: HTMLElement) {
    dress()
    this.finder = new Finder(
      () => this.text?.offsets.text ?? "",
      span => this.where.reveal(span),
      () => this.drawing.paint(),
      span => this.where.leaveFinder(span),
    )
    this.drawing = new Drawing(this, this.finder, {
      choose: id => this.coder.choose(id),
      among: (ids, near) => this.coder.chooseAmong(ids, near),
      resize: (id, span) => this.coder.drag(id, span),
      drawn: () => {
        this.side.draw()
        drew(this)
      },
    })
    this.sheet.append(this.drawing.margin.root, this.drawing.handles.root)
    this.scroll.append(this.sheet)
    this.body.append(this.side.root, this.scroll, this.float.root)
    this.root.append(this.bar.tools, this.bar.people, this.finder.root, this.body, this.bar.chips, this.speaker)
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
    root.addEventListener("keydown", event => this.hands.key(event))
    const refuse = (event: Event) => {
      if ((event.target as HTMLElement).closest(".wbt-text")) event.preventDefault()
    }
    for (const name of ["beforeinput", "drop", "paste", "cut"]) root.addEventListener(name, refuse)
    root.addEventListener("dragstart", event => this.dragged(event))
    for (const name of ["input", "compositionend"]) {
      root.addEventListener(name, () => {
        if (this.text?.restore()) this.drawing.repaint()
      })
    }
    root.addEventListener("pointerup", event => this.clicked(event))
    root.addEventListener("pointerdown", event => {
      this.touch = event.pointerType === "touch"
      // Without this a touch would bring up the keyboard of the device.
      this.text?.root.setAttribute("inputmode", this.touch ? "none" : "text")
    })
    this.on(document, "selectionchange", () => {
      this.where.changed()
      this.floated()
    })
    this.on(window, "resize", () => this.fit())
    const watcher = new ResizeObserver(() => {
      if (this.size === this.measured) return
      this.size = this.measured
      this.drawing.later()
    })
    watcher.observe(this.scroll)
    const above = new ResizeObserver(() => this.fit())
    above.observe(document.body)
    const listener = {
      answered: (done: Operation[], refused: { operation: Operation; why: string }[], answer: Answer) =>
        this.answered(done, refused, answer),
      changed: () => this.acting || this.bar.showStatus(),
    }
    outbox.listeners.add(listener)
    this.stops.push(() => outbox.listeners.delete(listener), () => watcher.disconnect(), () => above.disconnect())
  }

  /** Tell a key that a button of the page waits for; a panel has answered its own by now. */
  private isForPage(event: KeyboardEvent): boolean {
    return !event.defaultPrevented && (event.ctrlKey || event.metaKey) && event.key === "Enter" && !this.panels.isOpen
  }

  private on(target: EventTarget, name: string, act: () => void): void {
    target.addEventListener(name, act)
    this.stops.push(() => target.removeEventListener(name, act))
  }

  update(message: ViewData): void {
    const before = this.data as ViewData | undefined
    if (!before) performance.mark("transcript view")
    const data = current(message)
    this.data = data
    this.told = tell(data)
    const follows = before?.transcript.id === data.transcript.id && before.mode === data.mode
    const same =
      follows &&
      before.transcript.version === data.transcript.version &&
      before.transcript.text === data.transcript.text
    const resume = follows && !same ? this.where.stay() : () => this.where.return()
    this.root.dataset.mode = data.mode
    if (!same) this.build()
    if (!same && follows) this.text.rest()
    this.coder.update(this.told)
    this.drawing.look()
    this.refresh()
    this.bar.draw()
    this.fit()
    if (!same) resume()
    if (!same) this.drawing.review?.start()
    this.where.visit()
    if (!same) this.drawFirst()
    if (data.newest) live.follow(this)
    else if (data.mode === "review") live.join(this)
  }

  /** Draw words that are new with all that lies on them, in one frame: those in sight first. */
  private drawFirst(): void {
    const { text } = this
    text.look()
    this.drawing.drawNow(true)
    this.size = this.measured
    void painted().then(() => text.rest())
  }

  private get measured(): string {
    return `${this.scroll.clientWidth} ${this.scroll.clientHeight}`
  }

  heard(): void {
    this.coder.update(this.told)
    this.refresh()
  }

  renew(transcript: Transcript): void {
    this.update({ ...this.data, transcript: { ...this.data.transcript, ...transcript } })
  }

  /** Stand elsewhere on the page, with focus, selection and scroll position as they are. */
  move(parent: HTMLElement): void {
    const { scroll, root } = this
    const { scrollTop } = scroll
    const focused = root.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null
    const selected = this.text.selected()
    parent.append(root)
    scroll.scrollTop = scrollTop
    focused?.focus({ preventScroll: true })
    if (selected) this.text.select(selected)
  }

  private build(): void {
    const { transcript, mode } = this.data
    const before = this.text as Text | undefined
    before?.stop()
    before?.root.remove()
    this.drawing.clear()
    this.text = new Text(transcript, new Offsets(transcript.text), this.scroll, () => this.drawing.paint())
    const how = mode === "coding" ? "Select words and press C to code them, ? for all keys." : "Press ? for all keys."
    this.text.root.setAttribute("aria-label", `Transcript ${transcript.label ?? ""}. ${how}`)
    this.drawing.begin(mode === "review" || this.wants("marks"))
    this.root.dataset.margin = mode === "reading" ? "none" : "stripes"
    this.fit() // while it costs nothing: what is laid out later is then laid out once
    this.sheet.prepend(this.text.root)
    this.where.span = null
    this.bar.refusal = ""
    this.takeSides(mode)
  }

  /** Put the list of identifiers and the one in hand beside the words of a review. */
  private takeSides(mode: string): void {
    this.drawing.review?.sides.forEach(side => side.remove())
    const review = mode === "review" ? new Review(this.words) : null
    this.drawing.review = review
    if (!review) return
    const [queue, card] = review.sides
    this.body.prepend(queue)
    this.body.append(card)
  }

  private get words() {
    return {
      panels: this.panels,
      data: () => this.data,
      layers: () => this.layers,
      places: () => this.drawing.places,
      text: () => this.text.offsets.text,
      passage: () => this.where.passage(),
      near: () => this.where.near(),
      colour: (kind: string) => this.drawing.kindColour(kind),
      act: (act: Act) => this.act(act),
      say: (words: string) => this.say(words),
      goTo: (span: Span) => this.where.goTo(span),
      paint: () => this.drawing.paint(),
      focus: () => this.where.focus(),
    }
  }

  private wants(engine: string): boolean {
    return (this.data as ViewData & { engine?: string }).engine === engine
  }

  end(): void {
    live.leave(this)
    left(this)
    live.part(this)
    this.where.end()
    forgetSelection()
    this.text?.stop()
    this.drawing.end()
    for (const stop of this.stops) stop()
    this.root.remove()
  }

  private refresh(draw = () => this.drawing.paint()): void {
    const mine = outbox.waiting.filter(each => each.transcript_id === this.data.transcript.id)
    this.layers = overlay(this.told, mine, this.data.researcher)
    this.drawing.refresh()
    this.drawing.review?.refresh()
    draw()
    this.bar.showStatus()
    this.bar.drawChips()
  }

  dressed(): void {
    this.bar.draw()
    this.bar.showStatus()
  }

  act(act: Act): void {
    this.bar.refusal = ""
    const { id, version } = this.data.transcript
    this.acting = true
    outbox.add(id, version, { ...act, researcher: this.data.researcher })
    this.acting = false
    this.refresh(() => this.drawing.drawNow())
    this.where.rest()
  }

  private answered(done: Operation[], refused: { operation: Operation; why: string }[], answer: Answer): void {
    const mine = refused.filter(each => each.operation.transcript_id === this.data.transcript.id)
    if (answer.done.length) this.bar.refusal = ""
    if (mine.length) {
      this.bar.refusal = mine.at(-1)!.why
      this.say(`Not saved: ${this.bar.refusal}`)
    }
    this.refresh()
    const back = mine.at(-1)?.operation.entity_id
    if (back && !this.panels.isOpen) this.drawing.review?.returnTo(back)
    if (done.some(each => each.kind === "undo" || each.kind === "redo")) this.drawing.review?.turned()
  }

  say = (words: string): void => {
    this.speaker.textContent = words
  }

  private fit(): void {
    const main = this.root.closest<HTMLElement>('[data-testid="stMain"]')
    const top = this.root.getBoundingClientRect().top + (main?.scrollTop ?? 0)
    const below = parseFloat(getComputedStyle(this.root.closest('.wbt-opening, [data-testid="stMainBlockContainer"]') ?? this.root).paddingBottom) || 0
    this.root.style.height = `${Math.max(420, Math.floor(window.innerHeight - top - below - GAP))}px`
    const width = this.root.clientWidth
    const narrow = width < TIGHT
    if (this.root.hasAttribute("data-narrow") !== narrow) {
      this.root.toggleAttribute("data-narrow", narrow)
      if (this.data) this.dressed()
    }
    this.root.toggleAttribute("data-slim", this.scroll.clientWidth < NARROW)
  }

  /** Let selected words be dragged onto a code, and nowhere else. */
  private dragged(event: DragEvent): void {
    const words = (event.target as Node).parentElement?.closest(".wbt-text") ?? (event.target as Element).closest?.(".wbt-text")
    if (!words) return
    const span = this.where.selected
    const passage = span && this.data.mode === "coding" && this.text.offsets.passage(span.from, span.to)
    if (!passage || !event.dataTransfer) return event.preventDefault()
    event.dataTransfer.clearData()
    event.dataTransfer.setData(PASSAGE, "")
    event.dataTransfer.effectAllowed = "copy"
  }

  private floated(): void {
    const span = this.touch && this.data?.mode === "coding" ? this.text?.selected() : null
    this.float.put(span && span.to > span.from ? this.where.near() : null, this.body)
  }

  private clicked(event: Event): void {
    const target = event.target as HTMLElement
    if (!target.closest(".wbt-text")) return
    const mention = target.closest<HTMLElement>("[data-mention]")?.dataset.mention
    const span = this.text?.selected()
    if (mention && (!span || span.from === span.to)) this.drawing.review?.takePlace(mention)
    this.where.settle()
  }
}
