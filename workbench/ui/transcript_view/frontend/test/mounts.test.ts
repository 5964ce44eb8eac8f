import assert from "node:assert/strict"
import { test } from "node:test"
import { Mounts } from "../src/mounts.ts"

test("a call that newer data overtook does not end what stands in the page", () => {
  let ended = 0
  const parent = { isConnected: true } as Element
  const mounts = new Mounts<{ end(): void }>()
  const make = () => ({ end: () => void ended++ })
  const first = mounts.at(parent, make)
  const overtaken = mounts.leave(parent)
  assert.equal(mounts.at(parent, make), first)
  const last = mounts.leave(parent)
  overtaken()
  assert.equal(mounts.at(parent, make), first)
  assert.equal(ended, 0)
  Object.assign(parent, { isConnected: false })
  last()
  last()
  assert.equal(ended, 1)
})
