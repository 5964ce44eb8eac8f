import { BoardActs } from "./boardacts.ts"
import { BoardDrag } from "./boarddrag.ts"
import { BoardDraw, BY, node } from "./boarddraw.ts"
import rules from "./board.css?inline"
import { leaving } from "./departure.ts"
import { make } from "./dom.ts"
import { press } from "./keys.ts"
import type { BoardData, BoardNews } from "./lay.ts"
import { live } from "./listening.ts"
import { Panels } from "./panels.ts"
import { listKeys, Saying } from "./saying.ts"
import { ask } from "./server.ts"
import { outbox } from "./shared.ts"
import { dress } from "./sheet.ts"
import { prefer, preferred } from "./storage.ts"

/** Milliseconds that the arrows must rest on a theme before it is shown below. */
const REST = 300
const PEOPLE = "workbench:board people"

const KEYS = [
  ["↑ ↓", "previous, next"],
  ["← →", "to what stands left, right"],
  ["Alt+↑ ↓", "move a card or theme among its neighbours"],
  ["Alt+← →", "a card to the theme before, after; a theme out, in"],
  ["M", "move: type a theme's name"],
  ["C", "stand in another theme as well"],
  ["S", "put in a stack, by its name"],
  ["N, Shift+N", "new theme, subtheme"],
  ["T", "new thought"],
  ["Enter", "open"],
  ["Space", "show the theme below; open a stack"],
  ["F2", "rename, edit"],
  ["Del", "take out of the theme; dissolve a theme"],
  [".", "all of these as a menu"],
  ["/", "search"],
  ["Z, Shift+Z", "undo, redo"],
] as const

type Tell = (name: "chosen" | "open", value: string) => void

/** Stacks that lie open, for as long as the tab does: their names are not written down. */
const open = new Set<string>()

/** The board of themes: its cards and places, what is done to them, and what came of it. */
export class ThemeBoard {
  readonly root = make("div", { class: "wbt wbb" })
  private readonly board = new BoardDraw()
  private readonly search = make("input", { class: "wbt-input", type: "search", placeholder: "Search the board", "aria-label": "Search the board", autocomplete: "off", spellcheck: "false" })
  private readonly said = new Saying()
  private readonly panels = new Panels(this.root, () => this.focus())
  private readonly acts: BoardActs
  private readonly drag: BoardDrag
  private data!: BoardData
  private at: string | null = null
  private all = false
  private people = preferred(PEOPLE) === "1"
  private tell: Tell | null = null
  private telling = 0
  /** Something is being dragged: what changes meanwhile is drawn after it. */
  private paused = false
  private behind = false
  private asking = false
  private again = false
  private readonly stops: (() => void)[] = []

  constructor(parent: HTMLElement) {
    dress(rules)
    const me = this
    this.acts = new BoardActs(
      {
        get at() {
          return me.at
        },
        near: () => this.near(),
        redraw: at => this.redraw(at),
        say: (words, refused) => this.said.say(words, refused),
        open: (kind, id) => leaving() || this.whenFree(tell => tell("open", `${kind} ${id} ${crypto.randomUUID()}`)),
        choose: id => this.choose(id),
      },
      this.panels,
    )
    this.drag = new BoardDrag(this.root, this.board, {
      says: (name, to, also) => this.acts.says(name, to, also),
      drop: (name, to, also) => this.after(name, () => this.acts.drop(name, to, also)),
      dropTheme: (id, to) => this.after(node.theme(id), () => this.acts.dropTheme(id, to)),
      label: name => this.acts.label(name),
      lay: () => this.acts.lay,
    })
    this.drag.paused = is => this.pause(is)
    this.root.append(this.bar(), this.board.tree, this.foot(), this.said.live)
    parent.append(this.root)
    this.listen()
  }

  private tool(label: string, title: string, onclick: () => void): HTMLButtonElement {
    return make("button", { type: "button", class: "wbt-tool", title, onclick }, label)
  }

  private toggle(label: string, title: string, now: () => boolean, turn: () => void): HTMLButtonElement {
    const button = this.tool(label, title, () => {
      turn()
      button.setAttribute("aria-pressed", String(now()))
      this.redraw()
    })
    button.setAttribute("aria-pressed", String(now()))
    return button
  }

  private bar(): HTMLElement {
    return make(
      "div",
      { class: "wbb-bar", role: "toolbar", "aria-label": "Board" },
      this.search,
      this.tool("New theme", "N", () => this.acts.create(null)),
      this.tool("New thought", "T", () => this.acts.think()),
      this.toggle("All codes", "List all codes on the left, not only those without a theme", () => this.all, () => (this.all = !this.all)),
      this.toggle("Participants", "Show how many participants have words under a code. A number is no measure of meaning.", () => this.people, () => prefer(PEOPLE, (this.people = !this.people) ? "1" : "0")),
      make("span", { class: "wbb-space" }),
      this.tool("Keys", "?", () => this.help()),
    )
  }

