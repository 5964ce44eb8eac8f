import { press } from "./keys.ts"

/**
 * Names, by their keys in the page, the card in hand (by a button of it), the field to be written in
 * and the buttons that keys press; `shape` changes as the card grows. Letters are Streamlit's own: it knows no brackets, and hears
 * Ctrl+Z in a field too, where it takes back letters.
 */
export interface CardKeysData {
  role: "cards"
  list: string
  hand: string
  shape: string
  write: string
  keys: Record<string, string>
}

const HAND = "st-key-card-in-hand"
/** Pictures for which a card that Streamlit still draws is waited for. */
const PATIENCE = 120
const MARGIN = "5rem 0 2rem"

/** Keeps the card in hand in view and the keys with it. */
export class CardKeys {
  private data: CardKeysData | null = null
  private readonly heard = (event: KeyboardEvent): void => this.hear(event)

  constructor() {
    document.addEventListener("keydown", this.heard)
  }

  update(data: CardKeysData): void {
    const before = this.data
    this.data = data
    const isOther = before?.list !== data.list
    const isFirst = !before && !isField(document.activeElement)
    const isMoved = before?.hand !== data.hand || before.shape !== data.shape
    if (!isFirst && (isOther || isMoved)) this.show(data, isOther, PATIENCE)
    if (data.write && before?.write !== data.write) this.write(data, PATIENCE)
  }

  end(): void {
    this.data = null
    document.removeEventListener("keydown", this.heard)
  }

  private hear(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.repeat || isField(event.composedPath()[0])) return
    const key = this.data?.keys[press(event)]
    if (!key) return
    event.preventDefault()
    named(key)?.querySelector<HTMLButtonElement>("button:not(:disabled)")?.click()
  }

  /** Bring the card into view; the focus comes along where it was lost, or chose the list. */
  private show(data: CardKeysData, isOther: boolean, patience: number): void {
    if (data.hand !== this.data?.hand) return
    const card = document.querySelector<HTMLElement>(`.${HAND}`)
    const button = named(data.hand)
    if (!card || !button || !card.contains(button)) {
      if (patience) requestAnimationFrame(() => this.show(data, isOther, patience - 1))
      return
    }
    card.style.scrollMargin = MARGIN
    card.scrollIntoView({ block: "nearest" })
    const active = document.activeElement
    const isLost = !active || active === document.body
    if (!isLost && !(isOther && active instanceof HTMLInputElement)) return
    card.tabIndex = -1
    card.focus({ preventScroll: true })
  }

  private write(data: CardKeysData, patience: number): void {
    const field = named(data.write)?.querySelector("textarea")
    if (field) field.focus()
    else if (patience) requestAnimationFrame(() => this.write(data, patience - 1))
  }
}

function named(key: string): Element | undefined {
  return document.getElementsByClassName(`st-key-${key.replaceAll(/[^a-zA-Z0-9_-]/g, "-")}`)[0]
}

function isField(target: EventTarget | null | undefined): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
}
