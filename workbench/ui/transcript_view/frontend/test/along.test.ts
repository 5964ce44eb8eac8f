import assert from "node:assert/strict"
import { test } from "node:test"
import { Along } from "../src/along.ts"
import type { Coding } from "../src/model.ts"
import { Offsets } from "../src/offsets.ts"

/** Turns of 40 code points, each with a sign outside the basic plane. */
const OFFSETS = new Offsets("All of us were 🙂 tired of the rota again\n".repeat(30))
const WIDTH = OFFSETS.text.indexOf("\n") + 1
const WORDS = { offsets: OFFSETS, turnAt: (unit: number) => Math.min(29, Math.floor(unit / WIDTH)) }

/** The same numbers in each run. */
function chance(seed: number): (below: number) => number {
  return below => ((seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 8) % below
}

function shown(along: Along) {
  return { drawn: along.drawn, lanes: along.lanes, turns: Array.from({ length: 30 }, (_, turn) => [...along.on(turn)]) }
}

test("whatever is done one after the other, all lies as if it were laid anew", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const draw = chance(seed)
    const codings = new Map<string, Coding>()
    const along = new Along()
    let shade = "#111111"
    for (let act = 0; act < 120; act++) {
      const ids = [...codings.keys()]
      const id = ids[draw(ids.length || 1)] ?? ""
      const start = draw(OFFSETS.points - 60)
      const span = { start, stop: start + 1 + draw(59) }
      const kind = draw(6)
      if (kind === 0) codings.delete(id)
      else if (kind === 1 && id) codings.set(id, { ...codings.get(id)!, ...span })
      else if (kind === 2) shade = `#11111${draw(10)}`
      else codings.set(`k${act}`, { id: `k${act}`, code_id: `c${draw(4)}`, researcher: "AB", ...span })
      const moved = kind === 3 && codings.has(id) ? { id, from: start, to: start + 5 } : null
      const all = [...codings.values()]
      const colour = (code_id: string) => (code_id === "c1" ? shade : code_id)
      const anew = new Along()
      along.lay(WORDS, all, colour, moved)
      anew.lay(WORDS, all, colour, moved)
      assert.deepEqual(shown(along), shown(anew))
    }
  }
})

test("what an act does not touch stays the same object", () => {
  const coding = (id: string, start: number) => ({ id, code_id: "c", start, stop: start + 10, researcher: "AB" })
  const all = [coding("a", 0), coding("b", 300), coding("c", 900)]
  const along = new Along()
  along.lay(WORDS, all, () => "#111111", null)
  const before = [...along.drawn]
  along.lay(WORDS, [...all, coding("d", 305)], () => "#111111", null)
  assert.deepEqual(along.drawn.map(each => each.id), ["a", "b", "d", "c"])
  assert.deepEqual(before.map(each => along.drawn.includes(each)), [true, true, true])
})
