import { colour } from "./colour.ts"
import { make } from "./dom.ts"
import { NONE, type BoardCode, type BoardTheme, type Card, type Lay } from "./lay.ts"
import { fold } from "./words.ts"

/** Names of what can be taken in hand: a letter for its kind, and its id. */
export const node = {
  theme: (id: string) => `t ${id}`,
  card: (id: string) => `c ${id}`,
  code: (id: string) => `k ${id}`,
  stack: (theme_id: string, stack: string) => `s ${theme_id} ${stack}`,
  codes: "p codes",
  parked: "p parked",
} as const

export const BY = "data-node"
/** The same on what can be dragged; empty on what cannot, although it lies in something that can. */
export const DRAGGED = "data-drag"

export interface Shown {
  lay: Lay
  filter: string
  /** List all codes, not only those without a theme. */
  all: boolean
  /** Say how many participants have words under a code. */
  people: boolean
  /** Stacks that lie open. */
  open: ReadonlySet<string>
  chosen: string | null
}

/** The places of the board and what lies in them: made once, moved and brought up to date. */
export class BoardDraw {
  readonly tree = make("div", { role: "tree", class: "wbb-board", "aria-label": "Theme board", "aria-multiselectable": "false" })
  readonly side = make("div", { class: "wbb-side" })
  readonly field = make("div", { class: "wbb-field" })
  private readonly empty = make("div", { class: "wbb-empty" })
  private readonly elements = new Map<string, HTMLElement>()
  private readonly looks = new WeakMap<HTMLElement, string>()
  private readonly codes = this.place(node.codes, "Codes without a theme")
  private readonly parked = this.place(node.parked, "Parking place")
  private shown!: Shown
  private seen = new Set<string>()
  private words: string[] = []
  private counted = new Map<string, number>()

  constructor() {
    this.side.append(this.codes, this.parked)
    this.tree.append(this.side, this.field)
  }

  element(name: string): HTMLElement | undefined {
    return this.elements.get(name)
  }

  /** List all that is on the screen, in order. */
  names(): string[] {
    return [...this.tree.querySelectorAll<HTMLElement>(`[${BY}]`)].map(each => each.getAttribute(BY)!)
  }

  draw(shown: Shown): void {
    this.shown = shown
    this.seen = new Set([node.codes, node.parked])
    this.words = fold(shown.filter).split(/\s+/).filter(Boolean)
    this.counted = shown.lay.counted()
    this.drawCodes()
    this.drawParked()
    const themes = shown.lay.under(null)
    put(this.field, [...themes.map(theme => this.theme(theme, 1)), ...(themes.length ? [] : [this.empty])])
    this.empty.textContent = this.coded ? "No themes yet. Drag a code here to begin one, or press N." : "No themes yet. Press N to begin one."
    for (const name of this.elements.keys()) if (!this.seen.has(name)) this.elements.delete(name)
  }

  private place(name: string, label: string): HTMLElement {
    const head = make("div", { class: "wbb-head" }, make("span", { class: "wbt-label" }, label), make("span", { class: "wbb-count" }))
    const group = make("div", { role: "group", class: "wbb-cards" })
    const element = make("div", { role: "group", class: "wbb-place", tabindex: "-1", [BY]: name, "aria-label": label }, head, group)
    this.elements.set(name, element)
    return element
  }

  private get coded(): boolean {
    return [...this.shown.lay.codes.values()].some(code => !code.retired)
  }

  private drawCodes(): void {
    const { lay, all } = this.shown
    const codes = all ? [...lay.codes.values()].filter(code => !code.retired) : lay.loose()
    const found = codes.filter(code => this.fits(code.name))
    this.codes.ariaLabel = all ? "All codes" : "Codes without a theme"
    head(this.codes, this.codes.ariaLabel, codes.length)
    const none = this.coded ? "None is left." : "No codes yet."
    put(part(this.codes, 1), found.length ? found.map(code => this.code(code)) : [this.none(this.codes, this.words.length ? "" : none)])
  }

