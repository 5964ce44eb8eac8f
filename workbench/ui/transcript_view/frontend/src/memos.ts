import type { Drawn } from "./along.ts"
import type { Desk } from "./desk.ts"

/** Write memos on what is in hand: a coding, a passage, a code, the transcript. */
export class Memos {
  constructor(
    private readonly desk: Desk,
    private readonly touched: () => readonly Drawn[],
  ) {}

  /** Write on the coding in hand, or on the selected passage. */
  write(): void {
    const { desk } = this
    const passage = desk.where.passage()
    if (!passage) return
    const coding_id = desk.drawing.hot ?? undefined
    desk.panels.write(coding_id ? "Memo on the coding" : "Memo on the passage", "", desk.where.near(), text => {
      desk.act({ kind: "memo", memo_id: crypto.randomUUID(), text, ...passage, ...(coding_id ? { coding_id } : {}) })
      desk.say("Memo written.")
    })
  }

  /** Choose first what the memo is about. */
  choose(): void {
    const { drawing, panels, where, data } = this.desk
    const here = this.touched()
    const codings = here.map(({ id, coding, colour }) => ({ id: `coding ${id}`, label: `Coding: ${drawing.nameOf(coding.code_id)}`, hint: coding.researcher, colour }))
    const ids = [...new Set([...here.map(each => each.coding.code_id), ...(drawing.shown ? [drawing.shown] : [])])]
    const codes = ids.map(id => ({ id: `code ${id}`, label: `Code: ${drawing.nameOf(id)}`, hint: "in the codebook", colour: drawing.paintOf(id) }))
    const transcript = { id: `transcript ${data.transcript.id}`, label: "This transcript", hint: data.transcript.label ?? "" }
    panels.choose("Memo on", [...codings, ...codes, transcript], where.near(), id => this.on(id))
  }

  private on(chosen: string): void {
    const { desk } = this
    const [about = "", ...rest] = chosen.split(" ")
    desk.panels.write(`Memo on the ${about}`, "", desk.where.near(), text => {
      desk.act({ kind: "memo_on", about, about_id: rest.join(" "), text })
      desk.say("Memo written.")
    })
  }
}
