import type { Answer, Operation } from "./model.ts"

type Edges = [first: number, last: number]

/** A suggested passage: the sentences of its turn, of which `edges` are suggested. */
export interface Offered {
  id: string
  /** Names the suggestion to Python. */
  offer_id: string
  transcript_id: string
  version: string
  place: string
  question: string
  sentences: string[]
  places: [start: number, stop: number][]
  edges: Edges
  best: number
  nearest: string
  likes: string[]
  shared: string
}

/** A list as it stood after the event `newest`. */
export interface Listing {
  list: string
  newest: number
  cards: Offered[]
}

export type Decision = "code" | "dismiss" | "later"
export type Move = "Begin earlier" | "Begin later" | "End earlier" | "End later"
export const MOVES: readonly Move[] = ["Begin earlier", "Begin later", "End earlier", "End later"]

/** What a decision stores: all but whose list it is. */
export interface Decided {
  kind: "code_offer" | "dismiss_offer" | "put_off_offer"
  offer_id: string
  /** Where it is: a server that was started anew no longer knows. */
  start: number
  stop: number
  coding_id?: string
  text?: string
}

interface Place {
  id: string
  at: number
}

/** What the list needs of the outbox; tests pass their own. */
export interface Out {
  readonly waiting: readonly Pick<Operation, "offer_id">[]
  add(card: Offered, act: Decided): void
  id(): string
}

/**
 * A list of suggestions, the one in hand, and what is done with them until they are decided.
 *
 * A list read before another, or before a decision that was answered, is not drawn over it. From a
 * decision until the list that follows is there, the card in hand is decided, and keys rest: what
 * they would act on has not been seen.
 */
export class Listed {
  cards: Offered[] = []
  list = ""
  private newest = -1
  /** Decisions under way, with their cards, and those answered for, with the number of the event. */
  private readonly under = new Map<string, string>()
  private readonly gone = new Map<string, number>()
  /** Edges being chosen, and memos being written, by card. */
  private readonly edges = new Map<string, Edges>()
  readonly memos = new Map<string, string>()
  /** The card in hand in each list. */
  private readonly places = new Map<string, Place>()

  constructor(private readonly out: Out) {}

  /** Take whatever list comes next: another session may know an older study. */
  forget(): void {
    this.newest = -1
    this.gone.clear()
  }

  /** Draw a list from now on; tells whether it is newer than what is drawn. */
  take({ list, newest, cards }: Listing): boolean {
    if (list === this.list && newest < this.newest) return false
    for (const [offer, n] of this.gone) if (n <= newest) this.gone.delete(offer)
    Object.assign(this, { list, newest, cards })
    const { at } = this
    if (cards[at]) this.places.set(list, { id: cards[at].id, at })
    return true
  }

  /** The place in the list of the card in hand: the same as before, or the one in its place. */
  get at(): number {
    const before = this.places.get(this.list)
    const found = this.cards.findIndex(each => each.id === before?.id)
    return found >= 0 ? found : Math.max(0, Math.min(before?.at ?? 0, this.cards.length - 1))
  }

  get hand(): Offered | undefined {
    return this.cards[this.at]
  }

  isDecided(card: Offered): boolean {
    return this.gone.has(card.offer_id) || this.out.waiting.some(each => each.offer_id === card.offer_id)
  }

  /** Hear what Python stored; tells whether the list that follows is still to be asked for. */
  answered(done: readonly Pick<Operation, "offer_id">[], answer: Pick<Answer, "changes">): boolean {
    const offers = done.flatMap(each => each.offer_id ?? [])
    for (const offer of offers) {
      const id = this.under.get(offer)
      if (id === undefined) continue
      this.under.delete(offer)
      this.edges.delete(id)
      this.memos.delete(id)
    }
    const n = Math.max(-1, ...answer.changes.map(each => each.n ?? -1))
    const here = offers.filter(offer => this.cards.some(card => card.offer_id === offer))
    for (const offer of here) this.gone.set(offer, Math.max(this.newest + 1, n))
    // A list that was read in between may offer the same by another name.
    return here.length > 0 || (offers.length > 0 && n > this.newest)
  }

  choose(card: Offered): void {
    this.places.set(this.list, { id: card.id, at: this.cards.indexOf(card) })
  }

  step(by: 1 | -1): boolean {
    const next = this.cards[this.at + by]
    if (next) this.choose(next)
    return next !== undefined
  }

  adjusted(card: Offered): Edges | undefined {
    return this.edges.get(card.id)
  }

  adjust(card: Offered): void {
    this.choose(card)
    if (!this.edges.delete(card.id)) this.edges.set(card.id, card.edges)
  }

  /** Where an edge comes to stand, or nothing where it cannot go. */
  after(card: Offered, move: Move): Edges | undefined {
    const now = this.edges.get(card.id)
    if (!now) return undefined
    const by = move.endsWith("earlier") ? -1 : 1
    const next: Edges = move.startsWith("Begin") ? [now[0] + by, now[1]] : [now[0], now[1] + by]
    return next[0] >= 0 && next[0] <= next[1] && next[1] < card.sentences.length ? next : undefined
  }

  move(card: Offered, move: Move): void {
    const next = this.after(card, move)
    if (next) this.edges.set(card.id, next)
  }

  /** Open or leave the memo on a card. */
  write(card: Offered): void {
    this.choose(card)
    if (!this.memos.delete(card.id)) this.memos.set(card.id, "")
  }

  /** Decide once on a card; the one that comes to its place is then in hand. */
  decide(card: Offered, decision: Decision): boolean {
    if (this.isDecided(card)) return false
    this.choose(card)
    const { offer_id } = card
    this.under.set(offer_id, card.id)
    const [first, last] = this.edges.get(card.id) ?? card.edges
    const why = this.memos.get(card.id)?.trim()
    const place = { start: card.places[first]![0], stop: card.places[last]![1] }
    if (decision === "code") this.out.add(card, { kind: "code_offer", offer_id, ...place, coding_id: this.out.id() })
    else if (decision === "later") this.out.add(card, { kind: "put_off_offer", offer_id, ...place })
    else this.out.add(card, { kind: "dismiss_offer", offer_id, ...place, ...(why ? { text: why } : {}) })
    return true
  }
}
