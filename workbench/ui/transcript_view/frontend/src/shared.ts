import { busy, leaving } from "./departure.ts"
import type { Layers } from "./layers.ts"
import type { Answer, Operation, Past, Reply, ViewData } from "./model.ts"
import { Outbox, type Listener, type Message } from "./outbox.ts"
import { painted } from "./painted.ts"
import { ask, Refused } from "./server.ts"
import { keep, recall } from "./storage.ts"
import { Told } from "./told.ts"

/** Milliseconds without an answer before the page is refreshed. */
const CALM = 120
/** Milliseconds for which acts of others are gathered before the page is refreshed. */
const OTHERS = 1000
/** After these the page may be gone. */
const PARTINGS = [[window, "pagehide"], [window, "beforeunload"], [document, "visibilitychange"]] as const
const JOURNAL = "workbench:outbox"
const ADDRESS = "/acts"
/** A server that was started anew knows no session until its script has run. */
const UNKNOWN = 403
/** Letters that a page may still be sending when it is closed; the browser allows 64 kB in all. */
const PARTING = 20_000

/** One outbox for the tab: it outlives every view, as this module does. */
export const outbox = new Outbox({
  read: () => recall(JOURNAL),
  write: journal => keep(JOURNAL, journal),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
  drawn: afterDrawing,
  id: () => crypto.randomUUID(),
  post,
})

/** Run once what was drawn is on the screen, and at once where the page may go. */
function afterDrawing(run: () => void): void {
  let due = true
  const once = () => {
    for (const [target, name] of PARTINGS) target.removeEventListener(name, once)
    if (due) run()
    due = false
  }
  for (const [target, name] of PARTINGS) target.addEventListener(name, once)
  void painted().then(once)
}

/** Called with the list that follows from a decision, before its answer is. */
export const followers = new Set<(list: unknown) => void>()

async function post(message: Message, signal: AbortSignal): Promise<Reply> {
  const body = JSON.stringify(message)
  const headers = { "content-type": "application/json", "x-ledger": message.ledger }
  const keepalive = body.length < PARTING
  try {
    const reply = await ask<Reply>(ADDRESS, { method: "POST", body, headers, keepalive, signal })
    recount(reply.history)
    if (reply.follows) for (const follower of followers) follower(reply.follows)
    return reply
  } catch (error) {
    if (error instanceof Refused && error.status === UNKNOWN) ring()
    throw error
  }
}

/** Python sends again only the last message of each mounted view; more are never asked for. */
const REMEMBERED = 40

/** Answers kept for views that are read while they come. */
const KEPT = 200
const answers: { ledger: string; done: Operation[]; answer: Answer }[] = []

/** What Python told by now, by the base that a message and its answers build on. */
const told = new Map<string, Told>()

/** Return what the message and all answers since amount to; the map is updated in place. */
export function tell(data: ViewData): Layers {
  const before = told.get(data.base)
  if (before) return before.layers
  const fresh = new Told(data)
  for (const { ledger, done, answer } of answers) {
    if (ledger === outbox.ledger && answer.n > data.answered) fresh.answer(done, answer.changes)
  }
  told.set(data.base, fresh)
  for (const base of [...told.keys()].slice(0, -REMEMBERED)) told.delete(base)
  return fresh.layers
}

/** List answers that were given since Python began to read what it sends: they may be missing in it. */
export function answeredSince({ ledger, n }: { ledger: string; n: number }): readonly { done: Operation[]; answer: Answer }[] {
  return answers.filter(each => each.ledger === ledger && each.answer.n > n)
}

export function toldOf(base: string): Told | undefined {
  return told.get(base)
}

/** Put the words that others changed since into a message. */
export function current(data: ViewData): ViewData {
  return { ...data, transcript: { ...data.transcript, ...told.get(data.base)?.transcript } }
}

