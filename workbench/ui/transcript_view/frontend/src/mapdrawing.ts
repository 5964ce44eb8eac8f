import { ends, type MapLine, type MapNode } from "./mapdata.ts"

const SPACE = "http://www.w3.org/2000/svg"
const ARROW = 11
const LINE = 19 / 15
const NAME_LINE = 15

type Attributes = Record<string, string | number | undefined>

/** Make an element of a picture; strings become text. */
export function draw<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes, ...children: (Node | string)[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SPACE, tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, String(value))
  element.append(...children)
  return element
}

/** Draw a theme around its own middle, so that moving it changes one attribute. */
export function drawNode(node: MapNode, said: string): SVGGElement {
  const first = (-(node.lines.length - 1) * LINE * node.letters) / 2 + node.letters * 0.35
  const words = node.lines.map((line, at) =>
    draw("text", { x: 0, y: first + at * LINE * node.letters, "font-size": node.letters, fill: node.ink, "font-weight": node.bold ? "bold" : undefined }, `${line} `),
  )
  const box = draw("rect", { x: -node.width / 2, y: -node.height / 2, width: node.width, height: node.height, rx: 9, fill: node.fill, stroke: node.edge })
  return draw("g", { class: "wbm-node", "data-theme": node.id, role: "button", tabindex: -1, "aria-label": said }, box, ...words)
}

/** A link, or what ties a subtheme to its theme: it follows its two themes. */
export class DrawnLine {
  readonly back = draw("g", { class: "wbm-line" })
  readonly front = draw("g", { class: "wbm-name" })
  private readonly stroke = draw("line", {})
  private readonly head = draw("polygon", {})
  private readonly paper = draw("rect", { rx: 4 })
  private readonly words: SVGTextElement[]

  constructor(readonly line: MapLine) {
    this.words = line.lines.map(words => draw("text", { "font-size": 12, "font-style": "italic" }, words))
    this.back.dataset.kind = line.id ? "link" : "belongs"
    this.back.append(this.stroke, ...(line.directed ? [this.head] : []))
    if (line.name) this.front.append(this.paper, ...this.words)
  }

  follow(from: MapNode, to: MapNode): void {
    const [x, y, toX, toY] = ends(from, to)
    set(this.stroke, { x1: x, y1: y, x2: toX, y2: toY })
    const far = Math.max(Math.hypot(toX - x, toY - y), 1e-6)
    const [a, b] = [(toX - x) / far, (toY - y) / far]
    const [backX, backY] = [toX - ARROW * a, toY - ARROW * b]
    const points = [toX, toY, backX - 4.5 * b, backY + 4.5 * a, backX + 4.5 * b, backY - 4.5 * a]
    this.head.setAttribute("points", points.map(each => each.toFixed(1)).join(" "))
    if (!this.line.name) return
    const { at } = this.line
    const [middle, height] = [x + (toX - x) * at, y + (toY - y) * at]
    const half = Math.max(...this.words.map(words => words.getComputedTextLength())) / 2 + 5
    const tall = (this.words.length * NAME_LINE + 3) / 2
    const top = height - ((this.words.length - 1) * NAME_LINE) / 2 + 4
    this.words.forEach((words, row) => set(words, { x: middle, y: top + row * NAME_LINE }))
    set(this.paper, { x: middle - half, y: height - tall, width: half * 2, height: tall * 2 })
  }
}

function set(element: SVGElement, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, Number(value).toFixed(1))
}