  private foot(): HTMLElement {
    const hint = make("span", {}, "Drag to move; with Ctrl or Alt the card stands there as well. A theme dropped on another asks what is meant. The full stop key opens all acts.")
    return make("div", { class: "wbb-foot" }, hint, this.said.status)
  }

  private listen(): void {
    const { tree } = this.board
    for (const name of ["keydown", "keyup", "keypress"]) this.root.addEventListener(name, event => event.stopPropagation())
    tree.addEventListener("keydown", event => this.key(event))
    tree.addEventListener("click", event => this.click(event))
    tree.addEventListener("dblclick", () => this.acts.openInHand())
    tree.addEventListener("focusin", event => this.hold(nameOf(event)))
    tree.addEventListener("contextmenu", event => {
      event.preventDefault()
      this.take(nameOf(event))
      this.acts.menu()
    })
    this.search.addEventListener("input", () => this.redraw())
    this.search.addEventListener("keydown", event => this.searchKey(event))
    const changed = { answered: () => {}, changed: () => this.said.tell() }
    const cancel = (event: KeyboardEvent) => event.key === "Escape" && this.drag.cancel()
    live.join(this, ledger => this.follow(ledger))
    outbox.listeners.add(changed)
    document.addEventListener("keydown", cancel, true)
    this.stops.push(
      () => live.part(this),
      () => outbox.listeners.delete(changed),
      () => document.removeEventListener("keydown", cancel, true),
      () => this.drag.close(),
      () => this.acts.end(),
    )
  }

  end(): void {
    for (const stop of this.stops) stop()
    clearTimeout(this.telling)
    this.root.remove()
  }

  /** Take what the page tells; without `tell`, before there is a page to be told anything. */
  update(data: BoardData, tell: Tell | null = null): void {
    this.tell = tell
    const { newest = -1 } = this.data ?? {}
    // What was asked for since is newer than what a run began to read before.
    this.data = data.newest < newest ? { ...this.data, chosen: data.chosen } : data
    this.acts.take(this.data)
  }

  /** Follow what others do, without waiting for the page. */
  private follow(ledger: string): void {
    this.again = this.asking
    if (this.asking) return
    this.asking = true
    ask<BoardNews>(`/live/themes?${new URLSearchParams({ ledger })}`)
      .then(news => this.data && this.update({ ...this.data, ...news }, this.tell))
      .catch(() => {}) // The page's next run tells the same.
      .finally(() => {
        this.asking = false
        if (this.again) this.follow(ledger)
      })
  }

  /** Stand elsewhere on the page, as far scrolled as it was and with what has the focus. */
  move(parent: HTMLElement): void {
    this.drag.cancel()
    const focused = this.root.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null
    const tops = [...this.root.querySelectorAll("*")].filter(each => each.scrollTop).map(each => [each, each.scrollTop] as const)
    parent.append(this.root)
    for (const [element, top] of tops) element.scrollTop = top
    focused?.focus({ preventScroll: true })
  }

  // -- drawing

  /** Draw what stands there now; `at` is taken in hand. */
  private redraw(at?: string): void {
    this.behind = this.paused
    if (this.paused || !this.data) return
    const held = this.board.tree.contains(document.activeElement)
    const before = this.at ? this.board.names().indexOf(this.at) : -1
    const { all, people } = this
    this.board.draw({ lay: this.acts.lay, filter: this.search.value, all, people, open, chosen: this.data.chosen })
    const now = this.board.names()
    const wanted = this.seen(at ?? this.at)
    if (wanted && now.includes(wanted)) this.at = wanted
    // Where what was in hand is gone, what took its place is next.
    if (!this.at || !now.includes(this.at)) this.at = now[Math.min(Math.max(before, 0), now.length - 1)] ?? null
    this.mark()
    if (held || at) this.focus(Boolean(at))
  }

  private pause(is: boolean): void {
    this.paused = is
    if (!is && this.behind) this.redraw()
  }

  /** Name what is seen of something: of a card in a closed stack, the stack. */
  private seen(name: string | null): string | null {
    const card = name?.startsWith("c ") ? this.acts.lay.cards.get(name.slice(2)) : undefined
    const stack = card?.stack ? node.stack(card.theme_id, card.stack) : ""
    return stack && !open.has(stack) && !this.search.value ? stack : name
  }

  private mark(): void {
    for (const each of this.board.tree.querySelectorAll<HTMLElement>(`[${BY}][tabindex="0"]`)) each.tabIndex = -1
    const element = this.at && this.board.element(this.at)
    if (element) element.tabIndex = 0
  }

  private focus(scroll = true): void {
    if (this.panels.isOpen || !this.at) return
    const element = this.board.element(this.at)
    if (document.activeElement !== element) element?.focus({ preventScroll: true })
    if (scroll) (element?.querySelector(":scope > .wbb-head") ?? element)?.scrollIntoView({ block: "nearest" })
  }

  private near(): DOMRect | null {
    const element = this.at && this.board.element(this.at)
    return element ? (element.querySelector(":scope > .wbb-head") ?? element).getBoundingClientRect() : null
  }

