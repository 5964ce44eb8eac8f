import { Live, type Tick } from "./live.ts"
import type { News } from "./model.ts"
import { Notice } from "./notice.ts"
import { ask } from "./server.ts"
import { again, outbox, ring, stir, toldOf } from "./shared.ts"

/** Milliseconds without a sign of life after which a stream counts as broken. */
const SILENCE = 40_000

function open(address: string, tick: (tick: Tick) => void, broken: () => void): (() => void) | null {
  if (!("EventSource" in window)) return null
  const source = new EventSource(address)
  let last = performance.now()
  const alive = () => (last = performance.now())
  const stop = () => {
    clearInterval(watching)
    source.close()
  }
  const lost = () => {
    stop()
    broken()
  }
  const watching = setInterval(() => performance.now() - last > SILENCE && lost(), SILENCE / 4)
  source.addEventListener("open", alive)
  source.addEventListener("beat", alive)
  source.addEventListener("message", event => {
    alive()
    tick(JSON.parse(event.data as string) as Tick)
  })
  // A line that broke is opened again by the browser; one that was refused is not.
  source.addEventListener("error", () => {
    if (source.readyState !== EventSource.CLOSED) return
    ring()
    lost()
  })
  return stop
}

/** Says on pages that do not follow by themselves that something was changed elsewhere. */
export const notice = new Notice(again)

/** One listener for the tab: it outlives every view, as this module does. */
export const live = new Live({
  open,
  ask: address => ask<News>(address),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
  away: () => document.hidden,
  told: toldOf,
  stir,
  stale: is => notice.show(is),
})

outbox.listeners.add({ answered() {}, changed: () => live.mine(outbox.waiting.map(each => each.id)) })
document.addEventListener("visibilitychange", () => live.look())
addEventListener("online", () => live.look())
