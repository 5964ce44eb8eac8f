import { book } from "./book.ts"
import { path, within, type Row, type TreeData } from "./codebook.ts"
import { colour } from "./colour.ts"
import { leaving } from "./departure.ts"
import { make } from "./dom.ts"
import { Drag } from "./drag.ts"
import { press } from "./keys.ts"
import { live } from "./listening.ts"
import type { Act } from "./model.ts"
import { Panels, type Option } from "./panels.ts"
import { keep, outbox, recall } from "./shared.ts"
import { dress } from "./codebooksheet.ts"
import { fold } from "./words.ts"

/** Height of a row and indentation of a level, as the style sheet has them. */
const HEIGHT = 30
const INDENT = 18
/** Milliseconds that the arrows must rest before the code they reached is shown beside. */
const REST = 300
const OPENING = 700
const FOLDED = "workbench:folded"

const KEYS = [
  ["↑ ↓", "previous, next code"],
  ["← →", "fold, unfold; to the parent, the first sub-code"],
  ["Alt+↑ ↓", "move among its neighbours"],
  ["Alt+→", "nest under the code above"],
  ["Alt+←", "move out, beside its parent"],
  ["F2", "rename"],
  ["N, Shift+N", "new code beside, under this one"],
  ["P", "put under another code"],
  ["M", "merge into another code"],
  ["R", "retire, offer again"],
  ["Del", "remove, when nothing uses it"],
  [".", "all of these as a menu"],
  ["/", "filter"],
  ["Z, Shift+Z", "undo, redo"],
] as const

interface Target {
  parent: Row | null
  place: number
  into: Row | null
  /** Height and level at which the line is drawn. */
  y: number
  depth: number
}

/** The codebook as a tree: chosen, folded, filtered, arranged by mouse and by keyboard. */
export class CodeTree {
  readonly root = make("div", { class: "wbt wbc" })
  private readonly list = make("div", { class: "wbc-list", role: "tree", tabindex: "0", "aria-label": "Codebook" })
  private readonly scroll = make("div", { class: "wbc-scroll" })
  private readonly line = make("div", { class: "wbc-line", hidden: true })
  private readonly ghost = make("div", { class: "wbc-ghost", hidden: true })
  private readonly filter = make("input", { class: "wbt-input", type: "search", placeholder: "Filter codes", "aria-label": "Filter codes", autocomplete: "off", spellcheck: "false" })
  private readonly showRetired = make("button", { type: "button", class: "wbt-tool", "aria-pressed": "false" })
  private readonly status = make("span", { class: "wbt-status", role: "status" })
  private readonly live = make("div", { class: "wbt-live", role: "status", "aria-live": "polite" })
  private readonly panels = new Panels(this.root, () => this.list.focus({ preventScroll: true }))
  private readonly drag: Drag
  private readonly folded = new Set<string>((recall(FOLDED) ?? "").split(",").filter(Boolean))
  private data!: TreeData
  private rows: readonly Row[] = []
  private visible: Row[] = []
  private at: string | null = null
  /** What the rows on screen were drawn from; empty when they were changed otherwise. */
  private signature = ""
  private retired = false
  private editing = false
  private dragging: string | null = null
  private target: Target | null = null
  private joining = false
  private hovering = 0
  private hovered = ""
  private telling = 0
  private readonly stops: (() => void)[] = []

  constructor(
    parent: HTMLElement,
    private tell: (chosen: string) => void,
  ) {
    dress()
    const tool = (label: string, title: string, onclick: () => void) =>
      make("button", { type: "button", class: "wbt-tool", title, onclick }, label)
    const bar = make("div", { class: "wbc-bar" }, this.filter)
    bar.append(
      tool("New code", "N", () => this.create(null)),
      tool("Fold all", "Show the top alone", () => this.foldAll()),
      tool("Keys", "?", () => this.help()),
    )
    const head = make("div", { class: "wbc-head", "aria-hidden": "true" })
    head.append(make("span", {}, "Code"), make("span", { title: "With sub-codes" }, "Passages"), make("span", { title: "Each counted once" }, "Participants"))
    const foot = make("div", { class: "wbc-foot" }, make("span", {}, "Drag to nest or order, with Ctrl to merge. The full stop key opens all acts."), this.status, this.showRetired)
    this.scroll.append(this.list, this.line)
    this.root.append(bar, head, this.scroll, foot, this.ghost, this.live)
    parent.append(this.root)
    this.drag = new Drag(this.scroll, {
      begin: id => this.begin(id),
      over: (x, y, joining) => this.over(x, y, joining),
      drop: () => this.drop(),
      end: () => this.end_(),
    })
    this.listen()
  }

