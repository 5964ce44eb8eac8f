import { BY, DRAGGED, node, type BoardDraw } from "./boarddraw.ts"
import { make } from "./dom.ts"
import { Drag } from "./drag.ts"
import { NONE, type Lay, type Spot } from "./lay.ts"

/** Part of a theme's box at each side, or of a subtheme's head at its top, where a theme goes between. */
const MARGIN = 0.2
/** Pixels at the foot of a subtheme where a theme goes behind it. */
const FOOT = 8

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** A card, or a stack with the cards that lie open in it. */
export interface Item {
  id: string
  box: Box
  stack: string
  inside: readonly Item[]
}

/** A place where cards lie: a theme's box, or with an empty id the parking place. */
export interface Place {
  theme_id: string
  box: Box
  level: number
  /** Where its name ends and its cards begin. */
  head: number
  items: readonly Item[]
  /** Where a card goes that comes last. */
  foot: number
}

/** Where a card goes, and the height of the line that shows it. */
export interface Landing extends Spot {
  place: Place
  y: number
  into: string
}

export function holds({ left, top, right, bottom }: Box, x: number, y: number): boolean {
  return x >= left && x < right && y >= top && y < bottom
}

/** Say before which card of a place a drop at a height goes, or into which stack. */
export function landing(place: Place, y: number): Landing {
  const { theme_id, items } = place
  const over = items.find(({ box, stack }) => stack && y >= box.top && y < box.bottom)
  if (over) {
    const next = over.inside.find(({ box }) => y < (box.top + box.bottom) / 2)
    return { theme_id, before: next?.id ?? "", stack: over.stack, place, y: next?.box.top ?? over.box.bottom, into: over.id }
  }
  const next = items.find(({ box }) => y < (box.top + box.bottom) / 2)
  const before = next ? (next.inside[0]?.id ?? next.id) : ""
  return { theme_id, before, stack: "", place, y: next ? next.box.top - 3 : place.foot, into: "" }
}

/** Where a theme goes: among others, or onto one. */
export interface Among {
  onto: string
  parent: string | null
  place: number
  line: Box | null
}

/** What the board does with what is dropped. */
export interface Dropping {
  /** Say what a drop would do, in words for the ghost, or null where it cannot be. */
  says(name: string, to: Landing | "codes" | "field", also: boolean): string | null
  drop(name: string, to: Landing | "codes" | "field", also: boolean): void
  dropTheme(theme_id: string, to: Among): void
  label(name: string): string
  lay(): Lay
}

/** Cards and themes moved by dragging them. Places are measured once, when a drag begins. */
export class BoardDrag {
  private readonly line = make("div", { class: "wbb-line", hidden: true })
  private readonly ghost = make("div", { class: "wbb-ghost", hidden: true }, make("b", {}), make("span", {}))
  private readonly drag: Drag
  private name = ""
  private places: Place[] = []
  /** How far down the field was when it was measured. */
  private origin = 0
  private boxes = { field: EMPTY, codes: EMPTY, root: EMPTY, side: EMPTY }
  private target: Landing | "codes" | "field" | null = null
  private among: Among | null = null
  private also = false
  private lit: HTMLElement | null = null
  /** Called when a drag begins and when it ends: nothing is drawn in between. */
  paused: (is: boolean) => void = () => {}

  constructor(
    private readonly root: HTMLElement,
    private readonly board: BoardDraw,
    private readonly acts: Dropping,
  ) {
    root.append(this.line, this.ghost)
    this.drag = new Drag(
      board.tree,
      {
        begin: name => this.begin(name),
        over: (x, y, also) => this.over(x, y, also),
        drop: () => this.drop(),
        end: () => this.end(),
        rolls: x => (x < this.boxes.side.right ? this.codes : this.board.field),
      },
      DRAGGED,
    )
  }

  cancel(): void {
    if (this.drag.underWay) this.drag.cancel()
  }

  close(): void {
    this.drag.end()
  }

  private begin(name: string): void {
    this.paused(true)
    this.name = name
    this.measure()
    this.board.element(name)?.setAttribute("data-dragged", "")
    this.board.tree.dataset.dragging = ""
    this.ghost.firstElementChild!.textContent = this.acts.label(name)
    this.ghost.hidden = false
  }

  private get codes(): HTMLElement {
    return this.board.element(node.codes)!
  }

  private measure(): void {
    const { field, side, tree } = this.board
    this.boxes = { root: this.root.getBoundingClientRect(), field: field.getBoundingClientRect(), side: side.getBoundingClientRect(), codes: this.codes.getBoundingClientRect() }
    this.origin = field.scrollTop
    this.places = []
    const places = tree.querySelectorAll<HTMLElement>(`.wbb-theme, [${BY}="${node.parked}"]`)
    for (const each of places) {
      const group = each.children[1] as HTMLElement
      const theme_id = each.matches(".wbb-theme") ? each.getAttribute(BY)!.slice(2) : NONE
      const box = each.getBoundingClientRect()
      this.places.push({ theme_id, box, level: Number(each.dataset.level ?? 0), head: group.getBoundingClientRect().top, items: items(group), foot: group.getBoundingClientRect().bottom })
    }
  }

  /** Give a place on the screen as it was when all was measured. */
  private then(x: number, y: number): { x: number; y: number; by: number } {
    const by = x < this.boxes.side.right ? 0 : this.board.field.scrollTop - this.origin
    return { x, y: y + by, by }
  }

