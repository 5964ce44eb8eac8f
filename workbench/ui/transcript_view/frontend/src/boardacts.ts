import type { Among, Landing } from "./boarddrag.ts"
import { node } from "./boarddraw.ts"
import { Acts } from "./codebook.ts"
import { colour } from "./colour.ts"
import { make } from "./dom.ts"
import { Lay, NONE, type BoardData, type BoardTheme, type Card, type Spot } from "./lay.ts"
import type { Act } from "./model.ts"
import type { Option, Panels } from "./panels.ts"
import { outbox } from "./shared.ts"

const done = new Acts(outbox)

/** What the acts need of the board that shows them. */
export interface Board {
  /** What is in hand. */
  at: string | null
  near(): DOMRect | null
  /** Draw what changed, and take something in hand. */
  redraw(at?: string): void
  say(words: string, refused?: boolean): void
  open(kind: "code" | "passage", id: string): void
  choose(theme_id: string): void
}

type Choice = readonly [label: string, does: (why: string) => void]

/** What can be done on the board: cards laid, moved and piled, themes made, arranged and joined. */
export class BoardActs {
  lay = new Lay({ themes: [], cards: [], codes: [] }, [])
  private data: BoardData | null = null

  constructor(
    private readonly board: Board,
    private readonly panels: Panels,
  ) {
    done.listeners.add(this.answered)
  }

  end(): void {
    done.listeners.delete(this.answered)
  }

  private readonly answered = (why: string | null) => {
    this.turn()
    if (why) this.board.say(why, true)
  }

  take(data: BoardData): void {
    this.data = data
    this.turn()
  }

  get waits(): boolean {
    return outbox.waiting.length > 0
  }

  private turn(at?: string): void {
    if (this.data) this.lay = new Lay(this.data, done.since(this.data))
    this.board.redraw(at)
  }

  private do(act: Act, said: string, at?: string): void {
    outbox.add("", "", { ...act, researcher: this.data?.researcher ?? "" })
    this.turn(at)
    this.board.say(said)
  }

  undo(kind: "undo" | "redo"): void {
    this.do({ kind }, kind === "undo" ? "Undone." : "Done again.")
  }

  // -- what is in hand

  get card(): Card | undefined {
    return this.board.at?.startsWith("c ") ? this.lay.cards.get(this.board.at.slice(2)) : undefined
  }

  get theme(): BoardTheme | undefined {
    return this.board.at?.startsWith("t ") ? this.lay.themes.get(this.board.at.slice(2)) : undefined
  }

  /** The code of the list that is in hand. */
  get code(): string {
    return this.board.at?.startsWith("k ") ? this.board.at.slice(2) : ""
  }

  private get stack(): { theme_id: string; stack: string } | null {
    const [, theme_id = "", ...words] = this.board.at?.startsWith("s ") ? this.board.at.split(" ") : []
    return theme_id ? { theme_id, stack: words.join(" ") } : null
  }

  /** The theme in which something is in hand; the parking place where it is in none. */
  get home(): string {
    return this.theme?.id ?? this.card?.theme_id ?? this.stack?.theme_id ?? NONE
  }

  label(name: string): string {
    const id = name.slice(2)
    if (name.startsWith("t ")) return this.lay.themes.get(id)?.name ?? ""
    const card = this.lay.cards.get(id)
    const words = this.lay.codes.get(card?.code_id || id)?.name ?? card?.words ?? ""
    return words.length > 80 ? `${words.slice(0, 79).trimEnd()}…` : words
  }

  private called(theme_id: string): string {
    return this.lay.themes.get(theme_id)?.name ?? "the parking place"
  }

  // -- cards

  /** Say what it would do to put a card or a listed code somewhere; null where it cannot be. */
  says(name: string, to: Landing | "codes" | "field", also: boolean): string | null {
    const card = this.lay.cards.get(name.slice(2))
    const code_id = card?.code_id ?? (name.startsWith("k ") ? name.slice(2) : "")
    if (to === "field") return "in a new theme"
    if (to === "codes") return card ? (card.kind === "thought" ? null : "out of the theme") : null
    const theme = this.lay.themes.get(to.theme_id)
    const here = theme ? this.lay.path(theme) : this.called(to.theme_id)
    if (to.theme_id === card?.theme_id) return to.stack ? `in stack ${to.stack}` : `in ${here}`
    if (this.lay.standing(code_id, to.theme_id)) return null
    if (!to.theme_id) return card?.kind === "passage" ? null : "in the parking place"
    const copied = also && card?.kind !== "thought" && Boolean(card?.theme_id)
    const where = to.stack ? `${here}, stack ${to.stack}` : here
    if (!card) return `in ${where}${this.lay.counted().has(code_id) ? " as well" : ""}`
    return copied ? `also in ${where}` : `move to ${where}`
  }

