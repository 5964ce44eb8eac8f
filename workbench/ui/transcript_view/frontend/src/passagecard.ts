import { book } from "./book.ts"
import type { Coded } from "./coded.ts"
import { colour } from "./colour.ts"
import { make } from "./dom.ts"

export interface ContextData {
  role: "context"
  coding_id: string
  before: string[]
  after: string[]
}

/** Say from what a card was drawn: it is drawn anew only where this differs. */
export function look({ order: _, ...shown }: Coded): string {
  const code = book.code(shown.code_id)
  return JSON.stringify([shown, code?.name, code?.colour])
}

/** Draw a coding with its words, code, speaker and place, and what can be done with it. */
export function draw(one: Coded): HTMLElement {
  const code = book.code(one.code_id)
  const box = make("input", { type: "checkbox", tabindex: "-1", "aria-label": `Tick the passage of ${one.who}, ${one.place}` })
  const dot = make("span", { class: "wbt-dot" })
  dot.style.background = colour(code?.colour, one.code_id)
  const button = (name: string, label: string, title: string) =>
    make("button", { type: "button", class: "wbp-tool", tabindex: "-1", "data-do": name, title }, label)
  const name = make("b", { dir: "auto", title: code?.name }, code?.name ?? "")
  const below = make("div", { class: "wbp-meta" }, make("span", { class: "wbp-code" }, dot, name), make("span", {}, `${one.who} · ${one.place}`))
  const tools = make("span", { class: "wbp-tools" }, button("context", "Context", "The turns before and after"), button("open", "Open", "Open it in its transcript"))
  below.append(make("span", { class: "wbp-by" }, `${one.researcher}, ${one.time.slice(0, 10)}`), tools)
  const words = make("div", { class: "wbp-words", dir: "auto" }, one.words)
  const body = make("div", { class: "wbp-body" }, words, ...(one.memo ? [make("div", { class: "wbp-memo", dir: "auto" }, one.memo)] : []), below)
  const card = make("div", { class: "wbp-card", role: "listitem" }, box, body)
  card.dataset.coding = one.id
  return card
}

/** Let Tab come to what can be done with a card, or pass it by. */
export function reach(card: HTMLElement, within: boolean): void {
  for (const each of card.querySelectorAll<HTMLElement>("input, button")) each.tabIndex = within ? 0 : -1
}

/** Take the turns around the words away; tells whether there were any. */
export function close(card: HTMLElement | null): boolean {
  const open = card?.querySelectorAll(".wbp-turns") ?? []
  for (const each of open) each.remove()
  return open.length > 0
}

/** Put the turns around the words. */
export function open(card: HTMLElement, { before, after }: ContextData): void {
  const words = card.querySelector(".wbp-words")
  if (!words || card.querySelector(".wbp-turns")) return
  const around = (turns: string[]) => make("div", { class: "wbp-turns", dir: "auto" }, ...turns.map(turn => make("p", { dir: "auto" }, turn)))
  if (before.length) words.before(around(before))
  if (after.length) words.after(around(after))
}
