/** The codings of a code as a list: ordered, counted, and as they are after some acts. */

import type { Told } from "./codebook.ts"
import type { Operation } from "./model.ts"

export interface Coded {
  id: string
  code_id: string
  /** What passage it is on: the same for two codings of the same words. */
  passage: string
  /** Place in the order of transcripts. */
  order: number
  transcript: string
  words: string
  who: string
  place: string
  time: string
  researcher: string
  memo: string
}

export interface PassagesData extends Told {
  role: "passages"
  /** The code whose passages these are, and the codes below it that are listed with it. */
  code_id: string
  scope: string[]
  passages: Coded[]
  /** Attributes of each participant by pseudonym. */
  people: Record<string, Record<string, string>>
}

export const ORDERS: Record<string, [string, (a: Coded, b: Coded) => number]> = {
  place: ["As in the transcripts", (a, b) => a.order - b.order],
  who: ["By participant", (a, b) => a.who.localeCompare(b.who) || a.order - b.order],
  newest: ["Coded last first", (a, b) => b.time.localeCompare(a.time) || a.order - b.order],
  oldest: ["Coded first first", (a, b) => a.time.localeCompare(b.time) || a.order - b.order],
  longest: ["Longest first", (a, b) => b.words.length - a.words.length],
  shortest: ["Shortest first", (a, b) => a.words.length - b.words.length],
  researcher: ["By researcher", (a, b) => a.researcher.localeCompare(b.researcher) || a.order - b.order],
}

/** Return the codings as they are after some acts. */
export function recoded(told: readonly Coded[], scope: readonly string[], done: readonly Operation[]): Coded[] {
  let list = [...told]
  for (const each of done) {
    const ticked = new Set(each.coding_ids ?? [])
    if (each.kind === "recode_off" || each.kind === "split_code") list = list.filter(one => !ticked.has(one.id))
    else if (each.kind === "recode_move") {
      const to = each.code_id ?? ""
      const here = scope.includes(to)
      list = list.flatMap(one => (!ticked.has(one.id) ? [one] : here ? [{ ...one, code_id: to }] : []))
    } else if (each.kind === "merge_codes" && each.code_id !== scope[0]) {
      list = list.map(one => (one.code_id === each.code_id ? { ...one, code_id: each.other_id ?? "" } : one))
    }
  }
  return list
}

/** Say how much is listed: words coded twice are one passage, as the codebook counts them. */
export function amount(list: readonly Coded[]): string {
  const passages = new Set(list.map(each => each.passage)).size
  const of = many(passages, "passage")
  return passages === list.length ? of : `${of}, ${many(list.length, "coding")}`
}

/** Write a number with what it counts. */
export function many(number: number, one: string): string {
  return `${number.toLocaleString("en-GB")} ${one}${number === 1 ? "" : "s"}`
}
