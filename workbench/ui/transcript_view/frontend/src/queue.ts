import { make } from "./dom.ts"
import type { Subject } from "./model.ts"
import type { Place } from "./review.ts"

export type Filter = "left" | "decided" | "all"

interface Acts {
  take(id: string): void
  show(filter: Filter): void
  colour(kind: string): string
}

interface Listed {
  subjects: readonly Subject[]
  names: ReadonlyMap<string, string>
  current: string | null
  filter: Filter
  places: readonly Place[]
  /** How many places are undecided. */
  open: number
}

/** The identifiers of a transcript, the most doubtful first, and how far the review is. */
export class Queue {
  readonly root = make("section", { class: "wbt-queue", "aria-label": "Identifiers" })
  private readonly bar = make("div", { class: "wbt-progress", role: "progressbar", "aria-valuemin": 0, "aria-label": "Decided" })
  private readonly fill = make("div", {})
  private readonly told = make("div", { class: "wbt-told" })
  private readonly filters = make("div", { class: "wbt-filters", role: "group", "aria-label": "Show" })
  private readonly list = make("div", { class: "wbt-list", role: "listbox", tabindex: 0, "aria-label": "Identifiers, the most doubtful first" })
  private signature = ""
  private shown: string[] = []
  private current: string | null = null

  constructor(private readonly acts: Acts) {
    this.bar.append(this.fill)
    this.root.append(this.bar, this.told, this.filters, this.list)
    this.list.addEventListener("keydown", event => this.key(event))
    this.list.addEventListener("click", event => {
      const id = (event.target as HTMLElement).closest<HTMLElement>("[data-subject]")?.dataset.subject
      if (id) acts.take(id)
    })
  }

  draw(listed: Listed): void {
    const { subjects, filter, places, open } = listed
    const left = subjects.filter(each => each.waits).length
    this.progress(left, subjects.length, open, places.length)
    this.drawFilters(filter, left, subjects.length)
    const fits = (each: Subject) => filter === "all" || each.waits === (filter === "left")
    this.drawList(listed, subjects.filter(fits))
  }

  private progress(left: number, all: number, open: number, places: number): void {
    const done = all ? (all - left) / all : 1
    this.fill.style.width = `${done * 100}%`
    this.bar.setAttribute("aria-valuemax", String(all))
    this.bar.setAttribute("aria-valuenow", String(all - left))
    const words = left ? `${left} of ${all} left` : all ? "All decided" : "No identifiers"
    const rest = left ? ` · ${open} of ${places} places` : ` · ${places} places`
    this.told.replaceChildren(make("b", {}, words), rest)
  }

  private drawFilters(filter: Filter, left: number, all: number): void {
    const counts = { left: `Left ${left}`, decided: `Decided ${all - left}`, all: `All ${all}` }
    const signature = JSON.stringify([filter, counts])
    if (this.filters.dataset.signature === signature) return
    this.filters.dataset.signature = signature
    const buttons = (Object.keys(counts) as Filter[]).map(name => {
      const pressed = String(name === filter)
      const act = () => this.acts.show(name)
      return make("button", { type: "button", class: "wbt-tool", title: "Change with V", "aria-pressed": pressed, onclick: act }, counts[name])
    })
    this.filters.replaceChildren(...buttons)
  }

  private drawList({ names, current, filter, places }: Listed, subjects: Subject[]): void {
    const counted = new Map<string, number>()
    for (const { mention } of places) counted.set(mention.entity_id ?? "", (counted.get(mention.entity_id ?? "") ?? 0) + 1)
    const rows = subjects.map(each => ({ subject: each, name: names.get(each.id) ?? "", places: counted.get(each.id) ?? 0 }))
    const signature = JSON.stringify([filter, rows.map(({ subject, ...rest }) => [subject.id, note(subject), subject.waits, rest])])
    if (signature !== this.signature) {
      this.signature = signature
      this.shown = subjects.map(each => each.id)
      const empty = filter === "left" ? "Nothing is left. Ctrl+Enter goes to the release." : "Nothing here."
      const drawn = rows.map(each => this.row(each.subject, each.name, each.places))
      this.list.role = drawn.length ? "listbox" : "note"
      this.list.replaceChildren(...(drawn.length ? drawn : [make("div", { class: "wbt-empty" }, empty)]))
    }
    this.mark(current)
  }

  private row(subject: Subject, name: string, places: number): HTMLElement {
    const dot = make("span", { class: "wbt-dot" })
    dot.style.background = this.acts.colour(subject.kind)
    const label = make("span", { class: "wbt-label" }, name)
    const count = make("span", { class: "wbt-count" }, places ? `×${places}` : "")
    const below = make("span", { class: "wbt-note" }, note(subject))
    const state = subject.waits ? subject.certainty : "decided"
    const row = make("div", { role: "option", class: "wbt-subject", id: `wbt-${subject.id}`, title: name, "data-state": state })
    row.dataset.subject = subject.id
    row.append(dot, label, count, below)
    return row
  }

  private mark(current: string | null): void {
    this.current = current
    for (const row of this.list.querySelectorAll<HTMLElement>("[data-subject]")) {
      const on = row.dataset.subject === current
      row.setAttribute("aria-selected", String(on))
      if (!on) continue
      const { top, bottom } = row.getBoundingClientRect()
      const box = this.list.getBoundingClientRect()
      if (top < box.top || bottom > box.bottom) this.list.scrollTop += top - box.top - box.height / 3
    }
    if (current && this.shown.includes(current)) this.list.setAttribute("aria-activedescendant", `wbt-${current}`)
    else this.list.removeAttribute("aria-activedescendant")
  }

  /** Walk through the list with the arrows while it has the focus. */
  private key(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!by) return
    event.preventDefault()
    event.stopPropagation()
    const i = this.current ? this.shown.indexOf(this.current) : -1
    const next = this.shown[Math.max(0, Math.min(this.shown.length - 1, i + by))]
    if (next) this.acts.take(next)
    this.list.focus()
  }
}

/** Say in a few words how it stands with a subject. */
function note(subject: Subject): string {
  const { kind, treatment, replacement, certainty, perhaps, either } = subject
  if (treatment && subject.waits) return `${kind}: name or word?`
  if (treatment) return `${kind} → ${treatment === "keep" ? "kept" : replacement || treatment}`
  if (either.length) return `${kind}, could be either`
  return perhaps.length ? `${kind}, same as another?` : `${kind}, ${certainty}`
}
