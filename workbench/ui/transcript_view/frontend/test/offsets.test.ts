import assert from "node:assert/strict"
import { test } from "node:test"
import { Offsets } from "../src/offsets.ts"

const TEXTS = ["", "plain", "😀", "a😀b", "👨‍👩‍👧‍👦 family", "𠮷野家\né", "عربي 😀😀 כיתה\n\n", "\ud83dlone"]

test("code points and units go both ways for every position", () => {
  for (const text of TEXTS) {
    const offsets = new Offsets(text)
    const points = [...text]
    assert.equal(offsets.points, points.length)
    let unit = 0
    for (let point = 0; point <= points.length; point++) {
      assert.equal(offsets.toUnits(point), unit, `${text} point ${point}`)
      assert.equal(offsets.toPoints(unit), point, `${text} unit ${unit}`)
      unit += points[point]?.length ?? 0
    }
  }
})

test("a passage holds the words that were selected, as Python would slice them", () => {
  for (const text of TEXTS) {
    const offsets = new Offsets(text)
    for (let from = 0; from <= text.length; from++) {
      for (let to = from; to <= text.length; to++) {
        const passage = offsets.passage(from, to)
        if (!passage) continue
        const sliced = [...text].slice(passage.start, passage.stop).join("")
        const start = offsets.snap(from)
        const stop = offsets.snap(to, true)
        assert.equal(sliced, text.slice(start, stop).replace(/\n+$/, ""))
      }
    }
  }
})

test("half a pair is snapped outwards", () => {
  const offsets = new Offsets("a😀b")
  assert.deepEqual(offsets.passage(2, 4), { start: 1, stop: 3 })
  assert.deepEqual(offsets.passage(0, 2), { start: 0, stop: 2 })
})

test("line ends at the end are trimmed, and nothing is left of line ends alone", () => {
  const offsets = new Offsets("ab\n\ncd")
  assert.deepEqual(offsets.passage(0, 4), { start: 0, stop: 2 })
  assert.equal(offsets.passage(2, 4), null)
  assert.deepEqual(offsets.passage(6, 4), { start: 4, stop: 6 })
})

test("what lies outside the text is held at its ends", () => {
  const offsets = new Offsets("a😀")
  assert.equal(offsets.toUnits(99), 3)
  assert.equal(offsets.toPoints(99), 2)
  assert.equal(offsets.toPoints(-1), 0)
})
