import assert from "node:assert/strict"
import { test } from "node:test"
import type { Board } from "../src/boardacts.ts"

Object.assign(globalThis, { window: globalThis, document: globalThis, location: { pathname: "/" }, addEventListener() {} })
const { BoardActs } = await import("../src/boardacts.ts")
const { outbox } = await import("../src/shared.ts")

test("what went while it was dragged is told, and nothing is sent", () => {
  const heard: string[] = []
  const board: Board = { at: null, near: () => null, redraw() {}, say: words => heard.push(words), open() {}, choose() {} }
  const acts = new BoardActs(board, {} as never)
  acts.send("c gone", { theme_id: "a", before: "", stack: "" }, false)
  acts.drop("c gone", "codes", false)
  acts.drop("c gone", "field", false)
  acts.dropTheme("gone", { onto: "", parent: null, place: 0, line: null })
  const card = "That card is no longer on the board."
  assert.deepEqual(heard, [card, card, card, "That theme is no longer in the study."])
  assert.deepEqual(outbox.waiting, [])
})
