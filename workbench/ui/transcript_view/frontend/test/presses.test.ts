import assert from "node:assert/strict"
import { test } from "node:test"
import { Presses, type Press } from "../src/presses.ts"

function world() {
  let ids = 0
  const sent: Press[][] = []
  const presses = new Presses(each => sent.push(each), () => `id${++ids}`)
  presses.told(["a", "b", "c", "d"], "a", [])
  const asked = () => sent.at(-1)?.map(each => `${each.verb} ${each.card}`)
  const ids_of = () => sent.at(-1)!.map(each => each.id)
  return { presses, sent, asked, ids_of }
}

test("steps pressed before an answer add up", () => {
  const { presses, asked } = world()
  for (const _ of "nnn") presses.press("next")
  presses.press("previous")
  assert.equal(presses.hand, "c")
  assert.deepEqual(asked(), ["take c"])
})

test("a step past either end goes nowhere", () => {
  const { presses, sent } = world()
  presses.press("previous")
  assert.deepEqual(sent, [])
  for (const _ of "nnnnnn") presses.press("next")
  assert.equal(presses.hand, "d")
})

test("a decision means the card in hand as it was pressed", () => {
  const { presses, asked } = world()
  presses.press("next")
  presses.press("dismiss")
  presses.told(["a", "b", "c", "d"], "a", [])
  assert.equal(presses.hand, "b")
  assert.deepEqual(asked(), ["take b", "dismiss b"])
})

test("what is decided is decided once, and nothing unseen with it", () => {
  const { presses, sent, ids_of } = world()
  for (const verb of ["dismiss", "dismiss", "code", "next"]) presses.press(verb)
  assert.equal(sent.length, 1)
  assert.ok(presses.isDecided)
  presses.told(["c", "b", "d"], "c", ids_of())
  assert.equal(presses.hand, "c")
  presses.press("dismiss")
  assert.deepEqual(sent.at(-1)?.map(each => each.card), ["c"])
})

test("a late answer does not take back a later step", () => {
  const { presses, ids_of } = world()
  presses.press("next")
  const first = ids_of()
  presses.press("next")
  presses.told(["a", "b", "c", "d"], "b", first)
  assert.equal(presses.hand, "c")
  presses.told(["a", "b", "c", "d"], "c", [...first, ...ids_of()])
  assert.equal(presses.hand, "c")
  assert.ok(presses.isIdle)
})

test("adjusting and coding follow each other", () => {
  const { presses, asked } = world()
  for (const verb of ["adjust", "End earlier", "End earlier", "code"]) presses.press(verb)
  assert.deepEqual(asked(), ["adjust a", "End earlier a", "End earlier a", "code a"])
})

test("a card that is gone is in hand no longer", () => {
  const { presses } = world()
  presses.press("next")
  presses.told(["a", "c"], "c", [])
  assert.equal(presses.hand, "c")
})
