import { make } from "./dom.ts"
import type { Code } from "./model.ts"
import { Choice, type Option, type Panels } from "./panels.ts"
import { fold, score } from "./words.ts"

interface Acts {
  codes(): Code[]
  colour(code_id: string): string
  /** Tell whether the passage has the code. */
  has(code_id: string): boolean
  apply(code_id: string): void
  remove(code_id: string): void
  create(name: string): void
}

/** Offer the codes, filtered while typing; a name that no code has can be created. */
export function pickCodes(panels: Panels, near: DOMRect | null, acts: Acts): void {
  const list = make("div", { role: "listbox", class: "wbt-list", id: "wbt-codes", "aria-label": "Codes", "aria-multiselectable": "true" })
  const input = make("input", {
    class: "wbt-input",
    placeholder: "Code, or a new name",
    "aria-label": "Code, or a new name",
    "aria-controls": "wbt-codes",
    role: "combobox",
    "aria-expanded": "true",
    autocomplete: "off",
    spellcheck: "false",
  })
  const add = (id: string, name: string) => {
    if (id) acts.apply(id)
    else if (name) acts.create(name)
  }
  const done = (id: string) => {
    const name = input.value.trim()
    panels.close()
    add(id, name)
  }
  const turn = (id: string) => {
    if (id && acts.has(id)) acts.remove(id)
    else add(id, input.value.trim())
    fill(choice.place)
    input.select()
  }
  const choice = new Choice(list, done, input, turn)
  const hint = make("div", { class: "wbt-told" })
  const fill = (at = 0) => {
    const options = matches(acts, input.value)
    choice.fill(options, at)
    hint.textContent = options.length ? "Enter codes · Ctrl+Enter adds and stays · Esc closes" : "No codes yet: a name you type becomes the first."
  }
  input.addEventListener("input", () => fill())
  input.addEventListener("keydown", event => choice.key(event))
  fill()
  const panel = make("div", { class: "wbt-panel wbt-codes", role: "dialog", "aria-label": "Code the passage" }, input, list, hint)
  panels.show(panel, near, input)
}

function matches(acts: Acts, wanted: string): Option[] {
  const codes = acts.codes()
  const scored = codes
    .filter(code => !code.retired)
    .map(code => ({ code, score: score(code.name, wanted) }))
    .filter(each => each.score >= 0)
  if (wanted.trim()) scored.sort((a, b) => b.score - a.score)
  const options: Option[] = scored.slice(0, 60).map(({ code }) => ({
    id: code.id,
    label: code.name,
    hint: above(code),
    title: code.path ?? code.name,
    colour: acts.colour(code.id),
    ticked: acts.has(code.id),
  }))
  const name = wanted.trim()
  if (name && !codes.some(code => !code.retired && fold(code.name) === fold(name))) {
    options.push({ id: "", label: `Create “${name}”`, hint: "new code" })
  }
  return options
}

/** Return the path of a code without its own name. */
function above({ name, path = "" }: Code): string {
  return path.endsWith(name) ? path.slice(0, -name.length).replace(/[\s/›>]+$/, "") : path
}
