import { Arranging } from "./arranging.ts"
import { book } from "./book.ts"
import { offered, path } from "./branches.ts"
import { CodeActs } from "./codeacts.ts"
import rules from "./codebook.css?inline"
import type { CodeRow, TreeCode, TreeData } from "./codebook.ts"
import { colour } from "./colour.ts"
import { leaving } from "./departure.ts"
import { make } from "./dom.ts"
import { live } from "./listening.ts"
import { Panels } from "./panels.ts"
import { listKeys, Saying } from "./saying.ts"
import { outbox } from "./shared.ts"
import { dress } from "./sheet.ts"
import { idOf, tally, Tree } from "./tree.ts"

/** Milliseconds that the arrows must rest before the code they reached is shown beside. */
const REST = 300

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

/** The codebook of its own page: the tree, what is done to its codes, and what came of it. */
export class CodeTree {
  readonly root = make("div", { class: "wbt wbc" })
  private readonly showRetired = make("button", { type: "button", class: "wbt-tool", "aria-pressed": "false" })
  private readonly said = new Saying()
  private readonly panels = new Panels(this.root, () => this.tree.focus())
  private readonly tree: Tree<TreeCode>
  private readonly acts: CodeActs
  private data!: TreeData
  private telling = 0
  private readonly stops: (() => void)[] = []

  constructor(
    parent: HTMLElement,
    private tell: (chosen: string) => void,
  ) {
    dress(rules)
    this.tree = new Tree<TreeCode>({
      row: "wbc-row",
      empty: "No codes yet. N makes one.",
      beside: false,
      colour: code => colour(code.colour, code.id),
      dot: "",
      title: row => title(row),
      cells: () => [...cells()],
      fill,
      chosen: () => this.tree.at,
      took: () => this.later(REST),
      pick: id => this.pick(id),
      keys: name => this.keys[name] ?? (name.includes("Shift+") ? undefined : this.keys[name.toLowerCase()]),
      leave: () => this.tree.focus(),
    })
    this.acts = new CodeActs(this.tree, this.panels, (words, refused) => this.said.say(words, refused))
    const scroll = make("div", { class: "wbc-scroll" }, this.tree.list, this.tree.none)
    this.root.append(...this.around(scroll), this.said.live)
    parent.append(this.root)
    const arranging = new Arranging(this.root, scroll, this.tree, {
      place: (row, under, place) => this.acts.place(row, under, place),
      merge: (row, into) => this.acts.mergeInto(row, into),
    })
    this.listen(arranging)
  }

  /** Put what stands over and under the rows around them. */
  private around(scroll: HTMLElement): HTMLElement[] {
    const tool = (label: string, hint: string, onclick: () => void) =>
      make("button", { type: "button", class: "wbt-tool", title: hint, onclick }, label)
    const bar = make("div", { class: "wbc-bar" }, this.tree.filter)
    bar.append(
      tool("New code", "N", () => this.acts.create(null)),
      tool("Fold all", "Show the top alone", () => this.tree.foldAll()),
      tool("Keys", "?", () => this.help()),
    )
    const head = make("div", { class: "wbc-head", "aria-hidden": "true" })
    head.append(make("span", {}, "Code"), make("span", { title: "With sub-codes" }, "Passages"), make("span", { title: "Each counted once" }, "Participants"))
    const hint = make("span", {}, "Drag to nest or order, with Ctrl to merge. The full stop key opens all acts.")
    const foot = make("div", { class: "wbc-foot" }, hint, this.said.status, this.showRetired)
    return [bar, head, scroll, foot]
  }

