import { book } from "./book.ts"
import rules from "./codebook.css?inline"
import { amount, ORDERS, recoded, type Coded, type PassagesData } from "./coded.ts"
import { leaving } from "./departure.ts"
import { make } from "./dom.ts"
import { Panels } from "./panels.ts"
import * as card from "./passagecard.ts"
import { Recoding } from "./recoding.ts"
import { dress } from "./sheet.ts"
import { keep, recall } from "./storage.ts"
import { Whose } from "./whose.ts"
import { fold } from "./words.ts"

/** What the list asks of Python: the turns around a passage, or the passage in its transcript. */
export interface Asks {
  context?: (coding_id: string) => void
  open?: (coding_id: string) => void
}

/** Passages drawn at first, and added whenever the end comes near. */
const SHARE = 40
const SORT = "workbench:sorted"

/** All passages of a code: sorted, filtered, read with their context, coded anew together. */
export class Passages {
  readonly root = make("div", { class: "wbt wbc wbp" })
  private readonly list = make("div", { class: "wbp-list", role: "list", tabindex: "0", "aria-label": "Passages" })
  private readonly more = make("div", { class: "wbp-more" })
  private readonly filter = make("input", { class: "wbt-input", type: "search", placeholder: "Words in them", "aria-label": "Words in the passages", autocomplete: "off", spellcheck: "false" })
  private readonly sort = make("select", { class: "wbt-input", "aria-label": "Order" })
  private readonly whose = new Whose(() => this.draw())
  private readonly all = make("input", { type: "checkbox", "aria-label": "Tick all that are shown" })
  private readonly told = make("span", { class: "wbp-told", role: "status" })
  private readonly live = make("div", { class: "wbt-live", role: "status", "aria-live": "polite" })
  private readonly panels = new Panels(this.root, () => this.focus())
  private readonly recoding = new Recoding(
    this.panels,
    () => ({ code_id: this.data.code_id, coding_ids: this.chosen() }),
    this.list,
    said => this.done(said),
    () => this.focus(),
  )
  private readonly ticked = new Set<string>()
  private readonly cards = new Map<string, { look: string; element: HTMLElement }>()
  private readonly watcher: IntersectionObserver
  private data!: PassagesData
  private shown: Coded[] = []
  private drawn = 0
  /** The passage that Tab comes to, and the one ticked last. */
  private at: string | null = null
  private last: string | null = null
  private asked = ""
  private context: card.ContextData | null = null
  private readonly stops: (() => void)[] = []

  constructor(
    parent: HTMLElement,
    private asks: Asks,
  ) {
    dress(rules)
    for (const [value, [label]] of Object.entries(ORDERS)) this.sort.append(make("option", { value, selected: value === recall(SORT) }, label))
    const tick = make("label", { class: "wbp-all" }, this.all, this.told)
    const bar = make("div", { class: "wbc-bar" }, this.sort, this.whose.root, this.filter)
    this.root.append(bar, make("div", { class: "wbp-acts" }, tick, this.recoding.root), this.list, this.live)
    parent.append(this.root)
    this.watcher = new IntersectionObserver(entries => entries.some(each => each.isIntersecting) && this.grow(), { root: this.list, rootMargin: "600px" })
    this.watcher.observe(this.more)
    this.listen()
  }

  private listen(): void {
    for (const name of ["keydown", "keyup", "keypress"]) this.root.addEventListener(name, event => event.stopPropagation())
    this.root.addEventListener("keydown", event => this.key(event))
    this.sort.addEventListener("change", () => {
      keep(SORT, this.sort.value)
      this.draw()
    })
    this.filter.addEventListener("input", () => this.draw())
    this.all.addEventListener("change", () => {
      for (const each of this.shown) this.mark(each.id, this.all.checked)
      this.count()
    })
    this.list.addEventListener("click", event => this.click(event as MouseEvent))
    this.list.addEventListener("focusin", event => this.reach(codingOf(event)))
    const told = (why: string | null) => {
      this.draw()
      if (why) this.live.textContent = why
    }
    book.listeners.add(told)
    this.stops.push(() => book.listeners.delete(told))
  }

  end(): void {
    for (const stop of this.stops) stop()
    this.watcher.disconnect()
    this.root.remove()
  }

  update(data: PassagesData, asks: Asks): void {
    this.asks = asks
    const other = this.data?.code_id !== data.code_id
    this.data = data
    if (other) {
      this.ticked.clear()
      this.whose.clear()
      this.filter.value = this.asked = ""
      this.list.scrollTop = 0
    }
    this.whose.fill(data)
    this.draw(other)
  }

  // -- drawing

  private fits(one: Coded): boolean {
    const words = fold(this.filter.value)
    return (!words || fold(one.words).includes(words)) && this.whose.fits(one.who, this.data.people)
  }

  private draw(afresh = false): void {
    if (!this.data) return
    const passages = recoded(this.data.passages, this.data.scope, book.since(this.data))
    const there = new Set(passages.map(each => each.id))
    for (const id of this.ticked) if (!there.has(id)) this.ticked.delete(id)
    const place = this.shown.findIndex(each => each.id === this.at)
    this.shown = passages.filter(each => this.fits(each)).sort(ORDERS[this.sort.value]![1])
    // Where the passage in hand is gone, the one that took its place is next.
    const stays = !afresh && this.shown.some(each => each.id === this.at)
    if (!stays) this.at = this.shown[afresh ? 0 : Math.min(Math.max(place, 0), this.shown.length - 1)]?.id ?? null
    const { scrollTop } = this.list
    const want = afresh ? SHARE : Math.max(SHARE, this.drawn)
    this.drawn = Math.min(want, this.shown.length)
    const none = passages.length ? "No passage fits." : "No passage carries this code yet."
    if (afresh) this.cards.clear()
    const cards = this.shown.slice(0, this.drawn).map(each => this.standing(each))
    this.put(cards.length ? cards : [make("div", { class: "wbc-empty" }, none)])
    this.list.scrollTop = afresh ? 0 : scrollTop
    this.count()
  }

