import { day, make } from "./dom.ts"
import { attend, current, type Words } from "./inview.ts"
import type { Coding, HeldData } from "./model.ts"
import { lightens } from "./shared.ts"

/** The codings on the passage in hand, beside the words; what is coded there is listed at once. */
export class Beside {
  private readonly root = make("ul", { class: "wbt-held", "aria-label": "Codes on this passage" })
  private look = ""
  private readonly stops: (() => void)[]

  constructor(
    parent: HTMLElement,
    private data: HeldData,
  ) {
    parent.append(this.root)
    this.stops = [attend(() => this.draw()), lightens()]
  }

  update(data: HeldData): void {
    this.data = data
    this.draw()
  }

  end(): void {
    for (const stop of this.stops) stop()
    this.root.remove()
  }

  private draw(): void {
    const words = current()
    const { transcript_id, start, stop } = this.data
    if (words?.data.transcript.id !== transcript_id) return
    const here = [...words.layers.codings.values()].filter(each => each.start < stop && start < each.stop)
    here.sort((a, b) => a.start - b.start || a.stop - b.stop)
    const rows = here.map(coding => ({ coding, name: words.drawing.nameOf(coding.code_id), colour: words.drawing.paintOf(coding.code_id) }))
    const look = JSON.stringify(rows)
    if (look === this.look) return
    this.look = look
    const focused = this.buttons.indexOf(document.activeElement as HTMLElement)
    this.root.replaceChildren(...rows.map(({ coding, name, colour }) => row(words, coding, name, colour)))
    this.root.hidden = !rows.length
    if (focused >= 0) (this.buttons[Math.min(focused, rows.length - 1)] ?? words.text.root).focus()
  }

  private get buttons(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(".wbt-off")]
  }
}

function row(words: Words, coding: Coding, name: string, colour: string): HTMLElement {
  const dot = make("span", { class: "wbt-dot" })
  dot.style.background = colour
  const label = make("span", { class: "wbt-label", title: name }, name)
  const by = make("span", { class: "wbt-told" }, [coding.researcher, coding.time ? day(coding.time) : "just now"].filter(Boolean).join(", "))
  const title = `Take ${name} off this passage. Undo brings it back.`
  const off = make("button", { type: "button", class: "wbt-off", title, "aria-label": `Take off ${name}` }, "×")
  off.addEventListener("click", () => {
    if (words.drawing.hot === coding.id) words.drawing.choose(null)
    words.act({ kind: "remove", coding_id: coding.id })
  })
  return make("li", {}, dot, label, by, off)
}
