/** Drag by mouse or pen what has a name; who is told says where it may go and what a drop does. */

const SLACK = 5
const EDGE = 36

export interface Dragged {
  begin(id: string): void
  /** Show where a drop at this place would put the row. */
  over(x: number, y: number, joining: boolean): void
  drop(): void
  end(): void
  /** What scrolls where the pointer is, if not the whole. */
  rolls?(x: number): HTMLElement
}

export class Drag {
  private from: { id: string; x: number; y: number; pointer: number } | null = null
  private under = false
  private at = { x: 0, y: 0, joining: false }
  private rolling = 0

  constructor(
    private readonly scroll: HTMLElement,
    private readonly acts: Dragged,
    /** The attribute that names what can be dragged. */
    private readonly by = "data-code",
  ) {
    scroll.addEventListener("pointerdown", event => this.press(event))
    scroll.addEventListener("pointermove", event => this.move(event))
    scroll.addEventListener("pointerup", () => this.finish(true))
    scroll.addEventListener("pointercancel", () => this.finish(false))
    scroll.addEventListener("lostpointercapture", () => this.finish(false))
    for (const name of ["keydown", "keyup"] as const) scroll.ownerDocument.addEventListener(name, this.joins)
  }

  get underWay(): boolean {
    return this.under
  }

  cancel(): void {
    this.finish(false)
  }

  end(): void {
    this.cancel()
    for (const name of ["keydown", "keyup"] as const) this.scroll.ownerDocument.removeEventListener(name, this.joins)
  }

  /** See a key that joins pressed or let go while the pointer rests. */
  private readonly joins = (event: KeyboardEvent) => {
    if (!this.under || joining(event) === this.at.joining) return
    event.preventDefault()
    this.at.joining = joining(event)
    this.acts.over(this.at.x, this.at.y, this.at.joining)
  }

  private press(event: PointerEvent): void {
    const target = event.target as HTMLElement
    const id = target.closest(`[${this.by}]`)?.getAttribute(this.by)
    if (!id || event.button || event.pointerType === "touch" || target.closest("button, input")) return
    this.from = { id, x: event.clientX, y: event.clientY, pointer: event.pointerId }
  }

  private move(event: PointerEvent): void {
    if (!this.from) return
    const { id, x, y, pointer } = this.from
    this.at = { x: event.clientX, y: event.clientY, joining: joining(event) }
    if (!this.under) {
      if (Math.hypot(event.clientX - x, event.clientY - y) < SLACK) return
      this.under = true
      this.scroll.setPointerCapture(pointer)
      this.acts.begin(id)
      this.roll()
    }
    this.acts.over(this.at.x, this.at.y, this.at.joining)
  }

  /** Scroll while the pointer rests near an edge. */
  private roll(): void {
    const scroll = this.acts.rolls?.(this.at.x) ?? this.scroll
    const { top, bottom } = scroll.getBoundingClientRect()
    const up = Math.min(0, this.at.y - top - EDGE)
    const down = Math.max(0, this.at.y - bottom + EDGE)
    if (up || down) {
      scroll.scrollTop += Math.max(-14, up) + Math.min(14, down)
      this.acts.over(this.at.x, this.at.y, this.at.joining)
    }
    this.rolling = requestAnimationFrame(() => this.roll())
  }

  private finish(dropped: boolean): void {
    const { under, from } = this
    this.under = false
    this.from = null
    cancelAnimationFrame(this.rolling)
    if (!under || !from) return
    if (this.scroll.hasPointerCapture(from.pointer)) this.scroll.releasePointerCapture(from.pointer)
    if (dropped) this.acts.drop()
    this.acts.end()
  }
}

function joining(event: PointerEvent | KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey
}