  /** Say so where a card went while it was in hand: another window may take it away. */
  private went(name: string): boolean {
    const gone = name.startsWith("c ") && !this.lay.cards.has(name.slice(2))
    if (gone) this.board.say("That card is no longer on the board.", true)
    return gone
  }

  drop(name: string, to: Landing | "codes" | "field", also: boolean): void {
    if (this.went(name)) return
    if (to === "codes") return this.takeAway(this.lay.cards.get(name.slice(2)))
    if (to === "field") return this.create(null, theme_id => this.send(name, { theme_id, before: "", stack: "" }, also))
    this.send(name, to, also)
  }

  /** Put a card, or a code of the list, where it is wanted; `also` leaves it where it is as well. */
  send(name: string, { theme_id, before, stack }: Spot, also: boolean): void {
    if (this.went(name)) return
    const id = name.slice(2)
    const card = name.startsWith("c ") ? this.lay.cards.get(id) : undefined
    const spot = { theme_id, before: before === id ? this.behind(card!) : before, stack }
    const where = this.called(theme_id)
    const said = `${this.label(name)} ${also ? "also in" : "in"} ${where}${stack ? `, stack ${stack}` : ""}`
    const fresh = crypto.randomUUID()
    const laid = card?.kind === "passage" ? { kind: "copy_card", other_id: id } : { kind: "lay_card", code_id: card ? card.code_id : id }
    const copies = also && card?.kind !== "thought" && card?.theme_id !== NONE && card?.theme_id !== theme_id
    if (!card || copies) return this.do({ ...laid, card_id: fresh, ...spot }, said, node.card(fresh))
    const still = theme_id === card.theme_id && stack === card.stack && spot.before === this.behind(card)
    if (still) this.board.redraw()
    else this.do({ kind: "put_card", card_id: id, ...spot }, said, name)
  }

  private behind(card: Card): string {
    const lying = this.lay.of(card.theme_id)
    return lying[lying.indexOf(card) + 1]?.id ?? ""
  }

  takeAway(card: Card | undefined): void {
    if (!card) return
    const gone = card.theme_id ? `out of ${this.called(card.theme_id)}` : card.kind === "thought" ? "gone" : "out of the parking place"
    this.do({ kind: "take_card", card_id: card.id }, `${this.label(node.card(card.id))}: ${gone}. Z undoes it.`)
  }

  /** Move the card in hand past the next one of its theme; a stack is stepped over, or left. */
  order(by: 1 | -1): void {
    const { card } = this
    if (!card) return
    const lying = this.lay.of(card.theme_id)
    const at = lying.indexOf(card)
    const next = lying[at + by]
    const end = by > 0 ? "It is the last already." : "It is the first already."
    const inside = card.stack && next?.stack === card.stack
    if (!next && !card.stack) return this.board.say(end)
    const pile = next?.stack && !inside ? lying.filter(each => each.stack === next.stack) : next ? [next] : []
    const leaves = card.stack && !inside
    const before = leaves ? (by > 0 ? next : lying[at + 1]) : by > 0 ? lying[lying.indexOf(pile.at(-1)!) + 1] : pile[0]
    this.send(node.card(card.id), { theme_id: card.theme_id, before: before?.id ?? "", stack: inside ? card.stack : "" }, false)
  }

  /** Move what is in hand to the next theme that can take it. */
  step(by: 1 | -1): void {
    const name = this.board.at
    const { card } = this
    if (!name || (!card && !this.code)) return
    const code = card?.code_id ?? this.code
    const themes = [NONE, ...this.lay.inOrder().map(theme => theme.id)]
    const from = card ? themes.indexOf(card.theme_id) : 0
    const free = (id: string) => (id || card?.kind !== "passage") && !this.lay.standing(code, id)
    const rest = by > 0 ? themes.slice(from + 1) : themes.slice(0, from).reverse()
    const to = rest.find(free)
    if (to === undefined) return this.board.say("There is no theme on that side.")
    this.send(name, { theme_id: to, before: "", stack: "" }, false)
  }

