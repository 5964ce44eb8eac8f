import { reach } from "./correcting.ts"
import type { Desk } from "./desk.ts"
import type { Drawn } from "./drawing.ts"
import type { Layers } from "./layers.ts"
import type { Option } from "./panels.ts"
import { keep, recall } from "./shared.ts"
import { stretch } from "./words.ts"

const KEYS = "workbench:keys"

/** Code the words: what each key of a coding screen does. */
export class Coder {
  /** The codes of the keys 1 to 9. */
  slots: string[] = []
  private last: string | null = null

  constructor(private readonly desk: Desk) {}

  /** Give the keys to pinned codes first; keys in use never move. */
  takeSlots(told: Layers): void {
    let stored: unknown = []
    try {
      stored = JSON.parse(recall(KEYS) ?? "[]")
    } catch {
      stored = []
    }
    const before = this.slots.length ? this.slots : Array.isArray(stored) ? (stored as string[]) : []
    const usable = (id: unknown) => typeof id === "string" && told.codes.get(id)?.retired === false
    const own = before.filter(id => usable(id) || this.desk.layers.codes.has(id))
    this.slots = [...new Set([...this.desk.data.pinned, ...own])].slice(0, 9)
  }

  /** Give a code that was used the first free key; keys in use never move. */
  private used(code_id: string): void {
    this.last = code_id
    if (!this.slots.includes(code_id) && this.slots.length < 9) this.slots.push(code_id)
    keep(KEYS, JSON.stringify(this.slots))
  }

  apply(code_id: string): void {
    const { desk } = this
    const passage = desk.where.passage()
    if (!passage || desk.data.mode !== "coding") return
    const name = desk.drawing.nameOf(code_id)
    for (const { coding } of desk.drawing.drawn) {
      if (coding.code_id === code_id && coding.start === passage.start && coding.stop === passage.stop) {
        if (coding.researcher === desk.data.researcher) return desk.say(`Already coded ${name}.`)
      }
    }
    this.used(code_id)
    desk.act({ kind: "apply", coding_id: crypto.randomUUID(), code_id, ...passage })
    desk.say(`Coded ${name}.`)
  }

  private create(name: string): void {
    const passage = this.desk.where.passage()
    if (!passage) return
    const code_id = crypto.randomUUID()
    this.used(code_id)
    this.desk.act({ kind: "create_and_apply", code_id, name, coding_id: crypto.randomUUID(), ...passage })
    this.desk.say(`Created the code ${name} and applied it.`)
  }

  private inVivo(): void {
    const passage = this.desk.where.passage()
    if (!passage) return
    const ids = { code_id: crypto.randomUUID(), coding_id: crypto.randomUUID() }
    this.desk.act({ kind: "in_vivo", ...ids, ...passage })
    this.desk.say("Coded in vivo.")
  }

  private pick(): void {
    const { desk } = this
    if (!desk.where.passage()) return
    desk.panels.pickCode(
      [...desk.layers.codes.values()],
      code => desk.drawing.paintOf(code.id),
      desk.where.near(),
      code => this.apply(code.id),
      name => this.create(name),
    )
  }

  private touched(): Drawn[] {
    const { drawing, where } = this.desk
    if (drawing.hot) return drawing.drawn.filter(each => each.id === drawing.hot)
    const span = where.selected
    if (!span) return []
    const to = Math.max(span.to, span.from + 1)
    return drawing.drawn.filter(each => each.from < to && each.to > span.from)
  }

  private uncode(): void {
    const { desk } = this
    const touched = this.touched()
    if (touched.length === 1) this.remove(touched[0]!.id)
    else if (touched.length) desk.panels.choose("Take off which code?", this.options(touched), desk.where.near(), id => this.remove(id))
    else desk.say("No coding here.")
  }

  private remove(id: string): void {
    const { desk } = this
    const coding = desk.layers.codings.get(id)
    if (!coding) return
    if (desk.drawing.hot === id) desk.drawing.choose(null)
    desk.act({ kind: "remove", coding_id: id })
    desk.say(`Took off ${desk.drawing.nameOf(coding.code_id)}.`)
  }

