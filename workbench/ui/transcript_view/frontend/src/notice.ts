import { make } from "./dom.ts"
import { dress } from "./sheet.ts"

/** A quiet line at the foot of the window; nothing of the page changes before it is asked for. */
export class Notice {
  private readonly words = make("span", {})
  private readonly show_ = make("button", { type: "button", class: "wbt-tool" }, "Show")
  private readonly root = make("div", { class: "wbt wbt-notice", role: "status", hidden: true }, this.words, this.show_)

  constructor(private readonly draw: () => void) {
    this.show_.addEventListener("click", () => this.draw())
  }

  /** Stand in the element that is on every page. */
  stand(parent: HTMLElement): void {
    if (this.root.parentElement === parent) return
    dress()
    parent.append(this.root)
  }

  show(on: boolean): void {
    this.root.hidden = !on
    // What is put into a region that is there already is read out.
    this.words.textContent = on ? "Changed elsewhere since this page was drawn." : ""
  }
}
