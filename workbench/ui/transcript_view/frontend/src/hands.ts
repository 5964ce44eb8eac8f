import type { Coder } from "./coder.ts"
import type { Desk } from "./desk.ts"
import { isSingle, press, SHEETS } from "./keys.ts"
import type { Side } from "./side.ts"
import { prefer, preferred } from "./storage.ts"

/** Whether single letters act (WCAG 2.2, 2.1.4). */
const SINGLE = "workbench:single keys"

/** What each key does in the words, as the mode on the screen has it. */
export class Hands {
  constructor(
    private readonly desk: Desk,
    private readonly coder: Coder,
    private readonly side: Side,
    private readonly find: () => void,
  ) {}

  /** Do what a key pressed in the words, on a stripe or beside a review does. */
  key(event: KeyboardEvent): void {
    const { drawing } = this.desk
    const target = event.target as HTMLElement
    const stripe = target.closest<HTMLElement>(".wbt-stripe")
    const beside = drawing.review && target.closest(".wbt-queue, .wbt-card")
    if (event.isComposing || !(stripe || beside || target.closest(".wbt-text"))) return
    const key = press(event)
    if (isSingle(key) && !this.single && !stripe) return
    if (stripe && (key === "ArrowDown" || key === "ArrowUp")) {
      event.preventDefault()
      return drawing.margin.step(stripe, key === "ArrowDown" ? 1 : -1)
    }
    if ((stripe || beside) && (key === "Enter" || key === " ")) return
    const act = this.binding(key) ?? (key.length === 1 ? this.binding(key.toLowerCase()) : undefined)
    if (!act) return
    event.preventDefault()
    act()
  }

  /** Do what a key does, by whatever way it was asked for. */
  press(key: string): void {
    this.binding(key)?.()
  }

  private get single(): boolean {
    return preferred(SINGLE) !== "off"
  }

  private showKeys(): void {
    const set = (on: boolean) => prefer(SINGLE, on ? "on" : "off")
    this.desk.panels.keys(SHEETS[this.desk.data.mode], { on: this.single, set })
  }

  /** Find an act by its name, for whoever does without single keys. */
  private chooseAct(): void {
    const rows = SHEETS[this.desk.data.mode].filter(row => row[2] !== undefined)
    const options = rows.map(([keys, does, key]) => ({ id: key!, label: does, hint: keys }))
    this.desk.panels.find("Find an act", options, null, key => this.press(key))
  }

  private binding(key: string): (() => void) | undefined {
    const { data, drawing } = this.desk
    const own = { coding: this.coder.keys, review: drawing.review?.keys ?? {}, reading: this.coder.readingKeys }[data.mode]
    return own[key] ?? this.common[key]
  }

  private readonly common: Record<string, () => void> = {
    s: () => this.desk.where.selectSentence(),
    ",": () => this.desk.where.turn(-1),
    ".": () => this.desk.where.turn(1),
    f: () => this.find(),
    h: () => this.desk.where.hideInterviewer(),
    "?": () => this.showKeys(),
    "Ctrl+K": () => this.chooseAct(),
    "/": () => this.desk.data.mode === "coding" && this.side.focus(),
    codes: () => this.side.toggle(),
    Escape: () => this.escape(),
  }

  private escape(): void {
    const { drawing } = this.desk
    if (drawing.handles.isDragged) drawing.handles.give()
    else drawing.choose(null)
  }
}