const bookkeeping: Listener = {
  answered(done: Operation[], _refused, answer: Answer) {
    if (!lightened || done.some(each => !LIGHT.has(each.kind))) refresh()
    answers.push({ ledger: outbox.ledger, done, answer })
    answers.splice(0, answers.length - KEPT)
    for (const each of told.values()) each.answer(done, answer.changes)
  },
  changed() {},
}
outbox.listeners.add(bookkeeping)

/** Acts after which nothing is old that the browser does not draw itself. */
const LIGHT: ReadonlySet<string> = new Set(["apply", "resize", "read", "pin", "code_offer", "dismiss_offer", "put_off_offer"])
let lightened = 0

/** Ask for no rerun after light acts: what shows them draws itself. Returns the end of that. */
export function lightens(): () => void {
  lightened++
  return () => void lightened--
}

type Report = (name: "selection" | "acted" | "jump" | "again", value: unknown) => void
let report: Report | null = null
let selection: object | null = null
let acts = 0
let refreshing = 0
let stirring = 0
let telling = 0
let jumping = 0

/** Take the way to Python that the outbox has; it outlives every page. */
export function route(to: Report): void {
  const first = !report
  report = to
  if (first && selection) tellSelection(selection)
}

/** Tell Python what is selected; only the last selection matters. */
export function tellSelection(selected: object): void {
  selection = selected
  clearTimeout(telling)
  if (waits()) telling = window.setTimeout(() => tellSelection(selected), CALM)
  else tellPython("selection", selected)
}

/** Milliseconds after which an answer is no longer waited for. */
const PATIENCE = 4000
let untold = -Infinity

function tellPython(name: "selection" | "acted" | "jump", value: unknown): void {
  untold = performance.now()
  report?.(name, value)
}

/** Tell whether Python has not answered yet what it was told last, or the page is being drawn. */
function waits(): boolean {
  return performance.now() - untold < PATIENCE || busy()
}

/** Hear that Python has drawn what follows from what it was told. */
export function drawn(): void {
  untold = -Infinity
}

/** Leave untold what was selected in a view that is gone. */
export function forgetSelection(): void {
  clearTimeout(telling)
}

/**
 * Ask Python for the next passage of a code after a place, once it has answered what it was told before.
 *
 * Runs that reach a busy browser together break Streamlit's page (see `busy`). Only the last wish matters.
 */
export function jump(wanted: { code_id: string; by: 1 | -1; transcript_id: string; start: number }, tries = 60): void {
  clearTimeout(jumping)
  if (!waits()) tellPython("jump", { ...wanted, n: ++acts })
  else if (tries) jumping = window.setTimeout(() => jump(wanted, tries - 1), CALM)
}

/** What undo takes back, next first. */
export let past: Past = []

export function recount(history: Past): void {
  past = history
}

let bell: ((n: number) => void) | null = null

/** Take the way to a server that does not know this page. */
export function hang(to: (n: number) => void): void {
  bell = to
}

/** Have a server that was started anew run the page's script; Streamlit does not always ask for it. */
export function ring(): void {
  if (leaving()) return
  // Streamlit loses what a whole run draws anew where a run of that part alone comes right behind.
  untold = performance.now()
  bell?.(++acts)
}

/** Ask for the whole page to be drawn anew. */
export function again(): void {
  if (!leaving()) report?.("again", ++acts)
}

/** Ask for a rerun of what shows counts and lists, once for all that others did meanwhile. */
export function stir(): void {
  if (stirring) return
  stirring = window.setTimeout(() => {
    stirring = 0
    refresh()
  }, OTHERS)
}

/** Ask for a rerun of what shows counts and lists, once a run of acts was answered. */
function refresh(): void {
  clearTimeout(refreshing)
  refreshing = window.setTimeout(() => (waits() ? refresh() : tellPython("acted", ++acts)), CALM)
}

let repaid = 0

/** Ask once more for the reruns that Python put off. */
export function repay(owed: number): void {
  if (owed > repaid) refresh()
  repaid = owed
}

addEventListener("beforeunload", event => {
  if (outbox.fragile) event.preventDefault()
})
