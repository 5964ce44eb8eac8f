import { make } from "./dom.ts"
import type { Code } from "./model.ts"
import { fold, score } from "./words.ts"

export interface Option {
  id: string
  label: string
  hint?: string
  title?: string
  colour?: string
}

/** One panel at a time over the transcript: lists to choose from, boxes to write in, the keys. */
export class Panels {
  private open: HTMLElement | null = null

  constructor(
    private readonly host: HTMLElement,
    private readonly closed: () => void,
  ) {}

  get isOpen(): boolean {
    return this.open !== null
  }

  close(): void {
    if (!this.open) return
    this.open.remove()
    this.open = null
    this.closed()
  }

  private show(panel: HTMLElement, near: DOMRect | null, focus: HTMLElement): void {
    this.open?.remove()
    this.open = panel
    panel.addEventListener("keydown", event => {
      if (event.key === "Escape") {
        event.preventDefault()
        this.close()
      }
    })
    panel.addEventListener("focusout", event => {
      const next = event.relatedTarget as Node | null
      if (next && !panel.contains(next)) this.close()
    })
    this.host.append(panel)
    this.put(panel, near)
    focus.focus({ preventScroll: true })
  }

  private put(panel: HTMLElement, near: DOMRect | null): void {
    const host = this.host.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height } = panel
    // Beside words of a review stands what a choice is about: a panel stays over the words.
    const words = this.host.querySelector(".wbt-scroll")?.getBoundingClientRect() ?? host
    const room = near && words.width > width + 16 ? words.right - host.left : host.width
    const left = near ? near.left - host.left : (host.width - width) / 2
    const below = near ? near.bottom - host.top + 6 : 56
    const fits = below + height <= host.height - 8
    const top = fits || !near ? below : Math.max(8, near.top - host.top - height - 6)
    panel.style.left = `${Math.max(8, Math.min(left, room - width - 8))}px`
    panel.style.top = `${Math.max(8, Math.min(top, host.height - height - 8))}px`
  }

  /** Offer options to pick with arrows and Enter, a click, or their number. */
  choose(title: string, options: Option[], near: DOMRect | null, pick: (id: string) => void): void {
    const done = (id: string) => {
      this.close()
      pick(id)
    }
    const list = make("div", { role: "listbox", class: "wbt-list", tabindex: "0", "aria-label": title })
    const choice = new Choice(list, done)
    choice.fill(options.map((option, i) => ({ ...option, hint: option.hint ?? String(i + 1) })))
    list.addEventListener("keydown", event => {
      const number = Number(event.key)
      if (number >= 1 && number <= options.length) done(options[number - 1]!.id)
      else choice.key(event)
    })
    const heading = make("div", { class: "wbt-title" }, title)
    this.show(make("div", { class: "wbt-panel", role: "dialog", "aria-label": title }, heading, list), near, list)
  }

  /** Offer the codes, filtered while typing; a name that no code has can be created. */
  pickCode(
    codes: Code[],
    paint: (code: Code) => string,
    near: DOMRect | null,
    pick: (code: Code) => void,
    create: (name: string) => void,
  ): void {
    const list = make("div", { role: "listbox", class: "wbt-list", id: "wbt-codes", "aria-label": "Codes" })
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
    const done = (id: string) => {
      const name = input.value.trim()
      const code = codes.find(each => each.id === id)
      this.close()
      if (code) pick(code)
      else if (name) create(name)
    }
    const choice = new Choice(list, done, input)
    const fill = () => choice.fill(matches(codes, input.value, paint))
    input.addEventListener("input", fill)
    input.addEventListener("keydown", event => choice.key(event))
    fill()
    this.show(make("div", { class: "wbt-panel wbt-codes", role: "dialog", "aria-label": "Code the passage" }, input, list), near, input)
  }

  write(title: string, text: string, near: DOMRect | null, save: (text: string) => void): void {
    const box = make("textarea", { class: "wbt-input", rows: 5, "aria-label": title, spellcheck: "false" })
    box.value = text
    const done = () => {
      const words = box.value.trim()
      this.close()
      if (words) save(words)
    }
    box.addEventListener("keydown", event => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        done()
      }
    })
    const button = make("button", { type: "button", class: "wbt-primary", title: "Ctrl+Enter", onclick: done }, "Save memo")
    const heading = make("div", { class: "wbt-title" }, title)
    this.show(make("div", { class: "wbt-panel", role: "dialog", "aria-label": title }, heading, box, button), near, box)
  }

  /** Offer options that are filtered while typing. */
  find(title: string, options: Option[], near: DOMRect | null, pick: (id: string) => void): void {
    const list = make("div", { role: "listbox", class: "wbt-list", id: "wbt-found", "aria-label": title })
    const input = make("input", {
      class: "wbt-input",
      placeholder: title,
      "aria-label": title,
      "aria-controls": "wbt-found",
      role: "combobox",
      "aria-expanded": "true",
      autocomplete: "off",
      spellcheck: "false",
    })
    const choice = new Choice(
      list,
      id => {
        this.close()
        pick(id)
      },
      input,
    )
    const fill = () => {
      const scored = options
        .map(option => ({ option, score: score(option.label, input.value) }))
        .filter(each => each.score >= 0)
      if (input.value.trim()) scored.sort((a, b) => b.score - a.score)
      choice.fill(scored.slice(0, 60).map(each => each.option))
    }
    input.addEventListener("input", fill)
    input.addEventListener("keydown", event => choice.key(event))
    fill()
    this.show(make("div", { class: "wbt-panel wbt-codes", role: "dialog", "aria-label": title }, input, list), near, input)
  }

  /** Ask for a treatment and what stands in for the words; `words` are those of each treatment. */
  treat(
    now: { treatment: string; words: Readonly<Record<string, string>> },
    near: DOMRect | null,
    save: (treatment: string, replacement: string) => void,
  ): void {
    const input = make("input", {
      class: "wbt-input",
      "aria-label": "Shown instead",
      placeholder: "Shown instead",
      autocomplete: "off",
      spellcheck: "false",
    })
    const select = make("select", { class: "wbt-input", "aria-label": "Treatment" })
    for (const treatment of ["pseudonymise", "generalise", "redact", "keep"]) {
      select.append(make("option", { value: treatment, selected: treatment === now.treatment }, treatment))
    }
    const fill = () => {
      input.disabled = select.value === "keep"
      input.value = input.disabled ? "" : (now.words[select.value] ?? "")
    }
    const done = () => {
      const words = input.value.trim()
      if (!input.disabled && !words) return input.focus()
      this.close()
      save(select.value, words)
    }
    select.addEventListener("change", fill)
    for (const field of [input, select]) {
      field.addEventListener("keydown", event => {
        if ((event as KeyboardEvent).key === "Enter") {
          event.preventDefault()
          done()
        }
      })
    }
    fill()
    const button = make("button", { type: "button", class: "wbt-primary", title: "Enter", onclick: done }, "Decide")
    const panel = make("div", { class: "wbt-panel", role: "dialog", "aria-label": "Change the treatment" }, input, select, button)
    this.show(panel, near, input.disabled ? select : input)
    input.select()
  }

  keys(rows: readonly (readonly [string, string])[]): void {
    const list = make("dl", { class: "wbt-keys" })
    for (const [key, act] of rows) list.append(make("dt", {}, make("kbd", {}, key)), make("dd", {}, act))
    const close = make("button", { type: "button", class: "wbt-tool", onclick: () => this.close() }, "Close")
    const heading = make("div", { class: "wbt-title" }, "Keys, while the transcript has the focus")
    this.show(make("div", { class: "wbt-panel wbt-wide", role: "dialog", "aria-label": "Keys" }, heading, list, close), null, close)
  }
}

