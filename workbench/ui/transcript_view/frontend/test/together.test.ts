import assert from "node:assert/strict"
import { test } from "node:test"
import { Live, type Follower, type Tick } from "../src/live.ts"
import type { Answer, Change, Coding, News, Operation, Reply, ViewData } from "../src/model.ts"
import { Outbox, type Message } from "../src/outbox.ts"
import { Told } from "../src/told.ts"

/** Draw numbers that come again with the same seed. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state * 1664525 + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

interface Event {
  id: string
  by: string
  key: string
  before: Coding | null
  after: Coding | null
  turned: boolean
  undo?: boolean
}

type Task = () => void

/** A study in which two work, every step of which may come before or after any other. */
class World {
  readonly rows = new Map<string, Coding>()
  readonly events: Event[] = []
  readonly tasks: Task[] = []
  /** What happens only after a while. */
  readonly timers: Task[] = []
  broken = true

  constructor(readonly pick: (below: number) => number) {}

  later(task: Task): Task {
    this.tasks.push(task)
    return task
  }

  step(): void {
    const some = this.tasks.length && (!this.broken || this.pick(12)) ? this.tasks : this.timers
    some.splice(this.pick(some.length), 1)[0]?.()
  }

  /** Store an act once; tells the number of its event, or why not. */
  store(act: Operation, by: string): number | string {
    const known = this.events.findIndex(each => each.id === act.id)
    if (known >= 0) return known + 1
    if (act.kind === "undo") return this.undo(act, by)
    const key = act.coding_id!
    const before = this.rows.get(key) ?? null
    if (act.kind === "remove" && !before) return "It is gone."
    const { code_id = "", start = 0, stop = 1 } = act
    return this.note({ id: act.id, by, key, before, after: act.kind === "remove" ? null : { id: key, code_id, start, stop, researcher: by }, turned: false })
  }

  private undo(act: Operation, by: string): number | string {
    const found = this.events.findLast(each => each.by === by && !each.turned && !each.undo && (this.rows.get(each.key) ?? null) === each.after)
    if (!found) return "There is nothing to undo."
    found.turned = true
    return this.note({ id: act.id, by, key: found.key, before: found.after, after: found.before, turned: true, undo: true })
  }

  private note(event: Event): number {
    if (event.after) this.rows.set(event.key, event.after)
    else this.rows.delete(event.key)
    return this.events.push(event)
  }
}

/** A window: what it shows is what it was told. */
class Window implements Follower {
  readonly outbox: Outbox
  readonly live: Live
  private told: Told
  private base = 0
  private readonly kept: { done: Operation[]; answer: Answer }[] = []
  private readonly known = new Map<string, string | null>()
  private answers: Answer[] = []
  private count = 0
  private made = 0

  constructor(
    private readonly world: World,
    private readonly name: string,
  ) {
    this.told = new Told(this.read(0, [], 0))
    this.outbox = new Outbox({
      read: () => null,
      write: () => {},
      drawn: run => run(),
      after: (_, run) => this.timer(run),
      id: () => `${name}${++this.made}`,
      post: (message, signal) => this.post(message, signal),
    })
    this.live = new Live({
      open: (address, tick) => this.stream(address, tick),
      ask: address => this.ask(address),
      after: (_, run) => this.timer(run),
      away: () => false,
      told: () => this.told,
      stir: () => {},
      stale: () => {},
    })
    this.outbox.listeners.add({
      answered: (done, _, answer) => {
        this.kept.push({ done, answer })
        this.told.answer(done, answer.changes)
      },
      changed: () => this.live.mine(this.outbox.waiting.map(each => each.id)),
    })
    this.outbox.open(name)
    this.live.use(name)
    this.live.follow(this)
  }

  get data(): ViewData {
    return this.read(0, [], 0)
  }

  heard(): void {}
  renew(): void {}

  get shown(): Map<string, Coding> {
    return this.told.layers.codings
  }

  act(kind: string, coding_id?: string): void {
    if (kind === "undo") this.outbox.add("t", "1", { kind })
    else this.outbox.add("t", "1", { kind, coding_id, code_id: this.name, start: this.made, stop: this.made + 5, researcher: this.name })
  }

  /** Have the page drawn anew while acts are being stored. */
  rerun(): void {
    const began = this.count
    const newest = this.world.events.length
    this.world.later(() => {
      const rows = [...this.world.rows.values()]
      this.world.later(() => {
        this.told = new Told(this.read(newest, rows, began))
        this.base++
        for (const { done, answer } of this.kept) if (answer.n > began) this.told.answer(done, answer.changes)
        this.live.follow(this)
      })
    })
  }

  private read(newest: number, codings: Coding[], answered: number): ViewData {
    const none = { codes: [], entities: [], subjects: [], elsewhere: [], others: [], read: [] }
    const data = { ...none, role: "view", base: String(this.base), transcript: { id: "t", version: "1" }, mode: "coding" }
    return { ...data, newest, codings, answered, researcher: this.name } as unknown as ViewData
  }

