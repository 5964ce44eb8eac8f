import type { Desk } from "./desk.ts"

/** What stands beside the words needs of the view that shows them. */
export type Words = Pick<Desk, "data" | "layers" | "text" | "drawing" | "where" | "act" | "say">

let shown: Words | null = null
const listeners = new Set<() => void>()

/** The view of which the words are on the page. */
export function current(): Words | null {
  return shown
}

/** Tell what stands beside a view that something was drawn in it. */
export function drew(view: Words): void {
  shown = view
  for (const listener of listeners) listener()
}

export function left(view: Words): void {
  if (shown === view) shown = null
}

/** Call `draw` whenever something was drawn; returns the end of that. */
export function attend(draw: () => void): () => void {
  listeners.add(draw)
  return () => void listeners.delete(draw)
}