  /** Ask for a theme by its name, to move what is in hand there or to have it there as well. */
  pick(also: boolean): void {
    const name = this.board.at
    const { card } = this
    if (this.theme) return this.put()
    if (!name || (!card && !this.code)) return
    const code = card?.code_id ?? this.code
    const themes = this.options(this.lay.inOrder().filter(theme => theme.id !== card?.theme_id && !this.lay.standing(code, theme.id)))
    const parking = !also && card?.kind !== "passage" && card?.theme_id !== NONE ? [{ id: NONE, label: "Parking place" }] : []
    const words = also ? `“${this.label(name)}” also in` : `Move “${this.label(name)}” to`
    this.panels.find(words, [...themes, ...parking], this.board.near(), theme_id => this.send(name, { theme_id, before: "", stack: "" }, also))
  }

  private options(themes: readonly BoardTheme[]): Option[] {
    return themes.map(theme => ({
      id: theme.id,
      label: theme.name,
      hint: theme.parent_id ? this.lay.path(this.lay.themes.get(theme.parent_id)!) : "",
      colour: theme.colour ? colour(theme.colour, theme.id) : undefined,
    }))
  }

  /** Ask for the stack to which the card in hand goes; without a name it lies open. */
  pile(): void {
    const { card, stack } = this
    if (stack) return this.rename()
    if (!card?.theme_id) return this.board.say("Stacks lie in themes. Put the card in one first.", true)
    const spot = { theme_id: card.theme_id, before: this.behind(card) }
    this.ask("Stack, empty for none", card.stack, this.lay.stacks(card.theme_id), name => this.send(node.card(card.id), { ...spot, stack: name }, false))
  }

  // -- thoughts

  think(): void {
    const { home } = this
    const before = this.card?.theme_id === home && this.card ? this.behind(this.card) : ""
    const card_id = crypto.randomUUID()
    this.compose(`Thought, in ${this.called(home)}`, "", text => {
      this.do({ kind: "add_thought", card_id, text, theme_id: home, before, stack: "" }, "Thought noted.", node.card(card_id))
    })
  }

