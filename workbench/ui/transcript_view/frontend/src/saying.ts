import { make } from "./dom.ts"
import type { Panels } from "./panels.ts"
import { outbox } from "./shared.ts"

/** Milliseconds for which the reason of a refusal stands. */
const REFUSED = 9000

/** Says what came of acts: to those who listen, and beside it whether all is saved or why one was refused. */
export class Saying {
  readonly status = make("span", { class: "wbt-status", role: "status" })
  readonly live = make("div", { class: "wbt-live", role: "status", "aria-live": "polite" })

  /** Tell how far the acts are saved, unless a refusal stands there. */
  tell(): void {
    if (this.status.dataset.refused) return
    const { state } = outbox
    this.status.dataset.state = state
    this.status.textContent = state === "saved" ? "" : state === "late" ? "not saved yet" : "saving…"
  }

  say(words: string, refused = false): void {
    this.live.textContent = words
    if (!refused) return
    this.status.textContent = words
    this.status.dataset.refused = "1"
    setTimeout(() => {
      delete this.status.dataset.refused
      this.tell()
    }, REFUSED)
  }
}

/** List the keys of a part, while it has the focus. */
export function listKeys(panels: Panels, part: string, keys: readonly (readonly [string, string])[]): void {
  const rows = keys.map(([hint, label], i) => ({ id: String(i), label, hint }))
  panels.choose(`Keys, while the ${part} has the focus`, rows, null, () => {})
}
