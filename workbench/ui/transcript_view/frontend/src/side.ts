import { offered, path, rowsOf, type Row, type Twig } from "./branches.ts"
import type { Coder } from "./coder.ts"
import type { Desk } from "./desk.ts"
import { make } from "./dom.ts"
import type { Code } from "./model.ts"
import { keep, recall } from "./storage.ts"
import { idOf, tally, Tree } from "./tree.ts"

const OPEN = "workbench:codes"
/** What is dragged from the words, as the browser names kinds of data. */
export const PASSAGE = "application/x-workbench-passage"

/** One code as the codebook beside the words shows it. */
interface Leaf extends Twig {
  colour: string
  /** Passages of it and of those below it. */
  count: number
  /** The key that applies it, or an empty text. */
  key: string
  pinned: boolean
}

/** The codebook at the left of the words: what its codes do here, and how often each stands. */
export class Side {
  readonly root: HTMLElement
  private readonly tree: Tree<Leaf>

  constructor(
    private readonly desk: Desk,
    private readonly coder: Coder,
  ) {
    this.tree = new Tree<Leaf>({
      row: "",
      empty: "No codes yet. Select words in the text and press C.",
      beside: true,
      colour: code => code.colour,
      dot: "Fill its passages in the text (Space)",
      title: path,
      cells: () => [make("kbd", { class: "wbt-pin" }), make("span", { class: "wbt-count" })],
      fill,
      chosen: () => desk.drawing.shown,
      took: () => {},
      pick: id => this.isOffered(id) && coder.take(id),
      keys: name => this.key(name),
      leave: () => desk.where.focus(),
    })
    const { filter, list, none } = this.tree
    this.root = make("section", { class: "wbt-side", "aria-label": "Codes" }, filter, list, none)
    list.addEventListener("click", event => this.click(event))
    for (const name of ["dragenter", "dragover", "dragleave", "drop"] as const) list.addEventListener(name, event => this.dragged(event))
    desk.root.dataset.codes = recall(OPEN) ?? ""
  }

  /** Whether it shows: by choice, or else where there is room. */
  get isOpen(): boolean {
    const { codes, narrow } = this.desk.root.dataset
    return codes === "open" || (codes !== "closed" && narrow === undefined)
  }

  toggle(): void {
    const { dataset } = this.desk.root
    dataset.codes = this.isOpen ? "closed" : "open"
    keep(OPEN, dataset.codes)
    this.desk.dressed()
  }

  focus(): void {
    if (!this.isOpen) this.toggle()
    this.tree.seek()
  }

  draw(): void {
    const { layers, drawing } = this.desk
    const codes = inOrder([...layers.codes.values()])
    const counts = this.count(codes)
    const leaves = codes.map(({ id, name, path, parent_id, retired }): Leaf => ({
      id,
      name,
      retired: retired ?? false,
      path: path ?? name,
      colour: drawing.paintOf(id),
      parent_id: parent_id ?? null,
      count: counts.get(id) ?? 0,
      key: this.coder.slots.keyOf(id),
      pinned: this.coder.slots.isPinned(id),
    }))
    this.tree.draw(offered(rowsOf(leaves)))
  }

  /** Space fills the passages of a code, a digit puts it on that key, 0 takes it off its key. */
  private key(name: string): (() => void) | undefined {
    const { at } = this.tree
    if (!at) return undefined
    if (name === " ") return () => this.coder.show(at)
    return /^\d$/.test(name) ? () => this.isOffered(at) && this.coder.slots.pin(at, Number(name)) : undefined
  }

  /** A retired code stands here for those below it alone. */
  private isOffered(id: string): boolean {
    const code = this.tree.row(id)?.code
    if (code?.retired) this.desk.say(`${code.name} is retired: it is no longer offered.`)
    return !code?.retired
  }

  private click(event: Event): void {
    const id = idOf(event)
    if (id && (event.target as HTMLElement).closest(".wbt-dot")) this.coder.show(id)
  }

  /** Words dragged from the text are coded with the code they are dropped on. */
  private dragged(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes(PASSAGE)) return
    const id = idOf(event)
    event.preventDefault()
    event.dataTransfer.dropEffect = id ? "copy" : "none"
    const left = event.type === "drop" || event.type === "dragleave"
    for (const { code } of this.tree.visible) this.tree.element(code.id)?.toggleAttribute("data-over", code.id === id && !left)
    if (event.type === "drop" && id && this.isOffered(id)) this.coder.apply(id)
  }

  /** Count passages of each code and those below it, here and elsewhere; the same words count once. */
  private count(codes: readonly Code[]): Map<string, number> {
    const { layers, data } = this.desk
    const parents = new Map([...layers.codes.values()].map(code => [code.id, code.parent_id]))
    const here = new Map<string, Set<number>>()
    for (const { code_id, start, stop } of layers.codings.values()) {
      for (let id: string | null | undefined = code_id, deep = 0; id && deep < 50; id = parents.get(id), deep++) {
        let places = here.get(id)
        if (!places) here.set(id, (places = new Set()))
        places.add(start * 0x4000000 + stop)
      }
    }
    return new Map(codes.map(({ id }) => [id, (data.counts?.[id] ?? 0) + (here.get(id)?.size ?? 0)]))
  }
}

/** Put what stands below a code behind it; a code made just now comes last among its siblings. */
function inOrder(codes: readonly Code[]): Code[] {
  const known = new Set(codes.map(code => code.id))
  const below = Map.groupBy(codes, code => (code.parent_id && known.has(code.parent_id) ? code.parent_id : ""))
  const walk = (id: string): Code[] => (below.get(id) ?? []).flatMap(code => [code, ...walk(code.id)])
  return walk("")
}

function fill([key, count]: readonly HTMLElement[], { code }: Row<Leaf>): void {
  const heard = (words: string) => make("span", { class: "wbt-heard" }, words)
  tally(count!, code.count, "passage")
  key!.replaceChildren(...(code.key ? [heard(" key "), code.key, heard("; ")] : []))
  key!.toggleAttribute("data-pinned", code.pinned)
}
