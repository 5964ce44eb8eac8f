import assert from "node:assert/strict"
import { test } from "node:test"
import type { Answer } from "../src/model.ts"
import { Outbox, type Message } from "../src/outbox.ts"

function world(journal: string | null = null, draw?: (() => void)[]) {
  let ids = journal ? 100 : 0
  const timers: { run: () => void; milliseconds: number; live: boolean }[] = []
  const stored = { journal }
  const sent: Message[] = []
  const flights: { signal: AbortSignal; answer: (ledger: string, answers: Answer[], waits?: string) => Promise<void>; fail: () => Promise<void> }[] = []
  const outbox = new Outbox({
    read: () => stored.journal,
    write: text => {
      stored.journal = text
    },
    after: (milliseconds, run) => {
      const timer = { run, milliseconds, live: true }
      timers.push(timer)
      return () => {
        timer.live = false
      }
    },
    drawn: run => (draw ? draw.push(run) : run()),
    id: () => `id${++ids}`,
    post: (message, signal) => {
      sent.push(message)
      return new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("given up")))
        const told = () => new Promise<void>(done => setImmediate(done))
        flights.push({
          signal,
          answer: (ledger, answers, waits) => (resolve({ ledger, answers, history: [], waits }), told()),
          fail: () => (reject(new Error("no line")), told()),
        })
      })
    },
  })
  const late = () => timers.filter(timer => timer.live).at(-1)!
  const names = () => sent.map(message => message.batch.map(each => each.id))
  return { outbox, sent, stored, flights, late, names }
}

function answer(n: number, done: string[], rejects: Answer["rejects"] = []): Answer {
  return { n, done, rejects, changes: [] }
}

const APPLY = { kind: "apply", coding_id: "k", code_id: "c", start: 0, stop: 4 }

test("acts of one moment are noted at once, and posted together when they are drawn", async () => {
  const frames: (() => void)[] = []
  const { outbox, names, stored, flights } = world(null, frames)
  outbox.open("L")
  let told = 0
  outbox.listeners.add({ answered() {}, changed: () => told++ })
  const made = [outbox.add("t", "1", APPLY).id, outbox.add("t", "1", APPLY).id]
  assert.deepEqual([told, names(), frames.length], [2, [], 1])
  assert.deepEqual(JSON.parse(stored.journal!).map((each: { id: string }) => each.id), made)
  assert.equal(outbox.state, "saving")
  frames[0]!()
  assert.deepEqual(names(), [made])
  await flights[0]!.answer("L", [answer(1, made)])
  outbox.add("t", "1", APPLY)
  assert.equal(frames.length, 2)
})

test("one batch flies; acts made meanwhile go together with the next", async () => {
  const { outbox, names, flights } = world()
  outbox.open("L")
  const made = Array.from({ length: 5 }, () => outbox.add("t", "1", APPLY).id)
  assert.deepEqual(names(), [[made[0]]])
  await flights[0]!.answer("L", [answer(1, [made[0]!])])
  assert.deepEqual(names()[1], made.slice(1))
  await flights[1]!.answer("L", [answer(2, made.slice(1))])
  assert.equal(outbox.state, "saved")
  assert.equal(names().length, 2)
})

test("a batch without an answer is sent again, each time with more patience", () => {
  const { outbox, sent, flights, late } = world()
  outbox.open("L")
  const { id } = outbox.add("t", "1", APPLY)
  const waits = []
  for (let i = 0; i < 5; i++) {
    waits.push(late().milliseconds)
    late().run()
  }
  assert.deepEqual(waits, [1500, 3000, 6000, 12000, 12000])
  assert.equal(sent.length, 6)
  assert.ok(sent.every(message => message.batch[0]!.id === id))
  assert.equal(outbox.state, "late")
  // A browser opens few lines: those given up must not hold them.
  assert.deepEqual(flights.map(each => each.signal.aborted), [true, true, true, true, true, false])
})

test("a line that breaks loses nothing, and what was missed comes with the next answer", async () => {
  const { outbox, sent, flights, late } = world()
  outbox.open("L")
  const first = outbox.add("t", "1", APPLY)
  await flights[0]!.fail()
  const second = outbox.add("t", "1", APPLY)
  assert.equal(sent.length, 1)
  late().run()
  assert.deepEqual(sent[1]!.batch, [first, second])
  await flights[1]!.answer("L", [answer(1, [first.id]), answer(2, [first.id]), answer(3, [second.id])])
  assert.equal(outbox.state, "saved")
})

