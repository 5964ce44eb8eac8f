import { make } from "./dom.ts"
import { Lines, type Box } from "./lines.ts"
import type { Text } from "./text.ts"
import { Tip, type Told } from "./tip.ts"
import type { Span } from "./words.ts"

export interface Stripe extends Span {
  id: string
  lane: number
  colour: string
  /** "Coding: code, by whom" */
  label: string
  /** Name of the code. */
  name: string
  /** What is told of it when it is pointed at. */
  told: () => Told
  hot: boolean
}

export interface MarginEvents {
  choose(id: string): void
  hover(id: string | null): void
  more(ids: string[], at: HTMLElement): void
}

/** Distance of two stripes, where all fit and where they are many, in pixels. */
const LANE = 11
const CLOSE = 6
/** Height of a name beside a stripe, and the room a name needs at least, in pixels. */
const NAME = 15
const ROOM = 30
const BAND = 60

/** The stripes beside the words. Its width changes with the window's alone, so that no coding reflows the words. */
export class Margin {
  /** Lanes that the codings of the transcript take; what does not fit the width is counted, not drawn. */
  lanes = 0
  private pitch = LANE
  readonly root = make("div", { class: "wbt-margin", role: "group", "aria-label": "Codings" })
  private readonly tip = new Tip()
  private readonly lines = new Lines()
  private readonly buttons = new Map<string, HTMLButtonElement>()
  /** How each stripe was drawn last: what stands is not touched. */
  private readonly looks = new Map<string, string>()
  private told = new Map<string, () => Told>()
  private extra: HTMLButtonElement[] = []
  private extraLook = ""
  private reached: HTMLButtonElement | null = null

  constructor(private readonly events: MarginEvents) {
    this.root.append(this.tip.root)
    this.root.addEventListener("keydown", event => {
      if (event.key === "Escape" && this.tip.hide()) event.stopPropagation()
    })
  }

  paint(text: Text, stripes: Stripe[]): void {
    const origin = this.root.getBoundingClientRect()
    const room = Math.max(CLOSE, origin.width - 6)
    this.pitch = Math.max(CLOSE, Math.min(LANE, Math.floor(room / Math.max(1, this.lanes))))
    const fits = Math.floor(room / this.pitch)
    const shown = stripes.filter(stripe => stripe.lane < fits)
    const places = this.lines.boxes(text, shown, origin.top)
    const names = labels(shown, places, origin.width, this.pitch)
    this.told = new Map(shown.map(stripe => [stripe.id, stripe.told]))
    // First what measures, then what writes: the page is laid out once.
    this.count(text, stripes.filter(stripe => stripe.lane >= fits), origin.top)
    this.forget(new Set(shown.map(stripe => stripe.id)))
    shown.forEach((stripe, i) => this.put(stripe, places[i]!, names.get(stripe.id)))
    this.rove(shown.find(stripe => stripe.hot)?.id)
  }

  private forget(kept: ReadonlySet<string>): void {
    for (const [id, button] of this.buttons) {
      if (kept.has(id)) continue
      button.remove()
      this.buttons.delete(id)
      this.looks.delete(id)
    }
  }

  private put(stripe: Stripe, { top, height }: Box, name?: Name): void {
    let button = this.buttons.get(stripe.id)
    if (!button) {
      button = make("button", { type: "button", class: "wbt-stripe", tabindex: "-1" }, make("span", { class: "wbt-name-tag", "aria-hidden": "true" }))
      const own = button
      const show = () => this.point(own)
      button.addEventListener("click", () => this.events.choose(stripe.id))
      button.addEventListener("pointerenter", show)
      button.addEventListener("focus", show)
      for (const leave of ["pointerleave", "blur"]) button.addEventListener(leave, () => this.point(null))
      button.dataset.coding = stripe.id
      this.buttons.set(stripe.id, button)
      this.root.append(button)
    }
    const look = [stripe.label, stripe.hot, top, height, this.pitch, stripe.lane, stripe.colour, stripe.name, name?.drop, name?.width].join("|")
    if (this.looks.get(stripe.id) === look) return
    this.looks.set(stripe.id, look)
    button.ariaLabel = stripe.label
    button.ariaPressed = String(stripe.hot)
    button.style.cssText = `top:${top}px;height:${height}px;width:${this.pitch - 1}px;left:${stripe.lane * this.pitch + 4}px;--c:${stripe.colour}`
    const tag = button.firstElementChild as HTMLElement
    tag.hidden = !name
    if (name) {
      if (tag.textContent !== stripe.name) tag.textContent = stripe.name
      tag.style.cssText = `top:${name.drop}px;max-width:${name.width}px`
    }
  }

