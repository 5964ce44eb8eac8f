import { book } from "./book.ts"
import type { Told } from "./codebook.ts"
import { dress } from "./codebooksheet.ts"
import { offered } from "./codetree.ts"
import { colour } from "./colour.ts"
import { leaving } from "./departure.ts"
import { make } from "./dom.ts"
import { recall, keep } from "./shared.ts"
import type { Operation } from "./model.ts"
import { Panels } from "./panels.ts"
import { fold } from "./words.ts"

export interface Coded {
  id: string
  code_id: string
  /** Place in the order of transcripts. */
  order: number
  transcript: string
  words: string
  who: string
  place: string
  time: string
  researcher: string
  memo: string
}

export interface PassagesData extends Told {
  role: "passages"
  /** The code whose passages these are, and the codes below it that are listed with it. */
  code_id: string
  scope: string[]
  passages: Coded[]
  /** Attributes of each participant by pseudonym. */
  people: Record<string, Record<string, string>>
}

export interface ContextData {
  role: "context"
  coding_id: string
  before: string[]
  after: string[]
}

/** What the list asks of Python: the turns around a passage, or the passage in its transcript. */
export interface Asks {
  context?: (coding_id: string) => void
  open?: (coding_id: string) => void
}

/** Passages drawn at first, and added whenever the end comes near. */
const SHARE = 40
const SORT = "workbench:sorted"
const ORDERS: Record<string, [string, (a: Coded, b: Coded) => number]> = {
  place: ["As in the transcripts", (a, b) => a.order - b.order],
  who: ["By participant", (a, b) => a.who.localeCompare(b.who) || a.order - b.order],
  newest: ["Coded last first", (a, b) => b.time.localeCompare(a.time) || a.order - b.order],
  oldest: ["Coded first first", (a, b) => a.time.localeCompare(b.time) || a.order - b.order],
  longest: ["Longest first", (a, b) => b.words.length - a.words.length],
  shortest: ["Shortest first", (a, b) => a.words.length - b.words.length],
  researcher: ["By researcher", (a, b) => a.researcher.localeCompare(b.researcher) || a.order - b.order],
}

/** Return the passages as they are after some acts. */
export function recoded(told: readonly Coded[], scope: readonly string[], done: readonly Operation[]): Coded[] {
  let list = [...told]
  for (const each of done) {
    const ticked = new Set(each.coding_ids ?? [])
    if (each.kind === "recode_off" || each.kind === "split_code") list = list.filter(one => !ticked.has(one.id))
    else if (each.kind === "recode_move") {
      const to = each.code_id ?? ""
      const here = scope.includes(to)
      list = list.flatMap(one => (!ticked.has(one.id) ? [one] : here ? [{ ...one, code_id: to }] : []))
    } else if (each.kind === "merge_codes" && each.code_id !== scope[0]) {
      list = list.map(one => (one.code_id === each.code_id ? { ...one, code_id: each.other_id ?? "" } : one))
    }
  }
  return list
}

/** All passages of a code: sorted, filtered, read with their context, coded anew together. */
export class Passages {
  readonly root = make("div", { class: "wbt wbc wbp" })
  private readonly list = make("div", { class: "wbp-list", role: "list", tabindex: "0", "aria-label": "Passages" })
  private readonly more = make("div", { class: "wbp-more" })
  private readonly filter = make("input", { class: "wbt-input", type: "search", placeholder: "Words in them", "aria-label": "Words in the passages", autocomplete: "off", spellcheck: "false" })
  private readonly sort = make("select", { class: "wbt-input", "aria-label": "Order" })
  private readonly who = make("select", { class: "wbt-input", "aria-label": "Whose passages" })
  private readonly all = make("input", { type: "checkbox", "aria-label": "Tick all that are shown" })
  private readonly told = make("span", { class: "wbp-told", role: "status" })
  private readonly bulk = make("div", { class: "wbp-bulk", role: "group", "aria-label": "Acts on the ticked passages" })
  private readonly live = make("div", { class: "wbt-live", role: "status", "aria-live": "polite" })
  private readonly panels = new Panels(this.root, () => this.list.focus({ preventScroll: true }))
  private readonly ticked = new Set<string>()
  private readonly cards = new Map<string, { mark: string; element: HTMLElement }>()
  private readonly watcher: IntersectionObserver
  private data!: PassagesData
  private shown: Coded[] = []
  private drawn = 0
  private last: string | null = null
  private asked = ""
  private readonly stops: (() => void)[] = []