test("acts wait for a session", () => {
  const { outbox, sent } = world()
  outbox.add("t", "1", APPLY)
  assert.equal(outbox.state, "late")
  outbox.open("L")
  assert.equal(sent.length, 1)
})

test("an answer that comes twice is taken once", async () => {
  const { outbox, flights } = world()
  let taken = 0
  outbox.listeners.add({ answered: () => void taken++, changed: () => {} })
  outbox.open("L")
  const first = outbox.add("t", "1", APPLY)
  const second = outbox.add("t", "1", APPLY)
  await flights[0]!.answer("L", [answer(1, [first.id])])
  await flights[1]!.answer("L", [answer(1, [first.id]), answer(2, [second.id])])
  assert.equal(taken, 2)
})

test("a new session counts its answers from one again, and gets what was under way", async () => {
  const { outbox, sent, flights } = world()
  outbox.open("old")
  const first = outbox.add("t", "1", APPLY)
  await flights[0]!.answer("old", [answer(7, [first.id])])
  const second = outbox.add("t", "1", APPLY)
  outbox.open("new")
  assert.deepEqual(sent.at(-1), { ledger: "new", seen: 0, batch: [second] })
  await flights.at(-1)!.answer("new", [answer(1, [second.id])])
  assert.equal(outbox.state, "saved")
})

test("a refusal names the act and the reason, and the rest goes on", async () => {
  const { outbox, sent, flights } = world()
  const whys: string[] = []
  outbox.listeners.add({ answered: (_, refused) => void whys.push(...refused.map(each => each.why)), changed: () => {} })
  outbox.open("L")
  const first = outbox.add("t", "1", APPLY)
  const second = outbox.add("t", "1", APPLY)
  await flights[0]!.answer("L", [answer(1, [], [{ id: first.id, why: "closed" }])])
  assert.deepEqual(whys, ["closed"])
  assert.deepEqual(sent.at(-1)!.batch, [second])
})

test("the journal outlives a reload and holds no writing", () => {
  const before = world()
  before.outbox.add("t", "1", APPLY)
  before.outbox.add("t", "1", { kind: "create_and_apply", name: "Shame", code_id: "c", coding_id: "k" })
  before.outbox.add("t", "1", { kind: "memo", text: "Sandra said", start: 0, stop: 2 })
  before.outbox.add("t", "1", { kind: "decide", entity_id: "e", treatment: "pseudonymise", replacement: "Karen" })
  assert.doesNotMatch(before.stored.journal!, /Shame|Sandra|Karen/)
  assert.equal(before.outbox.fragile, true)
  const after = world(before.stored.journal)
  after.outbox.open("L")
  assert.deepEqual(after.sent[0]!.batch.map(each => each.kind), ["apply"])
})

test("a spoilt journal is left behind", () => {
  for (const journal of ["{", "7", '["x", null, 3]', '{"a": 1}']) assert.equal(world(journal).outbox.waiting.length, 0)
})

test("answered acts leave the journal", async () => {
  const { outbox, stored, flights } = world()
  outbox.open("L")
  const { id } = outbox.add("t", "1", APPLY)
  assert.match(stored.journal!, new RegExp(id))
  await flights[0]!.answer("L", [answer(1, [id])])
  assert.equal(stored.journal, "[]")
})

test("what the drive does not take stays pending, says why, and is sent again", async () => {
  const { outbox, names, flights, late } = world()
  outbox.open("L")
  const { id } = outbox.add("t", "1", APPLY)
  await flights[0]!.answer("L", [], "no room")
  assert.deepEqual([outbox.state, outbox.why, outbox.waiting.length], ["late", "no room", 1])
  late().run()
  assert.deepEqual(names(), [[id], [id]])
  await flights[1]!.answer("L", [answer(1, [id])])
  assert.deepEqual([outbox.state, outbox.why, outbox.waiting.length], ["saved", "", 0])
})

test("a tab that was copied sends the same acts; each tab learns what became of them", async () => {
  const first = world()
  first.outbox.open("L")
  const { id } = first.outbox.add("t", "1", APPLY)
  const copy = world(first.stored.journal)
  copy.outbox.open("M")
  assert.deepEqual(copy.names(), [[id]])
  const later = copy.outbox.add("t", "1", APPLY)
  await copy.flights[0]!.answer("M", [answer(1, [id])])
  assert.deepEqual(copy.names()[1], [later.id])
  assert.deepEqual(first.outbox.waiting.map(each => each.id), [id])
  await first.flights[0]!.answer("L", [answer(1, [id])])
  assert.deepEqual([first.stored.journal, first.outbox.state], ["[]", "saved"])
})