  private compose(title: string, old: string, save: (text: string) => void): void {
    const box = make("textarea", { class: "wbt-input", rows: 4, "aria-label": title, maxlength: 2000 })
    box.value = old
    const finish = () => {
      const words = box.value.trim()
      this.panels.close()
      if (words && words !== old) save(words)
    }
    box.addEventListener("keydown", event => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return
      event.preventDefault()
      finish()
    })
    const button = make("button", { type: "button", class: "wbt-primary", title: "Ctrl+Enter", onclick: finish }, "Keep thought")
    this.show(title, box, box, button)
  }

  private show(title: string, focus: HTMLElement, ...parts: HTMLElement[]): void {
    const heading = make("div", { class: "wbt-title" }, title)
    this.panels.show(make("div", { class: "wbt-panel", role: "dialog", "aria-label": title }, heading, ...parts), this.board.near(), focus)
  }

  // -- themes

  /** Ask for the name of a new theme; `then` is told its id. */
  create(parent: string | null, then: (theme_id: string) => void = () => {}): void {
    const theme_id = crypto.randomUUID()
    const title = parent ? `New subtheme of ${this.called(parent)}` : "New theme"
    this.ask(title, "", [], name => {
      if (!name) return
      this.do({ kind: "add_theme", theme_id, parent_id: parent ?? "", name }, `New theme: ${name}`, node.theme(theme_id))
      then(theme_id)
    })
  }

  rename(): void {
    const { card, theme, stack } = this
    if (card?.kind === "thought") this.compose("Thought", card.words, text => this.do({ kind: "write_thought", card_id: card.id, text }, "Thought rewritten."))
    else if (theme) this.ask("Name of the theme", theme.name, [], name => name && name !== theme.name && this.do({ kind: "rename_theme", theme_id: theme.id, name }, `Renamed to ${name}`))
    else if (stack) this.ask("Name of the stack, empty for none", stack.stack, [], name => name !== stack.stack && this.do({ kind: "name_stack", ...stack, name }, name ? `Stack ${name}` : "The stack lies open.", name ? node.stack(stack.theme_id, name) : node.theme(stack.theme_id)))
  }

  /** Ask for one line; Enter keeps it. */
  private ask(title: string, old: string, known: readonly string[], save: (words: string) => void): void {
    const id = `wbb-${crypto.randomUUID()}`
    const box = make("input", { class: "wbt-input", "aria-label": title, maxlength: known.length ? 60 : 200, dir: "auto", autocomplete: "off", spellcheck: "false", list: known.length ? id : undefined })
    box.value = old
    const finish = () => {
      this.panels.close()
      save(box.value.split(/\s+/).filter(Boolean).join(" "))
    }
    box.addEventListener("keydown", event => {
      if (event.key !== "Enter" || event.isComposing) return
      event.preventDefault()
      finish()
    })
    const button = make("button", { type: "button", class: "wbt-primary", title: "Enter", onclick: finish }, "Keep")
    this.show(title, box, make("datalist", { id }, ...known.map(value => make("option", { value }))), box, button)
    box.select()
  }

  paint(): void {
    const { theme } = this
    if (!theme) return
    const colours = (this.data?.palette ?? []).map((value, i) => ({ id: value, label: `Colour ${i + 1}`, hint: value === theme.colour ? "now" : "", colour: value }))
    const options = [{ id: "", label: "No colour", hint: theme.colour ? "" : "now" }, ...colours]
    this.panels.choose(`Colour of ${theme.name}`, options, this.board.near(), value => this.do({ kind: "colour_theme", theme_id: theme.id, colour: value }, "Colour changed."))
  }

  /** Move the theme in hand among its neighbours, under the one before it, or out beside its parent. */
  arrange(how: "up" | "down" | "in" | "out"): void {
    const { theme } = this
    if (!theme) return
    const siblings = this.lay.under(theme.parent_id)
    const at = siblings.indexOf(theme)
    const above = this.lay.themes.get(theme.parent_id ?? "")
    const before = siblings[at - 1]
    if (how === "up" && at > 0) this.place(theme, theme.parent_id, at - 1, "")
    else if (how === "down" && at < siblings.length - 1) this.place(theme, theme.parent_id, at + 1, "")
    else if (how === "in" && before) this.place(theme, before.id, this.lay.under(before.id).length, "")
    else if (how === "out" && above) this.place(theme, above.parent_id, this.lay.under(above.parent_id).indexOf(above) + 1, "")
    else this.board.say({ up: "It is the first already.", down: "It is the last already.", in: "There is no theme before it.", out: "It is a theme of its own already." }[how])
  }

  private place(theme: BoardTheme, parent: string | null, place: number, why: string): void {
    const where = parent ? `under ${this.called(parent)}` : "a theme of its own"
    this.do({ kind: "place_theme", theme_id: theme.id, parent_id: parent ?? "", place, text: why }, `${theme.name}, ${where}, place ${place + 1}`, node.theme(theme.id))
  }

  /** Place a theme where it was dropped; onto another it asks what is meant. */
  dropTheme(id: string, { onto, parent, place }: Among): void {
    const theme = this.lay.themes.get(id)
    if (!theme) return this.board.say("That theme is no longer in the study.", true)
    if (onto) return this.settle(theme, onto)
    const siblings = this.lay.under(parent)
    if (theme.parent_id !== parent || siblings.indexOf(theme) !== place) this.place(theme, parent, place, "")
  }

  /** Ask whether a theme becomes a subtheme of another or is merged into it, and why. */
  private settle(theme: BoardTheme, onto: string): void {
    const into = this.called(onto)
    const nest = (why: string) => this.place(theme, onto, this.lay.under(onto).length, why)
    const merge = (why: string) => this.do({ kind: "merge_theme", theme_id: theme.id, other_id: onto, text: why }, `${theme.name} merged into ${into}. Z undoes it.`, node.theme(onto))
    this.reasoned(`“${theme.name}” on “${into}”`, [
      ["Make it a subtheme", nest],
      ["Merge it", merge],
    ])
  }

  /** Ask for a reason, which may stay empty, and for one of some acts. */
  private reasoned(title: string, choices: readonly Choice[], before: readonly HTMLElement[] = [], ready = () => true): void {
    const why = make("textarea", { class: "wbt-input", rows: 2, "aria-label": "Why, if you like: it is kept in the audit trail", placeholder: "Why? If you like: it is kept in the audit trail." })
    const buttons = choices.map(([label, does], i) => {
      const onclick = () => {
        if (!ready()) return
        const words = why.value.trim()
        this.panels.close()
        does(words)
      }
      return make("button", { type: "button", class: i ? "wbt-tool" : "wbt-primary", onclick }, label)
    })
    why.addEventListener("keydown", event => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return
      event.preventDefault()
      if (buttons.length > 1) buttons[0]!.focus()
      else buttons[0]!.click()
    })
    const first = before[0]?.querySelector("input") ?? (buttons.length > 1 ? why : buttons[0]!)
    this.show(title, first, ...before, why, make("div", { class: "wbb-choices" }, ...buttons))
  }

  /** Ask under which theme the one in hand goes, or into which it is merged. */
  put(): void {
    const { theme } = this
    if (!theme) return
    const free = this.lay.inOrder().filter(each => !this.lay.within(each.id, theme.id) && each.id !== theme.parent_id)
    const top = theme.parent_id ? [{ id: NONE, label: "A theme of its own" }] : []
    this.panels.find(`Put “${theme.name}” on`, [...top, ...this.options(free)], this.board.near(), id => {
      if (id) this.settle(theme, id)
      else this.place(theme, null, this.lay.under(null).length, "")
    })
  }

  dissolve(): void {
    const { theme } = this
    if (!theme) return
    const does = (why: string) => this.do({ kind: "dissolve_theme", theme_id: theme.id, text: why }, `${theme.name} dissolved. Z undoes it.`)
    const told = make("div", { class: "wbt-told" }, "Its codes and codings stay, thoughts go to the parking place, subthemes move up.")
    this.reasoned(`Dissolve “${theme.name}”?`, [["Dissolve", does]], [told])
  }

  /** Ask which cards of the theme in hand go into a new one beside it. */
  split(): void {
    const { theme } = this
    if (!theme) return
    const cards = this.lay.of(theme.id).filter(card => card.kind !== "thought")
    if (!cards.length) return this.board.say("There is no code or passage in this theme to split off.", true)
    const name = make("input", { class: "wbt-input", "aria-label": "Name of the new theme", placeholder: "Name of the new theme", maxlength: 200, dir: "auto", autocomplete: "off" })
    const boxes = cards.map(card => make("input", { type: "checkbox", value: card.id }))
    const rows = cards.map((card, i) => make("label", { class: "wbt-check" }, boxes[i]!, this.label(node.card(card.id))))
    const does = (text: string) => {
      const card_ids = boxes.filter(box => box.checked).map(box => box.value)
      const other_id = crypto.randomUUID()
      const words = name.value.trim()
      this.do({ kind: "split_theme", theme_id: theme.id, other_id, name: words, card_ids, text }, `${words}, split off ${theme.name}`, node.theme(other_id))
    }
    const ready = () => {
      const whole = name.value.trim() !== "" && boxes.some(box => box.checked)
      if (!whole) this.board.say("Tick what goes, and give the new theme a name.", true)
      return whole
    }
    this.reasoned(`Split “${theme.name}”`, [["Split off", does]], [make("div", {}, name), make("div", { class: "wbb-ticks" }, ...rows)], ready)
  }

  // -- whatever is in hand

  remove(): void {
    if (this.theme) this.dissolve()
    else this.takeAway(this.card)
  }

  openInHand(): void {
    const { card, theme, code } = this
    if (theme) this.board.choose(theme.id)
    else if (card?.kind === "thought") this.rename()
    else if (card?.kind === "passage") this.board.open("passage", card.id)
    else if (card || code) this.board.open("code", card?.code_id || code)
  }

  menu(): void {
    const { card, theme, code } = this
    const options: [string, string, () => void][] = []
    if (theme) {
      options.push(["Rename", "F2", () => this.rename()], ["Colour…", "", () => this.paint()], ["New thought in it", "T", () => this.think()])
      options.push(["New subtheme", "Shift+N", () => this.create(theme.id)], ["Subtheme of, merge into…", "M", () => this.put()])
      options.push(["Split…", "", () => this.split()], ["Dissolve…", "Del", () => this.dissolve()])
    } else if (card || code) {
      options.push([card?.kind === "thought" ? "Edit" : "Open", "Enter", () => this.openInHand()], ["Move to…", "M", () => this.pick(false)])
      if (card?.kind !== "thought" && (card?.theme_id || code)) options.push(["Also in…", "C", () => this.pick(true)])
      if (card?.theme_id) options.push(["Stack…", "S", () => this.pile()])
      if (card) options.push([card.theme_id || card.kind === "code" ? "Take away" : "Throw away", "Del", () => this.takeAway(card)])
    } else if (this.stack) options.push(["Rename or undo the stack", "F2", () => this.rename()])
    if (!options.length) return
    const listed = options.map(([label, hint], i) => ({ id: String(i), label, hint }))
    this.panels.choose(this.label(this.board.at ?? "") || "Stack", listed, this.board.near(), id => options[Number(id)]![2]())
  }
}
