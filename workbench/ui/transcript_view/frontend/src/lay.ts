/** The board of themes as the browser knows it: what Python told, and the acts on it made since. */

import type { Told } from "./codebook.ts"
import type { Operation } from "./model.ts"

export interface BoardTheme {
  id: string
  parent_id: string | null
  name: string
  colour: string
  status: string
  /** Its essence or concept in a sentence. */
  said: string
  memo: boolean
}

export interface BoardCode {
  id: string
  parent_id: string | null
  name: string
  colour: string
  retired: boolean
  participants: number
  memo: boolean
}

/** What lies in a theme, or with an empty `theme_id` in the parking place. */
export interface Card {
  id: string
  kind: "code" | "passage" | "thought"
  theme_id: string
  code_id: string
  /** Of a passage, perhaps cut short, or of a thought. */
  words: string
  /** Who says a passage. */
  who: string
  stack: string
}

/** The board as it stood after an event, the `newest` of the study. */
export interface BoardNews extends Told {
  newest: number
  themes: BoardTheme[]
  cards: Card[]
  codes: BoardCode[]
}

export interface BoardData extends BoardNews {
  role: "board"
  palette: string[]
  chosen: string | null
  researcher: string
}

/** The parking place, and the top above all themes. */
export const NONE = ""

/** Where a card goes: before another, last without one. */
export interface Spot {
  theme_id: string
  before: string
  stack: string
}

/** Themes in their tree, the cards of each as they lie, and the codebook. */
export class Lay {
  readonly themes = new Map<string, BoardTheme>()
  readonly codes = new Map<string, BoardCode>()
  readonly cards = new Map<string, Card>()
  private readonly below = new Map<string, string[]>()
  private readonly lying = new Map<string, string[]>()

  constructor(data: Pick<BoardData, "themes" | "cards" | "codes">, acts: readonly Operation[]) {
    const known = new Set(data.themes.map(theme => theme.id))
    for (const code of data.codes) this.codes.set(code.id, code)
    for (const told of data.themes) {
      const parent_id = told.parent_id && known.has(told.parent_id) ? told.parent_id : null
      this.themes.set(told.id, { ...told, parent_id })
      this.branch(parent_id).push(told.id)
    }
    for (const card of data.cards) {
      this.cards.set(card.id, { ...card })
      this.pile(card.theme_id).push(card.id)
    }
    for (const act of acts) this.do(act)
  }

  /** List the cards of a theme, or of the parking place. */
  of(theme_id: string): Card[] {
    return (this.lying.get(theme_id) ?? []).map(id => this.cards.get(id)!)
  }

  /** List the themes right below one, or the top ones. */
  under(parent: string | null): BoardTheme[] {
    return (this.below.get(parent ?? NONE) ?? []).map(id => this.themes.get(id)!)
  }

  /** List all themes, each before its subthemes. */
  inOrder(parent: string | null = null): BoardTheme[] {
    return this.under(parent).flatMap(theme => [theme, ...this.inOrder(theme.id)])
  }

  /** Tell whether a theme is another or stands somewhere under it. */
  within(theme_id: string | null, other: string): boolean {
    for (let at = theme_id; at; at = this.themes.get(at)?.parent_id ?? null) if (at === other) return true
    return false
  }

  path(theme: BoardTheme): string {
    const above = theme.parent_id && this.themes.get(theme.parent_id)
    return above ? `${this.path(above)} › ${theme.name}` : theme.name
  }

  /** Find the card of a code in a theme or the parking place. */
  standing(code_id: string, theme_id: string): Card | undefined {
    return code_id ? this.of(theme_id).find(card => card.code_id === code_id) : undefined
  }

  /** Count the themes in which each code stands itself. */
  counted(): Map<string, number> {
    const found = new Map<string, number>()
    for (const { code_id, theme_id } of this.cards.values()) if (code_id && theme_id) found.set(code_id, (found.get(code_id) ?? 0) + 1)
    return found
  }

  /** List the codes in use that no theme holds, neither directly nor through a code above, and that are not parked. */
  loose(): BoardCode[] {
    const held = new Set(this.counted().keys())
    const parked = new Set(this.of(NONE).map(card => card.code_id))
    return [...this.codes.values()].filter(({ id, parent_id, retired }) => {
      if (parent_id && held.has(parent_id)) held.add(id)
      return !held.has(id) && !parked.has(id) && !retired
    })
  }

  stacks(theme_id: string): string[] {
    return [...new Set(this.of(theme_id).map(card => card.stack))].filter(Boolean)
  }

  // -- acts

  private branch(parent: string | null): string[] {
    return listed(this.below, parent ?? NONE)
  }

  private pile(theme_id: string): string[] {
    return listed(this.lying, theme_id)
  }

