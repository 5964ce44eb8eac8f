/** The shapes that cross between Python and the browser. Offsets are code points, half open. */

export interface Turn {
  position: number
  speaker: string
  role: "interviewer" | "participant" | "other"
  start: number
  stop: number
  began: number | null
}

export interface Transcript {
  id: string
  version: string
  text: string
  label?: string
  turns: Turn[]
  /** Who takes part, each with attributes in one line. */
  people?: string[]
  length?: string
}

export interface Code {
  id: string
  name: string
  path?: string
  colour: string
  parent_id?: string | null
  retired?: boolean
}

export interface Coding {
  id: string
  code_id: string
  start: number
  stop: number
  researcher: string
  time?: string
  memo?: string
}

/** A part of the words that the researcher has read. */
export interface Stretch {
  id: string
  start: number
  stop: number
}

/** Codes that stand together in something made later, as in a theme. */
export interface CodeSet {
  id: string
  name: string
  codes: string[]
}

export interface Mention {
  id: string
  start: number
  stop: number
  kind: string
  entity_id?: string
  treatment: string
  replacement?: string
  /** Treated apart from whom it belongs to. */
  exception?: boolean
  /** Perhaps the word and no name: no decision on whom it belongs to reaches it. */
  doubtful?: boolean
  why?: string
}

/** Whom mentions belong to: a person, place, organisation or fact, over the whole study. */
export interface Subject {
  id: string
  /** Place in the order of doubt. */
  rank: number
  /** Empty for what was just marked here: its words are then read from the text. */
  name: string
  kind: string
  direct: boolean
  certainty: string
  forms: string[]
  transcripts: number
  speaks_as: string
  treatment: string
  replacement: string
  /** The treatment is empty until Python has proposed one. */
  proposed: { treatment: string; replacement: string }
  levels: string[]
  taken_out: string
  perhaps: { id: string; name: string; hint: string }[]
  /** People of whom a short name could be either's. */
  either: { id: string; name: string; hint: string }[]
  waits: boolean
  by: string
  at: string
  where: string
}

/** A place of a subject in another transcript. */
export interface Elsewhere {
  id: string
  entity_id: string
  place: string
  before: string
  words: string
  after: string
}

export type Mode = "coding" | "review" | "reading"

export interface ViewData {
  role: "view"
  base: string
  /** The study's last event when this was read; none where nothing follows others. */
  newest?: number
  /** Answers given before this was read. */
  answered: number
  key: string
  mode: Mode
  transcript: Transcript
  codes: Code[]
  codings: Coding[]
  entities: Mention[]
  subjects: Subject[]
  elsewhere: Elsewhere[]
  others: { id: string; name: string; kind: string }[]
  read: Stretch[]
  /** The codes of the keys 1 to 9; empty for a free key. */
  pinned: string[]
  /** Those of them that were put there by hand. */
  pins: string[]
  /** Passages of each code, with those below it, in other transcripts. */
  counts: Record<string, number>
  sets: CodeSet[]
  kinds: string[]
  researcher: string
  go_to: [number, number, ...number[]] | null
  /** The coding to take in hand at `go_to`. */
  chosen: string | null
}

/** The passage in hand, for what lists the codings on it. */
export interface HeldData {
  role: "held"
  transcript_id: string
  start: number
  stop: number
}

/** A code that may fit a passage, and why. */
export interface OfferedCode {
  id: string
  name: string
  colour: string
  note: string
  near: string[]
  words: string
  place: number
  labels: number
}

/** Answers which codes may fit; `said` stands where there are none. */
export interface OffersData {
  role: "offers"
  asked: string
  transcript_id: string
  start: number
  stop: number
  codes: OfferedCode[]
  said: string
}

/** What others did, as it stands after event `n`. */
export interface News {
  n: number
  applied: Coding[]
  removed: string[]
  codes: Code[] | null
  snapshot: Coding[] | null
  transcript: Transcript | null
}

export interface Change {
  transcript_id: string
  /** The number of the event that is answered for. */
  n?: number
  applied: Coding[]
  removed: string[]
  codes: Code[]
  entities: Mention[] | null
  subjects: Subject[] | null
  snapshot: Coding[] | null
  read?: Stretch[] | null
}

export interface Answer {
  n: number
  done: string[]
  rejects: { id: string; why: string }[]
  changes: Change[]
}

/** What is heard also by a server that knows nothing of this page. */
export interface BellData {
  role: "bell"
}

export interface OutboxData {
  role: "outbox"
  ledger: string
  /** Counts the runs of the entrypoint script. */
  run: number
  /** The last event of the study, and of the vault where it is open, before the page was drawn. */
  drawn?: number[]
  /** As it was when that run began. */
  history: Past
  /** Counts the runs of the outbox itself: each answers what Python was told. */
  told: number
  /** Counts the reruns that Python put off, since a press may have changed the page. */
  owed: number
}

/** What undo takes back, next first. */
export type Past = { id: string; label: string }[]

export interface Reply {
  ledger: string
  answers: Answer[]
  history: Past
  /** Why the rest of a batch is not stored yet, where somebody has to help. */
  waits?: string
  /** The list that follows from a decision on what it offered. */
  follows?: unknown
}

export interface Operation {
  id: string
  client: string
  seq: number
  kind: string
  transcript_id: string
  transcript_version: string
  /** Who the screen said was working. */
  researcher?: string
  /** What a list offered, as Python named it. */
  offer_id?: string
  coding_id?: string
  coding_ids?: string[]
  code_id?: string
  /** A key from 1 to 9; 0 takes a code off its key. */
  number?: number
  about?: string
  about_id?: string
  read?: boolean
  entity_id?: string
  other_id?: string
  places?: string[]
  /** When the decision that the screen showed was made; empty for none. */
  seen?: string
  memo_id?: string
  /** Acts on the codebook: an empty `parent_id` is the top. */
  parent_id?: string
  place?: number
  labels?: number
  /** Acts on the map of themes. */
  link_id?: string
  from_id?: string
  to_id?: string
  directed?: boolean
  /** Acts on the board of themes: an empty `theme_id` is the parking place. */
  theme_id?: string
  card_id?: string
  card_ids?: string[]
  before?: string
  stack?: string
  colour?: string
  start?: number
  stop?: number
  name?: string
  text?: string
  treatment?: string
  replacement?: string
  alike?: boolean
  /** The kind of an identifier travels as `identifier`, since `kind` names the operation. */
  identifier?: string
}

export type Act = Omit<Operation, "id" | "client" | "seq" | "transcript_id" | "transcript_version">