  private point(button: HTMLButtonElement | null): void {
    this.events.hover(button?.dataset.coding ?? null)
    const told = this.told.get(button?.dataset.coding ?? "")
    if (button && told) this.tip.show(button, told())
    else this.tip.leave()
  }

  /** Show "+n" at the turn where stripes beyond the last lane begin. */
  private count(text: Text, hidden: Stripe[], origin: number): void {
    const groups = Map.groupBy(hidden, stripe => text.turnAt(stripe.from))
    const found = [...groups].map(([turn, stripes]) => ({ top: text.rows[turn]!.getBoundingClientRect().top - origin, stripes }))
    const look = JSON.stringify(found.map(({ top, stripes }) => [top, stripes.map(each => each.id)]))
    if (look === this.extraLook) return
    this.extraLook = look
    for (const button of this.extra) button.remove()
    this.extra = found.map(({ top, stripes }) => {
      const label = `+${stripes.length}`
      const button = make("button", { type: "button", class: "wbt-more", tabindex: "-1" }, label)
      button.ariaLabel = `${label}: ${stripes.length} more codings`
      button.style.top = `${top}px`
      button.addEventListener("click", () => this.events.more(stripes.map(stripe => stripe.id), button))
      this.root.append(button)
      return button
    })
  }

  private get order(): HTMLButtonElement[] {
    return [...this.buttons.values()].sort((a, b) => a.offsetTop - b.offsetTop || a.offsetLeft - b.offsetLeft)
  }

  /** Let Tab come to one stripe: the focused, the one in hand, or any that is drawn. */
  private rove(hot: string | undefined): void {
    const held = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.coding : undefined
    const chosen = this.buttons.get(held ?? "") ?? this.buttons.get(hot ?? "") ?? this.buttons.values().next().value
    if (chosen === this.reached) return
    if (this.reached) this.reached.tabIndex = -1
    if (chosen) chosen.tabIndex = 0
    this.reached = chosen ?? null
  }

  /** Move the focus from stripe to stripe in reading order. */
  step(from: HTMLElement, by: 1 | -1): void {
    const { order } = this
    const next = order[order.indexOf(from as HTMLButtonElement) + by]
    next?.focus()
    if (next) this.rove(next.dataset.coding)
  }
}

interface Name {
  drop: number
  width: number
}

interface Room {
  top: number
  bottom: number
  left: number
  right: number
}

/** Find room for the names of codes to the right of their stripes, at the first free line of each. */
function labels(stripes: readonly Stripe[], boxes: readonly Box[], width: number, pitch: number): Map<string, Name> {
  // What is taken lies in bands, so that a name is held against its neighbours alone.
  const bands = new Map<number, Room[]>()
  const take = (room: Room) => {
    for (let band = Math.floor(room.top / BAND); band * BAND < room.bottom; band++) {
      const here = bands.get(band)
      if (here) here.push(room)
      else bands.set(band, [room])
    }
    return room
  }
  const taken = boxes.map(({ top, height }, i) => {
    const left = stripes[i]!.lane * pitch + 4
    return take({ top, bottom: top + height, left, right: left + pitch })
  })
  const found = new Map<string, Name>()
  const order = stripes.map((_, i) => i).sort((a, b) => boxes[a]!.top - boxes[b]!.top || stripes[a]!.lane - stripes[b]!.lane)
  for (const i of order) {
    const { top, height } = boxes[i]!
    const left = taken[i]!.right + 2
    const lines = Math.max(1, Math.min(8, Math.floor(height / NAME)))
    for (let line = 0; line < lines; line++) {
      const from = top + line * NAME
      let right = width - 4
      for (let band = Math.floor(from / BAND); band * BAND < from + NAME; band++) {
        for (const each of bands.get(band) ?? []) {
          if (each.top < from + NAME && each.bottom > from && each.right > left && each !== taken[i]) right = Math.min(right, each.left - 2)
        }
      }
      if (right - left < ROOM) continue
      found.set(stripes[i]!.id, { drop: line * NAME, width: right - left })
      take({ top: from, bottom: from + NAME, left, right })
      break
    }
  }
  return found
}