  private listen(): void {
    for (const name of ["keydown", "keyup", "keypress"]) this.root.addEventListener(name, event => event.stopPropagation())
    this.list.addEventListener("keydown", event => this.key(event))
    this.filter.addEventListener("input", () => this.draw())
    this.filter.addEventListener("keydown", event => {
      if (event.key === "ArrowDown" || event.key === "Enter") this.list.focus()
      else if (event.key === "Escape") this.clear()
      else return
      event.preventDefault()
    })
    // At the press and not at the click, which is lost when the rows are drawn anew in between.
    this.list.addEventListener("pointerdown", event => {
      const id = (event.target as HTMLElement).closest<HTMLElement>("[data-code]")?.dataset.code
      if (id && !event.button && !(event.target as HTMLElement).closest("input, button, .wbc-twist")) this.take(id)
    })
    this.list.addEventListener("click", event => this.click(event))
    this.list.addEventListener("dblclick", event => {
      if ((event.target as HTMLElement).closest(".wbc-name")) this.rename()
    })
    this.list.addEventListener("contextmenu", event => {
      event.preventDefault()
      this.click(event)
      this.menu()
    })
    this.showRetired.addEventListener("click", () => {
      this.retired = !this.retired
      this.draw()
    })
    const told = (why: string | null) => {
      this.draw()
      if (why) this.say(why, true)
    }
    book.listeners.add(told)
    live.join(this)
    const changed = { answered: () => {}, changed: () => this.showStatus() }
    outbox.listeners.add(changed)
    const cancel = (event: KeyboardEvent) => {
      if (event.key === "Escape" && this.drag.underWay) this.drag.cancel()
    }
    document.addEventListener("keydown", cancel, true)
    this.stops.push(
      () => book.listeners.delete(told),
      () => live.part(this),
      () => outbox.listeners.delete(changed),
      () => document.removeEventListener("keydown", cancel, true),
    )
  }

  end(): void {
    for (const stop of this.stops) stop()
    clearTimeout(this.telling)
    this.root.remove()
  }

  update(data: TreeData, tell: (chosen: string) => void): void {
    this.tell = tell
    this.data = data
    // Later the choice is made here: what comes from Python may be older than a click.
    const first = !this.at
    if (first) this.at = data.chosen
    book.take(data)
    if (first && this.at) this.reveal(this.at)
  }

  // -- drawing

  private draw(): void {
    if (!this.data || this.editing || this.drag.underWay) return
    this.rows = book.rows
    const gone = this.rows.filter(row => row.code.retired).length
    this.showRetired.hidden = !gone
    this.showRetired.textContent = `${this.retired ? "Hide" : "Show"} ${gone} retired`
    this.showRetired.setAttribute("aria-pressed", String(this.retired))
    const place = this.visible.findIndex(row => row.code.id === this.at)
    this.visible = this.shown()
    // Where the code in hand is gone, the one that took its place is next.
    if (!this.visible.some(row => row.code.id === this.at)) this.at = this.visible[Math.min(Math.max(place, 0), this.visible.length - 1)]?.code.id ?? null
    const empty = this.filter.value ? "No code of that name." : "No codes yet. N makes one."
    const signature = JSON.stringify([empty, this.visible.map(row => [row.code, row.depth, row.place, row.siblings, row.children, this.folded.has(row.code.id)])])
    if (signature !== this.signature) {
      this.signature = signature
      this.list.replaceChildren(...(this.visible.length ? this.visible.map(row => this.row(row)) : [make("div", { class: "wbc-empty" }, empty)]))
    }
    this.mark()
    this.showStatus()
  }

