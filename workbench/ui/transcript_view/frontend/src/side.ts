import type { Coder } from "./coder.ts"
import type { Desk } from "./desk.ts"
import type { Code } from "./model.ts"
import { keep, recall } from "./shared.ts"
import { Tree, type Leaf } from "./tree.ts"

const OPEN = "workbench:codes"

/** The codebook at the left of the words: what its codes do here, and how often each stands. */
export class Side {
  readonly tree: Tree

  constructor(
    private readonly desk: Desk,
    private readonly coder: Coder,
  ) {
    this.tree = new Tree({
      pick: id => coder.take(id),
      show: id => coder.show(id),
      drop: id => coder.apply(id),
      pin: (id, number) => coder.slots.pin(id, number),
      leave: () => desk.where.focus(),
    })
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
    this.tree.focus()
  }

  draw(): void {
    const { layers, drawing } = this.desk
    const codes = inOrder([...layers.codes.values()].filter(code => !code.retired))
    const counts = this.count(codes)
    const leaves = codes.map(({ id, name, path, parent_id }): Leaf => ({
      id,
      name,
      path: path ?? name,
      colour: drawing.paintOf(id),
      parent_id: parent_id ?? null,
      count: counts.get(id) ?? 0,
      key: this.coder.slots.keyOf(id),
      pinned: this.coder.slots.isPinned(id),
    }))
    this.tree.draw(leaves, drawing.shown)
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