  private drawParked(): void {
    const parked = this.shown.lay.of(NONE)
    const found = parked.filter(card => this.matches(card))
    head(this.parked, "Parking place", parked.length)
    const none = "For what has no theme, for now."
    put(part(this.parked, 1), found.length ? found.map(card => this.card(card, 2)) : [this.none(this.parked, this.words.length ? "" : none)])
  }

  private none(place: HTMLElement, words: string): HTMLElement {
    const name = `${place.getAttribute(BY)} none`
    const element = this.standing(name, () => make("div", { class: "wbb-none" }))
    element.textContent = words
    return element
  }

  private fits(words: string): boolean {
    const where = this.words.length ? fold(words) : ""
    return this.words.every(word => where.includes(word))
  }

  private matches(card: Card): boolean {
    return this.fits(card.code_id ? this.shown.lay.codes.get(card.code_id)?.name ?? "" : `${card.words} ${card.who}`)
  }

  // -- one thing each

  private standing(name: string, fresh: () => HTMLElement): HTMLElement {
    let element = this.elements.get(name)
    if (!element) this.elements.set(name, (element = fresh()))
    this.seen.add(name)
    return element
  }

  /** Tell whether an element has to be brought up to date. */
  private isOld(element: HTMLElement, ...look: unknown[]): boolean {
    const now = JSON.stringify(look)
    if (this.looks.get(element) === now) return false
    this.looks.set(element, now)
    return true
  }

  private theme(theme: BoardTheme, level: number): HTMLElement {
    const { lay, chosen } = this.shown
    const element = this.standing(node.theme(theme.id), () => freshTheme(theme.id))
    const all = lay.of(theme.id)
    const named = this.fits(theme.name)
    const cards = named ? all : all.filter(card => this.matches(card))
    const below = lay.under(theme.id)
    put(part(element, 1), this.piles(cards, level + 1))
    put(part(element, 2), below.map(each => this.theme(each, level + 1)))
    const aside = this.words.length > 0 && !named && !cards.length && !part(element, 2).querySelector(":scope > :not([data-aside])")
    element.toggleAttribute("data-aside", aside)
    if (this.isOld(element, theme, all.length, below.length, level, chosen === theme.id)) {
      dressTheme(element, theme, all.length, level, chosen === theme.id)
    }
    return element
  }

  /** Lay stacks around their cards, which come one behind the other. */
  private piles(cards: readonly Card[], level: number): HTMLElement[] {
    const found: HTMLElement[] = []
    for (let i = 0; i < cards.length; ) {
      const { stack } = cards[i]!
      let end = i + 1
      while (stack && cards[end]?.stack === stack) end++
      if (stack) found.push(this.stack(cards.slice(i, end), level))
      else found.push(this.card(cards[i]!, level))
      i = end
    }
    return found
  }

  private stack(cards: readonly Card[], level: number): HTMLElement {
    const { theme_id, stack } = cards[0]!
    const name = node.stack(theme_id, stack)
    const element = this.standing(name, () => freshStack(name))
    const open = this.words.length > 0 || this.shown.open.has(name)
    put(part(element, 1), open ? cards.map(card => this.card(card, level + 1)) : [])
    if (this.isOld(element, stack, cards.length, open, level)) {
      head(element, stack, cards.length)
      element.ariaExpanded = String(open)
      element.ariaLevel = String(level)
    }
    return element
  }

  private card(card: Card, level: number): HTMLElement {
    const element = this.standing(node.card(card.id), () => freshCard(node.card(card.id)))
    const code = this.shown.lay.codes.get(card.code_id)
    if (this.isOld(element, card, code, level, this.shown.people)) {
      element.dataset.kind = card.kind
      if (code) dressCode(element, code, level, this.shown.people)
      else dressWords(element, card, level)
    }
    return element
  }

  private code(code: BoardCode): HTMLElement {
    const element = this.standing(node.code(code.id), () => freshCard(node.code(code.id)))
    const times = this.counted.get(code.id) ?? 0
    if (this.isOld(element, code, this.shown.people, times)) {
      element.dataset.kind = "code"
      dressCode(element, code, 2, this.shown.people)
      if (times) note(element, `in ${times}`, `Stands in ${many(times, "theme")}`)
      element.toggleAttribute("data-held", times > 0)
    }
    return element
  }
}

