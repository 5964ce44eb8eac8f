/** The codebook as the browser knows it: what Python told, and the acts on it made since. */

import type { Row } from "./branches.ts"
import type { Answer, Operation } from "./model.ts"
import type { Listener, Outbox } from "./outbox.ts"

export interface TreeCode {
  id: string
  parent_id: string | null
  name: string
  colour: string
  passages: number
  participants: number
  /** Passages of this code alone, without those of its sub-codes. */
  own: number
  retired: boolean
  defined: boolean
}

/** What every part of the codebook page gets beside its own data. */
export interface Told {
  /** Empty for what was told before the page had one. */
  ledger: string
  /** Answers given when Python read what it sends. */
  n: number
}

export interface TreeData extends Told {
  role: "tree"
  codes: TreeCode[]
  chosen: string | null
  researcher: string
}

/** A code of the codebook page in its place. */
export type CodeRow = Row<TreeCode>

/** Remember acts on the codebook until what Python sends holds them. */
export class Acts {
  private done: (Told & { operation: Operation })[] = []
  readonly listeners = new Set<(why: string | null) => void>()

  constructor(private readonly outbox: Outbox) {
    const listener: Listener = {
      answered: (done, refused, answer) => this.answered(done, refused, answer),
      changed: () => {},
    }
    outbox.listeners.add(listener)
  }

  /** List what was done since Python read what it sends, in order. */
  since({ ledger, n }: Told): Operation[] {
    this.done = this.done.slice(-200)
    const answered = this.done.filter(each => (!ledger || each.ledger === ledger) && each.n > n)
    return [...answered.map(each => each.operation), ...this.outbox.waiting.filter(ofCodebook)]
  }

  private answered(done: Operation[], refused: { operation: Operation; why: string }[], { n }: Answer): void {
    const mine = done.filter(ofCodebook)
    this.done.push(...mine.map(operation => ({ operation, n, ledger: this.outbox.ledger })))
    const why = refused.filter(({ operation }) => ofCodebook(operation)).map(each => each.why)[0]
    if (mine.length || why) for (const listener of this.listeners) listener(why ?? null)
  }
}

/** Acts on the codebook are about no transcript. */
function ofCodebook(operation: Operation): boolean {
  return operation.transcript_id === ""
}

type Branches = Map<string, string[]>

/** Return the codes as they stand after some acts, in tree order. */
export function arranged(told: readonly TreeCode[], acts: readonly Operation[]): TreeCode[] {
  const codes = new Map(told.map(code => [code.id, { ...code }]))
  const below: Branches = new Map()
  for (const code of told) branch(below, code.parent_id).push(code.id)
  for (const act of acts) {
    const code = codes.get(act.code_id ?? "")
    if (act.kind === "add_code" || act.kind === "split_code") add(codes, below, act)
    else if (!code) continue
    else if (act.kind === "place_code") place(codes, below, code, act.parent_id || null, act.place ?? 0)
    else if (act.kind === "rename_code") code.name = act.name ?? code.name
    else if (act.kind === "retire_code") code.retired = true
    else if (act.kind === "revive_code") code.retired = false
    else if (act.kind === "remove_code") drop(codes, below, code)
    else if (act.kind === "merge_codes") merge(codes, below, code, codes.get(act.other_id ?? ""))
  }
  const order: TreeCode[] = []
  const walk = (parent: string | null) => {
    for (const id of below.get(parent ?? "") ?? []) {
      order.push(codes.get(id)!)
      walk(id)
    }
  }
  walk(null)
  return order
}

function branch(below: Branches, parent: string | null): string[] {
  const found = below.get(parent ?? "") ?? []
  below.set(parent ?? "", found)
  return found
}

function add(codes: Map<string, TreeCode>, below: Branches, act: Operation): void {
  const id = act.kind === "split_code" ? (act.other_id ?? "") : (act.code_id ?? "")
  if (!id || codes.has(id)) return
  const parent_id = act.kind === "split_code" ? (codes.get(act.code_id ?? "")?.parent_id ?? null) : act.parent_id || null
  const passages = act.coding_ids?.length ?? 0
  const fresh = { id, parent_id, name: act.name ?? "", colour: "", retired: false, defined: false }
  codes.set(id, { ...fresh, passages, own: passages, participants: 0 })
  branch(below, parent_id).push(id)
}

function place(codes: Map<string, TreeCode>, below: Branches, code: TreeCode, parent: string | null, at: number): void {
  for (let above = parent; above; above = codes.get(above)?.parent_id ?? null) if (above === code.id) return
  drop(codes, below, code, true)
  code.parent_id = parent
  branch(below, parent).splice(at, 0, code.id)
}

function drop(codes: Map<string, TreeCode>, below: Branches, code: TreeCode, keep = false): void {
  const siblings = branch(below, code.parent_id)
  const i = siblings.indexOf(code.id)
  if (i >= 0) siblings.splice(i, 1)
  if (!keep) codes.delete(code.id)
}

function merge(codes: Map<string, TreeCode>, below: Branches, code: TreeCode, into: TreeCode | undefined): void {
  if (!into || into.id === code.id) return
  for (const id of [...branch(below, code.id)]) place(codes, below, codes.get(id)!, into.id, branch(below, into.id).length)
  into.passages += code.passages
  drop(codes, below, code)
}