  constructor(
    parent: HTMLElement,
    private asks: Asks,
  ) {
    dress()
    for (const [value, [label]] of Object.entries(ORDERS)) this.sort.append(make("option", { value, selected: value === recall(SORT) }, label))
    const tool = (label: string, title: string, onclick: () => void) =>
      make("button", { type: "button", class: "wbt-tool", title, onclick }, label)
    this.bulk.append(
      tool("Add a code…", "They carry the other code as well", () => this.pick("Code as well with", "recode_add")),
      tool("Move to…", "They carry the other code instead", () => this.pick("Move to", "recode_move")),
      tool("Split off…", "A new code beside this one takes them", () => this.split()),
      tool("Take off", "They lose the code; undo brings it back", () => this.takeOff()),
    )
    const tick = make("label", { class: "wbp-all" }, this.all, this.told)
    const bar = make("div", { class: "wbc-bar" }, this.sort, this.who, this.filter)
    this.root.append(bar, make("div", { class: "wbp-acts" }, tick, this.bulk), this.list, this.live)
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
    this.who.addEventListener("change", () => this.draw())
    this.filter.addEventListener("input", () => this.draw())
    this.all.addEventListener("change", () => {
      for (const each of this.shown) this.mark(each.id, this.all.checked)
      this.count()
    })
    this.list.addEventListener("click", event => this.click(event as MouseEvent))
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
      this.who.value = this.filter.value = this.asked = ""
      this.list.scrollTop = 0
    }
    this.fillWho()
    this.draw(other)
  }

  // -- drawing

  /** Offer participants and attributes to filter by. */
  private fillWho(): void {
    const before = this.who.value
    const names = [...new Set(this.data.passages.map(each => each.who))].sort((a, b) => a.localeCompare(b))
    const groups = new Map<string, Set<string>>()
    for (const name of names) {
      for (const [attribute, value] of Object.entries(this.data.people[name] ?? {})) {
        if (value) groups.set(attribute, (groups.get(attribute) ?? new Set()).add(value))
      }
    }
    const people = make("optgroup", { label: "Participant" }, ...names.map(name => make("option", { value: JSON.stringify([name]) }, name)))
    const attributes = [...groups].map(([attribute, values]) =>
      make("optgroup", { label: attribute }, ...[...values].sort().map(value => make("option", { value: JSON.stringify([attribute, value]) }, value))),
    )
    this.who.replaceChildren(make("option", { value: "" }, "Everybody"), people, ...attributes)
    this.who.value = before
    if (this.who.selectedIndex < 0) this.who.value = ""
  }

  private fits(one: Coded): boolean {
    const words = fold(this.filter.value)
    if (words && !fold(one.words).includes(words)) return false
    if (!this.who.value) return true
    const [name, value] = JSON.parse(this.who.value) as [string, string?]
    return value === undefined ? one.who === name : this.data.people[one.who]?.[name] === value
  }

  private draw(afresh = false): void {
    if (!this.data) return
    const passages = recoded(this.data.passages, this.data.scope, book.since(this.data))
    const there = new Set(passages.map(each => each.id))
    for (const id of this.ticked) if (!there.has(id)) this.ticked.delete(id)
    this.shown = passages.filter(each => this.fits(each)).sort(ORDERS[this.sort.value]![1])
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
    if (held && held !== this.list) (held.isConnected ? held : this.list).focus({ preventScroll: true })
  }

  /** Return the card of a passage, made anew where it or its code changed. */
  private standing(one: Coded): HTMLElement {
    const { order: _, ...shown } = one
    const code = book.code(one.code_id)
    const mark = JSON.stringify([shown, code?.name, code?.colour])
    let card = this.cards.get(one.id)
    if (card?.mark !== mark) this.cards.set(one.id, (card = { mark, element: this.card(one) }))
    card.element.querySelector("input")!.checked = this.ticked.has(one.id)
    return card.element
  }

  private card(one: Coded): HTMLElement {
    const box = make("input", { type: "checkbox", "aria-label": `Tick the passage of ${one.who}, ${one.place}` })
    const code = book.code(one.code_id)
    const dot = make("span", { class: "wbt-dot" })
    dot.style.background = colour(code?.colour, one.code_id)
    const button = (name: string, label: string, title: string) =>
      make("button", { type: "button", class: "wbp-tool", "data-do": name, title }, label)
    const below = make("div", { class: "wbp-meta" }, dot, make("b", {}, code?.name ?? ""), make("span", {}, `${one.who} · ${one.place}`))
    const tools = make("span", { class: "wbp-tools" }, button("context", "Context", "The turns before and after"), button("open", "Open", "Open it in its transcript"))
    below.append(make("span", { class: "wbp-by" }, `${one.researcher}, ${one.time.slice(0, 10)}`), tools)
    const words = make("div", { class: "wbp-words", dir: "auto" }, one.words)
    const body = make("div", { class: "wbp-body" }, words, ...(one.memo ? [make("div", { class: "wbp-memo" }, one.memo)] : []), below)
    const card = make("div", { class: "wbp-card", role: "listitem" }, box, body)
    card.dataset.coding = one.id
    return card
  }

  private count(): void {
    const many = this.shown.length
    const on = this.shown.filter(each => this.ticked.has(each.id)).length
    this.all.checked = many > 0 && on === many
    this.all.indeterminate = on > 0 && on < many
    const away = this.ticked.size - on
    const all = `${many.toLocaleString("en-GB")} ${many === 1 ? "passage" : "passages"}`
    this.told.textContent = this.ticked.size ? `${this.ticked.size} ticked of ${all}${away ? `, ${away} not shown` : ""}` : all
    for (const each of this.bulk.querySelectorAll("button")) each.disabled = !this.ticked.size
  }

  private mark(id: string, on: boolean): void {
    if (on) this.ticked.add(id)
    else this.ticked.delete(id)
    const box = this.element(id)?.querySelector("input")
    if (box) box.checked = on
  }

  private element(id: string): HTMLElement | null {
    return this.list.querySelector(`[data-coding="${CSS.escape(id)}"]`)
  }

  // -- what is done

  private click(event: MouseEvent): void {
    const target = event.target as HTMLElement
    const id = target.closest<HTMLElement>("[data-coding]")?.dataset.coding
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
    const typing = (event.target as HTMLElement).matches("input:not([type=checkbox]), textarea, select")
    const undo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z"
    if (typing || !undo) return
    event.preventDefault()
    book.act({ kind: event.shiftKey ? "redo" : "undo" })
  }

  private chosen(): string[] {
    return this.shown.filter(each => this.ticked.has(each.id)).map(each => each.id)
  }

  private done(said: string): void {
    this.ticked.clear()
    this.draw()
    this.live.textContent = said
  }

  private pick(title: string, kind: string): void {
    const coding_ids = this.chosen()
    if (!coding_ids.length) return
    const rows = book.rows.filter(row => !row.code.retired && row.code.id !== this.data.code_id)
    this.panels.find(`${title} (${coding_ids.length})`, offered(rows), this.bulk.getBoundingClientRect(), code_id => {
      book.act({ kind, code_id, coding_ids })
      this.done(`${title}: ${coding_ids.length}. Undo takes it back.`)
    })
  }

  private split(): void {
    const coding_ids = this.chosen()
    if (!coding_ids.length) return
    const box = make("input", { class: "wbt-input", "aria-label": "Name of the new code", placeholder: "Name of the new code", maxlength: "200", autocomplete: "off" })
    const off = () => {
      form.remove()
      this.list.focus({ preventScroll: true })
    }
    const save = () => {
      const name = box.value.split(/\s+/).filter(Boolean).join(" ")
      if (!name) return box.focus()
      off()
      book.act({ kind: "split_code", code_id: this.data.code_id, other_id: crypto.randomUUID(), name, coding_ids })
      this.done(`${coding_ids.length} split off to ${name}.`)
    }
    const button = (label: string, onclick: () => void, name: string) => make("button", { type: "button", class: name, onclick }, label)
    const form = make("div", { class: "wbp-split", role: "group", "aria-label": "Split off" }, box, button(`Split off ${coding_ids.length}`, save, "wbt-primary"), button("Cancel", off, "wbt-tool"))
    box.addEventListener("keydown", event => {
      if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return
      event.preventDefault()
      if (event.key === "Enter") save()
      else off()
    })
    this.root.querySelector(".wbp-split")?.remove()
    this.list.before(form)
    box.focus()
  }

  private takeOff(): void {
    const coding_ids = this.chosen()
    if (!coding_ids.length) return
    book.act({ kind: "recode_off", coding_ids })
    this.done(`${coding_ids.length} taken off. Undo brings them back.`)
  }

  // -- context

  private ask(id: string): void {
    const open = this.element(id)?.querySelectorAll(".wbp-turns")
    if (open?.length) {
      for (const each of open) each.remove()
      this.asked = ""
      return
    }
    this.asked = id
    if (!leaving()) this.asks.context?.(id)
  }

  showContext({ coding_id, before, after }: ContextData): void {
    const card = this.element(coding_id)
    const words = card?.querySelector(".wbp-words")
    if (!card || !words || this.asked !== coding_id || card.querySelector(".wbp-turns")) return
    const around = (turns: string[]) => make("div", { class: "wbp-turns", dir: "auto" }, ...turns.map(turn => make("p", {}, turn)))
    if (before.length) words.before(around(before))
    if (after.length) words.after(around(after))
  }
}
