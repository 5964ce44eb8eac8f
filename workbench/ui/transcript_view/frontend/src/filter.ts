import { make } from "./dom.ts"
import type { CodeSet, Coding } from "./model.ts"
import type { Panels } from "./panels.ts"

interface Offered {
  codes: { id: string; name: string; colour: string }[]
  sets: readonly CodeSet[]
  researchers: string[]
}

/** Which codings are drawn: those of ticked codes or themes, by ticked researchers. */
export class Filter {
  private readonly codes = new Set<string>()
  private readonly sets = new Set<string>()
  private readonly researchers = new Set<string>()
  private offered: Offered = { codes: [], sets: [], researchers: [] }

  constructor(private readonly changed: () => void) {}

  get count(): number {
    return this.codes.size + this.sets.size + this.researchers.size
  }

  shows(coding: Coding): boolean {
    if (this.researchers.size && !this.researchers.has(coding.researcher)) return false
    if (!this.codes.size && !this.sets.size) return true
    if (this.codes.has(coding.code_id)) return true
    return this.offered.sets.some(each => this.sets.has(each.id) && each.codes.includes(coding.code_id))
  }

  open(panels: Panels, offered: Offered): void {
    this.offered = offered
    const boxes: HTMLInputElement[] = []
    const part = (title: string, chosen: Set<string>, rows: { id: string; name: string; colour?: string }[]) => {
      if (!rows.length) return []
      const lines = rows.map(row => {
        const box = make("input", { type: "checkbox", checked: chosen.has(row.id) })
        box.addEventListener("change", () => {
          if (box.checked) chosen.add(row.id)
          else chosen.delete(row.id)
          this.changed()
        })
        boxes.push(box)
        const dot = make("span", { class: "wbt-dot" })
        dot.style.background = row.colour ?? "transparent"
        return make("label", { class: "wbt-check" }, box, ...(row.colour ? [dot] : []), row.name)
      })
      return [make("fieldset", { class: "wbt-part" }, make("legend", {}, title), ...lines)]
    }
    const parts = [
      ...part("Researchers", this.researchers, offered.researchers.map(name => ({ id: name, name }))),
      ...part("Themes", this.sets, offered.sets.map(({ id, name }) => ({ id, name }))),
      ...part("Codes", this.codes, offered.codes),
    ]
    const all = () => {
      for (const chosen of [this.codes, this.sets, this.researchers]) chosen.clear()
      for (const box of boxes) box.checked = false
      this.changed()
    }
    const buttons = make(
      "div",
      { class: "wbt-buttons" },
      make("button", { type: "button", class: "wbt-tool", onclick: all }, "Show all"),
      make("button", { type: "button", class: "wbt-tool", onclick: () => panels.close() }, "Close"),
    )
    const heading = make("div", { class: "wbt-title" }, "Show only the codings of")
    const body = parts.length ? parts : [make("p", { class: "wbt-empty" }, "No codings in this transcript yet.")]
    const panel = make(
      "div",
      { class: "wbt-panel", role: "dialog", "aria-label": "Show only some codings", tabindex: "-1" },
      heading,
      make("div", { class: "wbt-list" }, ...body),
      buttons,
    )
    panels.show(panel, null, boxes[0] ?? (buttons.lastElementChild as HTMLElement))
  }
}
