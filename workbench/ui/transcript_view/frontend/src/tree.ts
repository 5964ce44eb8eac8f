import { ahead, fitting, isHidden, meant, path, shown, step, type Row, type Twig } from "./branches.ts"
import { make } from "./dom.ts"
import { press } from "./keys.ts"
import { keep, recall } from "./storage.ts"

const FOLDED = "workbench:folded"
/** Milliseconds within which letters are read as one word. */
const TYPING = 700

/** What one codebook on the screen does in its own way. */
export interface Ways<C extends Twig> {
  /** Class of the rows, beside that which all have. */
  row: string
  empty: string
  /** Whether a press leaves the selection where it is, and letters go to names that begin so. */
  beside: boolean
  colour(code: C): string
  /** What a click on the colour does, where it does something of its own. */
  dot: string
  /** What tells a row from others of its name when it is pointed at. */
  title(row: Row<C>): string
  /** Cells behind the name, made once; `fill` brings them up to date. */
  cells(): HTMLElement[]
  fill(cells: readonly HTMLElement[], row: Row<C>): void
  /** The row that is marked as chosen. */
  chosen(): string | null
  /** The row in hand is now another one. */
  took(id: string): void
  /** A row was clicked, or Enter pressed on it or, typing, in the filter. */
  pick(id: string): void
  /** Keys with a meaning of their own, as `press` names them. */
  keys(name: string): (() => void) | undefined
  leave(): void
}

/** A codebook as a tree: filtered while typing, folded, walked through by keys. */
export class Tree<C extends Twig> {
  readonly filter = make("input", {
    class: "wbt-input",
    type: "search",
    placeholder: "Filter codes",
    "aria-label": "Filter codes",
    autocomplete: "off",
    spellcheck: "false",
  })
  readonly list = make("div", { role: "tree", class: "wbt-tree", tabindex: "0", "aria-label": "Codebook" })
  readonly none = make("p", { class: "wbt-empty", hidden: true })
  readonly folded = new Set<string>((recall(FOLDED) ?? "").split(",").filter(Boolean))
  /** The row in hand. */
  at: string | null = null
  visible: Row<C>[] = []
  /** Nothing is drawn while a name is written or a row is dragged. */
  paused = false
  private rows: readonly Row<C>[] = []
  private readonly elements = new Map<string, HTMLElement>()
  private readonly drawn = new WeakMap<HTMLElement, string>()
  private typed = ""
  private typing = 0

  constructor(private readonly ways: Ways<C>) {
    this.filter.addEventListener("input", () => this.redraw())
    this.filter.addEventListener("keydown", event => this.filterKey(event))
    this.list.addEventListener("keydown", event => this.key(event))
    this.list.addEventListener("click", event => this.click(event))
    this.list.addEventListener("focusin", event => {
      const id = idOf(event)
      if (id && id !== this.at) this.hold(id)
    })
    if (!ways.beside) return
    for (const name of ["pointerdown", "mousedown"]) this.list.addEventListener(name, event => event.preventDefault())
  }

  get filtered(): boolean {
    return this.filter.value.trim() !== ""
  }

  row(id: string | null): Row<C> | null {
    return this.rows.find(row => row.code.id === id) ?? null
  }

  element(id: string): HTMLElement | undefined {
    return this.elements.get(id)
  }

  /** Show rows in the order given, parents before what stands below them. */
  draw(rows: readonly Row<C>[]): void {
    this.rows = rows
    this.redraw()
  }

  redraw(): void {
    if (this.paused) return
    const place = this.visible.findIndex(row => row.code.id === this.at)
    this.visible = shown(this.rows, this.filter.value, this.folded)
    // Where the code in hand is gone, the one that took its place is next.
    if (!this.visible.some(row => row.code.id === this.at)) this.at = this.visible[Math.min(Math.max(place, 0), this.visible.length - 1)]?.code.id ?? null
    const fits = fitting<C>(this.filter.value)
    const now = this.visible.map(row => this.standing(row, fits(row)))
    for (const id of this.elements.keys()) if (!this.rows.some(row => row.code.id === id)) this.elements.delete(id)
    this.put(now)
    this.list.hidden = this.ways.beside && !now.length
    this.none.hidden = now.length > 0
    this.none.textContent = this.rows.length ? "No code of that name." : this.ways.empty
    this.mark()
  }

  /** Go to the row in hand, or to the tree where it has none. */
  focus(): void {
    const place = (this.at && this.elements.get(this.at)) || this.list
    place.focus({ preventScroll: true })
    if (this.at) this.scroll(this.at)
  }

  /** Go to the filter, to type over what stands there. */
  seek(): void {
    this.filter.focus()
    this.filter.select()
  }

  /** Take a row in hand and go to it. */
  take(id: string | null | undefined): void {
    if (!id) return
    this.reveal(id)
    this.hold(id)
    this.focus()
  }

  /** Take a row in hand; the focus stays where it is. */
  hold(id: string): void {
    this.at = id
    this.ways.took(id)
    this.mark()
  }

  /** Unfold what hides a row, and scroll to it. */
  reveal(id: string): void {
    const row = this.row(id)
    if (row && isHidden(row, this.folded)) {
      for (let above = row.parent; above; above = above.parent) this.folded.delete(above.code.id)
      this.remember()
    }
    this.scroll(id)
  }

  fold(id: string, folded: boolean): void {
    if (folded) this.folded.add(id)
    else this.folded.delete(id)
    this.remember()
  }

