interface Stretch {
  id: string
  start: number
  stop: number
}

/**
 * Give each stretch the first lane free for `gap` before its start, longest first where several
 * start together, otherwise in the order given. Lanes come from offsets alone, so they stay while
 * the window is resized or scrolled; a gap of about a line keeps stripes on one line apart.
 */
export function lanes(stretches: Iterable<Stretch>, gap = 0): Map<string, number> {
  const sorted = [...stretches].sort((a, b) => a.start - b.start || b.stop - a.stop)
  const free: number[] = []
  const lane = new Map<string, number>()
  for (const stretch of sorted) {
    let i = free.findIndex(stop => stop + gap <= stretch.start)
    if (i < 0) i = free.length
    free[i] = stretch.stop
    lane.set(stretch.id, i)
  }
  return lane
}

/** Split what several stretches cover so that every piece belongs to the shortest of them. */
export function shortest(stretches: readonly Stretch[]): { id: string; start: number; stop: number }[] {
  const edges = [...new Set(stretches.flatMap(each => [each.start, each.stop]))].sort((a, b) => a - b)
  const pieces: { id: string; start: number; stop: number }[] = []
  for (let i = 0; i + 1 < edges.length; i++) {
    const start = edges[i]!
    const stop = edges[i + 1]!
    let best: Stretch | null = null
    for (const each of stretches) {
      if (each.start > start || each.stop < stop) continue
      if (!best || each.stop - each.start < best.stop - best.start) best = each
    }
    if (!best) continue
    const last = pieces.at(-1)
    if (last && last.id === best.id && last.stop === start) last.stop = stop
    else pieces.push({ id: best.id, start, stop })
  }
  return pieces
}
