import { make } from "./dom.ts"

export interface Told {
  name: string
  path: string
  colour: string
  by: string
  memo: string
}

const LINGER = 160
/** Room between the words told and the edge of the view, in pixels. */
const EDGE = 4

/** What a stripe says when it is pointed at or has the focus; Escape takes it away. */
export class Tip {
  readonly root = make("div", { class: "wbt-tip", role: "tooltip", id: `wbt-tip-${crypto.randomUUID()}`, hidden: true })
  private timer = 0
  private owner: HTMLElement | null = null

  constructor() {
    this.root.addEventListener("pointerenter", () => clearTimeout(this.timer))
    this.root.addEventListener("pointerleave", () => this.hide())
  }

  show(owner: HTMLElement, { name, path, colour, by, memo }: Told): void {
    clearTimeout(this.timer)
    this.owner?.removeAttribute("aria-describedby")
    this.owner = owner
    owner.setAttribute("aria-describedby", this.root.id)
    const dot = make("span", { class: "wbt-dot" })
    dot.style.background = colour
    const parts: Node[] = [make("div", { class: "wbt-tip-name" }, dot, make("b", {}, name))]
    if (path && path !== name) parts.push(make("div", { class: "wbt-told" }, path))
    if (by) parts.push(make("div", { class: "wbt-told" }, by))
    if (memo) parts.push(make("div", { class: "wbt-tip-memo" }, memo))
    this.root.replaceChildren(...parts)
    this.root.hidden = false
    this.place()
    // What has the focus is scrolled to only after it was told so.
    requestAnimationFrame(() => this.place())
  }

  /** Stand beside the owner, within what is seen of it: a long stripe may begin far above. */
  private place(): void {
    const view = this.root.closest(".wbt-scroll")
    if (!this.owner || !view) return
    const last = view.scrollTop + view.clientHeight - this.root.offsetHeight - EDGE
    this.root.style.top = `${Math.max(view.scrollTop + EDGE, Math.min(this.owner.offsetTop, last))}px`
  }

  /** Go soon, unless the pointer comes here meanwhile. */
  leave(): void {
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => this.hide(), LINGER)
  }

  hide(): boolean {
    clearTimeout(this.timer)
    const was = !this.root.hidden
    this.root.hidden = true
    this.owner?.removeAttribute("aria-describedby")
    this.owner = null
    return was
  }
}
