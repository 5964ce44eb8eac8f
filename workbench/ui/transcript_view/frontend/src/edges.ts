import type { Drawn } from "./along.ts"
import type { Desk } from "./desk.ts"
import { reach, stretch, type Span } from "./words.ts"

/** Move the edges of a coding, by words. */
export class Edges {
  constructor(
    private readonly desk: Desk,
    private readonly touched: () => readonly Drawn[],
  ) {}

  private move(edge: "start" | "end", by: 1 | -1): void {
    const { desk } = this
    const inner = [...this.touched()].sort((a, b) => a.to - a.from - (b.to - b.from))[0]
    if (!inner) return desk.say("No coding here.")
    const how = edge === "end" ? stretch : reach
    const span = how(desk.text.offsets.text, inner.from, inner.to, by)
    const grown = (edge === "end") === by > 0
    if (span) this.set(inner.id, span, grown ? "Grown by a word." : "Shrunk by a word.")
  }

  set(id: string, span: Span, told: string): void {
    const { desk } = this
    const passage = desk.text.offsets.passage(span.from, span.to)
    const coding = desk.layers.codings.get(id)
    if (!passage || !coding) return
    desk.drawing.choose(id)
    if (coding.start !== passage.start || coding.stop !== passage.stop) {
      desk.act({ kind: "resize", coding_id: id, ...passage })
      desk.say(told)
    }
    desk.where.goTo(span)
    desk.drawing.choose(id)
  }

  readonly keys: Record<string, () => void> = {
    "Alt+[": () => this.move("end", -1),
    "Alt+]": () => this.move("end", 1),
    "Alt+{": () => this.move("start", -1),
    "Alt+}": () => this.move("start", 1),
    "Alt+ArrowLeft": () => this.move("end", -1),
    "Alt+ArrowRight": () => this.move("end", 1),
    "Alt+Shift+ArrowLeft": () => this.move("start", -1),
    "Alt+Shift+ArrowRight": () => this.move("start", 1),
  }
}