  /** Show the top alone, or everything where that is so. */
  foldAll(): void {
    const parents = this.rows.filter(row => row.children)
    const all = parents.some(row => !this.folded.has(row.code.id))
    this.folded.clear()
    if (all) for (const row of parents) this.folded.add(row.code.id)
    this.remember()
  }

  /** Bring up to date which row is chosen and which one Tab comes to. */
  mark(): void {
    const chosen = this.ways.chosen()
    for (const { code } of this.visible) {
      const element = this.elements.get(code.id)!
      element.ariaSelected = String(code.id === chosen)
      element.tabIndex = code.id === this.at ? 0 : -1
    }
    this.list.tabIndex = this.visible.length ? -1 : 0
  }

  private remember(): void {
    keep(FOLDED, [...this.folded].join(","))
    this.redraw()
  }

  private scroll(id: string): void {
    this.elements.get(id)?.scrollIntoView({ block: "nearest" })
  }

  // -- drawing

  /** Return the element of a code, one and the same as long as the code is there. */
  private standing(row: Row<C>, fits: boolean): HTMLElement {
    const { code } = row
    let element = this.elements.get(code.id)
    if (!element) this.elements.set(code.id, (element = this.fresh(code.id)))
    const open = row.children ? this.filtered || !this.folded.has(code.id) : null
    const look = JSON.stringify([code, path(row), row.depth, row.place, row.siblings, open, fits])
    if (this.drawn.get(element) === look) return element
    this.drawn.set(element, look)
    const [twist, dot, label, ...cells] = element.children as unknown as HTMLElement[]
    twist!.toggleAttribute("data-twist", open !== null)
    dot!.style.background = this.ways.colour(code)
    if (label!.textContent !== code.name) label!.textContent = code.name
    element.title = this.ways.title(row)
    element.ariaLevel = String(row.depth + 1)
    element.ariaPosInSet = String(row.place + 1)
    element.ariaSetSize = String(row.siblings)
    element.ariaExpanded = open === null ? null : String(open)
    element.toggleAttribute("data-aside", !fits)
    element.toggleAttribute("data-retired", code.retired === true)
    element.style.setProperty("--level", String(row.depth))
    this.ways.fill(cells, row)
    return element
  }

  private fresh(id: string): HTMLElement {
    const twist = make("span", { class: "wbt-twist", "aria-hidden": "true" })
    const dot = make("span", { class: "wbt-dot", "aria-hidden": "true", "data-own": this.ways.dot !== "", title: this.ways.dot || undefined })
    const label = make("span", { class: "wbt-label", dir: "auto" })
    const kind = `wbt-leaf ${this.ways.row}`.trim()
    return make("div", { role: "treeitem", class: kind, tabindex: "-1", "data-code": id }, twist, dot, label, ...this.ways.cells())
  }

  private put(now: HTMLElement[]): void {
    if (now.length === this.list.children.length && now.every((each, i) => each === this.list.children[i])) return
    const held = this.list.contains(document.activeElement)
    this.list.replaceChildren(...now)
    if (held) this.focus()
  }

  // -- keys and clicks

  private filterKey(event: KeyboardEvent): void {
    if (event.isComposing) return
    const found = meant(this.visible, this.filter.value)
    if (event.key === "ArrowDown") this.focus()
    else if (event.key === "Enter" && found) this.ways.pick(found.code.id)
    else if (event.key === "Escape" && this.filter.value) {
      this.filter.value = ""
      this.redraw()
    } else if (event.key === "Escape") this.ways.leave()
    else return
    event.preventDefault()
  }

  private key(event: KeyboardEvent): void {
    if ((event.target as HTMLElement).closest("input")) return
    const name = press(event)
    const does = this.ways.keys(name) ?? this.own(name)
    if (!does) return
    event.preventDefault()
    event.stopPropagation()
    does()
  }

  private own(name: string): (() => void) | undefined {
    const { at } = this
    if (name === "Enter") return () => at && this.ways.pick(at)
    if (name === "/") return () => this.seek()
    if (name === "Escape") return () => this.ways.leave()
    if (this.ways.beside && /^\p{L}$/u.test(name)) return () => this.type(name)
    const to = step(name, this.visible, at, this.filtered ? new Set() : this.folded)
    if (!to || (this.filtered && to !== "out" && "folded" in to)) return undefined
    if (to === "out") return () => this.filter.focus()
    return "to" in to ? () => this.take(to.to) : () => at && this.fold(at, to.folded)
  }

  private type(letter: string): void {
    clearTimeout(this.typing)
    this.typing = window.setTimeout(() => (this.typed = ""), TYPING)
    this.typed += letter
    this.take(ahead(this.visible, this.at, this.typed))
  }

  private click(event: Event): void {
    const target = event.target as HTMLElement
    const id = idOf(event)
    if (!id || target.closest("input")) return
    if (target.closest("[data-twist]")) return this.fold(id, !this.folded.has(id))
    if (target.closest("button, [data-own]")) return
    this.at = id
    this.mark()
    this.ways.pick(id)
  }
}

/** Name the code of the row in which something happened. */
export function idOf(event: Event): string | undefined {
  return (event.target as HTMLElement).closest<HTMLElement>("[data-code]")?.dataset.code
}

/** Write a number in its column; what it counts is heard, not seen. */
export function tally(cell: HTMLElement, many: number, one: string): void {
  const heard = make("span", { class: "wbt-heard" }, `${many ? "" : "no"} ${one}${many === 1 ? "" : "s"}`)
  const seen = many ? many.toLocaleString("en-GB") : make("span", { "aria-hidden": "true" }, "·")
  cell.replaceChildren(seen, heard)
}
