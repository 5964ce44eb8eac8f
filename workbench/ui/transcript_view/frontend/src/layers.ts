import type { Code, Coding, Mention, Operation, Stretch, Subject } from "./model.ts"
import { cut, joined } from "./stretches.ts"

export interface Layers {
  codings: Map<string, Coding>
  codes: Map<string, Code>
  mentions: Map<string, Mention>
  subjects: Map<string, Subject>
  read: Map<string, Stretch>
}

/** Draw operations that Python has not answered over what it last told; the input is not changed. */
export function overlay(told: Layers, waiting: readonly Operation[], researcher: string): Layers {
  if (!waiting.length) return told
  const drawn: Layers = {
    codings: new Map(told.codings),
    codes: new Map(told.codes),
    mentions: new Map(told.mentions),
    subjects: new Map(told.subjects),
    read: new Map(told.read),
  }
  for (const operation of waiting) draw(drawn, operation, researcher)
  return drawn
}

/** Draw one operation into `layers`. Drawing it twice is drawing it once. */
export function draw(layers: Layers, operation: Operation, researcher: string): void {
  const { coding_id, code_id, start, stop } = operation
  switch (operation.kind) {
    case "create_and_apply":
    case "in_vivo":
      if (code_id && !layers.codes.has(code_id)) {
        layers.codes.set(code_id, { id: code_id, name: operation.name ?? "In vivo", colour: "" })
      }
    // falls through: the new code is then applied
    case "apply":
    case "apply_offered":
    case "code_offer":
      if (coding_id && code_id && start !== undefined && stop !== undefined) {
        layers.codings.set(coding_id, { id: coding_id, code_id, start, stop, researcher: operation.researcher || researcher })
      }
      break
    case "remove":
      if (coding_id) layers.codings.delete(coding_id)
      break
    case "remove_all":
      for (const id of operation.coding_ids ?? []) layers.codings.delete(id)
      break
    case "read":
      if (start !== undefined && stop !== undefined) {
        const before = [...layers.read.values()]
        const after = operation.read ? joined([...before, { start, stop }]) : cut(before, { start, stop })
        layers.read = new Map(after.map(each => [`${each.start}-${each.stop}`, { id: `${each.start}-${each.stop}`, ...each }]))
      }
      break
    case "resize": {
      const coding = coding_id ? layers.codings.get(coding_id) : undefined
      if (coding && start !== undefined && stop !== undefined) {
        layers.codings.set(coding.id, { ...coding, start, stop })
      }
      break
    }
    default:
      review(layers, operation)
  }
}

function review(layers: Layers, operation: Operation): void {
  const { entity_id = "", other_id = "", places = [], treatment = "", replacement = "" } = operation
  switch (operation.kind) {
    case "decide":
      treat(layers, entity_id, treatment, replacement)
      break
    case "reopen":
      treat(layers, entity_id, "", "")
      break
    case "merge":
      give(layers, mentionsOf(layers, other_id), entity_id)
      layers.subjects.delete(other_id)
      treat(layers, entity_id)
      break
    case "split": {
      const mentions = places.flatMap(id => layers.mentions.get(id) ?? [])
      const from = mentions[0]?.entity_id
      if (!from || layers.subjects.has(entity_id)) break
      const rank = (layers.subjects.get(from)?.rank ?? 0) + 0.5
      layers.subjects.set(entity_id, marked(entity_id, mentions[0]!.kind, rank))
      give(layers, mentions, entity_id)
      treat(layers, entity_id)
      break
    }
    case "give": {
      const mentions = places.flatMap(id => layers.mentions.get(id) ?? [])
      const from = mentions[0]?.entity_id
      if (!from || from === other_id) break
      give(layers, mentions, other_id)
      const subject = layers.subjects.get(from)
      if (subject && !mentionsOf(layers, from).length && subject.transcripts < 2 && !subject.speaks_as) layers.subjects.delete(from)
      treat(layers, other_id)
      settle(layers)
      break
    }
    case "treat_places":
      for (const mention of places.flatMap(id => layers.mentions.get(id) ?? [])) {
        const subject = layers.subjects.get(mention.entity_id ?? "")
        const own = treatment ? { treatment, replacement } : { treatment: subject?.treatment ?? "", replacement: subject?.replacement }
        layers.mentions.set(mention.id, { ...mention, ...own, exception: treatment !== "", doubtful: false })
      }
      settle(layers)
      break
    case "drop_places":
      for (const id of places) layers.mentions.delete(id)
      settle(layers)
      break
    case "confirm_places":
      for (const mention of places.flatMap(id => layers.mentions.get(id) ?? [])) {
        layers.mentions.set(mention.id, { ...mention, doubtful: false })
        treat(layers, mention.entity_id ?? "")
      }
      break
    case "add_identifier": {
      const { start, stop, identifier = "" } = operation
      if (!entity_id || start === undefined || stop === undefined || layers.mentions.has(entity_id)) break
      layers.mentions.set(entity_id, { id: entity_id, entity_id, start, stop, kind: identifier, treatment: "" })
      layers.subjects.set(entity_id, marked(entity_id, identifier, -1))
      break
    }
  }
}

/** Stand in for what Python has not described yet. */
function marked(id: string, kind: string, rank: number): Subject {
  const unknown = { name: "", forms: [], levels: [], taken_out: "", perhaps: [], either: [], speaks_as: "", by: "", at: "", where: "" }
  const open = { treatment: "", replacement: "", proposed: { treatment: "", replacement: "" }, waits: true }
  return { id, kind, rank, direct: true, certainty: "certain", transcripts: 1, ...unknown, ...open }
}

function mentionsOf(layers: Layers, id: string): Mention[] {
  return [...layers.mentions.values()].filter(each => each.entity_id === id)
}

function give(layers: Layers, mentions: Mention[], entity_id: string): void {
  for (const mention of mentions) layers.mentions.set(mention.id, { ...mention, entity_id })
}

/** Treat a subject and all its places but exceptions and those in doubt; without words, as it is. */
function treat(layers: Layers, id: string, treatment?: string, replacement?: string): void {
  const before = layers.subjects.get(id)
  if (!before) return
  const subject = treatment === undefined ? before : { ...before, treatment, replacement: replacement ?? "" }
  layers.subjects.set(id, subject)
  for (const mention of mentionsOf(layers, id)) {
    if (mention.exception || (mention.doubtful && subject.treatment !== "keep")) continue
    layers.mentions.set(mention.id, { ...mention, treatment: subject.treatment, replacement: subject.replacement })
  }
  settle(layers)
}

/** Tell anew what waits for a decision. */
function settle(layers: Layers): void {
  const doubtful = new Set([...layers.mentions.values()].filter(each => each.doubtful).map(each => each.entity_id))
  for (const subject of layers.subjects.values()) {
    const waits = subject.treatment === "" || (subject.treatment !== "keep" && doubtful.has(subject.id))
    // An interviewer whom nobody names needs no decision.
    const exempt = subject.speaks_as === "interviewer" && !subject.treatment && !subject.waits
    if (waits !== subject.waits && !exempt) layers.subjects.set(subject.id, { ...subject, waits })
  }
}
