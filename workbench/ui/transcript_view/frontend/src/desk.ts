import type { Drawing } from "./drawing.ts"
import type { Layers } from "./layers.ts"
import type { Act, ViewData } from "./model.ts"
import type { Panels } from "./panels.ts"
import type { Text } from "./text.ts"
import type { Where } from "./where.ts"

/** What the parts of a view share: the words, what lies on them, and the ways to act and speak. */
export interface Desk {
  readonly root: HTMLElement
  readonly scroll: HTMLElement
  readonly panels: Panels
  readonly data: ViewData
  readonly layers: Layers
  /** There is one from the first update on. */
  readonly text: Text
  readonly where: Where
  readonly drawing: Drawing
  act(act: Act): void
  say(words: string): void
  /** Draw again what stands around the words: tools, keys of codes, status. */
  dressed(): void
}
