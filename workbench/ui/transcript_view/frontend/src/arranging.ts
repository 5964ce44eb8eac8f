import { path, within, type Row, type Twig } from "./branches.ts"
import { make } from "./dom.ts"
import { Drag } from "./drag.ts"
import type { Tree } from "./tree.ts"

/** Indentation of a level and space before the first, as the style sheet has them. */
const INDENT = 18
const BEFORE = 24
/** Milliseconds that a drag must rest on a folded row to open it. */
const OPENING = 700
/** Parts of a row, at its upper and lower edge, in which a drop goes between two rows. */
const MARGIN = 0.28

/** Where a drop puts the row that is dragged. */
export interface Spot<C extends Twig> {
  parent: Row<C> | null
  place: number
  /** The row on which it is dropped; null between two. */
  into: Row<C> | null
  depth: number
}

/** The pointer among the rows: on which one, how far down it, over which level. */
export interface Pointer {
  on: number
  part: number
  level: number
}

export interface Placing<C extends Twig> {
  place(row: Row<C>, parent: Row<C> | null, place: number): void
  merge(row: Row<C>, into: Row<C>): void
}

/** Say where a drop puts a row; null where it cannot go. `whole`: only onto rows, not between. */
export function spot<C extends Twig>(rows: readonly Row<C>[], dragged: Row<C>, { on, part, level }: Pointer, whole: boolean): Spot<C> | null {
  const row = rows[on]
  if (!row) return null
  if (whole || (part > MARGIN && part < 1 - MARGIN)) {
    return within(row, dragged.code.id) ? null : { parent: row, place: row.children, into: row, depth: row.depth }
  }
  if (part <= MARGIN) return gap(dragged, row.parent, row.place, row.depth)
  const next = rows[on + 1]
  if (next?.parent === row) return gap(dragged, row, 0, row.depth + 1)
  // Below the last of a branch, how far left the pointer is says from which level it continues.
  let above = row
  while (above.parent && above.depth > level && (!next || next.depth < above.depth)) above = above.parent
  return gap(dragged, above.parent, above.place + 1, above.depth)
}

function gap<C extends Twig>(dragged: Row<C>, parent: Row<C> | null, place: number, depth: number): Spot<C> | null {
  if (within(parent, dragged.code.id)) return null
  // Taken from before its new place, the row leaves a gap that the others close.
  const shift = dragged.parent === parent && dragged.place < place ? 1 : 0
  return { parent, place: place - shift, into: null, depth }
}

/** The rows of a tree nested, ordered and merged by dragging them. */
export class Arranging<C extends Twig> {
  private readonly line = make("div", { class: "wbc-line", hidden: true })
  private readonly ghost = make("div", { class: "wbc-ghost", hidden: true })
  private readonly drag: Drag
  private dragged: Row<C> | null = null
  private spot: Spot<C> | null = null
  private joining = false
  private hovering = 0
  private hovered = ""

  constructor(
    private readonly root: HTMLElement,
    private readonly scroll: HTMLElement,
    private readonly tree: Tree<C>,
    private readonly acts: Placing<C>,
  ) {
    scroll.append(this.line)
    root.append(this.ghost)
    this.drag = new Drag(scroll, {
      begin: id => this.begin(id),
      over: (x, y, joining) => this.over(x, y, joining),
      drop: () => this.drop(),
      end: () => this.end(),
    })
  }

  /** Stop a drag that is under way, leaving all where it was. */
  cancel(): void {
    if (this.drag.underWay) this.drag.cancel()
  }

  /** Hear no more keys. */
  close(): void {
    this.drag.end()
  }

  private begin(id: string): void {
    this.dragged = this.tree.row(id)
    this.tree.paused = true
    this.tree.element(id)?.setAttribute("data-dragged", "")
    this.ghost.hidden = false
    this.root.dataset.dragging = ""
  }

  private over(x: number, y: number, joining: boolean): void {
    const row = this.dragged
    if (!row) return
    this.joining = joining
    const on = this.on(x, y)
    this.spot = on && spot(this.tree.visible, row, on, joining || this.tree.filtered)
    const box = this.root.getBoundingClientRect()
    this.ghost.style.transform = `translate(${Math.round(x - box.left + 14)}px, ${Math.round(y - box.top + 8)}px)`
    this.ghost.replaceChildren(make("b", {}, row.code.name), ` ${this.where()}`)
    for (const each of this.tree.list.querySelectorAll("[data-into]")) each.removeAttribute("data-into")
    const into = this.spot?.into ?? null
    if (into) this.tree.element(into.code.id)?.setAttribute("data-into", joining ? "merge" : "nest")
    this.line.hidden = !this.spot || Boolean(into)
    if (this.spot && on) this.lay(this.spot, on)
    this.openHovered(into)
  }

  private where(): string {
    if (!this.spot) return "cannot go here"
    const { into, parent } = this.spot
    if (into) return `${this.joining ? "merge into" : "under"} ${into.code.name}`
    return parent ? `in ${path(parent)}` : "at the top"
  }

  private box(on: number): DOMRect {
    return this.tree.element(this.tree.visible[on]!.code.id)!.getBoundingClientRect()
  }

  private on(x: number, y: number): Pointer | null {
    const box = this.scroll.getBoundingClientRect()
    const last = this.tree.visible.length - 1
    if (last < 0 || x < box.left - 40 || x > box.right + 40) return null
    const found = this.tree.visible.findIndex((_, i) => y < this.box(i).bottom)
    const on = found < 0 ? last : found
    const { top, height } = this.box(on)
    return { on, part: (y - top) / height, level: Math.floor((x - box.left - BEFORE) / INDENT) }
  }

  private lay({ depth }: Spot<C>, { on, part }: Pointer): void {
    const { top, bottom } = this.box(on)
    const y = part <= MARGIN ? top : bottom
    this.line.style.top = `${y - this.scroll.getBoundingClientRect().top + this.scroll.scrollTop}px`
    this.line.style.left = `${BEFORE + depth * INDENT}px`
  }

  /** Unfold a row on which the pointer rests. */
  private openHovered(row: Row<C> | null): void {
    const id = row?.code.id ?? ""
    if (id === this.hovered) return
    this.hovered = id
    clearTimeout(this.hovering)
    if (!row?.children || !this.tree.folded.has(id)) return
    this.hovering = window.setTimeout(() => {
      this.tree.paused = false
      this.tree.fold(id, false)
      this.tree.paused = true
    }, OPENING)
  }

  private drop(): void {
    const { dragged: row, spot: to } = this
    if (!row || !to) return
    this.tree.paused = false
    this.tree.hold(row.code.id)
    const { into, parent } = to
    if (into && this.joining) return this.acts.merge(row, into)
    if (parent === row.parent && to.place === row.place && !into) return
    this.acts.place(row, parent, into && row.parent === into ? to.place - 1 : to.place)
  }

  private end(): void {
    clearTimeout(this.hovering)
    if (this.dragged) this.tree.element(this.dragged.code.id)?.removeAttribute("data-dragged")
    for (const each of this.tree.list.querySelectorAll("[data-into]")) each.removeAttribute("data-into")
    this.dragged = this.spot = null
    this.hovered = ""
    this.ghost.hidden = this.line.hidden = true
    delete this.root.dataset.dragging
    this.tree.paused = false
    this.tree.redraw()
  }
}