  /** Choose the rows to draw: not folded away, not retired, and with all words of the filter. */
  private shown(): Row[] {
    const words = fold(this.filter.value).split(/\s+/).filter(Boolean)
    const offered = this.rows.filter(row => this.retired || !row.code.retired)
    if (!words.length) return offered.filter(row => !this.hiddenIn(row))
    const fits = (row: Row) => words.every(word => fold(path(row)).includes(word))
    const wanted = new Set<Row>()
    for (const row of offered) if (fits(row)) for (let at: Row | null = row; at; at = at.parent) wanted.add(at)
    return offered.filter(row => wanted.has(row))
  }

  private hiddenIn(row: Row): boolean {
    for (let above = row.parent; above; above = above.parent) if (this.folded.has(above.code.id)) return true
    return false
  }

  private row(row: Row): HTMLElement {
    const { code, depth, children } = row
    const closed = children > 0 && this.folded.has(code.id) && !this.filter.value
    const element = make("div", {
      role: "treeitem",
      class: "wbc-row",
      id: `wbc-${code.id}`,
      "aria-level": String(depth + 1),
      "aria-posinset": String(row.place + 1),
      "aria-setsize": String(row.siblings),
      "aria-selected": "false",
      "aria-expanded": children ? String(!closed) : undefined,
      title: code.passages === code.own ? path(row) : `${path(row)}\n${code.own} passages of its own, ${code.passages} with sub-codes`,
    })
    element.dataset.code = code.id
    if (code.retired) element.dataset.retired = ""
    element.style.setProperty("--depth", String(depth))
    const twist = make("span", { class: "wbc-twist", "aria-hidden": "true" }, children ? (closed ? "▸" : "▾") : "")
    const dot = make("span", { class: "wbt-dot" })
    dot.style.background = colour(code.colour, code.id)
    const name = make("span", { class: "wbc-name", dir: "auto" }, code.name)
    const hint = code.retired ? "retired" : code.defined ? "" : "not defined"
    const more = make("button", { type: "button", class: "wbc-more", tabindex: "-1", "aria-label": "Acts", title: "All acts  ." })
    element.append(twist, dot, name, make("span", { class: "wbc-hint" }, hint), more)
    element.append(count(code.passages, "passage"), count(code.participants, "participant"))
    return element
  }

  private mark(): void {
    for (const element of this.list.querySelectorAll<HTMLElement>("[data-code]")) {
      const on = element.dataset.code === this.at
      element.setAttribute("aria-selected", String(on))
    }
    if (this.at) this.list.setAttribute("aria-activedescendant", `wbc-${this.at}`)
    else this.list.removeAttribute("aria-activedescendant")
  }

  private showStatus(): void {
    if (this.status.dataset.refused) return
    const { state } = outbox
    this.status.dataset.state = state
    this.status.textContent = state === "saved" ? "" : state === "late" ? "not saved yet" : "saving…"
  }

  private say(words: string, refused = false): void {
    this.live.textContent = words
    if (!refused) return
    this.status.textContent = words
    this.status.dataset.refused = "1"
    setTimeout(() => {
      delete this.status.dataset.refused
      this.showStatus()
    }, 9000)
  }

  private help(): void {
    const rows = KEYS.map(([hint, label], i) => ({ id: String(i), label, hint }))
    this.panels.choose("Keys, while the tree has the focus", rows, null, () => {})
  }

  // -- which code is in hand

  private get current(): Row | null {
    return this.rows.find(row => row.code.id === this.at) ?? null
  }

  private take(id: string | undefined, now = false): void {
    if (!id) return
    this.at = id
    this.mark()
    this.reveal(id)
    clearTimeout(this.telling)
    this.telling = window.setTimeout(() => this.choose(), now ? 0 : REST)
  }

  private choose(): void {
    if (leaving() || book.waits) this.telling = window.setTimeout(() => this.choose(), REST)
    else if (this.at && this.at !== this.data.chosen) this.tell(this.at)
  }

