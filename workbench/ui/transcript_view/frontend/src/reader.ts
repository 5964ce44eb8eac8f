import type { Desk } from "./desk.ts"
import { covers } from "./stretches.ts"

/** Mark what was read: suggestions learn from what was read and left uncoded. */
export class Reader {
  constructor(private readonly desk: Desk) {}

  /** Mark the selection as read, or as unread when it was; with a caret, all up to the end of its turn. */
  mark(): void {
    const { where, text, layers } = this.desk
    const span = where.selected ?? { from: 0, to: 0 }
    const selected = text.offsets.passage(span.from, span.to)
    if (selected) return this.set(selected, covers(layers.read.values(), selected) !== "all")
    const stop = text.transcript.turns[text.turnAt(span.from)]?.stop
    if (stop) this.set({ start: 0, stop }, true)
  }

  markAll(): void {
    const { text, layers } = this.desk
    const whole = { start: 0, stop: text.offsets.toPoints(text.offsets.units) }
    this.set(whole, covers(layers.read.values(), whole) !== "all")
  }

  private set(place: { start: number; stop: number }, read: boolean): void {
    this.desk.act({ kind: "read", ...place, read })
    this.desk.say(read ? "Marked as read." : "Marked as unread.")
  }
}
