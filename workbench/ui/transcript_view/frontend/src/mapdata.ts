/** What Python tells of the map of themes, and where its lines run. */

import type { Told } from "./codebook.ts"
import type { Operation } from "./model.ts"

export interface MapNode {
  id: string
  name: string
  x: number
  y: number
  width: number
  height: number
  lines: string[]
  letters: number
  fill: string
  edge: string
  ink: string
  bold: boolean
}

/** Without an id a line tells that a subtheme belongs to its theme. */
export interface MapLine {
  id: string
  from: string
  to: string
  name: string
  /** The name, broken so that it does not run across other themes. */
  lines: string[]
  /** The share of the way at which its middle stands. */
  at: number
  directed: boolean
}

export interface MapData extends Told {
  role: "map"
  nodes: MapNode[]
  lines: MapLine[]
  chosen: string | null
  researcher: string
}

/** The map after acts that Python did not know when it told of it. */
export function since(data: MapData, acts: readonly Operation[]): MapData {
  const nodes = new Map(data.nodes.map(node => [node.id, { ...node }]))
  const lines = [...data.lines]
  for (const act of acts) {
    if (act.kind === "place_themes") for (const place of act.places ?? []) move(nodes, place)
    if (act.kind === "link_themes" && !lines.some(line => line.id === act.link_id)) {
      lines.push({ id: act.link_id!, from: act.from_id!, to: act.to_id!, name: act.name ?? "", lines: act.name ? [act.name] : [], at: 0.5, directed: act.directed ?? false })
    }
  }
  return { ...data, nodes: [...nodes.values()], lines }
}

function move(nodes: Map<string, MapNode>, place: string): void {
  const [id = "", x, y] = place.split(" ")
  const node = nodes.get(id)
  if (node) Object.assign(node, { x: Number(x), y: Number(y) })
}

/** Find where the line between two middles leaves one box and reaches the other. */
export function ends(start: MapNode, stop: MapNode): [number, number, number, number] {
  const across = stop.x - start.x
  const down = stop.y - start.y
  const share = (node: MapNode) => Math.min(1, across ? node.width / 2 / Math.abs(across) : 1, down ? node.height / 2 / Math.abs(down) : 1)
  let one = share(start)
  let other = share(stop)
  if (one + other >= 1) one = other = 0.5
  return [start.x + across * one, start.y + down * one, stop.x - across * other, stop.y - down * other]
}

/** Give left, top, width and height of all boxes, with a margin. */
export function around(nodes: readonly MapNode[], margin: number): [number, number, number, number] {
  if (!nodes.length) return [0, 0, 1, 1]
  const left = Math.min(...nodes.map(node => node.x - node.width / 2)) - margin
  const top = Math.min(...nodes.map(node => node.y - node.height / 2)) - margin
  const right = Math.max(...nodes.map(node => node.x + node.width / 2)) + margin
  const bottom = Math.max(...nodes.map(node => node.y + node.height / 2)) + margin
  return [left, top, right - left, bottom - top]
}
