import { make } from "./dom.ts"
import type { ViewData } from "./model.ts"
import { painted } from "./painted.ts"
import { ask } from "./server.ts"
import { prefer, preferred } from "./shared.ts"
import { dress } from "./sheet.ts"
import { View } from "./view.ts"

/**
 * Draw the transcript of the coding page while Streamlit is starting, where it will stand, and let
 * Streamlit's own mount take it over: selection, scroll position and acts go with it.
 */

/** Where the transcript stood when it was last mounted, in windows of a width. */
const PLACE = "workbench:place"
/** Milliseconds for the typeface to come before the words are drawn in another. */
const FACE = 400
/** Milliseconds between two looks whether Streamlit has drawn its page without taking the view over. */
const HANDOVER = 4000
/** Milliseconds after which the page is where it stays. */
const STILL = 600
/** Tells the page that the transcript is drawn, or will not be: Streamlit may start. */
const OPENED = "workbench:opened"
const NOTHING = { entities: [], subjects: [], elsewhere: [], others: [], kinds: [], answered: 0 }

interface Place {
  window: number
  left: number
  top: number
  width: number
}

let early: { view: View; host: HTMLElement; path: string } | null = null
/** Streamlit was first, or what was drawn is gone: nothing is drawn early any more. */
let late = false
let giving = 0

/** Begin, on a page that names what it will show; the page holds Streamlit back until it is told. */
export async function begin(): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>("#workbench-opening")
  if (!link) return
  try {
    // Once for the words in sight, once for the rest of them.
    for (let frames = (await draw(link.href)) ? 2 : 0; frames; frames--) await painted()
  } finally {
    document.dispatchEvent(new Event(OPENED))
  }
}

/** Draw what the page will show; tells whether there is something to see. */
async function draw(address: string): Promise<boolean> {
  const path = location.pathname
  const coming = Promise.all([data(address), face()])
  // While that comes: what the browser keeps takes as long to read as the words to lay out.
  const host = make("div", { class: "wbt-opening" })
  put(host)
  dress()
  const [found] = await coming
  if (!found || late || location.pathname !== path) return false
  document.body.append(host)
  const view = new View(host)
  early = { view, host, path }
  try {
    view.update(found)
  } catch (error) {
    abandon() // What is half drawn must not lie over the page.
    throw error
  }
  return true
}

async function data(address: string): Promise<ViewData | null> {
  try {
    // Not past the cache: the page has asked for it already.
    const found = await ask<ViewData>(address, { cache: "default" })
    return { ...NOTHING, ...found, role: "view", base: "opening", mode: "coding" }
  } catch {
    return null // Streamlit's page says what there is to say.
  }
}

async function face(): Promise<void> {
  const limit = new Promise<void>(done => setTimeout(done, FACE))
  const loaded = ["400", "600"].map(weight => document.fonts.load(`${weight} 15px Opening`))
  await Promise.race([limit, Promise.all(loaded).catch(() => [])])
}

/** Give the view that was drawn early to the mount that is to show the same; else take it away. */
export function take(parent: HTMLElement, data: ViewData): View | null {
  late = true
  const found = early
  if (!found) return null
  if (data.mode !== "coding" || data.transcript.id !== found.view.data.transcript.id) {
    abandon()
    return null
  }
  early = null
  clearInterval(giving)
  found.view.move(parent)
  found.host.remove()
  return found.view
}

/** Hear that Streamlit runs: unless it comes for the view, what it shows instead must be seen. */
export function heard(): void {
  if (early && location.pathname !== early.path) abandon()
  else if (early && !giving) giving = window.setInterval(giveUp, HANDOVER)
  else if (!early) late = true
}

function giveUp(): void {
  const busy = document.querySelector('[data-testid="stApp"][data-test-script-state="running"]')
  if (!busy || location.pathname !== early?.path) abandon()
}

function abandon(): void {
  const found = early
  clearInterval(giving)
  early = null
  late = true
  found?.host.remove()
  found?.view.end()
}

/** Stand where the transcript stood in a window like this; else where the layout will put it. */
function put(host: HTMLElement): void {
  const { innerWidth } = window
  const known = remembered()
  const place = known?.window === innerWidth ? known : usual(innerWidth)
  host.style.cssText = `left:${place.left}px;top:${place.top}px;width:${place.width}px`
}

/** Tell where a page without anything above the title puts the transcript: 19 of 25 parts beside the padding. */
function usual(window: number): Place {
  const rem = 15
  const left = window > 800 ? 5 * rem : rem
  const inner = window - 2 * left
  return { window, left, top: 7.5 * rem, width: window > 640 ? inner * 0.76 - rem / 2 : inner }
}

function remembered(): Place | null {
  try {
    return JSON.parse(preferred(PLACE) ?? "null") as Place | null
  } catch {
    return null
  }
}

/** Keep the place of a view once the page around it is drawn. */
export function remember(root: HTMLElement): void {
  setTimeout(() => {
    const { left, top, width } = root.getBoundingClientRect()
    if (width) prefer(PLACE, JSON.stringify({ window: innerWidth, left, top, width }))
  }, STILL)
}
