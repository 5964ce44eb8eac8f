import { make } from "./dom.ts"
import type { Elsewhere, Subject } from "./model.ts"
import type { Place } from "./review.ts"

interface Acts {
  goTo(mention: string): void
  tick(mention: string, on: boolean): void
  merge(subject: string): void
  /** Give the chosen places to one of those whom they could mean. */
  give(subject: string): void
  /** Do what a key does. */
  press(key: string): void
}

interface Shown {
  subject: Subject | null
  name: string
  places: readonly Place[]
  elsewhere: readonly Elsewhere[]
  text: string
  at: string | null
  ticked: ReadonlySet<string>
  left: number
}

/** How many places are listed at once, and how many signs stand on either side of the words. */
const LISTED = 80
const AROUND = 60

/** The identifier in hand: what may become of it, and all places where it stands. */
export class Card {
  readonly root = make("section", { class: "wbt-card", "aria-label": "Identifier in hand" })
  private signature = ""

  constructor(private readonly acts: Acts) {
    // A press must leave the caret in the words, where the keys are heard.
    this.root.addEventListener("pointerdown", event => {
      if (!(event.target as HTMLElement).closest("input")) event.preventDefault()
    })
  }

  draw(shown: Shown): void {
    const { subject, places, elsewhere, name } = shown
    const placed = places.map(({ mention, from, to }) => [mention, from, to])
    const signature = JSON.stringify([subject, name, placed, elsewhere, shown.ticked.size, shown.left === 0])
    if (signature !== this.signature) {
      const held = this.root.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.held : undefined
      this.signature = signature
      this.root.replaceChildren(...(subject ? this.parts(shown, subject) : [this.nothing()]))
      if (held) this.root.querySelector<HTMLElement>(`[data-held="${held}"]`)?.focus()
    }
    this.mark(shown)
  }

  private nothing(): HTMLElement {
    return make("p", { class: "wbt-empty" }, "Nothing to decide. Select words in the text and press + to add what was missed.")
  }

  private parts(shown: Shown, subject: Subject): Node[] {
    const { name, places, elsewhere, left } = shown
    const parts: Node[] = []
    if (!left) parts.push(make("p", { class: "wbt-done" }, "All decided. Ctrl+Enter goes to the release."))
    parts.push(make("h2", { class: "wbt-name" }, name), make("p", { class: "wbt-meta" }, describe(subject, places.length)))
    if (subject.forms.length) parts.push(make("p", { class: "wbt-meta" }, `Also written ${subject.forms.join(", ")}`))
    if (subject.treatment) parts.push(this.decided(subject))
    if (subject.either.length) parts.push(this.either(subject, places.length, shown.ticked.size))
    else if (subject.perhaps.length) parts.push(this.perhaps(subject))
    parts.push(this.actions(subject, places, shown.ticked.size))
    parts.push(make("h3", {}, `${places.length === 1 ? "1 place" : `${places.length} places`} here`))
    parts.push(this.contexts(shown))
    if (elsewhere.length) {
      parts.push(make("h3", {}, "In other transcripts"), make("ul", { class: "wbt-places" }, ...elsewhere.map(line)))
    }
    return parts
  }

  private decided(subject: Subject): HTMLElement {
    const words = subject.treatment === "keep" ? "Kept readable" : `→ ${subject.replacement || subject.treatment}`
    const where = subject.where ? `decided in ${subject.where}` : "decided"
    const by = subject.by ? ` by ${subject.by}` : ""
    const told = make("p", { class: "wbt-decision" }, make("b", {}, words), make("span", {}, `${where}${by}`))
    return told
  }

  private either({ either }: Subject, here: number, ticked: number): HTMLElement {
    const names = either.map(other => other.name)
    const rest = names.slice(0, -1).join(", ")
    const box = make("div", { class: "wbt-perhaps" })
    box.append(make("p", { class: "wbt-meta" }, "Could be either: ", make("b", {}, `${rest} or ${names.at(-1)}`), ". Who is meant?"))
    const these = ticked > 1 ? `The ${ticked} ticked places are` : ticked ? "The ticked place is" : here > 1 ? "The place in hand is" : "This is"
    either.slice(0, 6).forEach((other, i) => {
      const hint = other.hint ? ` (${other.hint})` : ""
      box.append(this.button(`= ${i + 1}`, `${these} ${other.name}${hint}`, () => this.acts.give(other.id), `give ${i}`))
    })
    return box
  }

  private perhaps(subject: Subject): HTMLElement {
    const box = make("div", { class: "wbt-perhaps" })
    const several = subject.perhaps.length > 1
    subject.perhaps.slice(0, 6).forEach((other, i) => {
      const key = several ? `= ${i + 1}` : "="
      const hint = other.hint ? ` (${other.hint})` : ""
      box.append(this.button(key, `The same as ${other.name}${hint}?`, () => this.acts.merge(other.id), `same ${i}`))
    })
    return box
  }

