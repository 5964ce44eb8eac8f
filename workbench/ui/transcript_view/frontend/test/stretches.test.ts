import assert from "node:assert/strict"
import { test } from "node:test"
import { legible } from "../src/colour.ts"
import { covers, cut, joined } from "../src/stretches.ts"
import { edges, reach, stretch } from "../src/words.ts"

test("stretches that meet become one, and what is cut out is gone", () => {
  const pairs = [{ start: 20, stop: 30 }, { start: 0, stop: 5 }, { start: 6, stop: 12 }]
  assert.deepEqual(joined(pairs), [{ start: 0, stop: 12 }, { start: 20, stop: 30 }])
  assert.deepEqual(cut(joined(pairs), { start: 3, stop: 25 }), [{ start: 0, stop: 3 }, { start: 25, stop: 30 }])
  assert.equal(covers(joined(pairs), { start: 1, stop: 12 }), "all")
  assert.equal(covers(joined(pairs), { start: 10, stop: 14 }), "part")
  assert.equal(covers(joined(pairs), { start: 13, stop: 19 }), "")
})

test("either edge of a passage moves by a word, and never past the other", () => {
  const text = "One two three four."
  assert.deepEqual(reach(text, 4, 13, -1), { from: 0, to: 13 })
  assert.deepEqual(reach(text, 4, 13, 1), { from: 8, to: 13 })
  assert.equal(reach(text, 8, 13, 1), null)
  assert.equal(reach(text, 0, 3, -1), null)
  assert.deepEqual(stretch(text, 4, 7, 1), { from: 4, to: 13 })
  assert.equal(stretch(text, 4, 7, -1), null)
  assert.equal(edges("a".repeat(5) + " b", { from: 0, to: 1 }, 400).length, 2)
})

test("a colour stands out from its ground, changed as little as it takes", () => {
  assert.equal(legible("#006cb4", "#ffffff"), "#006cb4")
  assert.notEqual(legible("#ffee88", "#ffffff"), "#ffee88")
  assert.notEqual(legible("#101830", "#0e1117"), "#101830")
  assert.notEqual(legible("#101830", "rgb(14, 17, 23)"), "#101830")
})
