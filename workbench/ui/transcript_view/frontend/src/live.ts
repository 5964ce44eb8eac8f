import type { News, Transcript, ViewData } from "./model.ts"
import type { Told } from "./told.ts"

/**
 * Events that were stored: the number of the last, and the ids of all, or none for too many.
 *
 * `vault` numbers the last event about originals, where this window may read them; `elsewhere`
 * tells whether another window stored any of this.
 */
export interface Tick {
  n: number
  ids: string[] | null
  vault?: number
  elsewhere?: boolean
}

export interface Follower {
  readonly data: ViewData
  /** Draw again what was told. */
  heard(): void
  /** Take words that others changed, and stay where one was. */
  renew(transcript: Transcript): void
}

/** What listening needs of the world; tests pass their own. */
export interface World {
  /** Open a stream and return the way to close it; null where the browser knows no streams. */
  open(address: string, tick: (tick: Tick) => void, broken: () => void): (() => void) | null
  ask(address: string): Promise<News>
  after(milliseconds: number, run: () => void): () => void
  /** Tell whether nobody sees the page. */
  away(): boolean
  told(base: string): Told | undefined
  /** Say that lists and counts beside the words are old. */
  stir(): void
  /** Say, or no longer say, that the page shows what was changed elsewhere since. */
  stale(is: boolean): void
}

const RETRY = 2000
const POLL = 3000
const REMEMBERED = 2000

/**
 * Hear what others do and keep the page up with it.
 *
 * Transcripts and parts follow by themselves. A page without them is not touched, for something may
 * be half typed or ticked there: it says that it is behind, until it is drawn anew.
 *
 * A stream tells that events were stored; what changed is then asked for from the event up to which
 * a view has everything. So news that was missed, by a broken line, a new server or a sleeping tab,
 * is in the next answer, and news that comes twice changes nothing.
 */
export class Live {
  private ledger = ""
  private close: (() => void) | null = null
  private heard = 0
  private heardOfVault = 0
  /** The last events, of study and vault, that the page's last run knew. */
  private drawn: readonly number[] = []
  private behind: readonly number[] | null = null
  private readonly views = new Set<Follower>()
  private readonly parts = new Map<object, (ledger: string) => void>()
  private readonly busy = new Map<Follower, boolean>()
  private readonly own = new Set<string>()

  constructor(private readonly world: World) {}

  /** Know the acts of this tab: their answers come by the outbox. */
  mine(ids: Iterable<string>): void {
    for (const id of ids) this.own.add(id)
    for (const id of this.own) {
      if (this.own.size <= REMEMBERED) break
      this.own.delete(id)
    }
  }

  /** Take the name under which this page may ask, and what its last run knew; a new server gives another. */
  use(ledger: string, drawn: readonly number[] = []): void {
    const same = ledger === this.ledger && drawn.length === this.drawn.length
    this.ledger = ledger
    this.drawn = drawn
    this.heardOfVault = Math.max(this.heardOfVault, drawn[1] ?? 0)
    if (this.behind?.every((n, i) => n <= (drawn[i] ?? n))) this.catchUp()
    if (same) return
    this.shut()
    this.open()
  }

  /** Have lists and counts drawn anew when others change something, while a part is there; it may `follow` sooner. */
  join(part: object, follow: (ledger: string) => void = () => {}): void {
    this.parts.set(part, follow)
    this.catchUp()
  }

  part(part: object): void {
    this.parts.delete(part)
  }

  private catchUp(): void {
    this.behind = null
    this.world.stale(false)
  }

  follow(view: Follower): void {
    this.views.add(view)
    if (!this.close) this.open()
    else if ((this.told(view)?.n ?? this.heard) < this.heard) this.pull(view)
  }

  leave(view: Follower): void {
    this.views.delete(view)
  }

  /** Listen while somebody sees the page: a browser opens few lines to one server. */
  look(): void {
    if (this.world.away()) this.shut()
    else this.open()
  }

  private told(view: Follower): Told | undefined {
    return this.world.told(view.data.base)
  }

  private open(): void {
    if (this.close || !this.ledger || this.world.away()) return
    const [study = 0] = this.drawn
    const known = [...this.views].map(view => this.told(view)?.n ?? 0)
    const after = Math.min(Math.max(study, this.heard), ...known)
    const address = `/live/events?ledger=${this.ledger}&after=${after}&vault=${this.heardOfVault}`
    const stream = this.world.open(
      address,
      tick => this.take(tick),
      () => {
        this.close = null
        this.world.after(RETRY, () => this.open())
      },
    )
    this.close = stream ?? this.poll()
  }

  private shut(): void {
    this.close?.()
    this.close = null
  }

  /** Ask now and then, where the browser knows no streams. */
  private poll(): () => void {
    for (const view of this.views) this.pull(view)
    let stop = this.world.after(POLL, () => (stop = this.poll()))
    return () => stop()
  }

  private take({ n, ids, vault = 0, elsewhere }: Tick): void {
    const before = this.heard
    const others = !ids || ids.some(id => !this.own.has(id.split(":")[0]!))
    const originals = vault > this.heardOfVault
    this.heard = Math.max(before, n)
    this.heardOfVault = Math.max(this.heardOfVault, vault)
    if (elsewhere && (others || originals)) this.fallBehind()
    for (const view of this.views) {
      const told = this.told(view)
      if (!told || told.n >= n) continue
      if (!others && told.n >= before) told.n = n
      else this.pull(view)
    }
  }

  private fallBehind(): void {
    for (const follow of this.parts.values()) follow(this.ledger)
    if (this.parts.size) return this.world.stir()
    const [study = 0, vault = 0] = this.drawn
    if (this.views.size || (this.heard <= study && this.heardOfVault <= vault)) return
    this.behind = [this.heard, this.heardOfVault]
    this.world.stale(true)
  }

  private pull(view: Follower): void {
    const told = this.told(view)
    if (!told || this.busy.has(view)) {
      if (told) this.busy.set(view, true)
      return
    }
    this.busy.set(view, false)
    const { id, version } = view.data.transcript
    const asked = { ledger: this.ledger, transcript: id, version, after: String(told.n) }
    this.world.ask(`/live/changes?${new URLSearchParams(asked)}`).then(
      news => this.deliver(view, told, news),
      () => this.failed(view),
    )
  }

  private deliver(view: Follower, told: Told, news: News): void {
    const again = this.busy.get(view)
    this.busy.delete(view)
    const changed = told.hear(news)
    if (!this.views.has(view)) return
    const current = this.told(view)
    if (current === told && changed) {
      if (news.transcript) view.renew(news.transcript)
      else view.heard()
      this.world.stir()
    }
    if (again || (current && current.n < this.heard)) this.pull(view)
  }

  private failed(view: Follower): void {
    this.busy.delete(view)
    this.world.after(RETRY, () => {
      if (this.views.has(view) && !this.world.away()) this.pull(view)
    })
  }
}
