import { Card } from "./card.ts"
import type { Layers } from "./layers.ts"
import type { Act, Mention, Subject, ViewData } from "./model.ts"
import type { Option, Panels } from "./panels.ts"
import { Queue, type Filter } from "./queue.ts"
import type { Span } from "./words.ts"

export interface Place extends Span {
  mention: Mention
}

/** What a review needs of the view that shows the words. */
export interface Words {
  readonly panels: Panels
  data(): ViewData
  layers(): Layers
  /** All places in the order of the text. */
  places(): readonly Place[]
  text(): string
  passage(): { start: number; stop: number } | null
  near(): DOMRect | null
  colour(kind: string): string
  act(act: Act): void
  say(words: string): void
  goTo(span: Span): void
  paint(): void
  focus(): void
}

const FILTERS: readonly Filter[] = ["left", "decided", "all"]

/** Take the identifiers of a transcript one by one: which is in hand, and what each key decides. */
export class Review {
  private readonly card: Card
  private readonly queue: Queue
  /** The place in hand, by the id of its mention. */
  at: string | null = null
  private who: string | null = null
  /** Where the place in hand stands, or stood. */
  private span: Span | null = null
  private filter: Filter = "left"
  private readonly ticked = new Set<string>()
  private readonly been: string[] = []
  private later: (() => void) | null = null
  private before: Map<string, string> | null = null

  constructor(private readonly words: Words) {
    this.queue = new Queue({
      take: id => this.take(id),
      show: filter => this.show(filter),
      colour: kind => words.colour(kind),
    })
    this.card = new Card({
      goTo: id => this.takePlace(id),
      tick: (id, on) => this.tick(id, on),
      merge: id => this.merge(id),
      give: id => this.give(id),
      press: key => this.keys[key]?.(),
    })
  }

  get sides(): [HTMLElement, HTMLElement] {
    return [this.queue.root, this.card.root]
  }

  /** Begin with a transcript: what is most doubtful comes first. */
  start(): void {
    this.who = this.at = this.later = this.before = null
    this.been.length = 0
    this.ticked.clear()
    const first = this.order.find(each => each.waits) ?? this.order[0]
    if (first) this.take(first.id)
  }

  /** Draw what is known by now. */
  refresh(): void {
    const current = this.current ?? this.covering
    if (current && current.id !== this.who) this.who = current.id
    if (this.at && !this.words.layers().mentions.has(this.at)) this.at = this.placesOf(current)[0]?.mention.id ?? null
    if (this.later && current?.proposed.treatment) {
      const later = this.later
      this.later = null
      return later()
    }
    this.draw()
  }

  /** Show what an undo or redo has changed. */
  turned(): void {
    const { before } = this
    this.before = null
    const changed = before && this.order.find(each => before.get(each.id) !== this.signature(each))
    if (changed) this.take(changed.id)
  }

  /** Take up again what could not be stored. */
  returnTo(id: string): void {
    if (this.words.layers().subjects.has(id)) this.take(id)
  }

  private get order(): Subject[] {
    return [...this.words.layers().subjects.values()].sort((a, b) => a.rank - b.rank)
  }

  /** The subject in hand; what was just marked is known by its mention until Python answers. */
  private get current(): Subject | null {
    const { subjects, mentions } = this.words.layers()
    const of = (id: string | null) => subjects.get(mentions.get(id ?? "")?.entity_id ?? "")
    return subjects.get(this.who ?? "") ?? of(this.who) ?? of(this.at) ?? null
  }

  /** The subject whose place covers what was in hand, where that turned out to be known already. */
  private get covering(): Subject | null {
    const { span } = this
    if (!this.who || !span) return null
    const place = this.words.places().find(each => each.from <= span.from && span.to <= each.to)
    this.at = place?.mention.id ?? null
    return this.words.layers().subjects.get(place?.mention.entity_id ?? "") ?? null
  }

  private placesOf(subject: Subject | null): Place[] {
    return this.words.places().filter(each => each.mention.entity_id === subject?.id)
  }

  private nameOf(subject: Subject): string {
    const place = this.placesOf(subject)[0]
    return subject.name || (place ? this.words.text().slice(place.from, place.to) : subject.kind)
  }

  private signature(subject: Subject): string {
    const places = this.placesOf(subject).map(({ mention }) => `${mention.id} ${mention.treatment} ${mention.replacement}`)
    return JSON.stringify([subject.treatment, subject.replacement, places])
  }

