import assert from "node:assert/strict"
import { test } from "node:test"
import type { Answer, Operation } from "../src/model.ts"
import { Outbox } from "../src/outbox.ts"

interface Message {
  ledger: string
  seen: number
  batch: Operation[]
}

function world(journal: string | null = null) {
  let ids = 0
  const timers: { run: () => void; milliseconds: number; live: boolean }[] = []
  const stored = { journal, leaving: false }
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
    id: () => `id${++ids}`,
    leaving: () => stored.leaving,
  })
  const sent: Message[] = []
  const late = () => timers.filter(timer => timer.live).at(-1)!
  const ids_ = () => sent.map(message => message.batch.map(each => each.id))
  return { outbox, sent, stored, timers, late, ids: ids_, send: (message: Message) => void sent.push(message) }
}

function answer(n: number, done: string[], rejects: Answer["rejects"] = []): Answer {
  return { n, done, rejects, changes: [] }
}

const APPLY = { kind: "apply", coding_id: "k", code_id: "c", start: 0, stop: 4 }

test("one batch flies; acts made meanwhile go together with the next", () => {
  const { outbox, ids, send } = world()
  outbox.connect(send)
  const names = Array.from({ length: 5 }, () => outbox.add("t", "1", APPLY).id)
  assert.deepEqual(ids(), [[names[0]]])
  outbox.receive({ role: "outbox", run: 1, ledger: "L", answers: [answer(1, [names[0]!])] })
  assert.deepEqual(ids()[1], names.slice(1))
  outbox.receive({ role: "outbox", run: 1, ledger: "L", answers: [answer(2, names.slice(1))] })
  assert.equal(outbox.state, "saved")
  assert.equal(ids().length, 2)
})

test("a batch without an answer is sent again, each time with more patience", () => {
  const { outbox, sent, late, send } = world()
  outbox.connect(send)
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
})

test("acts wait while a change of page is under way", () => {
  const { outbox, sent, stored, late, send } = world()
  outbox.connect(send)
  stored.leaving = true
  outbox.add("t", "1", APPLY)
  assert.equal(sent.length, 0)
  stored.leaving = false
  late().run()
  assert.equal(sent.length, 1)
})

test("acts wait for a connection and for a new one", () => {
  const { outbox, sent, send } = world()
  outbox.add("t", "1", APPLY)
  assert.equal(outbox.state, "late")
  outbox.connect(send)
  assert.equal(sent.length, 1)
})

test("an answer that comes twice is taken once", () => {
  const { outbox, send } = world()
  let taken = 0
  outbox.listeners.add({ answered: () => void taken++, changed: () => {} })
  outbox.connect(send)
  const { id } = outbox.add("t", "1", APPLY)
  for (let i = 0; i < 3; i++) outbox.receive({ role: "outbox", run: 1, ledger: "L", answers: [answer(1, [id])] })
  assert.equal(taken, 1)
})

test("a new session counts its answers from one again, and gets what was under way", () => {
  const { outbox, sent, send } = world()
  outbox.connect(send)
  const first = outbox.add("t", "1", APPLY)
  outbox.receive({ role: "outbox", run: 1, ledger: "old", answers: [answer(7, [first.id])] })
  const second = outbox.add("t", "1", APPLY)
  outbox.receive({ role: "outbox", run: 1, ledger: "new", answers: [] })
  assert.deepEqual(sent.at(-1), { ledger: "new", seen: 0, batch: [second] })
  outbox.receive({ role: "outbox", run: 1, ledger: "new", answers: [answer(1, [second.id])] })
  assert.equal(outbox.state, "saved")
})

test("a refusal names the act and the reason, and the rest goes on", () => {
  const { outbox, sent, send } = world()
  const whys: string[] = []
  outbox.listeners.add({ answered: (_, refused) => void whys.push(...refused.map(each => each.why)), changed: () => {} })
  outbox.connect(send)
  const first = outbox.add("t", "1", APPLY)
  const second = outbox.add("t", "1", APPLY)
  outbox.receive({ role: "outbox", run: 1, ledger: "L", answers: [answer(1, [], [{ id: first.id, why: "closed" }])] })
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
  after.outbox.connect(after.send)
  assert.deepEqual(after.sent[0]!.batch.map(each => each.kind), ["apply"])
})

test("a spoilt journal is left behind", () => {
  for (const journal of ["{", "7", '["x", null, 3]', '{"a": 1}']) assert.equal(world(journal).outbox.waiting.length, 0)
})

test("answered acts leave the journal", () => {
  const { outbox, stored, send } = world()
  outbox.connect(send)
  const { id } = outbox.add("t", "1", APPLY)
  assert.match(stored.journal!, new RegExp(id))
  outbox.receive({ role: "outbox", run: 1, ledger: "L", answers: [answer(1, [id])] })
  assert.equal(stored.journal, "[]")
})
