import assert from "node:assert/strict"
import { test } from "node:test"
import { ahead, meant, offered, path, rowsOf, shown, step, within, type Twig } from "../src/branches.ts"

const CODES: Twig[] = [
  { id: "a", parent_id: null, name: "Shame" },
  { id: "b", parent_id: "a", name: "Of the body" },
  { id: "c", parent_id: "b", name: "Café, été" },
  { id: "d", parent_id: "a", name: "Silence" },
  { id: "e", parent_id: null, name: "Waiting 😀" },
]
const ROWS = rowsOf(CODES)
const NONE = new Set<string>()

function ids(wanted: string, folded: ReadonlySet<string> = NONE): string {
  return shown(ROWS, wanted, folded)
    .map(row => row.code.id)
    .join("")
}

test("rows know their depth, place, neighbours and names above", () => {
  const told = ROWS.map(row => [row.code.id, row.depth, row.place, row.siblings, row.children])
  assert.deepEqual(told, [
    ["a", 0, 0, 2, 2],
    ["b", 1, 0, 2, 1],
    ["c", 2, 0, 1, 0],
    ["d", 1, 1, 2, 0],
    ["e", 0, 1, 2, 0],
  ])
  assert.equal(path(ROWS[2]!), "Shame › Of the body › Café, été")
  assert.ok(within(ROWS[2]!, "a"))
})

test("a code whose parent is not shown stands at the top, counted there", () => {
  const [only, other] = rowsOf([{ id: "x", parent_id: "retired", name: "X" }, CODES[0]!])
  assert.deepEqual([only!.depth, only!.place, only!.siblings, other!.place], [0, 0, 2, 1])
})

test("folding hides all below", () => {
  assert.equal(ids(""), "abcde")
  assert.equal(ids("", new Set(["b"])), "abde")
  assert.equal(ids("", new Set(["a"])), "ae")
})

test("the filter keeps what stands above, whatever is folded, accents or not", () => {
  assert.equal(ids("cafe ete", new Set(["a", "b"])), "abc")
  assert.equal(ids("SILENCE"), "ad")
  assert.equal(ids("shame sil"), "ad")
  assert.equal(ids("nobody"), "")
})

test("what is meant is named so itself before what lies below such a name", () => {
  assert.equal(meant(ROWS, "shame")?.code.id, "a")
  assert.equal(meant(ROWS, "of body")?.code.id, "b")
  assert.equal(meant(ROWS, "shame silence")?.code.id, "d")
  assert.equal(meant(ROWS, "nobody"), null)
})

test("keys walk the rows that are shown and stop at their ends", () => {
  const go = (key: string, at: string | null, folded = NONE) => step(key, shown(ROWS, "", folded), at, folded)
  assert.deepEqual(go("ArrowDown", "c"), { to: "d" })
  assert.deepEqual(go("ArrowDown", "e"), { to: "e" })
  assert.deepEqual(go("ArrowUp", "d"), { to: "c" })
  assert.equal(go("ArrowUp", "a"), "out")
  assert.deepEqual([go("Home", "d"), go("End", "a"), go("PageDown", "a"), go("PageUp", "e")], [{ to: "a" }, { to: "e" }, { to: "e" }, { to: "a" }])
  assert.equal(go("x", "a"), null)
  assert.equal(step("ArrowDown", [], null, NONE), null)
})

test("left and right fold, unfold, go in and out", () => {
  const folded = new Set(["a"])
  const closed = shown(ROWS, "", folded)
  const open = shown(ROWS, "", NONE)
  assert.deepEqual(step("ArrowRight", closed, "a", folded), { folded: false })
  assert.deepEqual(step("ArrowRight", open, "a", NONE), { to: "b" })
  assert.equal(step("ArrowRight", open, "e", NONE), null)
  assert.deepEqual(step("ArrowLeft", open, "a", NONE), { folded: true })
  assert.deepEqual(step("ArrowLeft", open, "c", NONE), { to: "b" })
  assert.equal(step("ArrowLeft", closed, "a", folded), null)
})

test("letters go to the next name that begins so, round and round", () => {
  assert.equal(ahead(ROWS, "a", "s"), "d")
  assert.equal(ahead(ROWS, "d", "s"), "a")
  assert.equal(ahead(ROWS, "a", "ss"), "d")
  assert.equal(ahead(ROWS, "a", "sil"), "d")
  assert.equal(ahead(ROWS, "a", "sh"), "a")
  assert.equal(ahead(ROWS, null, "w"), "e")
  assert.equal(ahead(ROWS, "a", "x"), null)
  assert.equal(ahead(ROWS, "a", "é"), null)
})

test("retired codes are left out, but not those above one that is offered", () => {
  const gone = new Set(["b", "e"])
  const rows = rowsOf(CODES.map(code => ({ ...code, retired: gone.has(code.id) })))
  assert.equal(offered(rows).map(row => row.code.id).join(""), "abcd")
})
