import assert from "node:assert/strict"
import { test } from "node:test"
import type { Desk } from "../src/desk.ts"
import type { Layers } from "../src/layers.ts"
import { Slots } from "../src/slots.ts"

function world() {
  const layers = { codes: new Map() }
  const desk = { data: { pinned: [], pins: [] }, layers } as unknown as Desk
  const told = (...ids: string[]) => ({ codes: new Map(ids.map(id => [id, { id, retired: false }])) }) as unknown as Layers
  const slots = new Slots(desk)
  slots.take(told())
  return { slots, told }
}

test("a code that undo took back and redo brought again has its key again", () => {
  const { slots, told } = world()
  slots.used("pace")
  slots.used("breaks")
  slots.take(told("pace", "breaks"))
  slots.take(told("breaks"))
  assert.equal(slots.keyOf("pace"), "")
  slots.take(told("pace", "breaks"))
  assert.deepEqual(slots.keys.slice(0, 3), ["pace", "breaks", ""])
})

test("a key that went to another code meanwhile stays with it", () => {
  const { slots, told } = world()
  slots.used("pace")
  slots.take(told("pace"))
  slots.take(told())
  slots.used("breaks")
  slots.take(told("pace", "breaks"))
  assert.equal(slots.keys[0], "breaks")
})
