import { Beside } from "./beside.ts"
import { ThemeBoard } from "./board.ts"
import type { TreeData } from "./codebook.ts"
import { CodeTree } from "./codetree.ts"
import { arrive, leaving } from "./departure.ts"
import { begin, heard, remember, take, type Movable } from "./early.ts"
import type { BoardData } from "./lay.ts"
import { live, notice } from "./listening.ts"
import { keepPresses } from "./redrawn.ts"
import { keepTabs } from "./tabs.ts"
import type { BellData, HeldData, OffersData, OutboxData, ViewData } from "./model.ts"
import { Mounts } from "./mounts.ts"
import type { PassagesData } from "./coded.ts"
import type { MapData } from "./mapdata.ts"
import { Offers } from "./offers.ts"
import { Passages, type Asks } from "./passages.ts"
import type { ContextData } from "./passagecard.ts"
import { drawn, hang, outbox, recount, repay, route } from "./shared.ts"
import { Suggested, type SuggestedData } from "./suggested.ts"
import { ThemeMap } from "./thememap.ts"
import { View } from "./view.ts"
import { alone } from "./alone.ts"

type Data =
  | ViewData
  | BellData
  | OutboxData
  | HeldData
  | OffersData
  | TreeData
  | PassagesData
  | ContextData
  | SuggestedData
  | MapData
  | BoardData

interface Arguments {
  data: Data
  parentElement: HTMLElement
  setStateValue(name: string, value: unknown): void
  setTriggerValue(name: string, value: unknown): void
}

const views = new Mounts<View>()
const trees = new Mounts<CodeTree>()
const held = new Mounts<Beside>()
const offers = new Mounts<Offers>()
const lists = new Mounts<Passages>()
const suggested = new Mounts<Suggested>()
const maps = new Mounts<ThemeMap>()
const boards = new Mounts<ThemeBoard>()

/** Called by Streamlit at mount and at every change of data or theme; returns the end of a mount. */
export default function render(given: Arguments): () => void {
  const { data } = given
  const component: Arguments = {
    ...given,
    setStateValue: (name, value) => alone(() => given.setStateValue(name, value)),
    setTriggerValue: (name, value) => alone(() => given.setTriggerValue(name, value)),
  }
  if (data.role === "outbox") return carry(component, data)
  if (data.role === "bell") return bell(component)
  if (data.role === "held") return hold(component, data)
  if (data.role === "offers") return offer(component, data)
  if (data.role === "tree") return grow(component, data)
  if (data.role === "passages") return list(component, data)
  if (data.role === "context") return context(component, data)
  if (data.role === "board") return spread(component, data)
  if (data.role === "suggested") return suggest(component, data)
  if (data.role === "map") return chart(component, data)
  return show(component, data)
}

/** Take an element that shows nothing out of the page's layout, where it would take a gap. */
function lift(parent: HTMLElement): void {
  const element = parent.closest<HTMLElement>('[data-testid="stElementContainer"]')
  if (element) element.style.position = "absolute"
}

function bell({ parentElement, setStateValue }: Arguments): () => void {
  lift(parentElement)
  hang(n => setStateValue("rung", n))
  return () => {}
}

function carry({ parentElement, setStateValue }: Arguments, data: OutboxData): () => void {
  lift(parentElement)
  heard()
  drawn()
  // What answers told since a run began is newer than what it says.
  if (arrive(data.run)) recount(data.history)
  notice.stand(parentElement)
  live.use(data.ledger, data.drawn)
  outbox.open(data.ledger)
  route(setStateValue)
  repay(data.owed)
  return () => {}
}

function show({ parentElement }: Arguments, data: ViewData): () => void {
  const same = (part: Movable): part is View => part instanceof View && data.mode === "coding" && part.data.transcript.id === data.transcript.id
  const view = views.at(parentElement, () => {
    const fresh = take(parentElement, same) ?? new View(parentElement)
    if (data.mode === "coding") remember(fresh.root)
    return fresh
  })
  view.update(data)
  return views.leave(parentElement)
}

function hold({ parentElement }: Arguments, data: HeldData): () => void {
  held.at(parentElement, () => new Beside(parentElement, data)).update(data)
  return held.leave(parentElement)
}

function offer({ parentElement }: Arguments, data: OffersData): () => void {
  offers.at(parentElement, () => new Offers(parentElement)).update(data)
  return offers.leave(parentElement)
}

function grow({ parentElement, setStateValue }: Arguments, data: TreeData): () => void {
  const choose = (id: string) => setStateValue("chosen", id)
  trees.at(parentElement, () => new CodeTree(parentElement, choose)).update(data, choose)
  return trees.leave(parentElement)
}

function chart({ parentElement, setStateValue }: Arguments, data: MapData): () => void {
  const choose = (id: string) => setStateValue("chosen", id)
  maps.at(parentElement, () => new ThemeMap(parentElement, choose)).update(data, choose)
  return maps.leave(parentElement)
}

/** The list and what shows the turns around a passage are two mounts: the list is sent once. */
let listed: Passages | null = null
const asks: Asks = {}

function list({ parentElement, setTriggerValue }: Arguments, data: PassagesData): () => void {
  const passages = lists.at(parentElement, () => new Passages(parentElement, asks))
  asks.open = id => void (leaving() || setTriggerValue("open", id))
  listed = passages
  passages.update(data, asks)
  return lists.leave(parentElement, () => {
    if (listed === passages) listed = null
  })
}

function context({ parentElement, setStateValue }: Arguments, data: ContextData): () => void {
  lift(parentElement)
  const ask = (id: string) => setStateValue("asked", id)
  asks.context = ask
  if (data.coding_id) listed?.showContext(data)
  return () => {
    if (asks.context === ask) delete asks.context
  }
}

function suggest({ parentElement, setStateValue }: Arguments, data: SuggestedData): () => void {
  // Told with every later run: a trigger is lost where another press comes before its run.
  const open = (wish: object) => setStateValue("opened", wish)
  suggested.at(parentElement, () => new Suggested(parentElement, open, data)).update(data, open)
  return suggested.leave(parentElement)
}

function spread({ parentElement, setStateValue, setTriggerValue }: Arguments, data: BoardData): () => void {
  const tell = (name: "chosen" | "open", value: string) => (name === "open" ? setTriggerValue(name, value) : setStateValue(name, value))
  const same = (part: Movable): part is ThemeBoard => part instanceof ThemeBoard
  const board = boards.at(parentElement, () => {
    const fresh = take(parentElement, same) ?? new ThemeBoard(parentElement)
    remember(fresh.root)
    return fresh
  })
  board.update(data, tell)
  return boards.leave(parentElement)
}

/** What a view is told beside what is gathered for it; its own mount says the same. */
const NOTHING = { role: "view", base: "opening", mode: "coding", entities: [], subjects: [], elsewhere: [], others: [], kinds: [], answered: 0 }

keepPresses()
keepTabs()
void begin({
  "/coding": {
    make: host => new View(host),
    draw: (part, data) => (part as View).update({ ...NOTHING, ...data } as unknown as ViewData),
    top: 7.5,
    share: 0.76,
  },
  "/themes": {
    make: host => new ThemeBoard(host),
    draw: (part, data) => (part as ThemeBoard).update({ role: "board", ledger: "", n: 0, ...data } as BoardData),
    top: 12.95,
    share: 1,
  },
})
