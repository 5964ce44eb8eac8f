import { make } from "./dom.ts"

export interface Told {
  name: string
  path: string
  colour: string
  by: string
  memo: string
}

const LINGER = 160

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
    this.root.style.top = `${owner.offsetTop}px`
    this.root.hidden = false
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
