import type { Desk } from "./desk.ts"
import type { Layers } from "./layers.ts"
import { keep, recall } from "./storage.ts"

const KEYS = "workbench:keys"
const NINE = 9

/** The codes of the keys 1 to 9: some put there by hand, the others those used last. */
export class Slots {
  /** Ids of codes; empty for a free key. */
  keys: string[] = []
  /** The codes put on a key by hand, by their number. */
  private readonly pins = new Map<number, string>()
  private recent: string[] = []
  /** The keys of codes that were taken back: redo brings them to where they were. */
  private readonly left = new Map<string, number>()
  private told = ""
  private kept = ""

  constructor(private readonly desk: Desk) {}

  /** Begin with what Python tells; keys in use do not move but for what was pinned. */
  take(told: Layers): void {
    const { pinned, pins } = this.desk.data
    const now = JSON.stringify([pinned, pins])
    if (now !== this.told) {
      this.told = now
      this.pins.clear()
      pinned.forEach((id, i) => pins?.includes(id) && this.pins.set(i + 1, id))
    }
    const before = this.keys.length ? this.keys : stored()
    const usable = (id: string) => id !== "" && (told.codes.get(id)?.retired === false || this.desk.layers.codes.has(id))
    const taken = new Set(this.pins.values())
    const keys = Array.from({ length: NINE }, (_, i) => this.pins.get(i + 1) ?? "")
    before.forEach((id, i) => {
      if (usable(id) && !taken.has(id) && i < NINE && !keys[i]) {
        keys[i] = id
        taken.add(id)
      }
    })
    for (const id of [...pinned, ...before]) {
      const free = keys.indexOf("")
      if (free < 0 || !usable(id) || taken.has(id)) continue
      keys[free] = id
      taken.add(id)
    }
    before.forEach((id, i) => id && !taken.has(id) && this.left.set(id, i))
    for (const [id, i] of this.left) {
      if (taken.has(id)) this.left.delete(id)
      else if (usable(id) && !keys[i]) {
        keys[i] = id
        taken.add(id)
      }
    }
    this.keys = keys
  }

  /** Give a code that was used a free key, or that of the code not used for longest. */
  used(code_id: string): void {
    this.recent = [code_id, ...this.recent.filter(id => id !== code_id)]
    if (!this.keys.includes(code_id)) {
      const free = this.keys.indexOf("")
      const at = free >= 0 ? free : this.oldest
      if (at >= 0) this.keys[at] = code_id
    }
    this.keep()
  }

  private keep(): void {
    const now = JSON.stringify(this.keys)
    if (now !== this.kept) keep(KEYS, now)
    this.kept = now
  }

  private get oldest(): number {
    const ages = this.keys.map((id, i) => (this.pins.has(i + 1) ? -1 : (this.recent.indexOf(id) + 1 || Infinity)))
    return ages.indexOf(Math.max(...ages))
  }

  isPinned(code_id: string): boolean {
    return [...this.pins.values()].includes(code_id)
  }

  keyOf(code_id: string): string {
    const at = this.keys.indexOf(code_id)
    return at < 0 ? "" : String(at + 1)
  }

  /** Put a code on a key by hand; 0 takes it off. */
  pin(code_id: string, number: number): void {
    for (const [key, id] of this.pins) if (id === code_id || key === number) this.pins.delete(key)
    this.keys = this.keys.map(id => (id === code_id ? "" : id))
    if (number) {
      const moved = this.keys[number - 1]
      this.pins.set(number, code_id)
      this.keys[number - 1] = code_id
      const free = this.keys.indexOf("")
      if (moved && free >= 0) this.keys[free] = moved
    }
    this.keep()
    const { drawing, say } = this.desk
    this.desk.act({ kind: "pin", code_id, number })
    say(number ? `${drawing.nameOf(code_id)} is on key ${number}.` : `${drawing.nameOf(code_id)} is on no key.`)
  }
}

function stored(): string[] {
  try {
    const found: unknown = JSON.parse(recall(KEYS) ?? "[]")
    return Array.isArray(found) ? found.map(String) : []
  } catch {
    return []
  }
}