  private after(name: string, does: () => void): void {
    this.hold(name)
    does()
  }

  private help(): void {
    listKeys(this.panels, "board", KEYS)
  }

  // -- what is in hand

  private hold(name: string | undefined): void {
    if (!name || name === this.at) return
    this.at = name
    this.mark()
  }

  private take(name: string | undefined): void {
    this.hold(name)
    this.focus()
  }

  private click(event: MouseEvent): void {
    const target = event.target as HTMLElement
    const name = nameOf(event)
    this.take(name)
    if (target.closest(".wbb-more")) this.acts.menu()
    else if (name?.startsWith("s ")) this.turnStack(name)
    else if (name?.startsWith("t ")) this.choose(name.slice(2))
  }

  private turnStack(name: string): void {
    if (!open.delete(name)) open.add(name)
    this.redraw()
  }

  /** Show a theme below the board, once nothing else waits. */
  private choose(id: string): void {
    this.whenFree(tell => id !== this.data.chosen && tell("chosen", id))
  }

  private whenFree(does: (tell: Tell) => void): void {
    clearTimeout(this.telling)
    if (!this.tell || leaving() || this.acts.waits) this.telling = window.setTimeout(() => this.whenFree(does), REST)
    else does(this.tell)
  }

  // -- keys

  private searchKey(event: KeyboardEvent): void {
    if (event.isComposing) return
    const found = this.board.names().filter(name => /^[cks] /.test(name))
    if ((event.key === "Enter" || event.key === "ArrowDown") && found.length) this.take(found[0])
    else if (event.key === "Escape" && this.search.value) {
      this.search.value = ""
      this.redraw()
    } else if (event.key === "Escape") this.focus()
    else return
    event.preventDefault()
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return
    const name = press(event)
    const does = this.keys[name] ?? (name.includes("Shift+") ? undefined : this.keys[name.toLowerCase()])
    if (!does) return
    event.preventDefault()
    does()
  }

  private step(by: 1 | -1): void {
    const names = this.board.names()
    this.take(names[this.at ? names.indexOf(this.at) + by : 0])
  }

  /** Go to what stands nearest on one side. */
  private aside(by: 1 | -1): void {
    const from = this.near()
    if (!from || (by > 0 && this.at?.startsWith("s ") && !open.has(this.at))) return this.at ? this.turnStack(this.at) : undefined
    const middle = (box: DOMRect) => (box.top + box.bottom) / 2
    let best = Infinity
    let found: string | undefined
    for (const name of this.board.names()) {
      const element = this.board.element(name)!
      const box = (element.querySelector(":scope > .wbb-head") ?? element).getBoundingClientRect()
      const across = by > 0 ? box.left - from.right : from.left - box.right
      if (across < -4) continue
      const far = Math.max(0, across) + Math.abs(middle(box) - middle(from)) * 2
      if (far < best) [best, found] = [far, name]
    }
    this.take(found)
  }

  private shift(by: 1 | -1, along: boolean): void {
    if (this.acts.theme) this.acts.arrange(along ? (by > 0 ? "down" : "up") : by > 0 ? "in" : "out")
    else if (along) this.acts.order(by)
    else this.acts.step(by)
  }

  private readonly keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => this.step(1),
    ArrowUp: () => this.step(-1),
    ArrowRight: () => this.aside(1),
    ArrowLeft: () => this.aside(-1),
    Home: () => this.take(this.board.names()[0]),
    End: () => this.take(this.board.names().at(-1)),
    "Alt+ArrowUp": () => this.shift(-1, true),
    "Alt+ArrowDown": () => this.shift(1, true),
    "Alt+ArrowLeft": () => this.shift(-1, false),
    "Alt+ArrowRight": () => this.shift(1, false),
    Enter: () => (this.at?.startsWith("s ") ? this.turnStack(this.at) : this.acts.openInHand()),
    " ": () => (this.at?.startsWith("s ") ? this.turnStack(this.at) : this.acts.home && this.choose(this.acts.home)),
    F2: () => this.acts.rename(),
    n: () => this.acts.create(null),
    N: () => this.acts.create(this.acts.home || null),
    t: () => this.acts.think(),
    m: () => this.acts.pick(false),
    c: () => this.acts.pick(true),
    s: () => this.acts.pile(),
    Delete: () => this.acts.remove(),
    ".": () => this.acts.menu(),
    ContextMenu: () => this.acts.menu(),
    "/": () => {
      this.search.focus()
      this.search.select()
    },
    "?": () => this.help(),
    z: () => this.acts.undo("undo"),
    Z: () => this.acts.undo("redo"),
    "Ctrl+Z": () => this.acts.undo("undo"),
    "Ctrl+Shift+Z": () => this.acts.undo("redo"),
    "Ctrl+Y": () => this.acts.undo("redo"),
  }
}

function nameOf(event: Event): string | undefined {
  return (event.target as HTMLElement).closest(`[${BY}]`)?.getAttribute(BY) ?? undefined
}
