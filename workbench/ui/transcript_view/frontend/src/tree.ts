import { make } from "./dom.ts"
import { fold } from "./words.ts"

/** One code as the tree shows it; `count` is with those below it. */
export interface Leaf {
  id: string
  name: string
  path: string
  colour: string
  parent_id: string | null
  count: number
  /** The key that applies it, or an empty text. */
  key: string
  pinned: boolean
}

export interface TreeActs {
  /** The code was clicked, or Enter pressed on it. */
  pick(id: string): void
  /** Its colour was clicked, or Space pressed on it. */
  show(id: string): void
  /** What was dragged from elsewhere was dropped on it. */
  drop(id: string): void
  /** A digit was pressed on it; 0 takes it off its key. */
  pin(id: string, number: number): void
  /** Escape was pressed. */
  leave(): void
}

/** What is dragged from the words, as the browser names kinds of data. */
export const PASSAGE = "application/x-workbench-passage"

/** The codebook as a tree: filtered while typing, moved through by arrows, a target for a drag. */
export class Tree {
  readonly root: HTMLElement
  private readonly input: HTMLInputElement
  private readonly list = make("div", { role: "tree", class: "wbt-tree", "aria-label": "Codebook" })
  private readonly empty = make("p", { class: "wbt-empty", hidden: true })
  private readonly rows = new Map<string, HTMLElement>()
  private readonly folded = new Set<string>()
  private leaves: Leaf[] = []
  private drawn = ""
  private shown: string | null = null
  private active: string | null = null

  constructor(private readonly acts: TreeActs) {
    this.input = make("input", {
      class: "wbt-input",
      type: "search",
      placeholder: "Filter codes",
      "aria-label": "Filter codes",
      autocomplete: "off",
      spellcheck: "false",
    })
    this.root = make("section", { class: "wbt-side", "aria-label": "Codes" }, this.input, this.list, this.empty)
    this.input.addEventListener("input", () => this.build())
    this.input.addEventListener("keydown", event => this.inputKey(event))
    this.list.addEventListener("keydown", event => this.key(event))
    this.list.addEventListener("click", event => this.clicked(event))
    // A press must leave the selection in the words.
    this.list.addEventListener("pointerdown", event => event.preventDefault())
    this.list.addEventListener("mousedown", event => event.preventDefault())
    this.list.addEventListener("focusin", event => this.take((event.target as HTMLElement).dataset.code ?? null))
    for (const name of ["dragenter", "dragover", "dragleave", "drop"] as const) {
      this.list.addEventListener(name, event => this.dragged(event))
    }
  }

  /** Show codes in the order given, parents before what stands below them. */
  draw(leaves: Leaf[], shown: string | null): void {
    this.leaves = leaves
    this.shown = shown
    const shape = JSON.stringify(leaves.map(({ count: _, key: __, pinned: ___, ...rest }) => rest))
    if (shape === this.drawn) return this.refresh()
    this.drawn = shape
    this.build()
  }

  focus(): void {
    this.input.focus()
    this.input.select()
  }

  private get visible(): Leaf[] {
    const words = fold(this.input.value).split(/\s+/).filter(Boolean)
    if (words.length) return this.leaves.filter(leaf => words.every(word => fold(leaf.path).includes(word)))
    const hidden = new Set<string>()
    return this.leaves.filter(leaf => {
      const above = leaf.parent_id
      if (above && (hidden.has(above) || this.folded.has(above))) hidden.add(leaf.id)
      return !hidden.has(leaf.id)
    })
  }

  private build(): void {
    const held = this.list.contains(document.activeElement)
    const { visible } = this
    const filtered = this.input.value.trim() !== ""
    const parents = new Set(this.leaves.map(leaf => leaf.parent_id))
    const levels = new Map<string, number>()
    for (const leaf of this.leaves) levels.set(leaf.id, (levels.get(leaf.parent_id ?? "") ?? 0) + 1)
    this.rows.clear()
    for (const leaf of visible) this.rows.set(leaf.id, this.row(leaf, filtered ? 1 : levels.get(leaf.id)!, !filtered && parents.has(leaf.id)))
    this.list.replaceChildren(...this.rows.values())
    this.list.hidden = !visible.length
    this.empty.hidden = visible.length > 0
    this.empty.textContent = this.leaves.length ? "No code of that name." : "No codes yet. Select words in the text and press C."
    this.refresh()
    if (held) this.rows.get(this.active ?? "")?.focus()
  }