/** A list with one active option, moved by the arrows of whatever has the focus. */
class Choice {
  private options: Option[] = []
  private active = 0

  constructor(
    private readonly list: HTMLElement,
    private readonly done: (id: string) => void,
    private readonly owner: HTMLElement = list,
  ) {}

  fill(options: Option[]): void {
    this.options = options
    this.active = 0
    const rows = options.map((option, i) => {
      const dot = make("span", { class: "wbt-dot" })
      dot.style.background = option.colour ?? "transparent"
      const label = make("span", { class: "wbt-label" }, option.label)
      const row = make("div", { role: "option", class: "wbt-option", id: `wbt-option-${i}`, title: option.title }, dot, label)
      if (option.hint) row.append(make("span", { class: "wbt-hint" }, option.hint))
      // A press would take the focus, and with it the panel.
      row.addEventListener("pointerdown", event => event.preventDefault())
      row.addEventListener("click", () => this.done(option.id))
      return row
    })
    this.list.replaceChildren(...rows)
    this.mark()
  }

  key(event: KeyboardEvent): void {
    if (event.isComposing) return
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      const by = event.key === "ArrowDown" ? 1 : -1
      this.active = (this.active + by + this.options.length) % Math.max(1, this.options.length)
      this.mark()
    } else if (event.key === "Enter") {
      event.preventDefault()
      const option = this.options[this.active]
      if (option) this.done(option.id)
    }
  }

  private mark(): void {
    Array.from(this.list.children).forEach((row, i) => {
      row.setAttribute("aria-selected", String(i === this.active))
      if (i === this.active) row.scrollIntoView({ block: "nearest" })
    })
    this.owner.setAttribute("aria-activedescendant", `wbt-option-${this.active}`)
  }
}

function matches(codes: Code[], wanted: string, paint: (code: Code) => string): Option[] {
  const scored = codes
    .filter(code => !code.retired)
    .map(code => ({ code, score: score(code.name, wanted) }))
    .filter(each => each.score >= 0)
  if (wanted.trim()) scored.sort((a, b) => b.score - a.score)
  const options: Option[] = scored.slice(0, 60).map(({ code }) => {
    return { id: code.id, label: code.name, hint: above(code), title: code.path ?? code.name, colour: paint(code) }
  })
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
