import { make } from "./dom.ts"
import { MOVES, type Listed, type Offered } from "./listed.ts"

/** What the buttons of a card do, by the names that stand on them, and by which key. */
const BUTTONS = [
  ["code", "Code", "Y", "Code it"],
  ["dismiss", "Dismiss", "X", "It does not belong to the code"],
  ["adjust", "Adjust", "E", "Choose where the passage begins and ends"],
  ["later", "Later", "L", "Until the study is opened again"],
  ["memo", "Memo…", "M", "Dismiss with a memo"],
  ["open", "Open", "O", "Open it in its transcript"],
] as const
const SIGNS: Readonly<Record<string, string>> = { code: "✓", dismiss: "×" }
const KEYS = ["Alt+Shift+[", "Alt+Shift+]", "Alt+[", "Alt+]"]

/** Say from what a card was drawn: it is drawn anew only where this differs. */
export function look(listed: Listed, card: Offered): string {
  const { offer_id: _, ...shown } = card
  return JSON.stringify([shown, listed.adjusted(card), listed.memos.has(card.id)])
}

/** Draw a passage, why it is here, and what can be done with it. */
export function draw(listed: Listed, card: Offered, beside: boolean): HTMLElement {
  const edges = listed.adjusted(card)
  const question = card.question ? [make("div", { class: "wbs-told wbs-asked", dir: "auto" }, card.question)] : []
  const root = make(
    "article",
    { class: "wbs-card", role: "listitem", tabindex: "-1", "aria-label": card.place },
    make("div", { class: "wbs-told" }, card.place),
    ...question,
    words(card, edges),
    ...(edges ? [steppers(listed, card)] : []),
    ...(beside ? [] : reason(card)),
    buttons(edges !== undefined),
    ...(listed.memos.has(card.id) ? [memo(listed, card)] : []),
    ...(beside ? [make("details", {}, make("summary", {}, "Why"), ...reason(card))] : []),
  )
  root.dataset.card = card.id
  return root
}

/** Write the passage with its best sentence in bold; while it is adjusted, the rest in grey. */
function words(card: Offered, edges: readonly [number, number] | undefined): HTMLElement {
  const [first, last] = edges ?? card.edges
  const root = make("p", { class: "wbs-words", dir: "auto" })
  card.sentences.forEach((sentence, at) => {
    const outside = at < first || at > last
    if (outside && !edges) return
    const kind = at === card.best ? "strong" : "span"
    root.append(make(kind, outside ? { class: "wbs-out" } : {}, sentence), " ")
  })
  return root
}

function steppers(listed: Listed, card: Offered): HTMLElement {
  const row = make("div", { class: "wbs-row" })
  MOVES.forEach((move, n) => {
    const disabled = !listed.after(card, move)
    row.append(make("button", { type: "button", class: "wbt-tool", "data-do": move, title: `By a sentence (${KEYS[n]})`, disabled }, move))
  })
  return row
}

function reason(card: Offered): HTMLElement[] {
  const likes = card.likes.map((said, n) =>
    make("button", { type: "button", class: "wbs-like", "data-like": n, title: "Open this passage of yours", dir: "auto" }, `“${said}”`),
  )
  const shared = card.shared ? [make("div", { class: "wbs-told" }, `Words in common: ${card.shared}`)] : []
  const nearest = likes.length ? [make("div", { class: "wbs-told" }, card.nearest)] : []
  return [make("div", { class: "wbs-reason" }, ...nearest, ...likes, ...shared)]
}

function buttons(adjusted: boolean): HTMLElement {
  const row = make("div", { class: "wbs-row" })
  for (const [name, label, key, title] of BUTTONS) {
    const sign = SIGNS[name] ? [make("span", { "aria-hidden": "true" }, SIGNS[name])] : []
    const pressed = name === "adjust" ? { "aria-pressed": String(adjusted) } : {}
    const about = { type: "button", class: "wbt-tool", "data-do": name, title, "aria-label": label, ...pressed }
    row.append(make("button", about, ...sign, label, make("kbd", { "aria-hidden": "true" }, key)))
  }
  return row
}

function memo(listed: Listed, card: Offered): HTMLElement {
  const field = make("textarea", { class: "wbt-input", rows: 3, "aria-label": "Why it does not belong", placeholder: "Why it does not belong" })
  field.value = listed.memos.get(card.id) ?? ""
  field.addEventListener("input", () => listed.memos.set(card.id, field.value))
  const store = make("button", { type: "button", class: "wbt-primary", "data-do": "dismiss", title: "Ctrl+Enter" }, "Dismiss with this memo")
  const cancel = make("button", { type: "button", class: "wbt-tool", "data-do": "memo", title: "Esc" }, "Cancel")
  return make("div", { class: "wbs-memo" }, field, make("div", { class: "wbs-row" }, store, cancel))
}
