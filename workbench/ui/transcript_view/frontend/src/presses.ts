/** What a key asked for, and of which card: the server does each once, in their order. */
export interface Press {
  id: string
  verb: string
  card: string
}

/** After these the card leaves the page, or the page the list. */
const FINAL = new Set(["code", "dismiss", "later", "open"])
const STEPS: Record<string, number> = { next: 1, previous: -1 }

/**
 * The card in hand and what keys asked for that no answer tells of yet.
 *
 * A press means the card that is shown in hand, whatever the server draws by then. Steps are taken
 * at once. Once a card is decided, keys rest until the list that follows from it is there: what
 * they would act on has not been seen.
 */
export class Presses {
  hand = ""
  private cards: string[] = []
  private waiting: Press[] = []
  private readonly send: (presses: Press[]) => void
  private readonly id: () => string

  constructor(send: (presses: Press[]) => void, id: () => string = () => crypto.randomUUID()) {
    this.send = send
    this.id = id
  }

  get isIdle(): boolean {
    return !this.waiting.length
  }

  /** Tell whether the card in hand is decided, and still stands there. */
  get isDecided(): boolean {
    return this.waiting.some(press => FINAL.has(press.verb))
  }

  /** Take in what the server drew: cards, the one in hand, and the presses it has done. */
  told(cards: string[], hand: string, done: string[]): void {
    this.waiting = this.waiting.filter(press => !done.includes(press.id))
    this.cards = cards
    if (this.isIdle || !cards.includes(this.hand)) this.hand = hand
  }

  press(verb: string): void {
    if (this.isDecided) return
    const step = STEPS[verb]
    if (!step) return this.ask(verb)
    const to = this.cards[this.cards.indexOf(this.hand) + step]
    if (to === undefined) return
    this.hand = to
    if (this.waiting.at(-1)?.verb === "take") this.waiting.pop()
    this.ask("take")
  }

  private ask(verb: string): void {
    this.waiting.push({ id: this.id(), verb, card: this.hand })
    this.send([...this.waiting])
  }
}