  private draw(): void {
    const subjects = this.order
    const current = this.current
    const names = new Map(subjects.map(each => [each.id, this.nameOf(each)]))
    const open = this.words.places().filter(each => !each.mention.treatment).length
    this.queue.draw({ subjects, names, current: current?.id ?? null, filter: this.filter, places: this.words.places(), open })
    const { elsewhere } = this.words.data()
    this.card.draw({
      subject: current,
      name: current ? this.nameOf(current) : "",
      places: this.placesOf(current),
      elsewhere: elsewhere.filter(each => each.entity_id === current?.id),
      text: this.words.text(),
      at: this.at,
      ticked: this.ticked,
      left: subjects.filter(each => each.waits).length,
    })
  }

  // -- which one is in hand

  private take(id: string, remember = true): void {
    if (remember && this.who && this.who !== id) this.been.push(this.who)
    this.who = id
    this.ticked.clear()
    const subject = this.current
    if (!subject) return
    const places = this.placesOf(subject)
    const first = places.find(each => each.mention.doubtful) ?? places[0]
    this.at = first?.mention.id ?? null
    this.span = first ?? null
    if (first) this.words.goTo({ from: first.from, to: first.from })
    else this.words.focus()
    this.words.paint()
    this.draw()
    const proposed = subject.proposed.replacement || subject.proposed.treatment
    const state = subject.treatment ? `decided: ${subject.replacement || subject.treatment}` : proposed && `proposed: ${proposed}`
    this.words.say(`${this.nameOf(subject)}, ${subject.kind}, ${state}`)
  }

  /** Take a place in hand, and with it whom it belongs to. */
  takePlace(id: string): void {
    const place = this.words.places().find(each => each.mention.id === id)
    if (!place) return
    const owner = place.mention.entity_id ?? place.mention.id
    if (owner !== this.who) {
      if (this.who) this.been.push(this.who)
      this.who = owner
      this.ticked.clear()
    }
    this.at = id
    this.span = place
    this.words.goTo({ from: place.from, to: place.from })
    this.words.paint()
    this.draw()
  }

  private stepPlace(by: 1 | -1): void {
    const places = this.placesOf(this.current)
    if (!places.length) return this.words.say("It is not named in this transcript.")
    const i = places.findIndex(each => each.mention.id === this.at)
    const next = (i + by + places.length) % places.length
    this.takePlace(places[next]!.mention.id)
    this.words.say(`Place ${next + 1} of ${places.length}`)
  }

  private next(): void {
    const shown = this.order.filter(each => each.id === this.who || this.fits(each))
    const i = shown.findIndex(each => each.id === this.who)
    const next = [...shown.slice(i + 1), ...shown.slice(0, Math.max(0, i))][0]
    if (next) return this.take(next.id)
    this.draw()
    const last = this.current?.waits
    this.words.say(last ? "This is the last one left." : "All decided. Ctrl+Enter goes to the release.")
  }

  private fits(subject: Subject): boolean {
    return this.filter === "all" || subject.waits === (this.filter === "left")
  }

  private back(): void {
    const { subjects } = this.words.layers()
    let id = this.been.pop()
    while (id && (id === this.who || !subjects.has(id))) id = this.been.pop()
    if (id) this.take(id, false)
    else this.words.say("This is where you began.")
  }

  private show(filter: Filter): void {
    this.filter = filter
    this.draw()
    this.words.say(`${filter === "left" ? "Those left" : filter === "decided" ? "Those decided" : "All"} are listed.`)
  }

  // -- what is decided

  private decide(treatment: string, replacement = "", alike = false): void {
    const subject = this.current
    if (!subject) return this.words.say("Nothing is in hand.")
    const words = replacement && treatment !== "keep" ? { replacement } : {}
    const act = { kind: "decide", entity_id: subject.id, treatment, seen: subject.at, ...words, ...(alike ? { alike } : {}) }
    this.words.act(act)
    if (this.filter === "left" || alike) this.next()
    else this.draw()
  }

  private accept(alike: boolean): void {
    const subject = this.current
    if (!subject) return this.words.say("Nothing is in hand.")
    if (!subject.proposed.treatment) return this.wait(() => this.accept(alike))
    const doubtful = this.placesOf(subject).filter(each => each.mention.doubtful)
    if (!subject.waits) return this.next()
    if (subject.treatment && doubtful.length) {
      this.words.act({ kind: "confirm_places", places: doubtful.map(each => each.mention.id) })
      return this.next()
    }
    const { treatment, replacement } = subject.proposed
    if (treatment !== "keep" && !replacement) this.change()
    else this.decide(treatment, replacement, alike)
  }

