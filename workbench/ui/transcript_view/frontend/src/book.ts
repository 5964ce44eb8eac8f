import { path, rowsOf } from "./branches.ts"
import { Acts, arranged, type CodeRow, type TreeCode, type TreeData } from "./codebook.ts"
import { colour } from "./colour.ts"
import type { Act } from "./model.ts"
import type { Option } from "./panels.ts"
import { outbox } from "./shared.ts"

const acts = new Acts(outbox)

/** The codebook as every part of the page sees it: what Python told last, and the acts since. */
class Book {
  private data: TreeData | null = null
  private drawn: CodeRow[] | null = null
  private readonly byId = new Map<string, TreeCode>()
  /** Called at each change, with the reason where an act was refused. */
  readonly listeners = new Set<(why: string | null) => void>()

  constructor() {
    acts.listeners.add(why => this.turn(why))
  }

  take(data: TreeData): void {
    this.data = data
    this.turn(null)
  }

  /** All codes in tree order. */
  get rows(): readonly CodeRow[] {
    if (!this.drawn) {
      this.drawn = this.data ? rowsOf(arranged(this.data.codes, acts.since(this.data))) : []
      this.byId.clear()
      for (const { code } of this.drawn) this.byId.set(code.id, code)
    }
    return this.drawn
  }

  code(id: string): TreeCode | undefined {
    return this.rows.length ? this.byId.get(id) : undefined
  }

  /** List the acts that what Python told does not hold yet. */
  since(told: { ledger: string; n: number }) {
    return acts.since(told)
  }

  /** Tell whether Python has still to answer for an act on the codebook. */
  get waits(): boolean {
    return outbox.waiting.some(each => each.transcript_id === "")
  }

  /** Store an act; one that waits stays that of who did it. */
  act(given: Act): void {
    outbox.add("", "", { ...given, researcher: this.data?.researcher ?? "" })
    this.turn(null)
  }

  private turn(why: string | null): void {
    this.drawn = null
    for (const listener of this.listeners) listener(why)
  }
}

export const book = new Book()

/** List codes to choose from, each with what stands above it. */
export function optionsOf(rows: readonly CodeRow[]): Option[] {
  return rows.map(row => ({
    id: row.code.id,
    label: row.code.name,
    hint: row.parent ? path(row.parent) : "",
    title: path(row),
    colour: colour(row.code.colour, row.code.id),
  }))
}
