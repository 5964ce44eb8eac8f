import type { Text } from "./text.ts"
import type { Span } from "./words.ts"

export interface Box {
  top: number
  height: number
}

/** Top and bottom of a line, from the top of its turn, while the turn has this size. */
interface Line {
  top: number
  bottom: number
  width: number
  height: number
}

const LEAST = 10

/** Where the words stand: each line is measured once, until its turn changes its size. */
export class Lines {
  private text: Text | null = null
  private readonly known = new Map<number, Line>()

  /** Find the place of each span beside the words, from `origin`. */
  boxes(text: Text, spans: readonly Span[], origin: number): Box[] {
    if (text !== this.text) this.known.clear()
    this.text = text
    const rows = new Map<number, DOMRect>()
    const row = (turn: number): DOMRect => {
      let rect = rows.get(turn)
      if (!rect) rows.set(turn, (rect = text.row(turn).getBoundingClientRect()))
      return rect
    }
    const at = (unit: number): { top: number; bottom: number } => {
      const turn = text.turnAt(unit)
      const { top, width, height } = row(turn)
      let line = this.known.get(unit)
      if (line?.width !== width || line.height !== height) this.known.set(unit, (line = measured(text, unit, row(turn))))
      return { top: top + line.top, bottom: top + line.bottom }
    }
    return spans.map(({ from, to }) => {
      const { top } = at(from)
      return { top: top - origin, height: Math.max(LEAST, at(Math.max(to - 1, from)).bottom - top) }
    })
  }
}

function measured(text: Text, unit: number, row: DOMRect): Line {
  const { to } = text.spans[text.turnAt(unit)]!
  const { width, height } = row
  const rect = text.range({ from: unit, to: Math.min(unit + 1, to) }).getBoundingClientRect()
  if (!rect.height) return { top: 0, bottom: height, width, height }
  return { top: rect.top - row.top, bottom: rect.bottom - row.top, width, height }
}
