import assert from "node:assert/strict"
import { test } from "node:test"
import { colour } from "../src/colour.ts"
import { lanes, shortest } from "../src/lanes.ts"
import { overlay, type Layers } from "../src/layers.ts"
import type { Mention, Operation, Subject } from "../src/model.ts"
import { find, score, sentence, stretch } from "../src/words.ts"

function layers(): Layers {
  const coding = { id: "k1", code_id: "c1", start: 0, stop: 5, researcher: "AB" }
  const mention: Mention = { id: "m1", entity_id: "e1", start: 0, stop: 5, kind: "PERSON", treatment: "" }
  return {
    codings: new Map([["k1", coding]]),
    codes: new Map([["c1", { id: "c1", name: "Pace", colour: "#112233" }]]),
    mentions: new Map([["m1", mention], ["m2", { ...mention, id: "m2" }]]),
    subjects: new Map([["e1", subject("e1")], ["e2", subject("e2")]]),
    read: new Map([["0-5", { id: "0-5", start: 0, stop: 5 }]]),
  }
}

function subject(id: string): Subject {
  const words = { name: id, kind: "person", certainty: "likely", speaks_as: "", taken_out: "[removed]", by: "", at: "", where: "" }
  const open = { treatment: "", replacement: "", proposed: { treatment: "keep", replacement: "" }, waits: true }
  return { id, rank: 0, direct: true, forms: [], transcripts: 1, levels: [], perhaps: [], either: [], ...words, ...open }
}

function operation(kind: string, details: Partial<Operation>): Operation {
  return { id: kind, client: "w", seq: 1, kind, transcript_id: "t", transcript_version: "1", ...details }
}

test("unanswered acts are drawn over what is known, which stays as it was", () => {
  const told = layers()
  const drawn = overlay(
    told,
    [
      operation("apply", { coding_id: "k2", code_id: "c1", start: 2, stop: 4 }),
      operation("create_and_apply", { coding_id: "k3", code_id: "c2", name: "New", start: 2, stop: 4 }),
      operation("remove", { coding_id: "k1" }),
      operation("resize", { coding_id: "k2", start: 1, stop: 3 }),
      operation("decide", { entity_id: "e1", treatment: "redact" }),
    ],
    "AB",
  )
  assert.deepEqual([...drawn.codings.keys()], ["k2", "k3"])
  assert.equal(drawn.codings.get("k2")!.start, 1)
  assert.equal(drawn.codes.get("c2")!.name, "New")
  assert.deepEqual([...drawn.mentions.values()].map(each => each.treatment), ["redact", "redact"])
  assert.deepEqual([...told.codings.keys()], ["k1"])
  assert.equal(told.mentions.get("m1")!.treatment, "")
})

test("stretches that meet share no lane, stretches that follow do", () => {
  const found = lanes([
    { id: "a", start: 0, stop: 10 },
    { id: "b", start: 5, stop: 15 },
    { id: "c", start: 10, stop: 20 },
    { id: "d", start: 0, stop: 20 },
  ])
  assert.deepEqual(Object.fromEntries(found), { d: 0, a: 1, b: 2, c: 1 })
})

test("one fill lies at each place, that of the shortest stretch", () => {
  const pieces = shortest([
    { id: "long", start: 0, stop: 20 },
    { id: "short", start: 5, stop: 8 },
  ])
  assert.deepEqual(pieces, [
    { id: "long", start: 0, stop: 5 },
    { id: "short", start: 5, stop: 8 },
    { id: "long", start: 8, stop: 20 },
  ])
})