  /** Do it once Python has described what was just marked or split off. */
  private wait(later: () => void): void {
    this.later = later
    this.words.say("One moment.")
  }

  /** Name the words that each treatment would put in place. */
  private wordsOf(subject: Subject): Record<string, string> {
    const words: Record<string, string> = { generalise: subject.levels[0] ?? "", redact: subject.taken_out }
    for (const { treatment, replacement } of [subject.proposed, subject]) if (treatment) words[treatment] = replacement
    return words
  }

  private change(): void {
    const subject = this.current
    if (!subject) return this.words.say("Nothing is in hand.")
    if (!subject.proposed.treatment) return this.wait(() => this.change())
    const proposed = subject.proposed.treatment
    const usual = proposed !== "keep" ? proposed : subject.kind === "person" ? "pseudonymise" : "generalise"
    const now = { treatment: subject.treatment || usual, words: this.wordsOf(subject) }
    this.words.panels.treat(now, this.words.near(), (treatment, replacement) => this.decide(treatment, replacement))
  }

  private generalise(): void {
    const subject = this.current
    if (!subject) return this.words.say("Nothing is in hand.")
    if (!subject.proposed.treatment) return this.wait(() => this.generalise())
    const [only, ...more] = subject.levels
    if (!more.length) return this.decide("generalise", only)
    const options = subject.levels.map(level => ({ id: level, label: level }))
    this.words.panels.choose("Say instead", options, this.words.near(), level => this.decide("generalise", level))
  }

  private redact(): void {
    const subject = this.current
    if (subject && !subject.proposed.treatment) return this.wait(() => this.redact())
    this.decide("redact", subject?.taken_out)
  }

  private reopen(): void {
    const subject = this.current
    if (!subject?.treatment) return this.words.say("It is not decided.")
    this.words.act({ kind: "reopen", entity_id: subject.id })
    this.words.say("Open again.")
  }

  // -- who is who

  private same(): void {
    const either = this.current?.either ?? []
    if (either.length) {
      const options = either.map(({ id, name, hint }, i) => ({ id, label: name, hint: hint || String(i + 1) }))
      return this.words.panels.choose("Who is meant here?", options, this.words.near(), id => this.give(id))
    }
    const perhaps = this.current?.perhaps ?? []
    if (!perhaps.length) return this.words.say("Nobody is asked about. M searches for another.")
    if (perhaps.length === 1) return this.merge(perhaps[0]!.id)
    const options = perhaps.map(({ id, name, hint }, i) => ({ id, label: name, hint: hint || String(i + 1) }))
    this.words.panels.choose("The same as", options, this.words.near(), id => this.merge(id))
  }

  private searchSame(): void {
    const subject = this.current
    if (!subject) return this.words.say("Nothing is in hand.")
    const here: Option[] = this.order
      .filter(each => each.id !== subject.id && each.kind === subject.kind)
      .map(each => ({ id: each.id, label: this.nameOf(each), hint: each.treatment ? each.replacement || each.treatment : "" }))
    const there = this.words.data().others.filter(each => each.kind === subject.kind)
    const options = [...here, ...there.map(({ id, name }) => ({ id, label: name, hint: "other transcripts" }))]
    this.words.panels.find("The same as", options, this.words.near(), id => this.merge(id))
  }

  private merge(other_id: string): void {
    const subject = this.current
    if (!subject) return
    this.words.act({ kind: "merge", entity_id: subject.id, other_id })
    this.words.say("Merged.")
  }

  /** Say whom the chosen places mean, and go to the next place that could be either's. */
  private give(other_id: string): void {
    const subject = this.current
    const places = this.chosen()
    if (!subject || !places.length) return
    const to = this.nameOf(this.words.layers().subjects.get(other_id) ?? subject)
    const rest = this.placesOf(subject).filter(each => !places.includes(each.mention.id))
    this.words.act({ kind: "give", entity_id: subject.id, other_id, places })
    this.ticked.clear()
    if (rest.length) this.takePlace(rest[0]!.mention.id)
    else this.next()
    this.words.say(`${places.length === 1 ? "1 place" : `${places.length} places`} given to ${to}.`)
  }

  private tick(id: string | null = this.at, on = !this.ticked.has(id ?? "")): void {
    if (!id) return this.words.say("It is not named in this transcript.")
    if (on) this.ticked.add(id)
    else this.ticked.delete(id)
    this.draw()
    this.words.say(`${this.ticked.size} ticked`)
  }

