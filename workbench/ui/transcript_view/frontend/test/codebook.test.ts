import assert from "node:assert/strict"
import { test } from "node:test"
import { rowsOf, within } from "../src/branches.ts"
import { Acts, arranged, type TreeCode } from "../src/codebook.ts"
import type { Answer, Operation } from "../src/model.ts"
import type { Listener, Outbox } from "../src/outbox.ts"

function code(id: string, parent_id: string | null = null): TreeCode {
  return { id, parent_id, name: id.toUpperCase(), colour: "", passages: 2, participants: 1, own: 2, retired: false, defined: true }
}

const TOLD = [code("a"), code("b", "a"), code("c", "a"), code("d", "c"), code("e")]

function done(kind: string, given: Partial<Operation>): Operation {
  return { id: `${kind} ${given.code_id}`, client: "", seq: 1, transcript_id: "", transcript_version: "", kind, ...given }
}

function drawn(...acts: Operation[]): string {
  return rowsOf(arranged(TOLD, acts)).map(row => "-".repeat(row.depth) + row.code.id).join(" ")
}

test("codes stand in tree order", () => {
  assert.equal(drawn(), "a -b -c --d e")
})

test("a code is put under another with all below it", () => {
  assert.equal(drawn(done("place_code", { code_id: "c", parent_id: "e", place: 0 })), "a -b e -c --d")
  assert.equal(drawn(done("place_code", { code_id: "c", parent_id: "", place: 0 })), "c -d a -b e")
  assert.equal(drawn(done("place_code", { code_id: "b", parent_id: "a", place: 1 })), "a -c --d -b e")
})

test("a code cannot come to lie under itself", () => {
  assert.equal(drawn(done("place_code", { code_id: "a", parent_id: "d", place: 0 })), "a -b -c --d e")
})

test("merging takes the codes below along, and drawing it twice changes nothing", () => {
  const merged = done("merge_codes", { code_id: "c", other_id: "e" })
  assert.equal(drawn(merged), "a -b e -d")
  assert.equal(drawn(merged, merged), "a -b e -d")
})

test("codes are added, split off, renamed, retired and removed", () => {
  assert.equal(drawn(done("add_code", { code_id: "f", parent_id: "a", name: "F" })), "a -b -c --d -f e")
  assert.equal(drawn(done("split_code", { code_id: "b", other_id: "g", name: "G", coding_ids: ["1"] })), "a -b -c --d -g e")
  assert.equal(drawn(done("remove_code", { code_id: "d" })), "a -b -c e")
  const [first] = arranged(TOLD, [done("rename_code", { code_id: "a", name: "New" }), done("retire_code", { code_id: "a" })])
  assert.deepEqual([first!.name, first!.retired], ["New", true])
})

test("what came from Python is left as it is", () => {
  drawn(done("rename_code", { code_id: "a", name: "New" }))
  assert.equal(TOLD[0]!.name, "A")
})

test("a row lies within those above it", () => {
  const rows = new Map(rowsOf(TOLD).map(row => [row.code.id, row]))
  assert.ok(within(rows.get("d")!, "a"))
  assert.ok(!within(rows.get("e")!, "a"))
  assert.deepEqual([rows.get("c")!.place, rows.get("c")!.siblings, rows.get("a")!.children], [1, 2, 2])
})

test("an act counts until Python has read what it did", () => {
  const listeners = new Set<Listener>()
  const waiting: Operation[] = []
  const acts = new Acts({ listeners, waiting, ledger: "one" } as unknown as Outbox)
  const told = (n: number, ledger = "one") => acts.since({ n, ledger }).map(each => each.id)
  const own = done("retire_code", { code_id: "a" })
  const answer: Answer = { n: 7, done: [own.id], rejects: [], changes: [] }
  waiting.push(own, { ...own, id: "a coding", transcript_id: "t" })
  assert.deepEqual(told(6), [own.id])
  waiting.length = 0
  for (const listener of listeners) listener.answered([own], [], answer)
  assert.deepEqual(told(6), [own.id])
  assert.deepEqual(told(7), [])
  assert.deepEqual(told(0, "another server"), [])
})
