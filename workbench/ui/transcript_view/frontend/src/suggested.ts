import { leaving } from "./departure.ts"
import { make } from "./dom.ts"
import { press } from "./keys.ts"
import { Listed, MOVES, type Decision, type Listing, type Move, type Offered } from "./listed.ts"
import type { Answer, Operation } from "./model.ts"
import type { Listener } from "./outbox.ts"
import { again, answeredSince, followers, lightens, outbox } from "./shared.ts"
import { dress } from "./sheet.ts"
import rules from "./suggested.css?inline"
import * as cards from "./suggestedcard.ts"

/** A list for a code; `beside` the words it leaves the keys to them. */
export interface SuggestedData extends Listing {
  role: "suggested"
  ledger: string
  /** Answers given when the run that sends it began to read. */
  n: number
  code_id: string
  researcher: string
  beside: boolean
}

/** Has Python open a card's place, or one it is like; each wish has a name of its own, and is heard once. */
type Open = (wish: { offer_id: string; like: number | null; wish_id: string }) => void

const VERBS: Readonly<Record<string, string>> = {
  n: "next", p: "previous", y: "code", x: "dismiss", l: "later", e: "adjust", m: "memo", o: "open",
  "Alt+{": "Begin earlier", "Alt+}": "Begin later", "Alt+[": "End earlier", "Alt+]": "End later",
}
/** Buttons of the page that keys press once all that was decided before is stored. */
const CLICKS: Readonly<Record<string, string>> = { "Ctrl+Z": "undo", "Ctrl+Shift+Z": "redo" }
const SAID: Readonly<Record<Decision, string>> = { code: "Coded.", dismiss: "Dismissed.", later: "Put off." }
const KEYS = [
  ["N, P", "next, previous passage"],
  ["Y", "code it"],
  ["X", "dismiss it"],
  ["M", "dismiss it with a memo; Ctrl+Enter stores, Esc leaves"],
  ["L", "later: until the study is opened again"],
  ["E", "adjust where it begins and ends"],
  ["Alt+[ Alt+]", "move the end by a sentence, while adjusting"],
  ["Alt+Shift+[ ]", "move the beginning by a sentence"],
  ["O", "open it in its transcript"],
  ["Ctrl+Z", "undo"],
  ["Ctrl+Shift+Z", "redo"],
] as const
/** Pictures for which a button that Streamlit still draws is waited for. */
const PATIENCE = 120
const MARGIN = "5rem 0 2rem"
/** Milliseconds before it is looked again whether a page is still being left. */
const CALM = 60

let data: SuggestedData | null = null
/** What is being done with cards outlives a change of page. */
const listed = new Listed({
  get waiting() {
    return outbox.waiting
  },
  add: (card, act) => {
    const { code_id = "", researcher = "" } = data ?? {}
    outbox.add(card.transcript_id, card.version, { ...act, code_id, researcher }, true)
  },
  id: () => crypto.randomUUID(),
})

/** Passages like those of a code, one below the other: keys act on the one in hand. */
export class Suggested {
  private readonly root = make("div", { class: "wbt wbs" })
  private readonly count = make("span", { class: "wbs-told" })
  private readonly previous = this.stepper("previous", "Previous", "P")
  private readonly next = this.stepper("next", "Next", "N")
  private readonly refused = make("div", { class: "wbs-refused", role: "alert", hidden: true })
  private readonly list = make("div", { class: "wbs-list", role: "list", "aria-label": "Passages" })
  private readonly live = make("div", { class: "wbt-live", role: "status", "aria-live": "polite" })
  private readonly drawn = new Map<string, { look: string; element: HTMLElement }>()
  private readonly stops: (() => void)[] = []
  private shown = ""
  private then = ""
  private opening = 0

  constructor(
    parent: HTMLElement,
    private open: Open,
    { beside }: SuggestedData,
  ) {
    dress(rules)
    const bar = make("div", { class: "wbs-bar" }, this.count, this.previous, this.next, keys())
    this.root.append(...(beside ? [] : [bar]), this.refused, this.list, this.live)
    if (beside) this.stops.push(lightens())
    else this.on(window, "keydown", event => this.hear(event as KeyboardEvent))
    parent.append(this.root)
    this.root.addEventListener("click", event => this.click(event.target as HTMLElement))
    this.root.addEventListener("keydown", event => this.write(event))
    for (const name of ["keyup", "keypress"]) this.root.addEventListener(name, event => event.stopPropagation())
    const listener: Listener = {
      answered: (done, refused, answer) => this.answered(done, refused, answer),
      changed: () => this.mark(),
    }
    outbox.listeners.add(listener)
    const follow = (found: unknown) => this.follow(found as Listing)
    followers.add(follow)
    this.stops.push(() => outbox.listeners.delete(listener), () => followers.delete(follow))
  }

