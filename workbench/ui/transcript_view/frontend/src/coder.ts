import type { Drawn } from "./along.ts"
import { reach } from "./correcting.ts"
import type { Desk } from "./desk.ts"
import { Edges } from "./edges.ts"
import type { Layers } from "./layers.ts"
import { Memos } from "./memos.ts"
import type { Option } from "./panels.ts"
import { pickCodes } from "./picker.ts"
import { Reader } from "./reader.ts"
import { jump, past } from "./shared.ts"
import { Slots } from "./slots.ts"
import type { Span } from "./words.ts"

const ALL = "all"

/** Code the words: what each key of a coding screen does. */
export class Coder {
  readonly slots: Slots
  readonly edges: Edges
  private readonly memos: Memos
  private readonly reader: Reader
  private last: string | null = null

  constructor(private readonly desk: Desk) {
    this.slots = new Slots(desk)
    this.edges = new Edges(desk, () => this.touched())
    this.memos = new Memos(desk, () => this.touched())
    this.reader = new Reader(desk)
  }

  update(told: Layers): void {
    this.slots.take(told)
  }

  apply(code_id: string): void {
    const passage = this.desk.where.passage()
    if (passage) this.put(code_id, passage)
  }

  private put(code_id: string, passage: { start: number; stop: number }): void {
    const { desk } = this
    if (desk.data.mode !== "coding") return
    const name = desk.drawing.nameOf(code_id)
    this.used(code_id)
    if (this.own(code_id, passage)) return desk.say(`Already coded ${name}.`)
    desk.act({ kind: "apply", coding_id: crypto.randomUUID(), code_id, ...passage })
    desk.say(`Coded ${name}.`)
  }

  /** Find this researcher's coding of exactly this passage. */
  private own(code_id: string, { start, stop }: { start: number; stop: number }): string | undefined {
    for (const coding of this.desk.layers.codings.values()) {
      const same = coding.code_id === code_id && coding.start === start && coding.stop === stop
      if (same && coding.researcher === this.desk.data.researcher) return coding.id
    }
    return undefined
  }

  private used(code_id: string): void {
    this.last = code_id
    this.slots.used(code_id)
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
    this.used(ids.code_id)
    this.desk.act({ kind: "in_vivo", ...ids, ...passage })
    this.desk.say("Coded in vivo.")
  }

  private pick(): void {
    const { desk } = this
    const passage = desk.where.passage()
    if (!passage) return
    pickCodes(desk.panels, desk.where.near(), {
      codes: () => [...desk.layers.codes.values()],
      colour: id => desk.drawing.paintOf(id),
      has: id => this.own(id, passage) !== undefined,
      apply: id => this.apply(id),
      remove: id => this.remove(this.own(id, passage) ?? ""),
      create: name => this.create(name),
    })
  }

  /** Code the whole turn, or turns, that the caret or selection is in. */
  private turn(code_id: string | null | undefined): void {
    const { desk } = this
    const span = desk.where.wholeTurns
    const passage = span && desk.text.offsets.passage(span.from, span.to)
    if (!span || !passage) return
    desk.where.goTo(span)
    if (code_id) this.put(code_id, passage)
    else this.pick()
  }

  /** Do what a click or a drop on a code does: code the selected words, or show the code. */
  take(code_id: string): void {
    const span = this.desk.where.selected
    if (span && span.to > span.from) this.apply(code_id)
    else this.show(code_id)
  }

  show(code_id: string): void {
    const { drawing, where, say } = this.desk
    drawing.showCode(drawing.shown === code_id ? null : code_id)
    where.tell()
    say(drawing.shown ? `Shows ${drawing.nameOf(code_id)}.` : "Shows no code.")
  }

  private touched(): readonly Drawn[] {
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
    if (touched.length === 1) return this.remove(touched[0]!.id)
    if (!touched.length) return desk.say("No coding here.")
    const all = { id: ALL, label: `All ${touched.length} of them`, hint: "0" }
    desk.panels.choose("Take off which code?", [...this.options(touched), all], desk.where.near(), id =>
      id === ALL ? this.removeAll(touched) : this.remove(id),
    )
  }

  private remove(id: string): void {
    const { desk } = this
    const coding = desk.layers.codings.get(id)
    if (!coding) return
    if (desk.drawing.hot === id) desk.drawing.choose(null)
    desk.act({ kind: "remove", coding_id: id })
    desk.say(`Took off ${desk.drawing.nameOf(coding.code_id)}.`)
  }

  private removeAll(drawn: readonly Drawn[]): void {
    const { desk } = this
    desk.drawing.choose(null)
    desk.act({ kind: "remove_all", coding_ids: drawn.map(each => each.id) })
    desk.say(`Took off ${drawn.length} ${drawn.length === 1 ? "code" : "codes"}.`)
  }