// -- elements

function freshTheme(id: string): HTMLElement {
  const more = make("span", { class: "wbb-more", "aria-hidden": "true", title: "All acts  ." })
  const top = make("div", { class: "wbb-head" })
  top.append(make("span", { class: "wbt-label", dir: "auto" }), make("span", { class: "wbb-count" }), make("span", { class: "wbb-status" }), more)
  const groups = ["wbb-cards", "wbb-subs"].map(name => make("div", { role: "group", class: name }))
  return make("div", { role: "group", class: "wbb-theme", tabindex: "-1", [BY]: node.theme(id), [DRAGGED]: node.theme(id) }, top, ...groups)
}

function dressTheme(element: HTMLElement, theme: BoardTheme, cards: number, level: number, chosen: boolean): void {
  head(element, theme.name, cards)
  const own = theme.colour ? colour(theme.colour, theme.id) : "var(--edge)"
  element.style.setProperty("--c", own)
  element.dataset.level = String(level)
  element.ariaCurrent = chosen ? "true" : null
  element.ariaLabel = [level > 1 ? "Subtheme" : "Theme", `${theme.name},`, many(cards, "card")].join(" ")
  element.querySelector<HTMLElement>(".wbb-head")!.title = theme.said
  const status = element.querySelector(".wbb-status")!
  status.textContent = theme.status === "candidate" ? "" : theme.status
  element.toggleAttribute("data-memo", theme.memo)
}

function freshStack(name: string): HTMLElement {
  const top = make("div", { class: "wbb-head" }, make("span", { class: "wbt-label", dir: "auto" }), make("span", { class: "wbb-count" }), make("span", { class: "wbt-heard" }, "cards in a stack"))
  return make("div", { role: "treeitem", class: "wbb-stack", tabindex: "-1", [BY]: name, [DRAGGED]: "" }, top, make("div", { role: "group", class: "wbb-cards" }))
}

function freshCard(name: string): HTMLElement {
  const label = make("span", { class: "wbt-label", dir: "auto" })
  return make("div", { role: "treeitem", class: "wbb-card", tabindex: "-1", [BY]: name, [DRAGGED]: name }, label, make("span", { class: "wbb-note" }), make("span", { class: "wbt-heard" }))
}

function dressCode(element: HTMLElement, code: BoardCode, level: number, people: boolean): void {
  write(element, code.name, level)
  element.style.setProperty("--c", colour(code.colour, code.id))
  hear(element, people ? "participants" : "", code.memo ? "has a memo" : "")
  element.toggleAttribute("data-memo", code.memo)
  note(element, people ? String(code.participants) : "", people ? many(code.participants, "participant") : "")
}

function dressWords(element: HTMLElement, { kind, words, who }: Card, level: number): void {
  write(element, kind === "passage" ? `“${words}”` : words, level)
  hear(element, kind)
  note(element, who, "")
}

function write(element: HTMLElement, words: string, level: number): void {
  element.firstElementChild!.textContent = words
  element.title = words
  element.ariaLevel = String(level)
}

function note(element: HTMLElement, words: string, title: string): void {
  const place = element.children[1] as HTMLElement
  place.textContent = words
  place.title = title
}

/** Say what is seen by its looks alone. */
function hear(element: HTMLElement, ...words: string[]): void {
  element.lastElementChild!.textContent = words.filter(Boolean).join(", ")
}

function head(element: HTMLElement, words: string, count: number): void {
  const [label, number] = element.firstElementChild!.children
  label!.textContent = words
  number!.textContent = count ? String(count) : ""
}

function part(element: HTMLElement, n: number): HTMLElement {
  return element.children[n] as HTMLElement
}

/** Bring children into their order, moving only those that are out of it. */
function put(parent: HTMLElement, children: readonly HTMLElement[]): void {
  children.forEach((child, i) => {
    if (parent.children[i] !== child) parent.insertBefore(child, parent.children[i] ?? null)
  })
  while (parent.children.length > children.length) parent.lastElementChild!.remove()
}

export function many(count: number, one: string): string {
  return `${count || "no"} ${one}${count === 1 ? "" : "s"}`
}
