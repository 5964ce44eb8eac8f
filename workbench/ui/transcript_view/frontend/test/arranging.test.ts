import assert from "node:assert/strict"
import { test } from "node:test"
import { spot } from "../src/arranging.ts"
import { rowsOf } from "../src/branches.ts"

const ROWS = rowsOf([
  { id: "a", parent_id: null, name: "A" },
  { id: "b", parent_id: "a", name: "B" },
  { id: "c", parent_id: "b", name: "C" },
  { id: "d", parent_id: null, name: "D" },
])

/** Drop one row at a part of another's height; where it goes as parent, place and depth. */
function dropped(which: string, on: string, part: number, level = 9, whole = false): string {
  const at = (id: string) => ROWS.findIndex(row => row.code.id === id)
  const to = spot(ROWS, ROWS[at(which)]!, { on: at(on), part, level }, whole)
  return to ? `${to.into ? "on " : ""}${to.parent?.code.id ?? "top"} ${to.place} ${to.depth}` : "nowhere"
}

test("the middle of a row nests, its edges order", () => {
  assert.equal(dropped("d", "a", 0.5), "on a 1 0")
  assert.equal(dropped("d", "a", 0.1), "top 0 0")
  assert.equal(dropped("d", "a", 0.9), "a 0 1")
  assert.equal(dropped("d", "b", 0.1, 9, true), "on b 1 1")
})

test("below the end of a branch the pointer says from which level it goes on", () => {
  assert.equal(dropped("d", "c", 0.9, 2), "b 1 2")
  assert.equal(dropped("d", "c", 0.9, 1), "a 1 1")
  assert.equal(dropped("d", "c", 0.9, 0), "top 1 0")
})

test("a row moved down among its neighbours counts without itself", () => {
  assert.equal(dropped("a", "d", 0.9), "top 1 0")
  assert.equal(dropped("d", "d", 0.1), "top 1 0")
})

test("a row goes neither onto nor under itself", () => {
  assert.equal(dropped("a", "a", 0.5), "nowhere")
  assert.equal(dropped("a", "c", 0.5), "nowhere")
  assert.equal(dropped("a", "c", 0.9, 2), "nowhere")
  assert.equal(dropped("b", "c", 0.9, 0), "top 1 0")
})