  private timer(run: () => void): () => void {
    let on = true
    this.world.timers.push(() => on && run())
    return () => void (on = false)
  }

  private lost(): boolean {
    return this.world.broken && this.world.pick(6) === 0
  }

  private post(message: Message, signal: AbortSignal): Promise<Reply> {
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("given up")))
      if (this.lost()) return
      this.answers = this.answers.filter(each => each.n > message.seen)
      const answered = async () => {
        for (const act of message.batch) await this.answer(act)
        if (this.lost()) return
        const reply = { ledger: this.name, answers: [...this.answers], history: [] }
        await this.pause()
        resolve(reply)
      }
      this.turn = this.turn.then(answered)
    })
  }

  private async answer(act: Operation): Promise<void> {
    let changes: Change[] = []
    if (!this.known.has(act.id)) {
      const done = this.world.store(act, this.name)
      // Others may store something between this act and the reading of what is told of it.
      await this.pause()
      if (typeof done === "number") changes = [this.change(act, done)]
      this.known.set(act.id, typeof done === "string" ? done : null)
    }
    const why = this.known.get(act.id)
    this.answers.push({ n: ++this.count, done: why ? [] : [act.id], rejects: why ? [{ id: act.id, why }] : [], changes })
  }

  private pause(): Promise<void> {
    return new Promise(done => this.world.later(done))
  }

  /** One batch at a time is stored. */
  private turn: Promise<void> = Promise.resolve()

  private change(act: Operation, n: number): Change {
    const none = { transcript_id: "t", n, applied: [], removed: [], codes: [], entities: null, subjects: null, snapshot: null }
    if (act.kind === "undo") return { ...none, snapshot: [...this.world.rows.values()] }
    const event = this.world.events[n - 1]!
    return event.after ? { ...none, applied: [event.after] } : { ...none, removed: [event.key] }
  }

  private ask(address: string): Promise<News> {
    const after = Number(new URLSearchParams(address.split("?")[1]).get("after"))
    return new Promise((resolve, reject) => {
      if (this.lost()) return void this.world.later(() => reject(new Error("no line")))
      const n = this.world.events.length
      this.world.later(() => {
        const keys = new Set(this.world.events.slice(after).map(each => each.key))
        const applied = [...keys].flatMap(key => this.world.rows.get(key) ?? [])
        const removed = [...keys].filter(key => !this.world.rows.has(key))
        this.world.later(() => resolve({ n, applied, removed, codes: null, snapshot: null, transcript: null }))
      })
    })
  }

  private stream(address: string, tick: (tick: Tick) => void): () => void {
    let known = Number(new URLSearchParams(address.split("?")[1]).get("after"))
    let on = true
    const look = (): void => {
      if (!on) return
      const { events } = this.world
      if (events.length > known) {
        const ids = events.slice(known).map(each => (each.undo ? `undo:${each.id}` : each.id))
        known = events.length
        tick({ n: known, ids, elsewhere: true })
      }
      if (this.world.broken) this.world.later(look)
    }
    this.world.later(look)
    this.looks.push(look)
    return () => void (on = false)
  }

  readonly looks: Task[] = []
}

const settled = () => new Promise<void>(done => setImmediate(done))

async function code(seed: number): Promise<void> {
  const pick = chance(seed)
  const world = new World(pick)
  const windows = [new Window(world, "ana"), new Window(world, "ben")]
  for (let i = 0; i < 150; i++) {
    const window = windows[pick(2)]!
    const keys = [...window.shown.keys()]
    const kind = ["apply", "apply", "apply", "remove", "undo", "rerun", "wait"][pick(7)]!
    if (kind === "apply") window.act("apply", `k${i}`)
    else if (kind === "remove" && keys.length) window.act("remove", keys[pick(keys.length)])
    else if (kind === "undo") window.act("undo")
    else if (kind === "rerun") window.rerun()
    for (let steps = pick(6); steps; steps--) {
      world.step()
      await settled()
    }
  }
  world.broken = false
  const looks = () => windows.forEach(each => each.looks.forEach(look => look()))
  for (looks(); world.tasks.length + world.timers.length; looks()) {
    world.step()
    await settled()
  }
  const stored = [...world.rows.values()].sort((a, b) => a.id.localeCompare(b.id))
  for (const each of windows) {
    assert.equal(each.outbox.state, "saved", `seed ${seed}`)
    const shown = [...each.shown.values()].sort((a, b) => a.id.localeCompare(b.id))
    assert.deepEqual(shown, stored, `seed ${seed}`)
  }
  assert.equal(new Set(world.events.map(each => each.id)).size, world.events.length)
  assert.ok(world.events.length > 20)
}

test("two windows end equal, however steps fall and whatever answers are lost", async () => {
  for (let seed = 1; seed <= Number(process.env.SEEDS ?? 40); seed++) await code(seed)
})
