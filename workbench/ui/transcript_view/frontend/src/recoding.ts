import { book, optionsOf } from "./book.ts"
import { many } from "./coded.ts"
import { make } from "./dom.ts"
import type { Act } from "./model.ts"
import type { Panels } from "./panels.ts"

/** What is done to many codings at once, each time as one act. */
export class Recoding {
  readonly root = make("div", { class: "wbp-bulk", role: "group", "aria-label": "Acts on the ticked passages" })

  constructor(
    private readonly panels: Panels,
    /** The code whose list this is, and the codings ticked in it. */
    private readonly given: () => { code_id: string; coding_ids: string[] },
    /** The place before which a form is put. */
    private readonly list: HTMLElement,
    private readonly done: (said: string) => void,
    private readonly back: () => void,
  ) {
    const tool = (label: string, title: string, onclick: () => void) =>
      make("button", { type: "button", class: "wbt-tool", title, onclick }, label)
    this.root.append(
      tool("Add a code…", "They carry the other code as well", () => this.pick("Code as well with", "recode_add")),
      tool("Move to…", "They carry the other code instead", () => this.pick("Move to", "recode_move")),
      tool("Split off…", "A new code beside this one takes them", () => this.split()),
      tool("Take off", "They lose the code; undo brings it back", () => this.takeOff()),
    )
  }

  offer(is: boolean): void {
    for (const each of this.root.querySelectorAll("button")) each.disabled = !is
  }

  private act(act: Act, said: string): void {
    book.act(act)
    this.done(said)
  }

  private pick(title: string, kind: string): void {
    const { code_id: own, coding_ids } = this.given()
    if (!coding_ids.length) return
    const rows = book.rows.filter(row => !row.code.retired && row.code.id !== own)
    this.panels.find(`${title} (${coding_ids.length})`, optionsOf(rows), this.root.getBoundingClientRect(), code_id => {
      const name = book.code(code_id)?.name ?? ""
      const what = many(coding_ids.length, "coding")
      const said = kind === "recode_move" ? `${what} moved to ${name}.` : `${many(coding_ids.length, "passage")} coded with ${name} as well.`
      this.act({ kind, code_id, coding_ids }, `${said} Undo takes it back.`)
    })
  }

  private split(): void {
    const { code_id, coding_ids } = this.given()
    if (!coding_ids.length) return
    const box = make("input", { class: "wbt-input", "aria-label": "Name of the new code", placeholder: "Name of the new code", maxlength: "200", dir: "auto", autocomplete: "off" })
    const off = () => {
      form.remove()
      this.back()
    }
    const save = () => {
      const name = box.value.split(/\s+/).filter(Boolean).join(" ")
      if (!name) return box.focus()
      off()
      this.act({ kind: "split_code", code_id, other_id: crypto.randomUUID(), name, coding_ids }, `${many(coding_ids.length, "coding")} split off to ${name}. Undo takes it back.`)
    }
    const button = (label: string, onclick: () => void, name: string) => make("button", { type: "button", class: name, onclick }, label)
    const form = make("div", { class: "wbp-split", role: "group", "aria-label": "Split off" }, box, button(`Split off ${coding_ids.length}`, save, "wbt-primary"), button("Cancel", off, "wbt-tool"))
    box.addEventListener("keydown", event => {
      if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return
      event.preventDefault()
      if (event.key === "Enter") save()
      else off()
    })
    this.list.parentElement?.querySelector(".wbp-split")?.remove()
    this.list.before(form)
    box.focus()
  }

  private takeOff(): void {
    const { coding_ids } = this.given()
    if (!coding_ids.length) return
    this.back()
    this.act({ kind: "recode_off", coding_ids }, `${many(coding_ids.length, "coding")} taken off. Undo brings them back.`)
  }
}
