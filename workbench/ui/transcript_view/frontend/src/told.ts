import { draw, type Layers } from "./layers.ts"
import type { Change, Code, Coding, News, Operation, Transcript, ViewData } from "./model.ts"

/**
 * What Python told of one transcript: a message, the answers since, and news of what others did.
 *
 * They come by two ways and so in any order. Each says as of which event it speaks, and none is
 * drawn over what is known of a row from a later one.
 */
export class Told {
  readonly transcript_id: string
  readonly layers: Layers
  /** All events up to this one are in the layers. */
  n: number
  /** Words that others changed since the message. */
  transcript: Transcript | null = null
  private readonly researcher: string
  private readonly since: number
  private readonly seen = new Map<string, number>()

  constructor(data: ViewData) {
    this.transcript_id = data.transcript.id
    this.researcher = data.researcher
    this.n = this.since = data.newest ?? 0
    this.layers = {
      codings: new Map(data.codings.map(coding => [coding.id, coding])),
      codes: new Map(data.codes.map(code => [code.id, code])),
      mentions: new Map(data.entities.map(mention => [mention.id, mention])),
      subjects: new Map(data.subjects.map(subject => [subject.id, subject])),
      read: new Map((data.read ?? []).map(stretch => [stretch.id, stretch])),
    }
  }

  /** Take what Python answered to acts of this tab. */
  answer(done: readonly Operation[], changes: readonly Change[]): void {
    for (const operation of done) {
      if (operation.transcript_id !== this.transcript_id) continue
      const n = changes.find(change => change.transcript_id === this.transcript_id)?.n
      if (!operation.coding_id || this.fresh(operation.coding_id, n)) draw(this.layers, operation, this.researcher)
    }
    for (const change of changes) {
      if (change.transcript_id === this.transcript_id) this.amend(change)
      for (const code of change.codes) if (this.fresh(code.id, change.n)) this.layers.codes.set(code.id, code)
    }
  }

  /** Take what others did; tells whether there is anything to draw. */
  hear({ n, applied, removed, codes, snapshot, transcript }: News): boolean {
    if (snapshot) this.replace(snapshot, n)
    this.put(applied, removed, n)
    if (codes) this.arrange(codes, n)
    if (transcript) this.transcript = transcript
    this.n = Math.max(this.n, n)
    return Boolean(snapshot ?? codes ?? transcript) || applied.length + removed.length > 0
  }

  private amend({ n, applied, removed, entities, subjects, snapshot, read: stretches }: Change): void {
    if (snapshot) this.replace(snapshot, n)
    this.put(applied, removed, n)
    const { mentions, subjects: whom, read } = this.layers
    if (stretches) {
      read.clear()
      for (const stretch of stretches) read.set(stretch.id, stretch)
    }
    if (entities) {
      mentions.clear()
      for (const mention of entities) mentions.set(mention.id, mention)
    }
    if (subjects) {
      whom.clear()
      for (const subject of subjects) whom.set(subject.id, subject)
    }
  }

  /** Tell whether news as of event `n` is newer than what is known of a row; without `n` it is. */
  private fresh(id: string, n?: number): boolean {
    if (!n) return true
    if (n < (this.seen.get(id) ?? this.since)) return false
    this.seen.set(id, n)
    return true
  }

  private put(applied: readonly Coding[], removed: readonly string[], n?: number): void {
    const { codings } = this.layers
    for (const id of removed) if (this.fresh(id, n)) codings.delete(id)
    for (const coding of applied) if (this.fresh(coding.id, n)) codings.set(coding.id, coding)
  }

  private replace(snapshot: readonly Coding[], n?: number): void {
    const now = new Set(snapshot.map(coding => coding.id))
    const gone = [...this.layers.codings.keys()].filter(id => !now.has(id))
    this.put(snapshot, gone, n)
  }

  /** Take the whole codebook in its order; codes made since then stay behind it. */
  private arrange(codes: readonly Code[], n: number): void {
    const before = this.layers.codes
    const now = new Map(codes.map(code => [code.id, this.fresh(code.id, n) ? code : (before.get(code.id) ?? code)]))
    for (const [id, code] of before) if (!now.has(id) && !this.fresh(id, n)) now.set(id, code)
    before.clear()
    for (const [id, code] of now) before.set(id, code)
  }
}
