import type { Act, Answer, Operation, Reply } from "./model.ts"

export interface Message {
  ledger: string
  /** The last answer that was taken. */
  seen: number
  batch: Operation[]
}

/** What the outbox needs of the world; tests pass their own. */
export interface World {
  read(): string | null
  write(journal: string): void
  after(milliseconds: number, run: () => void): () => void
  /** Call once what was done in this moment is on the screen, or the page is about to go. */
  drawn(run: () => void): void
  id(): string
  /** Have acts stored; fails where nobody answers. */
  post(message: Message, signal: AbortSignal): Promise<Reply>
}

export interface Listener {
  /** Operations were done or refused, or Python told of changes. */
  answered(done: Operation[], refused: { operation: Operation; why: string }[], answer: Answer): void
  changed(): void
}

export type State = "saved" | "saving" | "late"

const PATIENCE = 1500
const LONGEST = 12000

/**
 * Keep every act until Python answers for it: one batch under way, in order, sent again when no
 * answer comes. The journal outlives a reload and never holds writing, only ids and offsets.
 */
export class Outbox {
  private pending: Operation[] = []
  private flying: Set<string> = new Set()
  /** Who numbers the answers: one session of the server, none before the first. */
  ledger = ""
  private seen = 0
  private seq = 0
  private wait = PATIENCE
  /** Why what is pending is not stored yet, where the server told. */
  why = ""
  private departing = false
  private cancel: (() => void) | null = null
  private flight: AbortController | null = null
  private readonly client: string
  readonly listeners = new Set<Listener>()

  constructor(private readonly world: World) {
    this.client = world.id()
    this.pending = parse(world.read())
  }

  get waiting(): readonly Operation[] {
    return this.pending
  }

  get state(): State {
    if (!this.pending.length) return "saved"
    return this.wait > PATIENCE * 2 || !this.ledger || this.why ? "late" : "saving"
  }

  /** Tell whether closing the page now would lose writing that the journal must not hold. */
  get fragile(): boolean {
    return this.pending.some(hasWriting)
  }

  /** Keep an act; one that is waited for is posted before it is drawn. */
  add(transcript_id: string, transcript_version: string, act: Act, awaited = false): Operation {
    const operation: Operation = {
      ...act,
      id: this.world.id(),
      client: this.client,
      seq: ++this.seq,
      transcript_id,
      transcript_version,
    }
    this.pending.push(operation)
    this.journal()
    this.announce()
    if (awaited) this.flush()
    else this.depart()
    return operation
  }

  /** Post to a session from now on; what is under way to another is posted again. */
  open(ledger: string): void {
    if (ledger === this.ledger) return
    this.ledger = ledger
    this.seen = 0
    this.wait = PATIENCE
    this.land()
    this.flush()
    this.announce()
  }

  private receive(reply: Reply): void {
    if (reply.ledger !== this.ledger) return
    this.why = reply.waits ?? ""
    for (const answer of reply.answers) {
      if (answer.n > this.seen) this.take(answer)
    }
    this.journal()
    this.flush()
    this.announce()
  }

  private take(answer: Answer): void {
    this.seen = answer.n
    const done = this.pending.filter(operation => answer.done.includes(operation.id))
    const refused = answer.rejects.flatMap(reject => {
      const operation = this.pending.find(each => each.id === reject.id)
      return operation ? [{ operation, why: reject.why }] : []
    })
    const gone = new Set([...answer.done, ...answer.rejects.map(reject => reject.id)])
    this.pending = this.pending.filter(operation => !gone.has(operation.id))
    for (const id of gone) this.flying.delete(id)
    if (gone.size) this.wait = PATIENCE
    if (!this.flying.size) this.land()
    for (const listener of this.listeners) listener.answered(done, refused, answer)
  }

  /** Post what was added, once for all that was in one moment and after it is drawn. */
  private depart(): void {
    if (this.departing) return
    this.departing = true
    this.world.drawn(() => {
      this.departing = false
      this.flush()
    })
  }

  private flush(): void {
    if (!this.ledger || this.flying.size || !this.pending.length) return
    const batch = this.pending.slice(0, 200)
    this.flying = new Set(batch.map(operation => operation.id))
    this.cancel = this.world.after(this.wait, () => {
      this.wait = Math.min(this.wait * 2, LONGEST)
      this.land()
      this.flush()
      this.announce()
    })
    this.flight = new AbortController()
    // Without an answer the same is posted again when patience ends.
    this.world.post({ ledger: this.ledger, seen: this.seen, batch }, this.flight.signal).then(
      reply => this.receive(reply),
      () => {},
    )
  }

  private land(): void {
    this.cancel?.()
    this.cancel = null
    this.flight?.abort()
    this.flight = null
    this.flying.clear()
  }

  private journal(): void {
    this.world.write(JSON.stringify(this.pending.filter(operation => !hasWriting(operation))))
  }

  private announce(): void {
    for (const listener of this.listeners) listener.changed()
  }
}

function hasWriting(operation: Operation): boolean {
  return [operation.name, operation.text, operation.replacement, operation.stack].some(Boolean)
}

function parse(journal: string | null): Operation[] {
  try {
    const found: unknown = JSON.parse(journal ?? "[]")
    return Array.isArray(found) ? (found as Operation[]).filter(each => typeof each?.id === "string") : []
  } catch {
    return []
  }
}
