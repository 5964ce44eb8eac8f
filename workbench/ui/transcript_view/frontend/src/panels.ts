import { make } from "./dom.ts"
import type { Row } from "./keys.ts"
import { score } from "./words.ts"

export interface Option {
  id: string
  label: string
  hint?: string
  title?: string
  colour?: string
  /** Whether the option is on, where several can be. */
  ticked?: boolean
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

  show(panel: HTMLElement, near: DOMRect | null, focus: HTMLElement): void {
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
      if (number < 1 || number > options.length || Number.isNaN(number)) return choice.key(event)
      event.preventDefault() // or the field that opens now would get the digit
      done(options[number - 1]!.id)
    })
    const heading = make("div", { class: "wbt-title" }, title)
    this.show(make("div", { class: "wbt-panel", role: "dialog", "aria-label": title }, heading, list), near, list)
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
      none.hidden = scored.length > 0
    }
    const none = make("div", { class: "wbt-told", role: "status" }, "Nothing has this name.")
    input.addEventListener("input", fill)
    input.addEventListener("keydown", event => choice.key(event))
    fill()
    this.show(make("div", { class: "wbt-panel wbt-codes", role: "dialog", "aria-label": title }, input, list, none), near, input)
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

  /** Show every key; with single keys off, only those with Ctrl or Alt act. */
  keys(rows: readonly Row[], single: { on: boolean; set(on: boolean): void }): void {
    const list = make("dl", { class: "wbt-keys" })
    for (const [key, act] of rows) list.append(make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, act)))
    const box = make("input", { type: "checkbox", checked: single.on })
    box.addEventListener("change", () => single.set(box.checked))
    const label = make("label", { class: "wbt-check" }, box, "Single letters, digits and signs act. Without, use Ctrl+K, the buttons, Ctrl and Alt.")
    const close = make("button", { type: "button", class: "wbt-tool", onclick: () => this.close() }, "Close")
    const heading = make("div", { class: "wbt-title" }, "Keys, while the transcript has the focus")
    const panel = make("div", { class: "wbt-panel wbt-wide", role: "dialog", "aria-label": "Keys", tabindex: "-1" }, heading, list, label, close)
    this.show(panel, null, close)
  }
}

/** A list with one active option, moved by the arrows of whatever has the focus. */
export class Choice {
  private options: Option[] = []
  private active = 0

  constructor(
    private readonly list: HTMLElement,
    private readonly done: (id: string) => void,
    private readonly owner: HTMLElement = list,
    /** Turn an option on or off and stay. */
    private readonly turn?: (id: string) => void,
  ) {}

  /** Show options; `at` becomes active. */
  fill(options: Option[], at = 0): void {
    this.options = options
    this.active = Math.max(0, Math.min(at, options.length - 1))
    const coloured = options.some(option => option.colour)
    const rows = options.map((option, i) => {
      const dot = make("span", { class: "wbt-dot", hidden: !coloured })
      dot.style.background = option.colour ?? "transparent"
      const label = make("span", { class: "wbt-label" }, option.label)
      const row = make("div", { role: "option", class: "wbt-option", id: `wbt-option-${i}`, title: option.title }, dot, label)
      if (option.ticked !== undefined) row.prepend(this.tick(option))
      if (option.hint) row.append(make("span", { class: "wbt-hint" }, option.hint))
      // A press would take the focus, and with it the panel.
      row.addEventListener("pointerdown", event => event.preventDefault())
      row.addEventListener("click", () => this.done(option.id))
      return row
    })
    this.list.replaceChildren(...rows)
    this.list.hidden = !rows.length
    this.mark()
  }

  private tick(option: Option): HTMLElement {
    const tick = make("span", { class: "wbt-tick", "data-on": option.ticked, title: "Add, and stay (Ctrl+Enter)" }, option.ticked ? "✓" : "")
    tick.addEventListener("click", event => {
      event.stopPropagation()
      this.turn?.(option.id)
    })
    return tick
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
      const stays = this.turn && (event.ctrlKey || event.metaKey || event.shiftKey)
      if (option) (stays ? this.turn! : this.done)(option.id)
    }
  }

  get place(): number {
    return this.active
  }

  private mark(): void {
    Array.from(this.list.children).forEach((row, i) => {
      row.setAttribute("aria-selected", String(i === this.active))
      const { ticked } = this.options[i]!
      if (ticked !== undefined) row.setAttribute("aria-checked", String(ticked))
      if (i === this.active) row.scrollIntoView({ block: "nearest" })
    })
    if (this.options.length) this.owner.setAttribute("aria-activedescendant", `wbt-option-${this.active}`)
    else this.owner.removeAttribute("aria-activedescendant")
  }
}