  private do(act: Operation): void {
    const theme = this.themes.get(act.theme_id ?? "")
    const card = this.cards.get(act.card_id ?? "")
    const text = act.text ?? ""
    if (act.kind === "lay_card") this.lay(act)
    else if (act.kind === "copy_card") this.copy(act)
    else if (act.kind === "add_thought") this.fresh(act, { kind: "thought", words: text })
    else if (act.kind === "put_card" && card) this.put(card, act)
    else if (act.kind === "take_card" && card) this.take(card)
    else if (act.kind === "write_thought" && card) card.words = text
    else if (act.kind === "add_theme") this.add(act.theme_id, act.parent_id || null, act.name)
    else if (!theme) return
    else if (act.kind === "name_stack") this.name(theme.id, act.stack, act.name)
    else if (act.kind === "rename_theme") theme.name = act.name ?? theme.name
    else if (act.kind === "colour_theme") theme.colour = act.colour ?? ""
    else if (act.kind === "place_theme") this.place(theme, act.parent_id || null, act.place ?? 0)
    else if (act.kind === "merge_theme") this.merge(theme, act.other_id ?? "")
    else if (act.kind === "split_theme") this.split(theme, act)
    else if (act.kind === "dissolve_theme") this.dissolve(theme)
  }

  private lay(act: Operation): void {
    const code_id = act.code_id ?? ""
    const parked = this.standing(code_id, NONE)
    if (parked) this.lift(parked)
    if (!this.standing(code_id, act.theme_id ?? NONE)) this.fresh(act, { kind: "code", code_id })
  }

  private copy(act: Operation): void {
    const from = this.cards.get(act.other_id ?? "")
    if (from) this.fresh(act, { kind: "passage", words: from.words, who: from.who })
  }

  private fresh(act: Operation, given: Partial<Card>): void {
    const id = act.card_id ?? ""
    if (!id || this.cards.has(id)) return
    const card: Card = { id, kind: "code", theme_id: "", code_id: "", words: "", who: "", stack: "", ...given }
    this.cards.set(id, card)
    this.drop(card, act)
  }

  private put(card: Card, act: Operation): void {
    this.lift(card, true)
    this.drop(card, act)
  }

  private drop(card: Card, { theme_id = NONE, before = "", stack = "" }: Operation): void {
    const lying = this.pile(theme_id)
    const at = before ? lying.indexOf(before) : -1
    card.theme_id = theme_id
    card.stack = theme_id ? stack : ""
    lying.splice(at < 0 ? lying.length : at, 0, card.id)
    this.gather(theme_id)
  }

  private lift(card: Card, keep = false): void {
    const lying = this.pile(card.theme_id)
    const at = lying.indexOf(card.id)
    if (at >= 0) lying.splice(at, 1)
    if (!keep) this.cards.delete(card.id)
  }

  private take(card: Card): void {
    const parked = card.kind === "thought" && card.theme_id !== NONE
    this.lift(card, parked)
    if (parked) this.drop(card, {} as Operation)
  }

  /** Put the cards of each stack behind its first. */
  private gather(theme_id: string): void {
    const groups = new Map<string, string[]>()
    for (const { id, stack } of this.of(theme_id)) listed(groups, stack ? `stack ${stack}` : id).push(id)
    this.lying.set(theme_id, [...groups.values()].flat())
  }

  private name(theme_id: string, old = "", name = ""): void {
    for (const card of this.of(theme_id)) if (card.stack === old) card.stack = name
    this.gather(theme_id)
  }

  private add(id = "", parent: string | null, name = ""): void {
    if (!id || this.themes.has(id)) return
    this.themes.set(id, { id, parent_id: parent, name, colour: "", status: "candidate", said: "", memo: false })
    this.branch(parent).push(id)
  }

  private place(theme: BoardTheme, parent: string | null, place: number): void {
    if (this.within(parent, theme.id)) return
    this.leave(theme)
    theme.parent_id = parent
    this.branch(parent).splice(place, 0, theme.id)
  }

  private leave(theme: BoardTheme): void {
    const siblings = this.branch(theme.parent_id)
    const at = siblings.indexOf(theme.id)
    if (at >= 0) siblings.splice(at, 1)
  }

  private merge(theme: BoardTheme, into: string): void {
    if (!this.themes.has(into) || this.within(into, theme.id)) return
    for (const card of this.of(theme.id)) {
      if (this.standing(card.code_id, into)) this.lift(card)
      else this.put(card, { theme_id: into, stack: card.stack } as Operation)
    }
    this.handOn(theme, into)
  }

  private dissolve(theme: BoardTheme): void {
    for (const card of this.of(theme.id)) {
      if (card.kind === "thought") this.take(card)
      else this.lift(card)
    }
    this.handOn(theme, theme.parent_id)
  }

  private handOn(theme: BoardTheme, parent: string | null): void {
    for (const child of this.under(theme.id)) this.place(child, parent, this.branch(parent).length)
    this.leave(theme)
    this.themes.delete(theme.id)
  }

  private split(theme: BoardTheme, { other_id = "", name = "", card_ids = [] }: Operation): void {
    this.add(other_id, theme.parent_id, name)
    for (const id of card_ids) {
      const card = this.cards.get(id)
      if (card) this.put(card, { theme_id: other_id, stack: card.stack } as Operation)
    }
  }
}

function listed(map: Map<string, string[]>, key: string): string[] {
  const found = map.get(key) ?? []
  map.set(key, found)
  return found
}
