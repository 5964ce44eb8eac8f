import assert from "node:assert/strict"
import { test } from "node:test"
import { Live, type Follower, type Tick, type World } from "../src/live.ts"
import type { Coding, News, Operation, Transcript, ViewData } from "../src/model.ts"
import { Told } from "../src/told.ts"
import { followed } from "../src/words.ts"

const words: Transcript = { id: "t", version: "1", text: "one two", turns: [] }

function row(id: string, start = 0): Coding {
  return { id, code_id: "c", start, stop: start + 1, researcher: "AB" }
}

function told(newest = 10, codings: Coding[] = []): Told {
  const rest = { entities: [], subjects: [], elsewhere: [], others: [], pinned: [], kinds: [] }
  const data = { ...rest, role: "view", base: "b", key: "k", mode: "coding", transcript: words, codes: [], codings, newest }
  return new Told({ ...data, researcher: "AB", watch: false, go_to: null, show_code: null } as unknown as ViewData)
}

function news(n: number, given: Partial<News> = {}): News {
  return { n, applied: [], removed: [], codes: null, snapshot: null, transcript: null, ...given }
}

function change(n: number, given: object = {}) {
  const none = { applied: [], removed: [], codes: [], entities: null, subjects: null, snapshot: null }
  return { transcript_id: "t", n, ...none, ...given }
}

function act(kind: string, coding_id: string, start = 0): Operation {
  return { id: kind, client: "w", seq: 1, kind, transcript_id: "t", transcript_version: "1", coding_id, code_id: "c", start, stop: start + 1 }
}

test("an answer that comes late does not bring back what others removed", () => {
  const it = told()
  it.hear(news(12, { removed: ["k"] }))
  it.answer([act("apply", "k")], [change(11, { applied: [row("k")] })])
  assert.equal(it.layers.codings.size, 0)
})

test("news that comes late does not undo one's own later act", () => {
  const it = told(10, [row("k")])
  it.answer([act("remove", "k")], [change(12, { removed: ["k"] })])
  it.hear(news(11, { applied: [row("k", 5)] }))
  assert.equal(it.layers.codings.size, 0)
})

test("an undo's snapshot leaves standing what came later", () => {
  const it = told(10, [row("old")])
  it.hear(news(14, { applied: [row("later")] }))
  it.answer([], [change(13, { snapshot: [] })])
  assert.deepEqual([...it.layers.codings.keys()], ["later"])
})

test("the codebook comes in its order, and a code made since stays", () => {
  const it = told()
  const code = (id: string) => ({ id, name: id, colour: "" })
  it.answer([], [change(15, { codes: [code("mine")] })])
  it.hear(news(12, { codes: [code("b"), code("a")] }))
  assert.deepEqual([...it.layers.codes.keys()], ["b", "a", "mine"])
  it.hear(news(16, { codes: [code("a"), code("mine")] }))
  assert.deepEqual([...it.layers.codes.keys()], ["a", "mine"])
})

test("places move with words that were changed before them", () => {
  assert.equal(followed("one two", "oone two", 4), 5)
  assert.equal(followed("one two", "one", 2), 2)
  assert.equal(followed("one two", "one", 6), 3)
  assert.equal(followed("aaa", "aaaa", 3), 3)
})

/** A study of one transcript whose events are pushed by the test, and a tab that may be cut off. */
class Study {
  events: { id: string; row: Coding | null; key: string }[] = []
  asked = 0
  streams = 0
  stirred = 0
  stale = false
  away = false
  deaf = false
  timers: (() => void)[] = []
  pending: (() => void)[] = []
  tick: ((tick: Tick) => void) | null = null
  broken: (() => void) | null = null
  readonly it = told(0)
  drawn = 0
  readonly view: Follower = {
    data: { base: "b", transcript: words } as ViewData,
    heard: () => void this.drawn++,
    renew: () => void this.drawn++,
  }
  readonly live = new Live({
    open: (address, tick, broken) => {
      if (this.deaf) return null
      this.streams++
      this.tick = tick
      this.broken = broken
      const after = Number(new URLSearchParams(address.split("?")[1]).get("after"))
      if (this.events.length > after) this.pending.push(() => this.tick?.(this.since(after)))
      return () => void (this.tick = this.broken = null)
    },
    ask: address => this.answer(Number(new URLSearchParams(address.split("?")[1]).get("after"))),
    after: (_, run) => {
      this.timers.push(run)
      return () => void (this.timers = this.timers.filter(each => each !== run))
    },
    away: () => this.away,
    told: () => this.it,
    stir: () => void this.stirred++,
    stale: is => void (this.stale = is),
  } satisfies World)

