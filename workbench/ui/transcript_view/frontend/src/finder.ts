import { make } from "./dom.ts"
import { find, type Span } from "./words.ts"

/** The line above the words that finds in this transcript; what is typed stays in the window. */
export class Finder {
  readonly root: HTMLElement
  matches: Span[] = []
  private readonly input: HTMLInputElement
  private readonly count = make("span", { "aria-live": "polite" })
  private current = -1

  constructor(
    private readonly words: () => string,
    private readonly go: (span: Span) => void,
    private readonly changed: () => void,
    private readonly left: (span: Span | null) => void,
  ) {
    this.input = make("input", {
      class: "wbt-input",
      placeholder: "Find in this transcript",
      "aria-label": "Find in this transcript",
      spellcheck: "false",
      autocomplete: "off",
    })
    const tool = (label: string, title: string, act: () => void) =>
      make("button", { type: "button", class: "wbt-tool", title, "aria-label": title, onclick: act }, label)
    const previous = tool("↑", "Previous match (Shift+Enter)", () => this.step(-1))
    const next = tool("↓", "Next match (Enter)", () => this.step(1))
    const close = tool("✕", "Close (Esc)", () => this.close())
    this.root = make("div", { class: "wbt-find", role: "search", hidden: true }, this.input, previous, next, this.count, close)
    this.input.addEventListener("input", () => this.search())
    this.root.addEventListener("keydown", event => this.key(event))
  }

  open(): void {
    this.root.hidden = false
    this.input.focus()
    this.input.select()
    this.search()
  }

  private close(): void {
    const match = this.matches[this.current] ?? null
    this.root.hidden = true
    this.matches = []
    this.changed()
    this.left(match)
  }

  private search(): void {
    this.matches = find(this.words(), this.input.value)
    this.current = -1
    this.count.textContent = this.input.value ? `${this.matches.length} found` : ""
    this.changed()
  }

  private step(by: 1 | -1): void {
    const n = this.matches.length
    if (!n) return
    this.current = this.current < 0 && by < 0 ? n - 1 : (this.current + by + n) % n
    this.count.textContent = `${this.current + 1} of ${n}`
    this.go(this.matches[this.current]!)
    this.changed()
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Escape") this.close()
    else if (event.key === "Enter" && event.target === this.input) this.step(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
  }

  isCurrent(span: Span): boolean {
    return this.matches[this.current] === span
  }
}