  private listen(arranging: Arranging<TreeCode>): void {
    for (const name of ["keydown", "keyup", "keypress"]) this.root.addEventListener(name, event => event.stopPropagation())
    const { list } = this.tree
    list.addEventListener("click", event => (event.target as HTMLElement).closest(".wbc-more") && this.menu(event))
    list.addEventListener("dblclick", event => (event.target as HTMLElement).closest(".wbt-label") && this.acts.rename())
    list.addEventListener("contextmenu", event => {
      event.preventDefault()
      this.menu(event)
    })
    this.showRetired.addEventListener("click", () => {
      this.acts.retired = !this.acts.retired
      this.draw()
    })
    const told = (why: string | null) => {
      this.draw()
      if (why) this.said.say(why, true)
    }
    const changed = { answered: () => {}, changed: () => this.said.tell() }
    const cancel = (event: KeyboardEvent) => event.key === "Escape" && arranging.cancel()
    book.listeners.add(told)
    live.join(this)
    outbox.listeners.add(changed)
    document.addEventListener("keydown", cancel, true)
    this.stops.push(
      () => arranging.close(),
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
    const first = !this.tree.at
    if (first) this.tree.at = data.chosen
    book.take(data)
    if (first && this.tree.at) this.tree.reveal(this.tree.at)
  }

  private draw(): void {
    if (!this.data) return
    const { rows } = book
    const shown = this.acts.retired ? rows : offered(rows)
    const gone = rows.filter(row => row.code.retired).length
    this.showRetired.hidden = !gone
    this.showRetired.textContent = `${this.acts.retired ? "Hide" : "Show"} ${gone} retired`
    this.showRetired.setAttribute("aria-pressed", String(this.acts.retired))
    const before = this.tree.at
    this.tree.draw(shown)
    // The code that took the place of one that is gone is shown beside, as one that was reached.
    if (before && this.tree.at !== before) this.later(REST)
    this.said.tell()
  }

  // -- what is said and shown

  private help(): void {
    listKeys(this.panels, "tree", KEYS)
  }

  private menu(event: Event): void {
    const id = idOf(event)
    if (!id) return
    this.pick(id)
    this.acts.menu()
  }

  // -- which code is in hand

  private pick(id: string): void {
    this.tree.take(id)
    this.later(0)
  }

  /** Show all about the code in hand beside, once nothing else is reached or waits. */
  private later(wait: number): void {
    clearTimeout(this.telling)
    this.telling = window.setTimeout(() => this.choose(), wait)
  }

  private choose(): void {
    if (leaving() || book.waits) this.later(REST)
    else if (this.tree.at && this.tree.at !== this.data.chosen) this.tell(this.tree.at)
  }

  private readonly keys: Readonly<Record<string, () => void>> = {
    " ": () => this.tree.at && this.pick(this.tree.at),
    "Alt+ArrowUp": () => this.acts.order(-1),
    "Alt+ArrowDown": () => this.acts.order(1),
    "Alt+ArrowRight": () => this.acts.nestUnderAbove(),
    "Alt+ArrowLeft": () => this.acts.moveOut(),
    F2: () => this.acts.rename(),
    n: () => this.acts.create(this.acts.current?.parent?.code.id ?? null),
    N: () => this.acts.create(this.tree.at),
    p: () => this.acts.put(),
    m: () => this.acts.merge(),
    r: () => this.acts.retire(),
    Delete: () => this.acts.remove(),
    ".": () => this.acts.menu(),
    ContextMenu: () => this.acts.menu(),
    "?": () => this.help(),
    z: () => this.acts.turn("undo"),
    Z: () => this.acts.turn("redo"),
    "Ctrl+Z": () => this.acts.turn("undo"),
    "Ctrl+Shift+Z": () => this.acts.turn("redo"),
    "Ctrl+Y": () => this.acts.turn("redo"),
  }
}

function title(row: CodeRow): string {
  const { own, passages } = row.code
  return passages === own ? path(row) : `${path(row)}\n${own} passages of its own, ${passages} with sub-codes`
}

function cells(): HTMLElement[] {
  const more = make("button", { type: "button", class: "wbc-more", tabindex: "-1", "aria-label": "Acts", title: "All acts  ." })
  return [make("span", { class: "wbc-hint" }), more, make("span", { class: "wbt-count" }), make("span", { class: "wbt-count" })]
}

function fill([hint, , passages, participants]: readonly HTMLElement[], { code }: CodeRow): void {
  hint!.textContent = code.retired ? "retired" : code.defined ? "" : "not\u00a0defined"
  tally(passages!, code.passages, "passage")
  tally(participants!, code.participants, "participant")
}
