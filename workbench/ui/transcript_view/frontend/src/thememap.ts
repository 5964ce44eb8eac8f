import { Acts } from "./codebook.ts"
import { make } from "./dom.ts"
import { live } from "./listening.ts"
import rules from "./map.css?inline"
import { around, since, type MapData, type MapNode } from "./mapdata.ts"
import { draw, drawNode, DrawnLine } from "./mapdrawing.ts"
import type { Act } from "./model.ts"
import { outbox } from "./shared.ts"
import { dress } from "./sheet.ts"

const acts = new Acts(outbox)
const MARGIN = 60
const STEP = 10
const FAR = 50
const SLACK = 4
/** Milliseconds that the arrows rest before where they led is stored. */
const REST = 500
/** Pixels of the window that the page keeps for the rest, and those the map takes at least. */
const AROUND = 236
const LOWEST = 416
/** How large a small map is drawn at most, until somebody asks for more. */
const ZOOMED = 1.25
const ZOOMS = [0.4, 0.55, 0.7, 0.85, 1, 1.25, 1.6, 2] as const
const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const HINT = "Drag a theme, or move it with the arrows (Shift: farther). L links it to another. Z undoes."

/** The map of themes: laid out by hand, each move one act. */
export class ThemeMap {
  readonly root = make("div", { class: "wbt wbm" })
  private readonly picture = draw("svg", { class: "wbm-picture", role: "group", "aria-label": "Map of themes" })
  private readonly scroll = make("div", { class: "wbm-scroll" })
  private readonly status = make("span", { class: "wbt-status", role: "status" })
  private readonly linking = make("form", { class: "wbm-linking", hidden: true })
  private readonly name = make("input", { class: "wbt-input", "aria-label": "Name of the link", placeholder: "Name of the link, or none", maxlength: "200", autocomplete: "off", dir: "auto" })
  private readonly arrow = make("input", { type: "checkbox" })
  private readonly asked = make("span", {})
  private data!: MapData
  private nodes = new Map<string, MapNode>()
  private groups = new Map<string, SVGGElement>()
  private lines: DrawnLine[] = []
  private moved = new Map<string, MapNode>()
  private at = ""
  private from = ""
  private to = ""
  private zoom: number | null = null
  private drag: { id: string; x: number; y: number; left: number; top: number; under: boolean } | null = null
  private storing = 0
  private readonly stops: (() => void)[] = []

  constructor(
    parent: HTMLElement,
    private tell: (chosen: string) => void,
  ) {
    dress(rules)
    const tool = (label: string, hint: string, onclick: () => void) => make("button", { type: "button", class: "wbt-tool", title: hint, onclick }, label)
    const bar = make("div", { class: "wbm-bar" }, make("span", { class: "wbm-hint" }, HINT), this.status)
    bar.append(tool("−", "Smaller", () => this.zoomBy(-1)), tool("Fit", "Show all of it", () => this.fit()), tool("+", "Larger", () => this.zoomBy(1)))
    const cancel = make("button", { type: "button", class: "wbt-tool", onclick: () => this.stopLinking() }, "Cancel")
    const arrow = make("label", {}, this.arrow, " Arrow")
    this.linking.append(this.asked, this.name, arrow, make("button", { class: "wbt-primary" }, "Link"), cancel)
    this.scroll.append(this.picture)
    this.root.append(bar, this.linking, this.scroll)
    parent.append(this.root)
    this.listen()
  }

  private listen(): void {
    for (const name of ["keyup", "keypress"]) this.root.addEventListener(name, event => event.stopPropagation())
    this.root.addEventListener("keydown", event => this.key(event))
    this.picture.addEventListener("pointerdown", event => this.press(event))
    this.picture.addEventListener("pointermove", event => this.move(event))
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"] as const) this.picture.addEventListener(name, () => this.drop())
    this.picture.addEventListener("focusin", event => this.take((event.target as Element).closest<SVGGElement>(".wbm-node")?.dataset.theme ?? ""))
    this.linking.addEventListener("submit", event => {
      event.preventDefault()
      this.link()
    })
    const told = (why: string | null) => {
      if (why) this.say(why)
      else this.redraw()
    }
    acts.listeners.add(told)
    live.join(this)
    this.stops.push(() => acts.listeners.delete(told), () => live.part(this))
  }