  /** Unfold what hides a row, and scroll to it. */
  private reveal(id: string): void {
    const row = this.rows.find(each => each.code.id === id)
    if (row && this.hiddenIn(row)) {
      for (let above = row.parent; above; above = above.parent) this.folded.delete(above.code.id)
      this.draw()
    }
    const i = this.visible.findIndex(each => each.code.id === id)
    const top = i * HEIGHT
    if (i < 0) return
    if (top < this.scroll.scrollTop) this.scroll.scrollTop = top
    else if (top + HEIGHT > this.scroll.scrollTop + this.scroll.clientHeight) this.scroll.scrollTop = top + HEIGHT - this.scroll.clientHeight
  }

  private fold_(id: string, folded: boolean): void {
    if (folded) this.folded.add(id)
    else this.folded.delete(id)
    keep(FOLDED, [...this.folded].join(","))
    this.draw()
  }

  private foldAll(): void {
    const parents = this.rows.filter(row => row.children)
    const all = parents.some(row => !this.folded.has(row.code.id))
    for (const row of parents) if (all) this.folded.add(row.code.id)
    if (!all) this.folded.clear()
    keep(FOLDED, [...this.folded].join(","))
    this.draw()
  }

  private clear(): void {
    this.filter.value = ""
    this.draw()
    this.list.focus()
  }

  private click(event: Event): void {
    const target = event.target as HTMLElement
    const id = target.closest<HTMLElement>("[data-code]")?.dataset.code
    if (!id || target.closest("input")) return
    if (target.closest(".wbc-twist") && this.rows.some(row => row.code.id === id && row.children)) return this.fold_(id, !this.folded.has(id))
    this.list.focus({ preventScroll: true })
    this.take(id, true)
    if (target.closest(".wbc-more")) this.menu()
  }

  private key(event: KeyboardEvent): void {
    if ((event.target as HTMLElement).closest("input")) return
    const name = press(event)
    const bound = this.keys[name] ?? this.keys[name.toLowerCase()]
    if (!bound || (name.includes("Shift+") && !this.keys[name])) return
    event.preventDefault()
    bound()
  }

