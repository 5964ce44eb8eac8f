import assert from "node:assert/strict"
import { test } from "node:test"
import { alone } from "../src/alone.ts"

test("what is told goes before anybody can join it, and what is to come later stays later", () => {
  const put: unknown[] = []
  const later = ((_: unknown, after: number) => put.push(after)) as unknown as typeof window.setTimeout
  Object.assign(globalThis, { window: { setTimeout: later } })
  const sent: string[] = []
  alone(() => {
    window.setTimeout(() => sent.push("told"), 0)
    window.setTimeout(() => sent.push("later"), 20)
  })
  assert.deepEqual([sent, put], [["told"], [20]])
  assert.throws(() => alone(() => { throw new Error("broken") }), /broken/)
  assert.equal(window.setTimeout, later)
})