  private options(drawn: Drawn[]): Option[] {
    const { drawing } = this.desk
    return drawn.map(({ id, coding, colour }) => ({ id, label: `${drawing.nameOf(coding.code_id)} · ${coding.researcher}`, colour }))
  }

  chooseAmong(ids: string[], near: DOMRect): void {
    const { drawing, panels } = this.desk
    const drawn = drawing.drawn.filter(each => ids.includes(each.id))
    panels.choose("Codings", this.options(drawn), near, id => this.choose(id))
  }

  choose(id: string): void {
    const { drawing, where, say } = this.desk
    const coding = drawing.find(id)
    if (!coding) return
    drawing.choose(id)
    where.goTo({ from: coding.from, to: coding.to })
    drawing.choose(id)
    say(drawing.describe(coding.coding))
  }

  private step(by: 1 | -1): void {
    const { drawing, where, say } = this.desk
    const { drawn } = drawing
    const at = drawing.hot ? drawn.findIndex(each => each.id === drawing.hot) : -1
    let next: Drawn | undefined
    if (at >= 0) next = drawn[at + by]
    else {
      const from = where.span?.from ?? 0
      next = by > 0 ? drawn.find(each => each.from >= from) : drawn.filter(each => each.from < from).at(-1)
    }
    if (next) this.choose(next.id)
    else say(by > 0 ? "No coding further on." : "No coding further up.")
  }

  private resize(by: 1 | -1): void {
    const { desk } = this
    const inner = this.touched().sort((a, b) => a.to - a.from - (b.to - b.from))[0]
    if (!inner) return desk.say("No coding here.")
    const span = stretch(desk.text.offsets.text, inner.from, inner.to, by)
    const passage = span && desk.text.offsets.passage(span.from, span.to)
    if (!span || !passage) return
    desk.drawing.choose(inner.id)
    desk.act({ kind: "resize", coding_id: inner.id, ...passage })
    desk.where.goTo(span)
    desk.say(by > 0 ? "Grown by a word." : "Shrunk by a word.")
  }

  private memo(): void {
    const { desk } = this
    const passage = desk.where.passage()
    if (!passage) return
    const coding_id = desk.drawing.hot ?? undefined
    desk.panels.write("Memo on the passage", "", desk.where.near(), text => {
      desk.act({ kind: "memo", memo_id: crypto.randomUUID(), text, ...passage, ...(coding_id ? { coding_id } : {}) })
      desk.say("Memo written.")
    })
  }

  ask(kind: "undo" | "redo"): void {
    this.desk.act({ kind })
    this.desk.say(kind === "undo" ? "Undo." : "Redo.")
  }

  private number(n: number): void {
    const code_id = this.slots[n - 1]
    if (code_id) this.apply(code_id)
    else this.desk.say(`No code on key ${n} yet.`)
  }

  private correct(): void {
    if (!this.desk.where.passage()) return
    this.desk.where.tell(`correct ${crypto.randomUUID()}`)
    reach()
  }

  readonly readingKeys: Record<string, () => void> = { m: () => this.memo() }

  readonly keys: Record<string, () => void> = {
    e: () => this.correct(),
    ...this.readingKeys,
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map(n => [String(n), () => this.number(n)])),
    z: () => this.ask("undo"),
    Z: () => this.ask("redo"),
    "Ctrl+Z": () => this.ask("undo"),
    "Ctrl+Shift+Z": () => this.ask("redo"),
    "Ctrl+Y": () => this.ask("redo"),
    c: () => this.pick(),
    Enter: () => this.pick(),
    v: () => this.inVivo(),
    ";": () => (this.last ? this.apply(this.last) : this.desk.say("No code was used yet.")),
    u: () => this.uncode(),
    Delete: () => this.uncode(),
    "[": () => this.step(-1),
    "]": () => this.step(1),
    "Alt+[": () => this.resize(-1),
    "Alt+]": () => this.resize(1),
    t: () => this.desk.drawing.nextStyle(),
  }
}