  private readonly keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => this.step(1),
    ArrowUp: () => this.step(-1),
    PageDown: () => this.step(12),
    PageUp: () => this.step(-12),
    Home: () => this.take(this.visible[0]?.code.id),
    End: () => this.take(this.visible.at(-1)?.code.id),
    ArrowRight: () => this.inward(),
    ArrowLeft: () => this.outward(),
    Enter: () => this.take(this.at ?? undefined, true),
    " ": () => this.take(this.at ?? undefined, true),
    "Alt+ArrowUp": () => this.order(-1),
    "Alt+ArrowDown": () => this.order(1),
    "Alt+ArrowRight": () => this.nestUnderAbove(),
    "Alt+ArrowLeft": () => this.moveOut(),
    F2: () => this.rename(),
    n: () => this.create(this.current?.parent?.code.id ?? null),
    N: () => this.create(this.at),
    p: () => this.put(),
    m: () => this.merge(),
    r: () => this.retire(),
    Delete: () => this.remove(),
    ".": () => this.menu(),
    ContextMenu: () => this.menu(),
    "/": () => this.filter.focus(),
    "?": () => this.help(),
    z: () => this.turn("undo"),
    Z: () => this.turn("redo"),
    "Ctrl+Z": () => this.turn("undo"),
    "Ctrl+Shift+Z": () => this.turn("redo"),
    "Ctrl+Y": () => this.turn("redo"),
  }

  private step(by: number): void {
    const i = this.visible.findIndex(row => row.code.id === this.at)
    this.take(this.visible[Math.max(0, Math.min(this.visible.length - 1, i + by))]?.code.id)
  }

  private inward(): void {
    const row = this.current
    if (!row?.children) return
    if (this.folded.has(row.code.id)) this.fold_(row.code.id, false)
    else this.step(1)
  }

  private outward(): void {
    const row = this.current
    if (row?.children && !this.folded.has(row.code.id)) this.fold_(row.code.id, true)
    else if (row?.parent) this.take(row.parent.code.id)
  }

  // -- what is done to it

  private do(given: Act, said: string): void {
    book.act(given)
    if (this.at) this.reveal(this.at)
    this.say(said)
  }

  private place(row: Row, parent: Row | null, place: number): void {
    const under = parent ? `under ${parent.code.name}` : "at the top"
    this.do({ kind: "place_code", code_id: row.code.id, parent_id: parent?.code.id ?? "", place }, `${row.code.name}, ${under}, place ${place + 1}`)
  }

  /** Move past the next neighbour that is shown. */
  private order(by: 1 | -1): void {
    const row = this.current
    if (!row) return
    const shown = (each: Row) => each.parent === row.parent && (this.retired || !each.code.retired)
    const siblings = this.rows.filter(each => each.code.id === row.code.id || shown(each))
    const other = siblings[siblings.indexOf(row) + by]
    if (other) this.place(row, row.parent, other.place)
    else this.say(by > 0 ? "It is the last already." : "It is the first already.")
  }

  private nestUnderAbove(): void {
    const row = this.current
    const before = this.rows.filter(each => each.parent === row?.parent && (this.retired || !each.code.retired))
    const above = row && before[before.indexOf(row) - 1]
    if (!row || !above) return this.say("There is no code above to nest it under.")
    this.folded.delete(above.code.id)
    this.place(row, above, above.children)
  }

  private moveOut(): void {
    const row = this.current
    if (row?.parent) this.place(row, row.parent.parent, row.parent.place + 1)
    else this.say("It is at the top already.")
  }

  private rename(): void {
    const row = this.current
    if (row) this.write(row, row.code.name, name => name !== row.code.name && this.do({ kind: "rename_code", code_id: row.code.id, name }, `Renamed to ${name}`))
  }

  private create(parent: string | null): void {
    const under = this.rows.find(row => row.code.id === parent) ?? null
    if (under) this.folded.delete(under.code.id)
    this.draw()
    const inside = this.visible.filter(row => (under ? within(row, under.code.id) : true))
    const last = inside.at(-1) ?? null
    const row = make("div", { class: "wbc-row wbc-new" })
    row.style.setProperty("--depth", String(under ? under.depth + 1 : 0))
    const after = last && this.element(last.code.id)
    if (after) after.after(row)
    else this.list.replaceChildren(row)
    const code_id = crypto.randomUUID()
    this.input(row, "", "Name of the new code", name => {
      this.at = code_id
      this.do({ kind: "add_code", code_id, parent_id: parent ?? "", name }, `New code: ${name}`)
      this.take(code_id)
    })
  }

  private element(id: string): HTMLElement | null {
    return this.list.querySelector(`[data-code="${CSS.escape(id)}"]`)
  }

  private write(row: Row, name: string, save: (name: string) => void): void {
    const element = this.element(row.code.id)
    const label = element?.querySelector<HTMLElement>(".wbc-name")
    if (!element || !label) return
    label.replaceChildren()
    this.input(label, name, "Name of the code", save)
  }

  /** Ask for a name in a row; Enter keeps it, Escape and leaving with nothing new do not. */
  private input(where: HTMLElement, value: string, label: string, save: (name: string) => void): void {
    const box = make("input", { class: "wbt-input wbc-input", "aria-label": label, placeholder: label, maxlength: "200", autocomplete: "off", spellcheck: "false" })
    box.value = value
    let open = true
    const close = (kept: boolean) => {
      if (!open) return
      open = this.editing = false
      this.signature = ""
      const name = box.value.split(/\s+/).filter(Boolean).join(" ")
      if (kept && name) save(name)
      this.draw()
      this.list.focus({ preventScroll: true })
    }
    box.addEventListener("keydown", event => {
      event.stopPropagation()
      if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return
      event.preventDefault()
      close(event.key === "Enter")
    })
    box.addEventListener("blur", () => close(Boolean(value) || Boolean(box.value.trim())))
    this.editing = true
    where.append(box)
    where.scrollIntoView({ block: "nearest" })
    box.focus({ preventScroll: true })
    box.select()
  }

  private near(): DOMRect | null {
    return (this.at && this.element(this.at)?.getBoundingClientRect()) || null
  }

  private put(): void {
    const row = this.current
    if (!row) return
    const free = this.rows.filter(each => !within(each, row.code.id) && !each.code.retired)
    const options: Option[] = [{ id: "", label: "At the top" }, ...offered(free)]
    this.panels.find(`Put “${row.code.name}” under`, options, this.near(), id => {
      const parent = this.rows.find(each => each.code.id === id) ?? null
      if (parent) this.folded.delete(parent.code.id)
      this.place(row, parent, parent ? parent.children : this.rows.filter(each => !each.parent).length)
    })
  }

  private merge(): void {
    const row = this.current
    if (!row) return
    const free = this.rows.filter(each => !within(each, row.code.id))
    this.panels.find(`Merge “${row.code.name}” into`, offered(free), this.near(), id => this.mergeInto(row, id))
  }

  private mergeInto(row: Row, other_id: string): void {
    const into = this.rows.find(each => each.code.id === other_id)
    if (!into) return
    this.at = other_id
    this.do({ kind: "merge_codes", code_id: row.code.id, other_id }, `${row.code.name} merged into ${into.code.name}. Z undoes it.`)
    this.take(other_id, true)
  }

  private retire(): void {
    const row = this.current
    if (!row) return
    const { id, name, retired } = row.code
    if (!retired && !this.retired) this.step(1)
    this.do({ kind: retired ? "revive_code" : "retire_code", code_id: id }, retired ? `${name} is offered again.` : `${name} is retired; its codings stay.`)
  }

  private remove(): void {
    const row = this.current
    if (!row) return
    if (row.children || row.code.own) return this.say("This code is in use. Retire it, or merge it into another.", true)
    const next = this.visible[this.visible.findIndex(each => each.code.id === row.code.id) + 1] ?? row.parent
    this.at = next?.code.id ?? null
    this.do({ kind: "remove_code", code_id: row.code.id }, `${row.code.name} removed. Z undoes it.`)
    if (this.at) this.take(this.at, true)
  }

  private turn(kind: "undo" | "redo"): void {
    this.do({ kind }, kind === "undo" ? "Undone." : "Done again.")
  }

  private menu(): void {
    const row = this.current
    if (!row) return
    const options: [string, string, () => void][] = [
      ["Rename", "F2", () => this.rename()],
      ["New code under it", "Shift+N", () => this.create(row.code.id)],
      ["Put under…", "P", () => this.put()],
      ["Move up", "Alt+↑", () => this.order(-1)],
      ["Move down", "Alt+↓", () => this.order(1)],
      ["Merge into…", "M", () => this.merge()],
      [row.code.retired ? "Offer again" : "Retire", "R", () => this.retire()],
      ["Remove", "Del", () => this.remove()],
    ]
    const listed = options.map(([label, hint], i) => ({ id: String(i), label, hint }))
    this.panels.choose(row.code.name, listed, this.near(), id => options[Number(id)]![2]())
  }

  // -- dragging

  private begin(id: string): void {
    this.panels.close()
    this.dragging = id
    this.element(id)?.setAttribute("data-dragged", "")
    this.ghost.hidden = false
    this.root.dataset.dragging = ""
  }

  private over(x: number, y: number, joining: boolean): void {
    this.joining = joining
    this.target = this.targetAt(x, y, joining)
    const row = this.rows.find(each => each.code.id === this.dragging)
    const box = this.root.getBoundingClientRect()
    this.ghost.style.transform = `translate(${Math.round(x - box.left + 14)}px, ${Math.round(y - box.top + 8)}px)`
    const { target } = this
    const where = !target ? "cannot go here" : target.into ? `${joining ? "merge into" : "under"} ${target.into.code.name}` : target.parent ? `in ${target.parent.code.name}` : "at the top"
    this.ghost.replaceChildren(make("b", {}, row?.code.name ?? ""), ` ${where}`)
    for (const each of this.list.querySelectorAll("[data-into]")) each.removeAttribute("data-into")
    if (target?.into) this.element(target.into.code.id)?.setAttribute("data-into", joining ? "merge" : "nest")
    this.line.hidden = !target || Boolean(target.into)
    if (target) {
      this.line.style.top = `${target.y}px`
      this.line.style.left = `${24 + target.depth * INDENT}px`
    }
    this.openHovered(target?.into ?? null)
  }

  /** Unfold a row on which the pointer rests. */
  private openHovered(row: Row | null): void {
    const id = row?.code.id ?? ""
    if (id === this.hovered) return
    this.hovered = id
    clearTimeout(this.hovering)
    if (!row?.children || !this.folded.has(id)) return
    this.hovering = window.setTimeout(() => {
      this.folded.delete(id)
      const on = this.visible.findIndex(each => each.code.id === id)
      this.visible = this.shown()
      const fresh = this.visible.slice(on, on + 1 + this.visible.filter(each => each !== row && within(each, id)).length)
      this.element(id)?.replaceWith(...fresh.map(each => this.row(each)))
    }, OPENING)
  }

  private targetAt(x: number, y: number, joining: boolean): Target | null {
    const box = this.scroll.getBoundingClientRect()
    const top = y - box.top + this.scroll.scrollTop
    const i = Math.max(0, Math.min(this.visible.length - 1, Math.floor(top / HEIGHT)))
    const row = this.visible[i]
    if (!row || x < box.left - 40 || x > box.right + 40) return null
    const part = (top - i * HEIGHT) / HEIGHT
    if (joining || this.filter.value || (part > 0.28 && part < 0.72)) return this.inside(row, i)
    if (part <= 0.28) return this.gap(row.parent, row.place, i * HEIGHT, row.depth)
    const y_ = (i + 1) * HEIGHT
    const opened = this.visible[i + 1]?.parent === row
    if (opened) return this.gap(row, 0, y_, row.depth + 1)
    // Below the last of a branch, how far left the pointer is says from which level it continues.
    const level = Math.floor((x - box.left - 24) / INDENT)
    let above = row
    const next = this.visible[i + 1]
    while (above.parent && above.depth > level && (!next || next.depth < above.depth)) above = above.parent
    return this.gap(above.parent, above.place + 1, y_, above.depth)
  }

  private inside(row: Row, i: number): Target | null {
    if (within(row, this.dragging ?? "")) return null
    return { parent: row, place: row.children, into: row, y: i * HEIGHT, depth: row.depth }
  }

  private gap(parent: Row | null, place: number, y: number, depth: number): Target | null {
    const row = this.rows.find(each => each.code.id === this.dragging)
    if (!row || within(parent, row.code.id)) return null
    // Taken from before its new place, the row leaves a gap that the others close.
    const shift = row.parent === parent && row.place < place ? 1 : 0
    return { parent, place: place - shift, into: null, y, depth }
  }

  private drop(): void {
    const row = this.rows.find(each => each.code.id === this.dragging)
    const { target } = this
    if (!row || !target) return
    this.at = row.code.id
    if (target.into && this.joining) return this.mergeInto(row, target.into.code.id)
    if (target.parent === row.parent && target.place === row.place && !target.into) return
    if (target.into) this.folded.delete(target.into.code.id)
    const place = target.into && row.parent === target.into ? target.place - 1 : target.place
    this.place(row, target.parent, place)
    this.take(row.code.id, true)
  }

  private end_(): void {
    clearTimeout(this.hovering)
    this.dragging = this.target = null
    this.hovered = ""
    this.ghost.hidden = this.line.hidden = true
    this.signature = ""
    delete this.root.dataset.dragging
    this.draw()
  }
}

/** List codes to choose from, each with what stands above it. */
export function offered(rows: readonly Row[]): Option[] {
  return rows.map(row => ({
    id: row.code.id,
    label: row.code.name,
    hint: row.parent ? path(row.parent) : "",
    title: path(row),
    colour: colour(row.code.colour, row.code.id),
  }))
}

/** A number in its column; what it counts is heard, not seen. */
function count(many: number, one: string): HTMLElement {
  const cell = make("span", { class: "wbc-count" }, number(many))
  cell.append(make("span", { class: "wbt-heard" }, ` ${one}${many === 1 ? "" : "s"}`))
  return cell
}

function number(count: number): string {
  return count ? count.toLocaleString("en-GB") : "·"
}
