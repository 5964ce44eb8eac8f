/** Convert between code points, which Python counts, and UTF-16 units, which the browser counts. */
export class Offsets {
  /** Where each surrogate pair begins, in units. */
  private readonly pairs: number[] = []
  readonly units: number
  readonly points: number

  constructor(readonly text: string) {
    for (let i = 0; i < text.length - 1; i++) {
      const unit = text.charCodeAt(i)
      if (unit >= 0xd800 && unit < 0xdc00) {
        const next = text.charCodeAt(i + 1)
        if (next >= 0xdc00 && next < 0xe000) {
          this.pairs.push(i)
          i++
        }
      }
    }
    this.units = text.length
    this.points = text.length - this.pairs.length
  }

  /** Count the code points before `unit`; inside a pair, those before the pair. */
  toPoints(unit: number): number {
    const bounded = this.snap(Math.max(0, Math.min(unit, this.units)))
    return bounded - this.pairsBefore(bounded)
  }

  toUnits(point: number): number {
    const bounded = Math.max(0, Math.min(point, this.points))
    let low = 0
    let high = this.pairs.length
    while (low < high) {
      const middle = (low + high) >> 1
      // The pair of this index begins at this many code points.
      if (this.pairs[middle]! - middle < bounded) low = middle + 1
      else high = middle
    }
    return bounded + low
  }

  /** Move a unit that splits a pair to the pair's start, or to its end with `forward`. */
  snap(unit: number, forward = false): number {
    const pair = this.pairs[this.pairsBefore(unit) - 1]
    if (pair === undefined || pair + 1 !== unit) return unit
    return forward ? unit + 1 : pair
  }

  /** Take a selection in units to a passage in points, without trailing line ends; null if empty. */
  passage(from: number, to: number): { start: number; stop: number } | null {
    const start = this.snap(Math.min(from, to))
    let stop = this.snap(Math.max(from, to), true)
    while (stop > start && this.text[stop - 1] === "\n") stop--
    if (stop <= start) return null
    return { start: this.toPoints(start), stop: this.toPoints(stop) }
  }

  /** Count the pairs that begin before `unit`. */
  private pairsBefore(unit: number): number {
    let low = 0
    let high = this.pairs.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.pairs[middle]! < unit) low = middle + 1
      else high = middle
    }
    return low
  }
}
