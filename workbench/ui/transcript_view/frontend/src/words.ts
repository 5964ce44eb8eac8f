/** Find sentences, words and matches in the text. Everything here counts UTF-16 units. */

export interface Span {
  from: number
  to: number
}

function segments(text: string, granularity: "sentence" | "word"): Span[] {
  const spans: Span[] = []
  for (const piece of new Intl.Segmenter(undefined, { granularity }).segment(text)) {
    if (granularity === "word" && !piece.isWordLike) continue
    const trimmed = piece.segment.trimEnd()
    const lead = trimmed.length - trimmed.trimStart().length
    if (trimmed) spans.push({ from: piece.index + lead, to: piece.index + trimmed.length })
  }
  return spans
}

/** Return the sentences of `text` that touch the selection, as one span. */
export function sentence(text: string, from: number, to: number): Span | null {
  const touched = segments(text, "sentence").filter(each => each.from <= to && each.to >= from)
  const inside = touched.filter(each => each.to > from && each.from < Math.max(to, from + 1))
  const chosen = inside.length ? inside : touched.slice(0, 1)
  const first = chosen[0]
  const last = chosen.at(-1)
  return first && last ? { from: first.from, to: last.to } : null
}

/** Move the end of a passage by one word of `text`, `+1` further or `-1` back; null at the limit. */
export function stretch(text: string, from: number, to: number, by: 1 | -1): Span | null {
  const ends = edges(text, { from, to }, 400).map(each => each.to)
  const next = by > 0 ? ends.find(end => end > to) : ends.filter(end => end < to && end > from).at(-1)
  return next === undefined ? null : { from, to: next }
}

/** Move the start of a passage by one word of `text`, `-1` further out or `+1` in; null at the limit. */
export function reach(text: string, from: number, to: number, by: 1 | -1): Span | null {
  const near = edges(text, { from, to }, 400)
  const next = by < 0 ? near.filter(word => word.from < from).at(-1) : near.find(word => word.from > from && word.from < to)
  return next ? { from: next.from, to } : null
}

/** Return the words around a passage, as far as `far` units from it. */
export function edges(text: string, { from, to }: Span, far: number): Span[] {
  const start = Math.max(0, from - far)
  const words = segments(text.slice(start, to + far), "word")
  return words.map(word => ({ from: word.from + start, to: word.to + start }))
}

/** Find every match of `wanted` without regard to case; at most `limit`. */
export function find(text: string, wanted: string, limit = 2000): Span[] {
  if (!wanted) return []
  const pattern = new RegExp(literal(wanted).replace(/\s+/g, "\\s+"), "giu")
  const spans: Span[] = []
  for (const match of text.matchAll(pattern)) {
    spans.push({ from: match.index, to: match.index + match[0].length })
    if (spans.length === limit) break
  }
  return spans
}

/**
 * Score how well `wanted` fits `name`: higher is better, negative is no match. A name that begins
 * so comes first, then one with a word that does, then words in any order, then the inside of one.
 */
export function score(name: string, wanted: string): number {
  const where = fold(name)
  const what = fold(wanted)
  if (!what) return 0
  const words = where.split(/[^\p{L}\p{N}]+/u)
  const starts = (start: string) => words.some(word => word.startsWith(start))
  if (where.startsWith(what)) return 4000 - where.length
  if (new RegExp(`[^\\p{L}\\p{N}]${literal(what)}`, "u").test(where)) return 3000 - where.length
  if (what.split(/\s+/).every(starts)) return 2000 - where.length
  return where.includes(what) ? 1000 - where.length : -1
}

function literal(words: string): string {
  return words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
}

/** Take case and accents away, for matching only. */
export function fold(words: string): string {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim()
}

/** Find a place of old words in new ones that differ in one stretch; a place in it goes to its end. */
export function followed(old: string, now: string, at: number): number {
  const shorter = Math.min(old.length, now.length)
  let head = 0
  while (head < shorter && old[head] === now[head]) head++
  let tail = 0
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++
  if (at <= head) return at
  return at >= old.length - tail ? at + now.length - old.length : now.length - tail
}
