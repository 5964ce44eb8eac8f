import { make } from "./dom.ts"

/** Buttons at a selection that was made by touch, where there is no keyboard. */
export class Float {
  readonly root = make("div", { class: "wbt-float", role: "toolbar", "aria-label": "Selected words", hidden: true })

  constructor(press: (key: string) => void) {
    const acts = [
      ["Code", "c"],
      ["Again", ";"],
      ["In vivo", "i"],
      ["Memo", "m"],
      ["Read", "r"],
    ] as const
    for (const [label, key] of acts) {
      const button = make("button", { type: "button", class: "wbt-tool" }, label)
      // A press must leave the selection in the words.
      button.addEventListener("pointerdown", event => event.preventDefault())
      button.addEventListener("click", () => press(key))
      this.root.append(button)
    }
  }

  /** Stand below the selection, or go away without one. */
  put(near: DOMRect | null, host: HTMLElement): void {
    this.root.hidden = !near
    if (!near) return
    const box = host.getBoundingClientRect()
    const left = Math.min(near.left - box.left, box.width - this.root.offsetWidth - 8)
    const below = near.bottom - box.top + 28
    const top = below + 44 < box.height ? below : near.top - box.top - 52
    this.root.style.left = `${Math.max(8, left)}px`
    this.root.style.top = `${Math.max(8, top)}px`
  }
}
