/** A tree of codes as rows: which of them are shown, and where keys lead. */

import { fold } from "./words.ts"

/** What a tree is made of; `path` stands for the names above where not all of them are known. */
export interface Twig {
  id: string
  parent_id: string | null
  name: string
  path?: string
  retired?: boolean
}

export interface Row<C extends Twig> {
  code: C
  depth: number
  parent: Row<C> | null
  /** Place among all siblings, hidden ones too. */
  place: number
  siblings: number
  children: number
}

/** Where a key leads: to a row, to another state of its branch, out at the top, or nowhere. */
export type Step = { to: string } | { folded: boolean } | "out" | null

const PAGE = 12

/** List codes, parents before what stands below them, as rows with their depth and place. */
export function rowsOf<C extends Twig>(codes: readonly C[]): Row<C>[] {
  const rows = new Map<string, Row<C>>()
  const places = new Map<string, number>()
  for (const code of codes) {
    const parent = rows.get(code.parent_id ?? "") ?? null
    const key = parent?.code.id ?? ""
    const place = places.get(key) ?? 0
    places.set(key, place + 1)
    if (parent) parent.children++
    rows.set(code.id, { code, parent, depth: parent ? parent.depth + 1 : 0, place, siblings: 0, children: 0 })
  }
  for (const row of rows.values()) row.siblings = places.get(row.parent?.code.id ?? "") ?? 1
  return [...rows.values()]
}

/** Tell whether a row is another one or lies below it. */
export function within<C extends Twig>(row: Row<C> | null, id: string): boolean {
  for (let at = row; at; at = at.parent) if (at.code.id === id) return true
  return false
}

/** Leave retired codes out, but not those above one that is offered. */
export function offered<C extends Twig>(rows: readonly Row<C>[]): Row<C>[] {
  const kept = new Set<Row<C>>()
  for (const row of rows) if (!row.code.retired) for (let at: Row<C> | null = row; at; at = at.parent) kept.add(at)
  return rows.filter(row => kept.has(row))
}

/** Name a code with all above it. */
export function path<C extends Twig>(row: Row<C>): string {
  return row.code.path ?? (row.parent ? `${path(row.parent)} › ${row.code.name}` : row.code.name)
}

/** Tell whether a row lies in a branch that is folded. */
export function isHidden<C extends Twig>(row: Row<C>, folded: ReadonlySet<string>): boolean {
  for (let above = row.parent; above; above = above.parent) if (folded.has(above.code.id)) return true
  return false
}

/** Return a test for rows whose name, or one above it, has all of the words. */
export function fitting<C extends Twig>(wanted: string): (row: Row<C>) => boolean {
  const words = fold(wanted).split(/\s+/).filter(Boolean)
  return row => {
    const where = fold(path(row))
    return words.every(word => where.includes(word))
  }
}

/** Choose the rows to draw: what fits with all above it, or else all that is not folded away. */
export function shown<C extends Twig>(rows: readonly Row<C>[], wanted: string, folded: ReadonlySet<string>): Row<C>[] {
  if (!wanted.trim()) return rows.filter(row => !isHidden(row, folded))
  const fits = fitting<C>(wanted)
  const kept = new Set<Row<C>>()
  for (const row of rows) if (fits(row)) for (let at: Row<C> | null = row; at; at = at.parent) kept.add(at)
  return rows.filter(row => kept.has(row))
}

/** Choose among rows the one that words mean most: by its own name before those above it. */
export function meant<C extends Twig>(rows: readonly Row<C>[], wanted: string): Row<C> | null {
  const words = fold(wanted).split(/\s+/).filter(Boolean)
  const named = (row: Row<C>) => words.every(word => fold(row.code.name).includes(word))
  return rows.find(named) ?? rows.find(fitting(wanted)) ?? null
}

/** Say where a key leads from a row among those that are shown; null where it leads nowhere. */
export function step<C extends Twig>(key: string, rows: readonly Row<C>[], at: string | null, folded: ReadonlySet<string>): Step {
  const i = rows.findIndex(row => row.code.id === at)
  const go = (to: number): Step => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))]
    return row ? { to: row.code.id } : null
  }
  if (key === "ArrowDown") return go(i + 1)
  if (key === "ArrowUp") return i > 0 ? go(i - 1) : "out"
  if (key === "PageDown") return go(i + PAGE)
  if (key === "PageUp") return go(i - PAGE)
  if (key === "Home") return go(0)
  if (key === "End") return go(rows.length - 1)
  const row = rows[i]
  if (!row) return null
  const opened = rows[i + 1]?.parent === row
  if (key === "ArrowRight") return opened ? go(i + 1) : folded.has(row.code.id) ? { folded: false } : null
  if (key === "ArrowLeft") return opened && !folded.has(row.code.id) ? { folded: true } : row.parent ? { to: row.parent.code.id } : null
  return null
}

/**
 * Find the next code whose name begins with what was typed, from the row in hand on.
 *
 * One letter, once or again and again, goes on to the next name that begins with it.
 */
export function ahead<C extends Twig>(rows: readonly Row<C>[], at: string | null, typed: string): string | null {
  const again = new Set(typed).size === 1
  const wanted = fold(again ? typed[0]! : typed)
  const here = Math.max(0, rows.findIndex(row => row.code.id === at))
  const from = here + (again ? 1 : 0)
  const order = [...rows.slice(from), ...rows.slice(0, from)]
  return order.find(row => fold(row.code.name).startsWith(wanted))?.code.id ?? null
}
