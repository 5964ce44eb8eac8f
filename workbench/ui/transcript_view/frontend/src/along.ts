import { lanes } from "./lanes.ts"
import type { Coding } from "./model.ts"
import type { Span } from "./words.ts"

export interface Drawn extends Span {
  id: string
  coding: Coding
  colour: string
  lane: number
}

/** What is asked of the words: units of code points, and the turn that holds a unit. */
interface Words {
  readonly offsets: { toUnits(point: number): number }
  turnAt(unit: number): number
}

/** About as many code points as a line of the text holds. */
const LINE = 90
const NONE: readonly Drawn[] = []

/** The codings along the words: in order, each with its lane and colour, and what lies on a turn. */
export class Along {
  /** The codings in the order of the text. */
  drawn: readonly Drawn[] = []
  /** Lanes that they take. */
  lanes = 0
  private turns: Drawn[][] = []
  private words: Words | null = null
  /** What was laid of each coding last: as long as nothing of it changes, it is the same object. */
  private laid = new Map<Coding, { drawn: Drawn; first: number; last: number }>()

  /** Lay codings along the words; `moved` has other edges for one that is dragged. */
  lay(words: Words, codings: readonly Coding[], colour: (code_id: string) => string, moved: (Span & { id: string }) | null): void {
    const sorted = [...codings].sort((a, b) => a.start - b.start || b.stop - a.stop)
    const lane = lanes(sorted, LINE)
    const before = words === this.words ? this.laid : null
    const colours = new Map<string, string>()
    this.words = words
    this.laid = new Map()
    this.turns = []
    this.lanes = 0
    const drawn = sorted.map(coding => {
      let shade = colours.get(coding.code_id)
      if (shade === undefined) colours.set(coding.code_id, (shade = colour(coding.code_id)))
      const at = lane.get(coding.id) ?? 0
      this.lanes = Math.max(this.lanes, at + 1)
      const known = before?.get(coding)
      const same = known && known.drawn.lane === at && known.drawn.colour === shade && coding.id !== moved?.id
      const here = same ? known : place(words, coding, shade, at, coding.id === moved?.id ? moved : null)
      if (coding.id !== moved?.id) this.laid.set(coding, here)
      for (let turn = here.first; turn <= here.last; turn++) (this.turns[turn] ??= []).push(here.drawn)
      return here.drawn
    })
    // Offsets and units are in the same order, but for edges that are dragged.
    if (moved) for (const some of [drawn, ...this.turns.filter(Boolean)]) some.sort((a, b) => a.from - b.from || b.to - a.to)
    this.drawn = drawn
  }

  on(turn: number): readonly Drawn[] {
    return this.turns[turn] ?? NONE
  }
}

function place(words: Words, coding: Coding, colour: string, lane: number, moved: Span | null) {
  const from = moved?.from ?? words.offsets.toUnits(coding.start)
  const to = moved?.to ?? words.offsets.toUnits(coding.stop)
  const drawn: Drawn = { id: coding.id, coding, from, to, colour, lane }
  return { drawn, first: words.turnAt(from), last: words.turnAt(Math.max(from, to - 1)) }
}
