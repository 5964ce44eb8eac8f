import { press } from "./keys.ts"
import { Presses, type Press } from "./presses.ts"

/**
 * Names the cards of a list, the one in hand, and what keys do: `does` with it, `clicks` in the page.
 * `done` are the presses the server has seen to; `shape` changes as the card grows; `write` is the
 * field to be written in.
 */
export interface CardKeysData {
  role: "cards"
  list: string
  cards: string[]
  hand: string
  shape: string
  write: string
  done: string[]
  does: Record<string, string>
  clicks: Record<string, string>
}

const HAND = "card in hand"
/** Pictures for which a card that Streamlit still draws is waited for. */
const PATIENCE = 120
/** Pictures for which what was typed must stand: Streamlit empties a field that it has just drawn. */
const STEADY = 20
const MARGIN = "5rem 0 2rem"

/** Keeps the card in hand in view and the keys with it. */
export class CardKeys {
  private data: CardKeysData | null = null
  private drawn = ""
  private then = ""
  /** What is typed after the key of a memo, until its field is there; null where none is awaited. */
  private typed: string | null = null
  private readonly presses: Presses
  private readonly heard = (event: KeyboardEvent): void => this.hear(event)

  constructor(send: (presses: Press[]) => void) {
    this.presses = new Presses(send)
    // Before Streamlit, which would press a button that stands there by the time it is heard of.
    window.addEventListener("keydown", this.heard, true)
  }

  update(data: CardKeysData): void {
    const before = this.data
    this.data = data
    this.presses.told(data.cards, data.hand, data.done)
    const isOther = before?.list !== data.list
    const isFirst = !before && !isField(document.activeElement)
    const isMoved = this.drawn !== this.presses.hand || before?.shape !== data.shape
    if (!isFirst && (isOther || isMoved)) this.show(isOther, PATIENCE)
    this.keepMarked(data, PATIENCE)
    this.drawn = this.presses.hand
    if (data.write && before?.write !== data.write) this.write(data.write, PATIENCE)
    else if (this.presses.isIdle) this.typed = null
    if (this.then && this.presses.isIdle) this.click(this.then)
  }

  end(): void {
    this.data = null
    window.removeEventListener("keydown", this.heard, true)
  }

  private hear(event: KeyboardEvent): void {
    const { data } = this
    if (!data || event.defaultPrevented || isField(event.composedPath()[0])) return
    const pressed = press(event)
    const key = event.shiftKey || pressed.length > 1 ? pressed : pressed.toLowerCase()
    const isTyped = this.typed !== null && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    const verb = data.does[key]
    const click = data.clicks[key]
    if (!isTyped && !verb && !click) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (isTyped) this.typed += event.key
    else if (!event.repeat && verb) this.act(verb)
    else if (!event.repeat && click) this.click(click)
  }

  private act(verb: string): void {
    this.presses.press(verb)
    if (verb === "memo") this.typed = ""
    if (this.drawn !== this.presses.hand) this.show(false, PATIENCE)
    else this.mark()
    this.drawn = this.presses.hand
  }

  /** Undo and redo follow what was pressed before them. */
  private click(key: string, patience = PATIENCE): void {
    this.then = this.presses.isIdle ? "" : key
    if (this.then || !this.data) return
    const button = named(key)?.querySelector<HTMLButtonElement>("button:not(:disabled)")
    if (button) button.click()
    else if (patience) requestAnimationFrame(() => this.click(key, patience - 1))
  }

  private cardOf(id: string): HTMLElement | null {
    return named(`open ${id}`)?.closest<HTMLElement>(`.${classOf(HAND)}, .${classOf(`card ${id}`)}`) ?? null
  }

  /** Mark what Streamlit draws after it told of it, or makes of what stood there before. */
  private keepMarked(data: CardKeysData, patience: number): void {
    if (this.data !== data) return
    this.mark()
    if (patience) requestAnimationFrame(() => this.keepMarked(data, patience - 1))
  }

  /** Show which card is in hand where the server has not drawn it yet. */
  private mark(): void {
    for (const id of this.data?.cards ?? []) {
      const isHand = id === this.presses.hand
      this.cardOf(id)?.setAttribute("data-hand", isHand ? (this.presses.isDecided ? "decided" : "in") : "out")
    }
  }

  /** Bring the card into view; the focus comes along where it was lost, or chose the list. */
  private show(isOther: boolean, patience: number): void {
    const hand = this.presses.hand
    const card = this.cardOf(hand)
    if (!card) {
      if (patience && this.data) requestAnimationFrame(() => hand === this.presses.hand && this.show(isOther, patience - 1))
      return
    }
    this.mark()
    card.style.scrollMargin = MARGIN
    card.scrollIntoView({ block: "nearest" })
    const active = document.activeElement
    const isLost = !active || active === document.body || active.matches("[data-hand]")
    if (!isLost && !(isOther && active instanceof HTMLInputElement)) return
    card.tabIndex = -1
    card.focus({ preventScroll: true })
  }

  private write(key: string, patience: number, stood = 0): void {
    if (this.data?.write !== key) return
    const field = named(key)?.querySelector("textarea")
    const isThere = field && (field.value || !this.typed)
    if (field && !stood) field.focus()
    if (field && !isThere) document.execCommand("insertText", false, this.typed!)
    if (stood < STEADY && patience) requestAnimationFrame(() => this.write(key, patience - 1, isThere ? stood + 1 : 0))
    else this.typed = null
  }
}

function classOf(key: string): string {
  return `st-key-${key.replaceAll(/[^a-zA-Z0-9_-]/g, "-")}`
}

function named(key: string): Element | undefined {
  return document.getElementsByClassName(classOf(key))[0]
}

function isField(target: EventTarget | null | undefined): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
}