test("only a colour passes as a colour", () => {
  assert.equal(colour("#AABBCC", "c"), "#aabbcc")
  for (const given of ["red", "#fff", "#11223344", "#112233;}*{display:none", "url(x)", "", undefined]) {
    assert.match(colour(given, "c"), /^#[0-9a-f]{6}$/)
  }
})

test("codes are found by start, by word, by letters in order, without accents", () => {
  assert.ok(score("Being heard", "bei") > score("Well-being heard", "bei"))
  assert.ok(score("Not being heard", "hea") > score("Ahead", "hea"))
  assert.equal(score("Workload", "wkl"), -1)
  assert.equal(score("Trusting the list", "weig"), -1)
  assert.ok(score("Weighing up", "weig") > score("On weight", "weig"))
  assert.ok(score("Trusting the list", "list trust") > 0)
  assert.ok(score("Café", "cafe") > 0)
  assert.equal(score("Pace", "xyz"), -1)
})

test("a sentence is taken whole, several when several are touched", () => {
  const text = "We were two. You carry on. Then stop."
  assert.deepEqual(sentence(text, 14, 14), { from: 13, to: 26 })
  assert.deepEqual(sentence(text, 5, 14), { from: 0, to: 26 })
  assert.equal(sentence("", 0, 0), null)
})

test("a coding grows and shrinks by whole words and never to nothing", () => {
  const text = "one two three"
  assert.deepEqual(stretch(text, 0, 3, 1), { from: 0, to: 7 })
  assert.deepEqual(stretch(text, 0, 7, -1), { from: 0, to: 3 })
  assert.equal(stretch(text, 0, 3, -1), null)
  assert.equal(stretch(text, 0, 13, 1), null)
})

test("what is looked for is words, never a pattern", () => {
  assert.deepEqual(find("a.c abc A.C", "a.c"), [{ from: 0, to: 3 }, { from: 8, to: 11 }])
  assert.equal(find("x", "").length, 0)
  for (const wanted of ["(", "[", "\\", "a-b", "^$", "{1}", "/"]) assert.equal(find(`see ${wanted} here`, wanted).length, 1)
  assert.deepEqual(find("😀 stop", "STOP"), [{ from: 3, to: 7 }])
})

test("a review is drawn before it is answered", () => {
  const told = layers()
  const split = overlay(told, [operation("split", { entity_id: "e3", places: ["m2"] })], "AB")
  assert.equal(split.mentions.get("m2")!.entity_id, "e3")
  assert.equal(split.subjects.get("e3")!.proposed.treatment, "")
  const kept = overlay(
    told,
    [
      operation("treat_places", { places: ["m1"], treatment: "keep" }),
      operation("decide", { entity_id: "e1", treatment: "redact", replacement: "[removed]" }),
    ],
    "AB",
  )
  assert.deepEqual([...kept.mentions.values()].map(each => each.treatment), ["keep", "redact"])
  assert.equal(kept.subjects.get("e1")!.waits, false)
  const open = overlay(kept, [operation("reopen", { entity_id: "e1" })], "AB")
  assert.deepEqual([...open.mentions.values()].map(each => each.treatment), ["keep", ""])
  assert.equal(open.subjects.get("e1")!.waits, true)
  const merged = overlay(told, [operation("merge", { entity_id: "e2", other_id: "e1" })], "AB")
  assert.deepEqual([...merged.subjects.keys()], ["e2"])
  assert.deepEqual([...merged.mentions.values()].map(each => each.entity_id), ["e2", "e2"])
  const given = overlay(told, [operation("give", { other_id: "e2", places: ["m1"] })], "AB")
  assert.equal(given.mentions.get("m1")!.entity_id, "e2")
  assert.deepEqual([...given.subjects.keys()], ["e1", "e2"])
  const both = overlay(told, [operation("give", { other_id: "e2", places: ["m1", "m2"] })], "AB")
  assert.deepEqual([...both.subjects.keys()], ["e2"])
  const dropped = overlay(told, [operation("drop_places", { places: ["m1"] })], "AB")
  assert.deepEqual([...dropped.mentions.keys()], ["m2"])
  assert.equal(told.subjects.get("e1")!.waits, true)
})

test("a place in doubt waits until somebody says what it is", () => {
  const told = layers()
  told.mentions.set("m2", { ...told.mentions.get("m2")!, doubtful: true })
  const decided = overlay(told, [operation("decide", { entity_id: "e1", treatment: "redact" })], "AB")
  assert.equal(decided.mentions.get("m2")!.treatment, "")
  assert.equal(decided.subjects.get("e1")!.waits, true)
  const named = overlay(decided, [operation("confirm_places", { places: ["m2"] })], "AB")
  assert.equal(named.mentions.get("m2")!.treatment, "redact")
  assert.equal(named.subjects.get("e1")!.waits, false)
})

test("what was just marked is in the list at once, and once", () => {
  const added = operation("add_identifier", { entity_id: "new", start: 7, stop: 9, identifier: "place" })
  const drawn = overlay(layers(), [added, added, operation("decide", { entity_id: "new", treatment: "keep" })], "AB")
  assert.equal(drawn.mentions.get("new")!.treatment, "keep")
  assert.equal(drawn.subjects.get("new")!.kind, "place")
})