  private actions(subject: Subject, places: readonly Place[], ticked: number): HTMLElement {
    const press = (key: string, label: string) => this.button(key, label, () => this.acts.press(key.toLowerCase()), key)
    const doubtful = places.filter(each => each.mention.doubtful).length
    const { proposed, levels } = subject
    const main = make("div", { class: "wbt-acts" })
    if (subject.treatment && doubtful) main.append(press("A", doubtful === 1 ? "It is the name" : `All ${doubtful} are the name`))
    else if (!subject.treatment && proposed.treatment) main.append(press("A", proposal(subject)))
    main.firstElementChild?.classList.add("wbt-first")
    main.append(press("E", "Other words…"))
    if (levels.length) main.append(press("G", levels.length > 1 ? `${levels[0]}, or wider…` : levels[0]!))
    main.append(press("R", "Redact"), press("K", "Keep"))
    if (subject.treatment) main.append(press("U", "Take back"))
    main.append(press("M", "Same as…"))
    if (places.length) {
      const these = ticked > 1 ? `Only the ${ticked} ticked places` : ticked ? "Only the ticked place" : "Only this place"
      main.append(make("p", { class: "wbt-meta" }, these))
      main.append(press("X", "Somebody else"), press("O", "Otherwise…"), press("W", "No identifier"))
    }
    return main
  }

  private button(key: string, label: string, act: () => void, held: string): HTMLElement {
    // The second press of a double click would decide on what came into hand meanwhile, unseen.
    const once = (event: Event) => {
      if ((event as MouseEvent).detail < 2) act()
    }
    const button = make("button", { type: "button", class: "wbt-act", title: label, onclick: once, "data-held": `act ${held}` })
    if (key) button.append(make("kbd", { "aria-hidden": "true" }, key))
    button.append(make("span", {}, label))
    if (key) button.setAttribute("aria-keyshortcuts", key)
    return button
  }

  private contexts({ places, text }: Shown): HTMLElement {
    const list = make("ul", { class: "wbt-places" })
    if (!places.length) list.append(make("li", { class: "wbt-empty" }, "Named only as a speaker, never in what is said."))
    for (const { mention, from, to } of places.slice(0, LISTED)) {
      const box = make("input", { type: "checkbox", "aria-label": "Tick this place (T)", "data-held": `tick ${mention.id}` })
      box.addEventListener("change", () => this.acts.tick(mention.id, box.checked))
      const before = text.slice(Math.max(0, from - AROUND), from).replace(/^[\s\S]*\n/, "")
      const after = text.slice(to, to + AROUND).replace(/\n[\s\S]*$/, "")
      const words = make("button", { type: "button", class: "wbt-place", onclick: () => this.acts.goTo(mention.id), "data-held": mention.id })
      words.append(`${before.length < AROUND ? "" : "…"}${before}`, make("b", {}, text.slice(from, to)), `${after}${after.length < AROUND ? "" : "…"}`)
      const own = mention.exception ? `→ ${mention.treatment === "keep" ? "kept" : mention.replacement || mention.treatment}` : ""
      if (own || mention.doubtful) words.append(make("i", {}, own || "name or word?"))
      list.append(make("li", { "data-mention-line": mention.id }, box, words))
    }
    if (places.length > LISTED) list.append(make("li", { class: "wbt-empty" }, `and ${places.length - LISTED} more: ] goes through them`))
    return list
  }

  /** Show which place is in hand and which are ticked. */
  private mark({ at, ticked }: Shown): void {
    for (const row of this.root.querySelectorAll<HTMLElement>("[data-mention-line]")) {
      const id = row.dataset.mentionLine!
      const on = id === at
      row.toggleAttribute("data-current", on)
      row.querySelector("input")!.checked = ticked.has(id)
      if (on) {
        const list = row.parentElement!
        if (row.offsetTop < list.scrollTop || row.offsetTop + row.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = row.offsetTop - 20
      }
    }
  }
}

function describe(subject: Subject, here: number): string {
  const parts = [subject.kind, subject.direct ? "direct" : "indirect", subject.certainty]
  if (subject.speaks_as) parts.push(`speaks as ${subject.speaks_as}`)
  if (subject.transcripts > 1) parts.push(`in ${subject.transcripts} transcripts`)
  if (!here && !subject.speaks_as) parts.push("not named here any more")
  return parts.join(" · ")
}

function proposal({ proposed }: Subject): string {
  if (proposed.treatment === "keep") return "Keep readable"
  return `→ ${proposed.replacement || "type the words"}`
}

function line(place: Elsewhere): HTMLElement {
  const clean = (words: string) => words.replace(/\s+/g, " ")
  return make("li", {}, make("span", { class: "wbt-where" }, place.place), `…${clean(place.before)}`, make("b", {}, place.words), `${clean(place.after)}…`)
}
