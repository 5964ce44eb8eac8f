import { book, optionsOf } from "./book.ts"
import { within } from "./branches.ts"
import type { CodeRow, TreeCode } from "./codebook.ts"
import { make } from "./dom.ts"
import type { Act } from "./model.ts"
import type { Panels } from "./panels.ts"
import type { Tree } from "./tree.ts"

/** What can be done to the code in hand: named, placed, merged, retired, each as one act. */
export class CodeActs {
  /** Whether retired codes are shown, and so count as neighbours. */
  retired = false

  constructor(
    private readonly tree: Tree<TreeCode>,
    private readonly panels: Panels,
    private readonly say: (words: string, refused?: boolean) => void,
  ) {}

  get current(): CodeRow | null {
    return this.tree.row(this.tree.at)
  }

  private near(): DOMRect | null {
    return (this.tree.at && this.tree.element(this.tree.at)?.getBoundingClientRect()) || null
  }

  private do(given: Act, said: string): void {
    const here = this.tree.list.contains(document.activeElement)
    book.act(given)
    if (this.tree.at) this.tree.reveal(this.tree.at)
    if (here) this.tree.focus()
    this.say(said)
  }

  /** List the neighbours of a code that are shown, itself among them. */
  private neighbours(row: CodeRow): CodeRow[] {
    return book.rows.filter(each => each.parent?.code.id === row.parent?.code.id && (each.code.id === row.code.id || this.retired || !each.code.retired))
  }

  private beside(row: CodeRow, by: 1 | -1): CodeRow | undefined {
    const all = this.neighbours(row)
    return all[all.findIndex(each => each.code.id === row.code.id) + by]
  }

  place(row: CodeRow, parent: CodeRow | null, place: number): void {
    const under = parent ? `under ${parent.code.name}` : "at the top"
    if (parent) this.tree.folded.delete(parent.code.id)
    this.do({ kind: "place_code", code_id: row.code.id, parent_id: parent?.code.id ?? "", place }, `${row.code.name}, ${under}, place ${place + 1}`)
  }

  /** Move past the next neighbour that is shown. */
  order(by: 1 | -1): void {
    const row = this.current
    if (!row) return
    const other = this.beside(row, by)
    if (other) this.place(row, row.parent, other.place)
    else this.say(by > 0 ? "It is the last already." : "It is the first already.")
  }

  nestUnderAbove(): void {
    const row = this.current
    const above = row && this.beside(row, -1)
    if (row && above) this.place(row, above, above.children)
    else this.say("There is no code above to nest it under.")
  }

  moveOut(): void {
    const row = this.current
    if (row?.parent) this.place(row, row.parent.parent, row.parent.place + 1)
    else this.say("It is at the top already.")
  }

  put(): void {
    const row = this.current
    if (!row) return
    const free = book.rows.filter(each => !within(each, row.code.id) && !each.code.retired)
    this.panels.find(`Put “${row.code.name}” under`, [{ id: "", label: "At the top" }, ...optionsOf(free)], this.near(), id => {
      const parent = book.rows.find(each => each.code.id === id) ?? null
      this.place(row, parent, parent ? parent.children : book.rows.filter(each => !each.parent).length)
    })
  }

  rename(): void {
    const row = this.current
    const label = row && this.tree.element(row.code.id)?.querySelector<HTMLElement>(".wbt-label")
    if (!row || !label) return
    const { id, name: old } = row.code
    this.write(label, old, "Name of the code", name => name !== old && this.do({ kind: "rename_code", code_id: id, name }, `Renamed to ${name}`))
  }

  /** Ask for the name of a new code, at the end of what stands under another or at the top. */
  create(parent: string | null): void {
    const under = this.tree.row(parent)
    if (under && this.tree.folded.has(under.code.id)) this.tree.fold(under.code.id, false)
    const last = this.tree.visible.filter(row => (under ? within(row, under.code.id) : true)).at(-1)
    const row = make("div", { class: "wbt-leaf wbc-new" })
    row.style.setProperty("--level", String(under ? under.depth + 1 : 0))
    const after = last && this.tree.element(last.code.id)
    if (after) after.after(row)
    else this.tree.list.replaceChildren(row)
    this.tree.none.hidden = true
    const code_id = crypto.randomUUID()
    this.write(row, "", "Name of the new code", name => {
      this.tree.hold(code_id)
      this.do({ kind: "add_code", code_id, parent_id: parent ?? "", name }, `New code: ${name}`)
    })
  }

  /** Ask for a name in a row; Enter keeps it, Escape and leaving with nothing new do not. */
  private write(where: HTMLElement, value: string, label: string, save: (name: string) => void): void {
    const box = make("input", { class: "wbt-input wbc-input", "aria-label": label, placeholder: label, maxlength: "200", dir: "auto", autocomplete: "off", spellcheck: "false" })
    box.value = value
    let open = true
    const close = (kept: boolean, back = true) => {
      if (!open) return
      open = this.tree.paused = false
      const name = box.value.split(/\s+/).filter(Boolean).join(" ")
      if (value) where.replaceChildren(value)
      else where.remove()
      if (kept && name) save(name)
      this.tree.redraw()
      if (back) this.tree.focus()
    }
    box.addEventListener("keydown", event => {
      event.stopPropagation()
      if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return
      event.preventDefault()
      close(event.key === "Enter")
    })
    box.addEventListener("blur", event => close(true, !event.relatedTarget))
    this.tree.paused = true
    where.replaceChildren(box)
    where.scrollIntoView({ block: "nearest" })
    box.focus({ preventScroll: true })
    box.select()
  }

  merge(): void {
    const row = this.current
    if (!row) return
    const free = book.rows.filter(each => !within(each, row.code.id))
    this.panels.find(`Merge “${row.code.name}” into`, optionsOf(free), this.near(), id => {
      const into = book.rows.find(each => each.code.id === id)
      if (into) this.mergeInto(row, into)
    })
  }

  mergeInto(row: CodeRow, into: CodeRow): void {
    this.tree.hold(into.code.id)
    this.do({ kind: "merge_codes", code_id: row.code.id, other_id: into.code.id }, `${row.code.name} merged into ${into.code.name}. Z undoes it.`)
  }

  retire(): void {
    const row = this.current
    if (!row) return
    const { id, name, retired } = row.code
    this.do({ kind: retired ? "revive_code" : "retire_code", code_id: id }, retired ? `${name} is offered again.` : `${name} is retired; its codings stay.`)
  }

  remove(): void {
    const row = this.current
    if (!row) return
    if (row.children || row.code.own) return this.say("This code is in use. Retire it, or merge it into another.", true)
    this.do({ kind: "remove_code", code_id: row.code.id }, `${row.code.name} removed. Z undoes it.`)
  }

  turn(kind: "undo" | "redo"): void {
    this.do({ kind }, kind === "undo" ? "Undone." : "Done again.")
  }

  menu(): void {
    const row = this.current
    if (!row) return
    const options: [string, string, () => void][] = [
      ["Rename", "F2", () => this.rename()],
      ["New code under it", "Shift+N", () => this.create(row.code.id)],
      ["Put under…", "P", () => this.put()],
      ["Move up", "Alt+↑", () => this.order(-1)],
      ["Move down", "Alt+↓", () => this.order(1)],
      ["Merge into…", "M", () => this.merge()],
      [row.code.retired ? "Offer again" : "Retire", "R", () => this.retire()],
      ["Remove", "Del", () => this.remove()],
    ]
    const listed = options.map(([label, hint], i) => ({ id: String(i), label, hint }))
    this.panels.choose(row.code.name, listed, this.near(), id => options[Number(id)]![2]())
  }
}