  end(): void {
    this.store()
    for (const stop of this.stops) stop()
    this.root.remove()
  }

  update(data: MapData, tell: (chosen: string) => void): void {
    this.tell = tell
    this.data = data
    if (!this.at && data.chosen) this.at = data.chosen
    this.redraw()
  }

  private act(given: Act): void {
    outbox.add("", "", { ...given, researcher: this.data.researcher })
    this.redraw()
  }

  // -- drawing

  private redraw(): void {
    if (!this.data || this.drag?.under) return
    const now = since(this.data, acts.since(this.data))
    const had = this.picture.contains(document.activeElement)
    this.nodes = new Map(now.nodes.map(node => [node.id, this.moved.get(node.id) ?? node]))
    for (const [id, held] of this.moved) {
      const fresh = now.nodes.find(node => node.id === id)
      if (fresh) this.nodes.set(id, { ...fresh, x: held.x, y: held.y })
    }
    this.groups = new Map([...this.nodes.values()].map(node => [node.id, drawNode(node, this.spoken(node))]))
    this.lines = now.lines.filter(line => this.nodes.has(line.from) && this.nodes.has(line.to)).map(line => new DrawnLine(line))
    if (!this.groups.has(this.at)) this.at = [...this.groups.keys()][0] ?? ""
    this.groups.get(this.at)?.setAttribute("tabindex", "0")
    this.picture.replaceChildren(...this.lines.map(line => line.back), ...this.groups.values(), ...this.lines.map(line => line.front))
    this.size()
    for (const id of this.nodes.keys()) this.put(id)
    for (const line of this.lines) this.follow(line)
    this.mark()
    if (had) this.focus()
  }

  private spoken(node: MapNode): string {
    const linked = this.data.lines.filter(line => line.id && (line.from === node.id || line.to === node.id)).length
    return `${node.name}${node.bold ? "" : ", subtheme"}, ${linked} ${linked === 1 ? "link" : "links"}`
  }

  private size(): void {
    const [left, top, width, height] = around([...this.nodes.values()], MARGIN)
    const room = Math.max(LOWEST, innerHeight - AROUND)
    const zoom = this.zoom ?? Math.min(ZOOMED, (this.scroll.clientWidth || 800) / width, room / height)
    this.picture.setAttribute("viewBox", [left, top, width, height].join(" "))
    this.picture.setAttribute("width", String(width * zoom))
    this.picture.setAttribute("height", String(height * zoom))
  }

  private put(id: string): void {
    const node = this.nodes.get(id)!
    this.groups.get(id)?.setAttribute("transform", `translate(${node.x} ${node.y})`)
  }

  private follow(line: DrawnLine): void {
    line.follow(this.nodes.get(line.line.from)!, this.nodes.get(line.line.to)!)
  }

  private mark(): void {
    for (const [id, group] of this.groups) {
      group.toggleAttribute("data-chosen", id === this.at)
      group.toggleAttribute("data-linking", id === this.from || (!!this.from && id === this.to))
    }
  }

  private zoomBy(by: 1 | -1): void {
    const shown = this.zoom ?? Number(this.picture.getAttribute("width")) / this.picture.viewBox.baseVal.width
    const others = ZOOMS.filter(zoom => (by > 0 ? zoom > shown + 0.01 : zoom < shown - 0.01))
    this.zoom = (by > 0 ? others[0] : others.at(-1)) ?? shown
    this.size()
  }

  private fit(): void {
    this.zoom = null
    this.size()
  }

  private say(words: string): void {
    this.status.textContent = words
  }

  // -- which theme is in hand, and where it goes

  private focus(): void {
    this.groups.get(this.at)?.focus({ preventScroll: true })
  }

  private take(id: string): void {
    if (!id || id === this.at) return
    this.groups.get(this.at)?.setAttribute("tabindex", "-1")
    this.at = id
    this.groups.get(id)?.setAttribute("tabindex", "0")
    this.mark()
    if (!this.from) this.tell(id)
  }

  private shift(id: string, x: number, y: number): void {
    const node = { ...this.nodes.get(id)!, x: Math.round(x), y: Math.round(y) }
    this.nodes.set(id, node)
    this.moved.set(id, node)
    this.put(id)
    for (const line of this.lines) if (line.line.from === id || line.line.to === id) this.follow(line)
  }

