interface Pair {
  start: number
  stop: number
}

/** Unite stretches that overlap or touch, but for a sign between them. */
export function joined(pairs: readonly Pair[]): Pair[] {
  const united: Pair[] = []
  for (const { start, stop } of [...pairs].sort((a, b) => a.start - b.start || a.stop - b.stop)) {
    const last = united.at(-1)
    // A turn ends one line break before the next begins.
    if (last && start <= last.stop + 1) last.stop = Math.max(stop, last.stop)
    else if (start < stop) united.push({ start, stop })
  }
  return united
}

/** Cut a stretch out of others. */
export function cut(pairs: readonly Pair[], gone: Pair): Pair[] {
  return pairs
    .flatMap(({ start, stop }) => [
      { start, stop: Math.min(stop, gone.start) },
      { start: Math.max(start, gone.stop), stop },
    ])
    .filter(each => each.start < each.stop)
}

/** Tell whether one of the stretches covers a place, or touches it. */
export function covers(pairs: Iterable<Pair>, { start, stop }: Pair): "all" | "part" | "" {
  let found: "part" | "" = ""
  for (const each of pairs) {
    if (each.start <= start && each.stop >= stop) return "all"
    if (each.start < stop && each.stop > start) found = "part"
  }
  return found
}
