import { make } from "./dom.ts"
import { current } from "./inview.ts"
import { isSingle, press } from "./keys.ts"
import type { OfferedCode, OffersData } from "./model.ts"
import { lightens } from "./shared.ts"

/** What was answered and put away; it stays so however often the page is drawn. */
let closed = ""

/** The codes that may fit the passage asked about, beside the words: 1 to 3 applies one. */
export class Offers {
  private readonly root = make("section", { class: "wbt-offers", "aria-label": "Codes that may fit", hidden: true })
  private readonly box: HTMLElement | null
  private readonly ends: () => void
  private data: OffersData | null = null
  private shown = ""

  constructor(parent: HTMLElement) {
    parent.append(this.root)
    this.box = parent.closest<HTMLElement>('[data-testid="stElementContainer"]')
    this.ends = lightens()
    this.root.addEventListener("keydown", event => this.key(event))
    for (const name of ["keyup", "keypress"]) this.root.addEventListener(name, event => event.stopPropagation())
  }

  update(data: OffersData): void {
    this.data = data
    const look = JSON.stringify(data)
    if (data.asked === closed || look === this.shown) return this.show(data.asked !== closed)
    this.shown = look
    const held = this.root.contains(document.activeElement)
    const close = make("button", { type: "button", class: "wbt-off", title: "Close (Esc)", "aria-label": "Close", onclick: () => this.close() }, "×")
    const heading = make("div", { class: "wbt-offers-head" }, make("strong", {}, "Codes that may fit"), close)
    const codes = make("ol", {}, ...data.codes.map(code => make("li", {}, this.row(code))))
    const said = data.said || "Ordered by what you coded so far. Nothing is coded until you choose. 1–3 applies, Esc closes."
    this.root.replaceChildren(heading, ...(data.codes.length ? [codes] : []), make("p", { class: "wbt-told" }, said))
    this.show(true)
    const words = current()?.text.root
    if (held || document.activeElement === words || document.activeElement === document.body) (this.buttons[0] ?? close).focus()
  }

  end(): void {
    this.ends()
    this.root.remove()
  }

  private show(on: boolean): void {
    this.root.hidden = !on
    if (this.box) this.box.style.display = on ? "" : "none"
  }

  private row(code: OfferedCode): HTMLElement {
    const dot = make("span", { class: "wbt-dot" })
    dot.style.background = current()?.drawing.paintOf(code.id) ?? code.colour
    const reasons = code.near.map(words => make("span", { class: "wbt-told" }, `“${words}”`))
    const shared = code.words ? [make("span", { class: "wbt-told" }, `Words in common: ${code.words}`)] : []
    return make(
      "button",
      { type: "button", class: "wbt-offered", onclick: () => this.take(code) },
      make("kbd", {}, String(code.place)),
      dot,
      make("span", { class: "wbt-label" }, code.name),
      make("span", { class: "wbt-why" }, make("span", {}, code.note), ...reasons, ...shared),
    )
  }

  private get buttons(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(".wbt-offered")]
  }

  private key(event: KeyboardEvent): void {
    const key = press(event)
    if (isSingle(key)) event.stopPropagation()
    const code = this.data?.codes.find(each => String(each.place) === key)
    const step = { ArrowDown: 1, ArrowUp: -1 }[key]
    if (key === "Escape") this.close()
    else if (code) this.take(code)
    else if (step && this.buttons.length) {
      const at = this.buttons.indexOf(document.activeElement as HTMLElement)
      this.buttons[(at + step + this.buttons.length) % this.buttons.length]!.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  private take(code: OfferedCode): void {
    const words = current()
    const { data } = this
    if (!words || !data || words.data.transcript.id !== data.transcript_id) return
    const { start, stop } = data
    words.act({ kind: "apply_offered", coding_id: crypto.randomUUID(), code_id: code.id, start, stop, place: code.place, labels: code.labels })
    words.say(`Coded ${code.name}.`)
    this.close()
  }

  private close(): void {
    closed = this.data?.asked ?? ""
    this.show(false)
    current()?.where.focus()
  }
}