  /** Draw some more before the end of the list comes into view. */
  private grow(): void {
    if (this.drawn >= this.shown.length) return
    const next = this.shown.slice(this.drawn, this.drawn + SHARE)
    this.drawn += next.length
    this.more.before(...next.map(each => this.standing(each)))
    // The observer speaks only when the mark comes into view anew.
    this.watcher.unobserve(this.more)
    this.watcher.observe(this.more)
  }

  /** Leave cards that did not change in their place, with the focus and the turns around them. */
  private put(cards: HTMLElement[]): void {
    const now = [...cards, this.more]
    if (now.length === this.list.children.length && now.every((each, i) => each === this.list.children[i])) return
    const held = this.list.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null
    this.list.replaceChildren(...now)
    if (held && held !== this.list && held.isConnected) held.focus({ preventScroll: true })
    else if (held) this.focus()
  }

  /** Return the card of a passage, made anew where it or its code changed. */
  private standing(one: Coded): HTMLElement {
    const look = card.look(one)
    let found = this.cards.get(one.id)
    if (found?.look !== look) this.cards.set(one.id, (found = { look, element: card.draw(one) }))
    found.element.querySelector("input")!.checked = this.ticked.has(one.id)
    card.reach(found.element, one.id === this.at)
    return found.element
  }

  private count(): void {
    const on = this.shown.filter(each => this.ticked.has(each.id)).length
    this.all.checked = on > 0 && on === this.shown.length
    this.all.indeterminate = on > 0 && on < this.shown.length
    const away = this.ticked.size - on
    const all = amount(this.shown)
    this.told.textContent = this.ticked.size ? `${this.ticked.size} ticked of ${all}${away ? `, ${away} not shown` : ""}` : all
    this.recoding.offer(on > 0)
  }

  private mark(id: string, on: boolean): void {
    if (on) this.ticked.add(id)
    else this.ticked.delete(id)
    const box = this.element(id)?.querySelector("input")
    if (box) box.checked = on
  }

  private element(id: string | null): HTMLElement | null {
    return id === null ? null : this.list.querySelector(`[data-coding="${CSS.escape(id)}"]`)
  }

  // -- the passage in hand

  /** Let Tab come to this passage alone, so that it does not lead through all of them. */
  private reach(id: string | null | undefined): void {
    if (!id || id === this.at) return
    const before = this.element(this.at)
    if (before) card.reach(before, false)
    this.at = id
    const now = this.element(id)
    if (now) card.reach(now, true)
  }

  /** Go to the passage in hand, or to the list where there is none. */
  private focus(): void {
    const box = this.element(this.at)?.querySelector("input")
    ;(box ?? this.list).focus({ preventScroll: !box })
  }

  private go(to: number): void {
    const at = Math.max(0, Math.min(this.shown.length - 1, to))
    while (at >= this.drawn && this.drawn < this.shown.length) this.grow()
    this.reach(this.shown[at]?.id)
    this.focus()
  }

  // -- what is done

  private click(event: MouseEvent): void {
    const target = event.target as HTMLElement
    const id = codingOf(event)
    if (!id) return
    const what = target.closest<HTMLElement>("[data-do]")?.dataset.do
    if (what === "open") this.asks.open?.(id)
    else if (what === "context") this.ask(id)
    else if (target instanceof HTMLInputElement) this.tick(id, target.checked, event.shiftKey)
  }

  /** Tick one, or with Shift all from the one ticked before. */
  private tick(id: string, on: boolean, range: boolean): void {
    const ids = this.shown.map(each => each.id)
    const [from, to] = [ids.indexOf(this.last ?? ""), ids.indexOf(id)].sort((a, b) => a - b)
    const some = range && from! >= 0 ? ids.slice(from, to! + 1) : [id]
    for (const each of some) this.mark(each, on)
    this.last = id
    this.count()
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    if (target.matches("input:not([type=checkbox]), textarea, select")) return
    const undo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z"
    const step = event.ctrlKey || event.metaKey || event.altKey || !this.list.contains(target) ? undefined : this.steps[event.key]
    if (!undo && !step) return
    event.preventDefault()
    if (undo) book.act({ kind: event.shiftKey ? "redo" : "undo" })
    else this.go(step!(target === this.list ? -1 : this.shown.findIndex(each => each.id === this.at)))
  }

  private readonly steps: Readonly<Record<string, (at: number) => number>> = {
    ArrowDown: at => at + 1,
    ArrowUp: at => at - 1,
    PageDown: at => at + 8,
    PageUp: at => at - 8,
    Home: () => 0,
    End: () => this.shown.length - 1,
  }

  private chosen(): string[] {
    return this.shown.filter(each => this.ticked.has(each.id)).map(each => each.id)
  }

  private done(said: string): void {
    this.ticked.clear()
    this.draw()
    this.live.textContent = said
  }

  // -- context

  private ask(id: string): void {
    const found = this.element(id)
    this.asked = card.close(found) ? "" : id
    if (!this.asked || !found) return
    // What was told last is not told again for the asking.
    if (this.context?.coding_id === id) card.open(found, this.context)
    else if (!leaving()) this.asks.context?.(id)
  }

  showContext(context: card.ContextData): void {
    this.context = context
    const found = this.element(context.coding_id)
    if (found && this.asked === context.coding_id) card.open(found, context)
  }
}

function codingOf(event: Event): string | null {
  return (event.target as HTMLElement).closest<HTMLElement>("[data-coding]")?.dataset.coding ?? null
}