  private since(after: number): Tick {
    return { n: this.events.length, ids: this.events.slice(after).map(each => each.id) }
  }

  private answer(after: number): Promise<News> {
    this.asked++
    const keys = [...new Set(this.events.slice(after).map(each => each.key))]
    const last = (key: string) => this.events.filter(each => each.key === key).at(-1)!.row
    const applied = keys.flatMap(key => last(key) ?? [])
    const found = news(this.events.length, { applied, removed: keys.filter(key => !last(key)) })
    return new Promise(take => this.pending.push(() => take(found)))
  }

  push(id: string, key: string, row: Coding | null): void {
    this.events.push({ id, key, row })
    const n = this.events.length
    this.pending.push(() => this.tick?.({ n, ids: [id] }))
  }

  async settle(): Promise<void> {
    while (this.pending.length || this.timers.length) {
      this.pending.shift()?.()
      await new Promise(setImmediate)
      if (!this.pending.length) this.timers.shift()?.()
      if (this.deaf && this.asked > 3) return
    }
  }

  get keys(): string[] {
    return [...this.it.layers.codings.keys()].sort()
  }
}

test("a tick is followed by a question, and one's own acts by none", async () => {
  const study = new Study()
  study.live.use("ledger")
  study.live.follow(study.view)
  study.live.mine(["own"])
  study.push("own", "k", row("k"))
  await study.settle()
  assert.equal(study.asked, 0)
  study.push("other", "j", row("j"))
  await study.settle()
  assert.deepEqual([study.asked, study.drawn, study.keys.join()], [1, 1, "j"])
})

test("what was missed comes after a break, a refusal and a sleep, once", async () => {
  const study = new Study()
  study.live.use("ledger")
  study.live.follow(study.view)
  study.push("a", "a", row("a"))
  await study.settle()
  study.broken?.()
  study.tick = null
  study.push("b", "b", row("b"))
  await study.settle()
  assert.equal(study.keys.join(), "a,b")
  study.away = true
  study.live.look()
  study.push("c", "c", row("c"))
  study.push("a", "a", null)
  await study.settle()
  assert.equal(study.keys.join(), "a,b")
  study.away = false
  study.live.look()
  await study.settle()
  assert.equal(study.keys.join(), "b,c")
  const streams = study.streams
  study.live.use("another server")
  study.push("d", "d", row("d"))
  await study.settle()
  assert.deepEqual([study.keys.join(), study.streams], ["b,c,d", streams + 1])
  study.live.leave(study.view)
  assert.notEqual(study.tick, null)
})

test("a browser without streams asks now and then", async () => {
  const study = new Study()
  study.deaf = true
  study.live.use("ledger")
  study.live.follow(study.view)
  study.push("a", "a", row("a"))
  await study.settle()
  assert.equal(study.keys.join(), "a")
})

test("a page that does not follow says that it is behind, until it is drawn anew", () => {
  const study = new Study()
  study.live.use("ledger", [3, 7])
  study.live.mine(["own"])
  study.tick!({ n: 4, ids: ["own"], vault: 7, elsewhere: true })
  study.tick!({ n: 5, ids: ["form"], vault: 7, elsewhere: false })
  assert.equal(study.stale, false)
  study.tick!({ n: 6, ids: ["other"], vault: 7, elsewhere: true })
  assert.equal(study.stale, true)
  study.live.use("ledger", [5, 7])
  assert.equal(study.stale, true)
  study.live.use("ledger", [6, 7])
  assert.equal(study.stale, false)
  study.tick!({ n: 6, ids: [], vault: 8, elsewhere: true })
  assert.equal(study.stale, true)
  assert.equal(study.streams, 1)
})

test("a part of the page that follows has its lists drawn anew", () => {
  const study = new Study()
  study.live.use("ledger", [3])
  const tree = {}
  const asked: string[] = []
  study.live.join(tree, ledger => asked.push(ledger))
  study.tick!({ n: 4, ids: ["other"], elsewhere: true })
  assert.deepEqual([study.stirred, study.stale, ...asked], [1, false, "ledger"])
  study.live.part(tree)
  study.tick!({ n: 5, ids: ["other"], elsewhere: true })
  assert.deepEqual([study.stirred, study.stale], [1, true])
})