  private over(x: number, y: number, also: boolean): void {
    if (!this.name) return
    this.also = also
    const { root } = this.boxes
    this.ghost.style.transform = `translate(${Math.round(x - root.left + 12)}px, ${Math.round(y - root.top + 10)}px)`
    if (this.name.startsWith("t ")) this.overTheme(x, y)
    else this.overCard(x, y)
  }

  private overCard(x: number, y: number): void {
    const at = this.then(x, y)
    const place = this.places.findLast(({ box }) => holds(box, at.x, at.y))
    if (place) this.target = landing(place, at.y)
    else if (holds(this.boxes.field, x, y)) this.target = "field"
    else this.target = holds(this.boxes.codes, at.x, at.y) ? "codes" : null
    const said = this.target && this.acts.says(this.name, this.target, this.also)
    if (said === null) this.target = null
    this.say(said ?? "cannot go here")
    const to = this.target && typeof this.target === "object" ? this.target : null
    this.light(to ? (to.into ? this.board.element(to.into) : this.element(to.place)) : null)
    this.show(to && { left: to.place.box.left + 9, right: to.place.box.right - 9, top: to.y - at.by, bottom: to.y - at.by })
  }

  private overTheme(x: number, y: number): void {
    const lay = this.acts.lay()
    const id = this.name.slice(2)
    const at = this.then(x, y)
    const place = themeAt(this.places, at)
    this.among = place ? among(lay, id, place, at) : holds(this.boxes.field, x, y) ? { onto: "", parent: null, place: lay.under(null).filter(each => each.id !== id).length, line: null } : null
    const to = this.among
    if (to && (lay.within(to.onto || to.parent, id) || to.onto === id)) this.among = null
    this.say(this.among ? where(lay, this.among) : "cannot go here")
    this.light(this.among?.onto ? this.board.element(node.theme(this.among.onto)) : null)
    const line = this.among?.line
    this.show(line ? { ...line, top: line.top - at.by, bottom: line.bottom - at.by } : null)
  }

  private element({ theme_id }: Place): HTMLElement | undefined {
    return this.board.element(theme_id ? node.theme(theme_id) : node.parked)
  }

  private say(words: string): void {
    const place = this.ghost.lastElementChild!
    if (place.textContent !== words) place.textContent = words
  }

  private light(element: HTMLElement | null | undefined): void {
    if (this.lit === element) return
    this.lit?.removeAttribute("data-into")
    this.lit = element ?? null
    this.lit?.setAttribute("data-into", "")
  }

  private show(box: Box | null): void {
    this.line.hidden = !box
    if (!box) return
    const { root } = this.boxes
    const width = Math.max(2, box.right - box.left)
    const height = Math.max(2, box.bottom - box.top)
    this.line.style.cssText = `width:${width}px;height:${height}px;transform:translate(${box.left - root.left}px, ${box.top - root.top}px)`
  }

  private drop(): void {
    const { name, target, among: to, also } = this
    this.paused(false)
    if (name.startsWith("t ") && to) this.acts.dropTheme(name.slice(2), to)
    else if (target && !name.startsWith("t ")) this.acts.drop(name, target, also)
  }

  private end(): void {
    this.board.element(this.name)?.removeAttribute("data-dragged")
    this.light(null)
    this.name = ""
    this.target = this.among = null
    this.ghost.hidden = this.line.hidden = true
    delete this.board.tree.dataset.dragging
    this.paused(false)
  }
}

const EMPTY: Box = { left: 0, top: 0, right: 0, bottom: 0 }

function items(group: HTMLElement): Item[] {
  return [...group.querySelectorAll<HTMLElement>(`:scope > [${BY}]`)].map(each => {
    const name = each.getAttribute(BY)!
    const pile = name.startsWith("s ")
    const inside = pile ? items(each.children[1] as HTMLElement) : []
    const stack = pile ? name.split(" ").slice(2).join(" ") : ""
    return { id: pile ? name : name.slice(2), box: each.getBoundingClientRect(), stack, inside }
  })
}

/** Find the theme that another is held over: a subtheme by its name or its foot, the theme around it by all else. */
export function themeAt(places: readonly Place[], { x, y }: { x: number; y: number }): Place | undefined {
  return places.findLast(({ theme_id, box, level, head }) => theme_id && holds(box, x, y) && (level === 1 || y < head || y >= box.bottom - FOOT))
}

/** Say where a theme goes that is dropped over another's box: beside it, before or after, or onto it. */
export function among(lay: Lay, dragged: string, { theme_id, box, level, head }: Place, { x, y }: { x: number; y: number }): Among {
  const theme = lay.themes.get(theme_id)!
  const top = level === 1
  const part = top ? (x - box.left) / (box.right - box.left) : (y - box.top) / (head - box.top)
  const after = top ? part >= 1 - MARGIN : y >= box.bottom - FOOT
  if (part > MARGIN && !after) return { onto: theme_id, parent: theme_id, place: 0, line: null }
  const siblings = lay.under(theme.parent_id).map(each => each.id)
  const before = siblings.slice(0, siblings.indexOf(theme_id) + (after ? 1 : 0))
  const place = before.filter(each => each !== dragged).length
  const edge = top ? (after ? box.right + 5 : box.left - 7) : after ? box.bottom + 2 : box.top - 4
  const line = top ? { ...box, left: edge, right: edge + 2 } : { ...box, top: edge, bottom: edge + 2 }
  return { onto: "", parent: theme.parent_id, place, line }
}

function where(lay: Lay, { onto, parent }: Among): string {
  if (onto) return `onto ${lay.path(lay.themes.get(onto)!)}: subtheme or merge`
  return parent ? `a subtheme of ${lay.path(lay.themes.get(parent)!)}` : "a theme of its own"
}