  private on(target: EventTarget, name: string, act: (event: Event) => void): void {
    // Before Streamlit, which knows keys of its own.
    target.addEventListener(name, act, true)
    this.stops.push(() => target.removeEventListener(name, act, true))
  }

  update(fresh: SuggestedData, open: Open): void {
    const isFirst = !this.shown
    const isOther = this.shown !== fresh.list
    if (data?.ledger !== fresh.ledger) listed.forget()
    data = fresh
    this.open = open
    this.shown = fresh.list
    const isNewer = listed.take(fresh)
    if (isFirst || isOther) this.draw()
    else if (isNewer) this.renew()
    if (isFirst ? isField(document.activeElement) : isOther) this.show(true)
    // A page that was left sends what it was told to the next one, whose list may be read before.
    if (isNewer && answeredSince(fresh).filter(each => listed.answered(each.done, each.answer)).length) {
      this.mark()
      again()
    }
  }

  end(): void {
    clearTimeout(this.opening)
    for (const stop of this.stops) stop()
    this.root.remove()
  }

  // -- what comes

  private follow(found: Listing): void {
    if (found.list !== this.shown) return
    // Nothing left: the page says why.
    if (!found.cards.length) again()
    else if (listed.take(found)) this.renew()
  }

  private answered(done: Operation[], refused: { operation: Operation; why: string }[], answer: Answer): void {
    const mine = refused.filter(each => each.operation.offer_id)
    // The list comes with the answer; where it did not, the page is asked for it.
    if (listed.answered(done, answer)) again()
    if (mine.length) {
      this.refused.textContent = mine.map(each => each.why).join(" ")
      this.refused.hidden = false
      again()
    }
    this.mark()
    if (this.then) this.turn(this.then)
  }

  // -- drawing

  /** Draw the list that follows; the focus stays with what has it, or goes to the card in hand. */
  private renew(): void {
    const held = this.list.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null
    const card = held?.closest<HTMLElement>("[data-card]")
    const at = card ? [...this.list.children].indexOf(card) : -1
    this.draw()
    if (!held) return data?.beside ? undefined : this.show(false)
    if (held.isConnected) return held.focus({ preventScroll: true })
    const same = this.drawn.get(card?.dataset.card ?? "")?.element
    const field = held.matches("textarea") && same?.querySelector("textarea")
    if (field) field.focus({ preventScroll: true })
    else if (!data?.beside) this.show(true)
    else this.list.children[Math.min(at, this.list.children.length - 1)]?.querySelector<HTMLElement>(`[data-do="${held.dataset.do}"]`)?.focus({ preventScroll: true })
  }

  private draw(): void {
    const now = listed.cards.map(each => this.standing(each))
    const there = new Set(listed.cards.map(each => each.id))
    for (const id of this.drawn.keys()) if (!there.has(id)) this.drawn.delete(id)
    if (now.length !== this.list.children.length || now.some((each, n) => each !== this.list.children[n])) this.list.replaceChildren(...now)
    this.mark()
  }

  /** Return a card as it stands, or drawn anew where something of it changed. */
  private standing(card: Offered): HTMLElement {
    const look = cards.look(listed, card)
    const found = this.drawn.get(card.id)
    if (found?.look === look) return found.element
    const element = cards.draw(listed, card, data?.beside ?? false)
    this.drawn.set(card.id, { look, element })
    return element
  }

  /** Show which card is in hand, and which are decided. */
  private mark(): void {
    const { hand, at } = listed
    for (const card of listed.cards) {
      const element = this.element(card)
      const isHand = card === hand && !data?.beside
      element?.setAttribute("data-hand", listed.isDecided(card) ? "decided" : isHand ? "in" : "out")
      element?.setAttribute("aria-current", String(isHand))
    }
    this.count.textContent = `${at + 1} of ${listed.cards.length}`
    this.previous.disabled = at === 0
    this.next.disabled = at >= listed.cards.length - 1
  }

  private element(card: Offered | undefined): HTMLElement | undefined {
    return card && this.drawn.get(card.id)?.element
  }

  /** Bring the card in hand into view; the focus comes along where it was lost, or chose the list. */
  private show(chosen: boolean): void {
    const card = this.element(listed.hand)
    if (!card || data?.beside) return
    card.style.scrollMargin = MARGIN
    card.scrollIntoView({ block: "nearest" })
    const active = document.activeElement
    const isLost = !active || active === document.body || active.matches(".wbs-card")
    if (isLost || (chosen && (active instanceof HTMLInputElement || !isField(active)))) card.focus({ preventScroll: true })
  }

