import type { Coder } from "./coder.ts"
import type { Desk } from "./desk.ts"
import { make } from "./dom.ts"
import { STYLES } from "./drawing.ts"
import { outbox } from "./shared.ts"

const STYLE_NAMES = { stripes: "Stripes", fill: "Fill", off: "Off" }
const STATES = { saved: "saved", saving: "saving", late: "not saved: no answer from the workbench yet" }

/** What stands above and below the words: tools, status, and the codes of the keys 1 to 9. */
export class Bar {
  readonly tools = make("div", { class: "wbt-bar", role: "toolbar", "aria-label": "Transcript" })
  readonly chips = make("div", { class: "wbt-foot", role: "group", "aria-label": "Codes of the keys 1 to 9" })
  refusal = ""
  private readonly status = make("span", { class: "wbt-status" })

  constructor(
    private readonly desk: Desk,
    private readonly coder: Coder,
    /** Do what a key does. */
    private readonly press: (key: string) => void,
  ) {}

  draw(): void {
    const { mode } = this.desk.data
    const { drawing, where } = this.desk
    const tools: Node[] = []
    if (mode === "coding") {
      for (const style of STYLES) {
        tools.push(this.tool(STYLE_NAMES[style], "Change with T", () => drawing.setStyle(style), drawing.style === style))
      }
    }
    if (mode === "review") tools.push(make("span", { class: "wbt-hints" }, "A accept · E change · K keep · R redact · N next · P back · ? all keys"))
    tools.push(make("span", { class: "wbt-space" }), this.status)
    if (mode !== "reading") {
      tools.push(this.tool("Undo", "Undo (Z)", () => this.press("z")), this.tool("Redo", "Redo (Shift+Z)", () => this.press("Z")))
    }
    tools.push(
      this.tool("Find", "Find in this transcript (F)", () => this.press("f")),
      this.tool("Interviewer", "Hide or show the interviewer (H)", () => this.press("h"), !where.hidesInterviewer),
      this.tool("Keys", "All keys (?)", () => this.press("?")),
    )
    this.tools.replaceChildren(...tools)
  }

  private tool(label: string, title: string, act: () => void, pressed?: boolean): HTMLElement {
    const state = pressed === undefined ? undefined : String(pressed)
    return make("button", { type: "button", class: "wbt-tool", title, onclick: act, "aria-pressed": state }, label)
  }

  drawChips(): void {
    const { data, layers, drawing } = this.desk
    this.chips.hidden = data.mode !== "coding"
    const chips = this.coder.slots.flatMap((id, i) => {
      const code = layers.codes.get(id)
      if (!code || code.retired) return []
      const dot = make("span", { class: "wbt-dot" })
      dot.style.background = drawing.paintOf(id)
      const chip = make("button", { type: "button", class: "wbt-chip", title: `Apply (${i + 1})` }, make("b", {}, String(i + 1)), dot, code.name)
      // The press must leave the selection in the words.
      chip.addEventListener("pointerdown", event => event.preventDefault())
      chip.addEventListener("click", () => this.coder.apply(id))
      return [chip]
    })
    if (!chips.length) this.chips.replaceChildren(make("span", {}, "Select words, then C for a code. Codes you use take the keys 1–9."))
    else this.chips.replaceChildren(...chips)
  }

  showStatus(): void {
    const codings = this.desk.layers.codings.size
    const count = this.desk.data.mode === "review" ? "" : `${codings} ${codings === 1 ? "coding" : "codings"} · `
    this.status.textContent = `${count}${this.refusal ? `not saved: ${this.refusal}` : STATES[outbox.state]}`
    this.status.dataset.state = outbox.state
    this.status.toggleAttribute("data-refused", this.refusal !== "")
  }
}