  /** Store where themes were moved to since, as one act. */
  private store(): void {
    clearTimeout(this.storing)
    if (!this.moved.size) return
    const places = [...this.moved.values()].map(node => `${node.id} ${node.x} ${node.y}`)
    this.moved.clear()
    this.act({ kind: "place_themes", places })
  }

  private press(event: PointerEvent): void {
    const id = (event.target as Element).closest<SVGGElement>(".wbm-node")?.dataset.theme
    if (!id || event.button) return
    if (this.from) {
      event.preventDefault()
      return this.choose(id)
    }
    const node = this.nodes.get(id)!
    this.drag = { id, x: event.clientX, y: event.clientY, left: node.x, top: node.y, under: false }
  }

  private move(event: PointerEvent): void {
    const { drag } = this
    if (!drag) return
    const [across, down] = [event.clientX - drag.x, event.clientY - drag.y]
    if (!drag.under) {
      if (Math.hypot(across, down) < SLACK) return
      this.store()
      drag.under = true
      this.picture.setPointerCapture(event.pointerId)
      this.root.dataset.dragging = "1"
    }
    const scale = this.picture.viewBox.baseVal.width / this.picture.getBoundingClientRect().width
    this.shift(drag.id, drag.left + across * scale, drag.top + down * scale)
  }

  private drop(): void {
    const { drag } = this
    this.drag = null
    delete this.root.dataset.dragging
    if (!drag?.under) return
    this.at = drag.id
    this.store()
    this.focus()
  }

  /** Let a dragged theme stand where it stood. */
  private putBack(): void {
    this.drag = null
    delete this.root.dataset.dragging
    this.moved.clear()
    this.redraw()
  }

  private key(event: KeyboardEvent): void {
    event.stopPropagation()
    const ctrl = event.ctrlKey || event.metaKey
    if (event.key === "Escape" && this.drag?.under) return this.putBack()
    if (event.key === "Escape" && this.from) return this.stopLinking()
    if (!this.picture.contains(event.target as Node)) return
    const way = ARROWS[event.key]
    const node = this.nodes.get(this.at)
    if (way && node && !ctrl && !event.altKey) {
      event.preventDefault()
      const by = event.shiftKey ? FAR : STEP
      this.shift(node.id, node.x + way[0] * by, node.y + way[1] * by)
      clearTimeout(this.storing)
      this.storing = window.setTimeout(() => this.store(), REST)
    } else if (event.key.toLowerCase() === "l" && !ctrl) this.startLinking()
    else if (event.key === "n" || event.key === "p") this.step(event.key === "n" ? 1 : -1)
    else if (event.key === "Enter") this.from ? this.choose(this.at) : this.tell(this.at)
    else if (event.key.toLowerCase() === "z") this.turn(event.shiftKey ? "redo" : "undo")
    else return
    event.preventDefault()
  }

  private step(by: 1 | -1): void {
    const ids = [...this.groups.keys()]
    this.groups.get(ids[(ids.indexOf(this.at) + by + ids.length) % ids.length] ?? "")?.focus()
  }

  private turn(kind: "undo" | "redo"): void {
    this.store()
    this.act({ kind })
    this.say(kind === "undo" ? "Undone." : "Done again.")
  }

  // -- links

  private startLinking(): void {
    this.store()
    this.from = this.at
    this.to = ""
    this.asked.textContent = `Link “${this.nodes.get(this.at)?.name ?? ""}”: choose the other theme by a click, or N and Enter.`
    this.say(this.asked.textContent)
    this.linking.hidden = false
    this.mark()
  }

  private choose(id: string): void {
    if (id === this.from) return
    this.to = id
    this.asked.textContent = `Link “${this.nodes.get(this.from)?.name}” with “${this.nodes.get(id)?.name}”`
    this.mark()
    this.name.focus()
  }

  private link(): void {
    if (!this.to) return this.say("Choose the other theme first.")
    const given = { from_id: this.from, to_id: this.to, name: this.name.value.trim(), directed: this.arrow.checked }
    this.at = this.from
    this.stopLinking()
    this.say("Linked.")
    this.act({ kind: "link_themes", link_id: crypto.randomUUID(), ...given })
  }

  private stopLinking(): void {
    this.from = this.to = ""
    this.linking.hidden = true
    this.name.value = ""
    this.arrow.checked = false
    this.mark()
    this.focus()
  }
}
