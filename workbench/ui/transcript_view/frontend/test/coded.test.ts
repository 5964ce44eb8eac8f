import assert from "node:assert/strict"
import { test } from "node:test"
import { amount, recoded, type Coded } from "../src/coded.ts"
import type { Operation } from "../src/model.ts"

function one(id: string, passage: string, code_id = "x"): Coded {
  return { id, code_id, passage, order: 0, transcript: "", words: id, who: "", place: "", time: "", researcher: "", memo: "" }
}

const TOLD = [one("1", "p"), one("2", "q"), one("3", "q", "y")]

function left(kind: string, given: Partial<Operation>): string {
  const done: Operation = { id: "", client: "", seq: 1, transcript_id: "", transcript_version: "", kind, ...given }
  return recoded(TOLD, ["x", "y"], [done])
    .map(each => each.id + each.code_id)
    .join(" ")
}

test("words coded twice are one passage and two codings", () => {
  assert.equal(amount(TOLD), "2 passages, 3 codings")
  assert.equal(amount(TOLD.slice(0, 2)), "2 passages")
  assert.equal(amount(TOLD.slice(0, 1)), "1 passage")
  assert.equal(amount([]), "0 passages")
  assert.equal(amount(Array.from({ length: 1200 }, (_, i) => one(String(i), String(i)))), "1,200 passages")
})

test("what is moved stays listed within the codes listed", () => {
  assert.equal(left("recode_move", { code_id: "y", coding_ids: ["1"] }), "1y 2x 3y")
  assert.equal(left("recode_move", { code_id: "z", coding_ids: ["1"] }), "2x 3y")
  assert.equal(left("recode_off", { coding_ids: ["1", "3"] }), "2x")
  assert.equal(left("split_code", { code_id: "x", other_id: "z", coding_ids: ["2"] }), "1x 3y")
  assert.equal(left("merge_codes", { code_id: "y", other_id: "x" }), "1x 2x 3x")
  assert.equal(left("recode_add", { code_id: "z", coding_ids: ["1"] }), "1x 2x 3y")
})
