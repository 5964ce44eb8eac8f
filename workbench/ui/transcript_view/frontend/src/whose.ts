import type { PassagesData } from "./coded.ts"
import { make } from "./dom.ts"

/** The choice of whose passages are listed: of everybody, of one, of those who share an attribute. */
export class Whose {
  readonly root = make("select", { class: "wbt-input", "aria-label": "Whose passages" })

  constructor(changed: () => void) {
    this.root.addEventListener("change", changed)
  }

  clear(): void {
    this.root.value = ""
  }

  /** Offer the participants of a list and their attributes; the choice stays where it can. */
  fill({ passages, people }: PassagesData): void {
    const before = this.root.value
    const names = [...new Set(passages.map(each => each.who))].sort((a, b) => a.localeCompare(b))
    const groups = new Map<string, Set<string>>()
    for (const name of names) {
      for (const [attribute, value] of Object.entries(people[name] ?? {})) {
        if (value) groups.set(attribute, (groups.get(attribute) ?? new Set()).add(value))
      }
    }
    const option = (value: string, label: string) => make("option", { value }, label)
    const group = (label: string, options: HTMLElement[]) => make("optgroup", { label }, ...options)
    const participants = names.map(name => option(JSON.stringify([name]), name))
    const attributes = [...groups].map(([attribute, values]) =>
      group(
        attribute,
        [...values].sort().map(value => option(JSON.stringify([attribute, value]), value)),
      ),
    )
    this.root.replaceChildren(option("", "Everybody"), group("Participant", participants), ...attributes)
    this.root.value = before
    if (this.root.selectedIndex < 0) this.clear()
  }

  fits(who: string, people: PassagesData["people"]): boolean {
    if (!this.root.value) return true
    const [name, value] = JSON.parse(this.root.value) as [string, string?]
    return value === undefined ? who === name : people[who]?.[name] === value
  }
}
