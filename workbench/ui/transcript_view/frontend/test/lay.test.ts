import assert from "node:assert/strict"
import { test } from "node:test"
import { among, landing, themeAt, type Box, type Item, type Place } from "../src/boarddrag.ts"
import { Lay, NONE, type BoardCode, type BoardTheme, type Card } from "../src/lay.ts"
import type { Operation } from "../src/model.ts"

const theme = (id: string, parent_id: string | null = null): BoardTheme => ({ id, parent_id, name: id.toUpperCase(), colour: "", status: "candidate", said: "", memo: false })
const code = (id: string, parent_id: string | null = null): BoardCode => ({ id, parent_id, name: id, colour: "", retired: false, participants: 0, memo: false })
const card = (id: string, theme_id: string, given: Partial<Card> = {}): Card => ({ id, kind: "code", theme_id, code_id: `of ${id}`, words: "", who: "", stack: "", ...given })

const DATA = {
  themes: [theme("a"), theme("b", "a"), theme("c")],
  cards: [card("1", "a"), card("2", "a", { stack: "heap" }), card("3", "a"), card("4", "c", { code_id: "of 1" }), card("5", "", { kind: "thought", code_id: "" })],
  codes: [code("of 1"), code("below", "of 1"), code("loose")],
}

function after(...acts: Partial<Operation>[]): Lay {
  return new Lay(DATA, acts as Operation[])
}

function lies(lay: Lay, theme_id: string): string {
  return lay.of(theme_id).map(each => each.id).join(" ")
}

test("cards come before others, last, and together in stacks", () => {
  assert.equal(lies(after({ kind: "put_card", card_id: "3", theme_id: "a", before: "1", stack: "" }), "a"), "3 1 2")
  assert.equal(lies(after({ kind: "put_card", card_id: "1", theme_id: "a", before: "", stack: "heap" }), "a"), "2 1 3")
  assert.equal(lies(after({ kind: "put_card", card_id: "1", theme_id: "b", before: "gone", stack: "" }), "b"), "1")
})

test("a code is parked, taken out of the parking place and laid twice in no theme", () => {
  const parked = { kind: "lay_card", card_id: "6", code_id: "loose", theme_id: NONE, before: "5", stack: "" }
  assert.equal(lies(after(parked), NONE), "6 5")
  const laid = after(parked, { ...parked, card_id: "7", theme_id: "b" }, { ...parked, card_id: "8", theme_id: "b" })
  assert.equal(lies(laid, NONE), "5")
  assert.equal(lies(laid, "b"), "7")
})

test("a thought taken away is parked, then gone", () => {
  const put = { kind: "put_card", card_id: "5", theme_id: "c", before: "4", stack: "" }
  const take = { kind: "take_card", card_id: "5" }
  assert.equal(lies(after(put), "c"), "5 4")
  assert.equal(lies(after(put, take), NONE), "5")
  assert.equal(lies(after(put, take, take), NONE), "")
})

test("codes without a theme leave out what stands below one that has", () => {
  assert.deepEqual(after().loose().map(each => each.id), ["loose"])
  assert.deepEqual(after({ kind: "take_card", card_id: "1" }, { kind: "take_card", card_id: "4" }).loose().map(each => each.id), ["of 1", "below", "loose"])
})

test("a merged theme gives its cards and subthemes on, once each", () => {
  const lay = after({ kind: "merge_theme", theme_id: "a", other_id: "c", text: "" })
  assert.equal(lies(lay, "c"), "4 2 3")
  assert.deepEqual(lay.inOrder().map(each => each.id), ["c", "b"])
  assert.equal(after({ kind: "merge_theme", theme_id: "a", other_id: "b", text: "" }).themes.size, 3)
})

test("dissolving parks thoughts and moves subthemes up; splitting takes cards along", () => {
  const think = { kind: "add_thought", card_id: "6", text: "So?", theme_id: "a", before: "", stack: "" }
  const gone = after(think, { kind: "dissolve_theme", theme_id: "a", text: "" })
  assert.equal(lies(gone, NONE), "5 6")
  assert.equal(gone.themes.get("b")!.parent_id, null)
  const parted = after({ kind: "split_theme", theme_id: "b", other_id: "d", name: "D", card_ids: ["1"], text: "" })
  assert.equal(lies(parted, "d"), "1")
  assert.equal(parted.path(parted.themes.get("d")!), "A › D")
})

test("themes are placed among others, under none of their own", () => {
  assert.deepEqual(after({ kind: "place_theme", theme_id: "c", parent_id: "", place: 0 }).inOrder().map(each => each.id), ["c", "a", "b"])
  assert.equal(after({ kind: "place_theme", theme_id: "a", parent_id: "b", place: 0 }).themes.get("a")!.parent_id, null)
})

const box = (top: number, bottom: number, left = 0, right = 100): Box => ({ left, top, right, bottom })
const item = (id: string, top: number, stack = "", inside: Item[] = []): Item => ({ id, box: box(top, top + 20), stack, inside })
const PLACE: Place = { theme_id: "a", box: box(0, 200), level: 1, head: 15, foot: 120, items: [item("1", 20), item("s a heap", 60, "heap", [item("2", 60)]), item("3", 100)] }

test("a drop goes before the card whose middle is below, into a stack it is over, or last", () => {
  const where = (y: number) => [landing(PLACE, y).before, landing(PLACE, y).stack]
  assert.deepEqual(where(25), ["1", ""])
  assert.deepEqual(where(50), ["2", ""])
  assert.deepEqual(where(65), ["2", "heap"])
  assert.deepEqual(where(75), ["", "heap"])
  assert.deepEqual(where(95), ["3", ""])
  assert.deepEqual(where(150), ["", ""])
})

test("a theme goes beside another at its sides, onto it in the middle", () => {
  const lay = after()
  const at = (x: number) => among(lay, "a", { ...PLACE, theme_id: "c" }, { x, y: 50 })
  assert.deepEqual([at(50).onto, at(50).parent], ["c", "c"])
  assert.deepEqual([at(5).onto, at(5).parent, at(5).place], ["", null, 0])
  assert.equal(at(95).place, 1)
  const sub: Place = { ...PLACE, theme_id: "b", level: 2, box: box(130, 200), head: 150 }
  const below = (y: number) => among(lay, "c", sub, { x: 5, y })
  assert.deepEqual([below(195).parent, below(195).place], ["a", 1])
  assert.deepEqual([below(132).parent, below(132).place], ["a", 0])
  assert.equal(below(140).onto, "b")
  const held = (y: number) => themeAt([PLACE, sub], { x: 50, y })?.theme_id
  assert.deepEqual([100, 140, 170, 195, 205].map(held), ["a", "b", "a", "b", undefined])
})
