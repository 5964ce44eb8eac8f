import assert from "node:assert/strict"
import { test } from "node:test"
import { Listed, type Decided, type Offered } from "../src/listed.ts"

function card(id: string): Offered {
  const offer_id = `offer ${id}`
  const shown = { place: "", question: "", best: 0, nearest: "", likes: [], shared: "" }
  return { id, offer_id, transcript_id: "t", version: "v", sentences: ["A.", "B.", "C."], places: [[0, 2], [3, 5], [6, 8]], edges: [0, 2], ...shown }
}

function world(ids = "abcd") {
  const waiting: Decided[] = []
  const listed = new Listed({ waiting, add: (_, act) => void waiting.push(act), id: () => "new" })
  const take = (of: string, newest: number, list = "one") => listed.take({ list, newest, cards: [...of].map(card) })
  const answer = (n: number) => {
    const done = waiting.splice(0)
    return listed.answered(done, { changes: [{ n, transcript_id: "t", applied: [], removed: [], codes: [], entities: null, subjects: null, snapshot: null }] })
  }
  take(ids, 1)
  return { listed, waiting, take, answer }
}

test("a step past either end goes nowhere", () => {
  const { listed } = world()
  assert.ok(!listed.step(-1))
  for (const _ of "nnnnnn") listed.step(1)
  assert.equal(listed.hand?.id, "d")
})

test("what is decided is decided once, and what comes to its place is in hand", () => {
  const { listed, waiting, take, answer } = world()
  listed.step(1)
  const b = listed.hand!
  assert.ok(listed.decide(b, "dismiss"))
  assert.ok(!listed.decide(b, "code"))
  assert.ok(listed.isDecided(b))
  assert.deepEqual(waiting, [{ kind: "dismiss_offer", offer_id: "offer b", start: 0, stop: 8 }])
  take("cda", 5)
  assert.equal(listed.hand?.id, "d")
  assert.ok(!answer(5))
  assert.ok(!listed.isDecided(listed.hand!))
})

test("a list read before a decision is not drawn over what follows from it", () => {
  const { listed, take, answer } = world()
  listed.decide(listed.hand!, "later")
  take("bcd", 5)
  answer(5)
  assert.ok(!take("abcd", 4))
  assert.equal(listed.hand?.id, "b")
  assert.ok(take("abcd", 6))
  assert.ok(!listed.isDecided(listed.cards[0]!))
})

test("an answer without a list asks for one, and the card stays decided until it comes", () => {
  const { listed, take, answer } = world()
  listed.decide(listed.hand!, "dismiss")
  assert.ok(answer(7))
  take("abcd", 6)
  assert.ok(listed.isDecided(listed.cards[0]!))
  take("bcd", 7)
  take("abcd", 8)
  assert.ok(!listed.isDecided(listed.cards[0]!))
})

test("a list read before a decision is asked for anew, though it names what was decided otherwise", () => {
  const { listed, take, answer } = world()
  listed.decide(listed.hand!, "dismiss")
  take("efg", 6)
  assert.ok(answer(7))
  listed.decide(listed.hand!, "later")
  take("gh", 9)
  assert.ok(!answer(9))
})

test("a part is coded where its edges were moved to", () => {
  const { listed, waiting } = world()
  const a = listed.hand!
  listed.move(a, "End earlier")
  assert.equal(listed.adjusted(a), undefined)
  listed.adjust(a)
  for (const move of ["Begin earlier", "End later", "End earlier", "Begin later"] as const) listed.move(a, move)
  assert.deepEqual(listed.adjusted(a), [1, 1])
  assert.equal(listed.after(a, "End earlier"), undefined)
  listed.decide(a, "code")
  assert.deepEqual(waiting, [{ kind: "code_offer", offer_id: "offer a", start: 3, stop: 5, coding_id: "new" }])
})

test("what is written goes with the dismissal, and stays where that is refused", () => {
  const { listed, waiting, answer } = world()
  const a = listed.hand!
  listed.write(a)
  listed.memos.set("a", " Too short. ")
  listed.decide(a, "dismiss")
  assert.deepEqual(waiting, [{ kind: "dismiss_offer", offer_id: "offer a", start: 0, stop: 8, text: "Too short." }])
  waiting.length = 0
  assert.ok(!listed.isDecided(a))
  assert.equal(listed.memos.get("a"), " Too short. ")
  listed.decide(a, "dismiss")
  answer(3)
  assert.ok(!listed.memos.has("a"))
})

test("each list keeps its card in hand", () => {
  const { listed, take } = world()
  listed.step(1)
  take("xyz", 2, "two")
  assert.equal(listed.hand?.id, "x")
  take("acb", 2)
  assert.equal(listed.hand?.id, "b")
})

test("another session may know an older study", () => {
  const { listed, take } = world()
  take("a", 9)
  assert.ok(!take("bc", 2))
  listed.forget()
  assert.ok(take("bc", 2))
})
