import { many } from "./coded.ts"
import type { Coder } from "./coder.ts"
import type { Desk } from "./desk.ts"
import { make } from "./dom.ts"
import { STYLES } from "./drawing.ts"
import { outbox, past } from "./shared.ts"

const STYLE_NAMES = { stripes: "Stripes", fill: "Fill", off: "Off" }
const STATES = { saved: "saved", saving: "saving", late: "not saved: no answer from the workbench yet" }

/** What stands above and below the words: tools, status, and the codes of the keys 1 to 9. */
export class Bar {
  readonly tools = make("div", { class: "wbt-bar", role: "toolbar", "aria-label": "Transcript" })
  readonly chips = make("div", { class: "wbt-foot", role: "group", "aria-label": "Codes of the keys 1 to 9" })
  refusal = ""
  /** Who takes part, with attributes, and how long it is. */
  readonly people = make("div", { class: "wbt-people", "aria-label": "Participants", role: "group", hidden: true })
  private readonly status = make("span", { class: "wbt-status" })
  private undo: HTMLElement | null = null
  private chipsLook = ""

  constructor(
    private readonly desk: Desk,
    private readonly coder: Coder,
    /** Do what a key does. */
    private readonly press: (key: string) => void,
    private readonly codesOpen: () => boolean,
  ) {}

  draw(): void {
    const { mode } = this.desk.data
    const { where } = this.desk
    const tools: Node[] = []
    if (mode === "coding") tools.push(...this.looks())
    if (mode === "review") tools.push(make("span", { class: "wbt-hints" }, "A accept · E change · K keep · R redact · N next · P back · ? all keys"))
    tools.push(make("span", { class: "wbt-space" }), this.status)
    if (mode !== "reading") tools.push(...this.turning(mode === "coding"))
    tools.push(
      this.tool("Find", "Find in this transcript (F)", () => this.press("f")),
      this.tool("Interviewer", "Hide or show the interviewer (H)", () => this.press("h"), !where.hidesInterviewer),
    )
    if (mode === "coding") tools.push(this.tool("Read", "Mark as read: the selection, or up to here (R)", () => this.press("r")))
    tools.push(this.tool("Keys", "All keys (?)", () => this.press("?")))
    this.replace(tools)
  }

  /** Leave the focus on the tool that has it. */
  private replace(tools: Node[]): void {
    const held = this.tools.contains(document.activeElement) ? (document.activeElement as HTMLElement).title : null
    this.tools.replaceChildren(...tools)
    if (held) Array.from(this.tools.querySelectorAll("button")).find(each => each.title === held)?.focus()
    const { data } = this.desk
    const { people = [], length = "" } = data.transcript
    this.people.hidden = data.mode !== "coding" || !(people.length || length)
    this.people.replaceChildren(...[...people, length].filter(Boolean).map(words => make("span", { title: words }, words)))
  }

  private looks(): Node[] {
    const { drawing } = this.desk
    const { count } = drawing.filter
    const codes = this.tool("Codes", "Show or hide the codebook; / goes to it", () => this.press("codes"), this.codesOpen())
    const styles = STYLES.map(style => this.tool(STYLE_NAMES[style], "Change with T", () => drawing.setStyle(style), drawing.style === style))
    const group = make("span", { class: "wbt-group", role: "group", "aria-label": "Marks" }, ...styles)
    const filter = this.tool("Filter", "Show only some codes, themes or researchers (L)", () => this.press("l"), count > 0)
    return [codes, group, filter]
  }

  private turning(listed: boolean): Node[] {
    const undo = this.tool("Undo", "Undo (Z)", () => this.press("z"))
    const redo = this.tool("Redo", "Redo (Shift+Z)", () => this.press("Z"))
    this.undo = undo
    if (!listed) return [undo, redo]
    const list = this.tool("", "What undo takes back", () => this.coder.choosePast(list.getBoundingClientRect()))
    list.ariaLabel = "What undo takes back"
    list.classList.add("wbt-down")
    return [make("span", { class: "wbt-group" }, undo, list), redo]
  }

  private tool(label: string, title: string, act: () => void, pressed?: boolean): HTMLButtonElement {
    const state = pressed === undefined ? undefined : String(pressed)
    return make("button", { type: "button", class: "wbt-tool", title, onclick: act, "aria-pressed": state }, label)
  }

  drawChips(): void {
    const { data, layers, drawing } = this.desk
    this.chips.hidden = data.mode !== "coding"
    const rows = this.coder.slots.keys.flatMap((id, i) => {
      const code = layers.codes.get(id)
      return code && !code.retired ? [{ id, key: i + 1, name: code.name, colour: drawing.paintOf(id) }] : []
    })
    const look = JSON.stringify(rows)
    if (look === this.chipsLook) return
    this.chipsLook = look
    const chips = rows.map(({ id, key, name, colour }) => {
      const dot = make("span", { class: "wbt-dot" })
      dot.style.background = colour
      const chip = make("button", { type: "button", class: "wbt-chip", title: `Apply (${key})` }, make("b", {}, String(key)), dot, make("span", { class: "wbt-label" }, name))
      // The press must leave the selection in the words.
      chip.addEventListener("pointerdown", event => event.preventDefault())
      chip.addEventListener("click", () => this.coder.apply(id))
      return chip
    })
    if (!chips.length) this.chips.replaceChildren(make("span", {}, "Select words, then C for a code. Codes you use take the keys 1–9."))
    else this.chips.replaceChildren(...chips)
  }

  showStatus(): void {
    const codings = this.desk.layers.codings.size
    const { drawing, data } = this.desk
    const share = drawing.filter.count ? `${drawing.drawn.length.toLocaleString("en-GB")} of ` : ""
    const count = data.mode !== "coding" ? "" : `${share}${many(codings, "coding")} · `
    const why = this.refusal || (outbox.state === "late" ? outbox.why : "")
    const words = `${count}${why ? `not saved: ${why}` : STATES[outbox.state]}`
    if (this.status.textContent !== words) this.status.textContent = words
    this.status.dataset.state = outbox.state
    this.status.toggleAttribute("data-refused", this.refusal !== "")
    if (this.undo) this.undo.title = data.mode === "coding" && past[0] ? `Undo (Z): ${past[0].label}` : "Undo (Z)"
  }
}