  /** List the places an act is about: the ticked ones, else the one in hand. */
  private chosen(): string[] {
    const mine = this.placesOf(this.current).map(each => each.mention.id)
    const ticked = mine.filter(id => this.ticked.has(id))
    const chosen = ticked.length ? ticked : mine.filter(id => id === this.at)
    if (!chosen.length) this.words.say("It is not named in this transcript.")
    return chosen
  }

  private split(): void {
    const subject = this.current
    const places = this.chosen()
    if (!subject || !places.length) return
    const alone = places.length === this.placesOf(subject).length && subject.transcripts < 2 && !subject.speaks_as
    if (alone) return this.words.say("It has no other place: tick those that mean somebody else.")
    const entity_id = crypto.randomUUID()
    this.words.act({ kind: "split", entity_id, places })
    this.take(entity_id)
  }

  private only(): void {
    const subject = this.current
    const places = this.chosen()
    if (!subject || !places.length) return
    const { mentions } = this.words.layers()
    const apart = places.some(id => mentions.get(id)?.exception)
    const options: Option[] = [
      { id: "keep", label: "Keep readable" },
      { id: "redact", label: `Redact: ${subject.taken_out}` },
      ...subject.levels.slice(0, 1).map(level => ({ id: "generalise", label: `Generalise: ${level}` })),
      { id: "words", label: "Other words…" },
      ...(apart ? [{ id: "rest", label: "As the rest again" }] : []),
    ]
    const title = places.length > 1 ? `Only at these ${places.length} places` : "Only at this place"
    this.words.panels.choose(title, options, this.words.near(), id => this.treatApart(subject, places, id))
  }

  private treatApart(subject: Subject, places: string[], how: string): void {
    const save = (treatment: string, replacement: string) => {
      const words = replacement ? { replacement } : {}
      this.words.act({ kind: "treat_places", places, treatment, ...words })
      this.ticked.clear()
      this.draw()
    }
    if (how === "rest") return save("", "")
    if (how === "keep") return save("keep", "")
    if (how === "redact") return save("redact", subject.taken_out)
    if (how === "generalise") return save("generalise", subject.levels[0] ?? "")
    const now = { treatment: subject.treatment || subject.proposed.treatment, words: this.wordsOf(subject) }
    this.words.panels.treat(now, this.words.near(), save)
  }

  private drop(): void {
    const subject = this.current
    const places = this.chosen()
    if (!subject || !places.length) return
    const rest = this.placesOf(subject).filter(each => !places.includes(each.mention.id))
    this.words.act({ kind: "drop_places", places })
    this.ticked.clear()
    const now = this.words.layers().subjects.get(subject.id)
    if (rest.length && now?.waits) this.takePlace((rest.find(each => each.mention.doubtful) ?? rest[0]!).mention.id)
    else this.next()
  }

  private add(): void {
    const passage = this.words.passage()
    if (!passage) return
    const kinds = this.words.data().kinds.map(kind => ({ id: kind, label: kind, colour: this.words.colour(kind) }))
    this.words.panels.choose("What kind of identifier?", kinds, this.words.near(), identifier => {
      const entity_id = crypto.randomUUID()
      this.words.act({ kind: "add_identifier", entity_id, identifier, ...passage })
      this.takePlace(entity_id)
      this.words.say("Marked. Decide on it, and it is found everywhere.")
    })
  }

  private turn(kind: "undo" | "redo"): void {
    this.before = new Map(this.order.map(each => [each.id, this.signature(each)]))
    this.words.act({ kind })
    this.words.say(kind === "undo" ? "Undo." : "Redo.")
  }

  readonly keys: Readonly<Record<string, () => void>> = {
    a: () => this.accept(false),
    A: () => this.accept(true),
    e: () => this.change(),
    Enter: () => this.change(),
    g: () => this.generalise(),
    r: () => this.redact(),
    k: () => this.decide("keep"),
    u: () => this.reopen(),
    n: () => this.next(),
    p: () => this.back(),
    "[": () => this.stepPlace(-1),
    "]": () => this.stepPlace(1),
    "=": () => this.same(),
    m: () => this.searchSame(),
    t: () => this.tick(),
    x: () => this.split(),
    o: () => this.only(),
    w: () => this.drop(),
    "+": () => this.add(),
    v: () => this.show(FILTERS[(FILTERS.indexOf(this.filter) + 1) % FILTERS.length]!),
    z: () => this.turn("undo"),
    Z: () => this.turn("redo"),
    "Ctrl+Z": () => this.turn("undo"),
    "Ctrl+Shift+Z": () => this.turn("redo"),
    "Ctrl+Y": () => this.turn("redo"),
  }
}