  // -- what is done

  private hear(event: KeyboardEvent): void {
    if (event.defaultPrevented || isField(event.composedPath()[0])) return
    const pressed = press(event)
    const key = event.shiftKey || pressed.length > 1 ? pressed : pressed.toLowerCase()
    const verb = VERBS[key]
    const click = CLICKS[key]
    if (!verb && !click) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.repeat) return
    if (click) this.turn(click)
    else if (verb && listed.hand && !listed.isDecided(listed.hand)) this.act(verb, listed.hand)
  }

  private click(target: HTMLElement): void {
    const button = target.closest<HTMLElement>("[data-do], [data-like]")
    if (!button) return
    const step = button.closest(".wbs-bar") && button.dataset.do
    const id = button.closest<HTMLElement>("[data-card]")?.dataset.card
    const card = step ? listed.hand : listed.cards.find(each => each.id === id)
    if (!card) return
    if (button.dataset.like) this.leave(card, Number(button.dataset.like))
    else this.act(button.dataset.do!, card)
  }

  private act(verb: string, card: Offered): void {
    if (verb === "next" || verb === "previous") listed.step(verb === "next" ? 1 : -1)
    else if (verb === "adjust") listed.adjust(card)
    else if (verb === "memo") listed.write(card)
    else if (verb === "open") return this.leave(card, null)
    else if (isMove(verb)) listed.move(card, verb)
    else return this.decide(card, verb as Decision)
    this.again(card, verb)
  }

  /** Draw what was done with a card, with the focus where it was. */
  private again(card: Offered, verb: string): void {
    const active = document.activeElement
    const name = active instanceof HTMLElement && this.list.contains(active) ? active.dataset.do : undefined
    const isHeld = this.element(card)?.contains(active)
    this.draw()
    const element = this.element(card)
    const field = element?.querySelector("textarea")
    if (verb === "memo" && field) field.focus()
    else if (isHeld && name && name !== "memo") element?.querySelector<HTMLElement>(`[data-do="${name}"]`)?.focus({ preventScroll: true })
    else if (isHeld) element?.focus({ preventScroll: true })
    this.show(false)
  }

  private decide(card: Offered, decision: Decision): void {
    if (!listed.decide(card, decision)) return
    this.refused.hidden = true
    this.live.textContent = SAID[decision]
    this.mark()
  }

  private leave(card: Offered, like: number | null): void {
    listed.choose(card)
    clearTimeout(this.opening)
    const wish = { offer_id: card.offer_id, like, wish_id: crypto.randomUUID() }
    // Undo is a press beside the list, and may for all that is known lead to another page.
    const tell = () => void (leaving() ? (this.opening = window.setTimeout(tell, CALM)) : this.open(wish))
    tell()
  }

  /** Undo and redo follow what was decided before them. */
  private turn(name: string, patience = PATIENCE): void {
    this.then = outbox.waiting.some(each => each.offer_id) ? name : ""
    if (this.then) return
    const button = document.querySelector<HTMLButtonElement>(`.st-key-${name} button:not(:disabled)`)
    if (button) button.click()
    else if (patience) requestAnimationFrame(() => this.turn(name, patience - 1))
  }

  /** Keys in the field of a memo. */
  private write(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    if (!target.matches("textarea")) return
    event.stopPropagation()
    const card = listed.cards.find(each => each.id === target.closest<HTMLElement>("[data-card]")?.dataset.card)
    const stores = event.key === "Enter" && (event.ctrlKey || event.metaKey)
    if (!card || (event.key !== "Escape" && !stores)) return
    event.preventDefault()
    this.act(stores ? "dismiss" : "memo", card)
  }

  private stepper(name: string, label: string, key: string): HTMLButtonElement {
    return make("button", { type: "button", class: "wbt-tool", "data-do": name, "aria-label": label }, label, make("kbd", { "aria-hidden": "true" }, key))
  }
}

function keys(): HTMLElement {
  const list = make("dl", { class: "wbs-keys" })
  for (const [key, does] of KEYS) list.append(make("dt", {}, make("kbd", {}, key)), make("dd", {}, does))
  const help = make("details", { class: "wbs-help" }, make("summary", { class: "wbt-tool" }, "Keys"), list)
  help.addEventListener("focusout", event => help.contains(event.relatedTarget as Node | null) || (help.open = false))
  help.addEventListener("keydown", event => event.key === "Escape" && (help.open = false))
  return help
}

function isMove(verb: string): verb is Move {
  return (MOVES as readonly string[]).includes(verb)
}

function isField(target: EventTarget | null | undefined): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
}