  private row(leaf: Leaf, level: number, parent: boolean): HTMLElement {
    const dot = make("span", { class: "wbt-dot", "data-show": true, "aria-hidden": "true", title: "Fill its passages in the text (Space)" })
    dot.style.background = leaf.colour
    const twist = make("span", { class: "wbt-twist", "data-twist": parent, "aria-hidden": "true" })
    const label = make("span", { class: "wbt-label" }, leaf.name)
    const key = make("kbd", { class: "wbt-pin" })
    const row = make(
      "div",
      { role: "treeitem", class: "wbt-leaf", tabindex: "-1", "data-code": leaf.id, "aria-level": level, title: leaf.path },
      twist,
      dot,
      label,
      key,
      make("span", { class: "wbt-count" }),
    )
    row.style.setProperty("--level", String(level - 1))
    if (parent) row.ariaExpanded = String(!this.folded.has(leaf.id))
    return row
  }

  /** Bring counts, keys and states up to date without building anything. */
  private refresh(): void {
    if (!this.rows.has(this.active ?? "")) this.active = this.rows.keys().next().value ?? null
    for (const leaf of this.leaves) {
      const row = this.rows.get(leaf.id)
      if (!row) continue
      const [, , , key, count] = row.children as unknown as HTMLElement[]
      say(count!, leaf.count, "", leaf.count === 1 ? " passage" : " passages")
      say(key!, leaf.key, " key ", "; ")
      key!.toggleAttribute("data-pinned", leaf.pinned)
      row.ariaSelected = String(leaf.id === this.shown)
      row.tabIndex = leaf.id === this.active ? 0 : -1
    }
  }

  private take(id: string | null): void {
    if (!id || id === this.active) return
    this.active = id
    this.refresh()
  }

  private inputKey(event: KeyboardEvent): void {
    const first = this.visible[0]
    if (event.key === "ArrowDown") this.rows.get(this.active ?? "")?.focus()
    else if (event.key === "Enter" && first) this.acts.pick(first.id)
    else if (event.key === "Escape" && this.input.value) {
      this.input.value = ""
      this.build()
    } else if (event.key === "Escape") this.acts.leave()
    else return
    event.preventDefault()
  }

  private key(event: KeyboardEvent): void {
    const id = this.active
    if (!id || event.ctrlKey || event.metaKey || event.altKey) return
    const order = [...this.rows.keys()]
    const at = order.indexOf(id)
    const go = (to: string | undefined | null) => this.rows.get(to ?? "")?.focus()
    const steps: Record<string, () => void> = {
      ArrowDown: () => go(order[at + 1]),
      ArrowUp: () => (at ? go(order[at - 1]) : this.input.focus()),
      Home: () => go(order[0]),
      End: () => go(order.at(-1)),
      ArrowRight: () => (this.rows.get(id)?.ariaExpanded === "false" ? this.toggle(id) : go(order[at + 1])),
      ArrowLeft: () => (this.rows.get(id)?.ariaExpanded === "true" ? this.toggle(id) : go(this.leaves.find(leaf => leaf.id === id)?.parent_id)),
      Enter: () => this.acts.pick(id),
      " ": () => this.acts.show(id),
      Escape: () => this.acts.leave(),
      "/": () => this.focus(),
    }
    const step = /^\d$/.test(event.key) ? () => this.acts.pin(id, Number(event.key)) : steps[event.key]
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    step()
  }

  private toggle(id: string): void {
    if (!this.folded.delete(id)) this.folded.add(id)
    this.build()
  }

  private clicked(event: Event): void {
    const target = event.target as HTMLElement
    const id = target.closest<HTMLElement>("[data-code]")?.dataset.code
    if (!id) return
    this.active = id
    if (target.closest("[data-twist]")) this.toggle(id)
    else if (target.closest("[data-show]")) this.acts.show(id)
    else this.acts.pick(id)
  }

  private dragged(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes(PASSAGE)) return
    const row = (event.target as HTMLElement).closest<HTMLElement>("[data-code]")
    event.preventDefault()
    event.dataTransfer.dropEffect = row ? "copy" : "none"
    for (const each of this.rows.values()) each.toggleAttribute("data-over", each === row && event.type !== "drop" && event.type !== "dragleave")
    if (event.type === "drop" && row) this.acts.drop(row.dataset.code!)
  }
}

/** Show a number, with words around it for those who hear it. */
function say(place: HTMLElement, shown: string | number, before: string, after: string): void {
  const now = String(shown)
  if (place.dataset.shown === now) return
  place.dataset.shown = now
  const heard = (words: string) => make("span", { class: "wbt-heard" }, words)
  place.replaceChildren(...(now ? [heard(before), now, heard(after)] : []))
}