  /** Take off what this researcher coded here; what others coded stays. */
  private removeOwn(): void {
    const { desk } = this
    desk.drawing.choose(null)
    const own = this.touched().filter(each => each.coding.researcher === desk.data.researcher)
    if (own.length) this.removeAll(own)
    else desk.say("No coding of yours here.")
  }

  private options(drawn: readonly Drawn[]): Option[] {
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
      const from = where.selected?.from ?? 0
      next = by > 0 ? drawn.find(each => each.from >= from) : drawn.filter(each => each.from < from).at(-1)
    }
    if (next) this.choose(next.id)
    else say(by > 0 ? "No coding further on." : "No coding further up.")
  }

  /** Go to the next passage of the code in hand, through all transcripts. */
  private jump(by: 1 | -1): void {
    const { drawing, where, data, text, say } = this.desk
    const hot = drawing.find(drawing.hot)
    const code_id = hot?.coding.code_id ?? drawing.shown ?? this.touched()[0]?.coding.code_id
    if (!code_id) return say("Choose a coding or a code first.")
    const from = hot?.from ?? where.selected?.from ?? 0
    const same = drawing.drawn.filter(each => each.coding.code_id === code_id)
    const next = by > 0 ? same.find(each => each.from > from) : same.filter(each => each.from < from).at(-1)
    if (next) return this.choose(next.id)
    say(`Looks for ${drawing.nameOf(code_id)} in other transcripts.`)
    jump({ code_id, by, transcript_id: data.transcript.id, start: text.offsets.toPoints(from) })
  }

  ask(kind: "undo" | "redo"): void {
    const what = kind === "undo" && past[0] ? `Undo: ${past[0].label}.` : kind === "undo" ? "Undo." : "Redo."
    this.desk.act({ kind })
    this.desk.say(what)
  }

  /** List what undo takes back; choosing one takes back all down to it. */
  choosePast(near: DOMRect): void {
    if (!past.length) return this.desk.say("Nothing to undo.")
    const options = past.map(({ label }, i) => ({ id: String(i), label }))
    this.desk.panels.choose("Undo down to", options, near, id => {
      for (let i = 0; i <= Number(id); i++) this.ask("undo")
    })
  }

  private number(n: number, act: (code_id: string) => void): void {
    const code_id = this.slots.keys[n - 1]
    if (code_id) act(code_id)
    else this.desk.say(`No code on key ${n} yet.`)
  }

  private correct(): void {
    if (!this.desk.where.passage()) return
    this.desk.where.tell(`correct ${crypto.randomUUID()}`)
    reach()
  }

  /** Ask the page beside the words: which codes may fit the passage, or what is like it. */
  private wonder(what: "codes" | "alike"): void {
    if (!this.desk.where.passage()) return
    this.desk.where.tell(`${what} ${crypto.randomUUID()}`)
    this.desk.say(what === "codes" ? "Looks which codes may fit." : "Looks for passages like this one.")
  }

  /** Give a coding the edges to which they were dragged. */
  drag(id: string, span: Span): void {
    this.edges.set(id, span, "Edges moved.")
  }

  get readingKeys(): Record<string, () => void> {
    return { m: () => this.memos.write(), M: () => this.memos.choose() }
  }

  private get digits(): [string, () => void][] {
    return [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap(n => [
      [String(n), () => this.number(n, id => this.apply(id))],
      [`Shift+${n}`, () => this.number(n, id => this.turn(id))],
    ])
  }

  private table: Record<string, () => void> | null = null

  get keys(): Record<string, () => void> {
    return (this.table ??= {
      e: () => this.correct(),
      q: () => this.wonder("codes"),
      a: () => this.wonder("alike"),
      ...this.readingKeys,
      ...this.edges.keys,
      ...Object.fromEntries(this.digits),
      z: () => this.ask("undo"),
      Z: () => this.ask("redo"),
      "Ctrl+Z": () => this.ask("undo"),
      "Ctrl+Shift+Z": () => this.ask("redo"),
      "Ctrl+Y": () => this.ask("redo"),
      c: () => this.pick(),
      Enter: () => this.pick(),
      v: () => this.inVivo(),
      i: () => this.inVivo(),
      ";": () => (this.last ? this.apply(this.last) : this.desk.say("No code was used yet.")),
      w: () => this.turn(this.last),
      u: () => this.uncode(),
      U: () => this.removeOwn(),
      Delete: () => this.uncode(),
      "[": () => this.step(-1),
      "]": () => this.step(1),
      j: () => this.jump(1),
      k: () => this.jump(-1),
      r: () => this.reader.mark(),
      R: () => this.reader.markAll(),
      t: () => this.desk.drawing.nextStyle(),
      l: () => this.desk.drawing.openFilter(),
    })
  }
}
