import { make } from "./dom.ts"
import { painted } from "./painted.ts"
import { ask } from "./server.ts"
import { dress } from "./sheet.ts"
import { prefer, preferred } from "./storage.ts"

/**
 * Draw what a page is about while Streamlit is starting, where it will stand, and let Streamlit's
 * own mount take it over: what is selected, how far it is scrolled and acts go with it.
 */

/** Where a part stood when it was last mounted, in windows of a width; the page's path follows. */
const PLACE = "workbench:place"
/** Milliseconds for the typeface to come before the words are drawn in another. */
const FACE = 400
/** Milliseconds between two looks whether Streamlit has drawn its page without taking the part over. */
const HANDOVER = 4000
/** Milliseconds after which the page is where it stays. */
const STILL = 600
/** Tells the page that the part is drawn, or will not be: Streamlit may start. */
const OPENED = "workbench:opened"
const REM = 15

/** A part that can stand elsewhere on the page without being made anew. */
export interface Movable {
  readonly root: HTMLElement
  move(parent: HTMLElement): void
  end(): void
}

/** What is drawn early on one page. */
export interface Sooner {
  make(host: HTMLElement): Movable
  /** Draw what the server tells, once that has come. */
  draw(part: Movable, data: object): void
  /** Where the page puts it if nothing stands above the title: from the top in rem, and its share of the width. */
  top: number
  share: number
}

let early: { part: Movable; host: HTMLElement; path: string } | null = null
/** Streamlit was first, or what was drawn is gone: nothing is drawn early any more. */
let late = false
let giving = 0

/** Begin, on a page that names what it will show; the page holds Streamlit back until it is told. */
export async function begin(pages: Readonly<Record<string, Sooner>>): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>("#workbench-opening")
  const page = pages[location.pathname]
  if (!link) return
  try {
    // Once for what is in sight, once for the rest of it.
    for (let frames = page && (await draw(link.href, page)) ? 2 : 0; frames; frames--) await painted()
  } finally {
    document.dispatchEvent(new Event(OPENED))
  }
}

/** Draw what the page will show; tells whether there is something to see. */
async function draw(address: string, page: Sooner): Promise<boolean> {
  const path = location.pathname
  const coming = Promise.all([data(address), face()])
  // While that comes: what the browser keeps takes as long to read as the words to lay out.
  const host = make("div", { class: "wbt-opening" })
  put(host, page)
  dress()
  const [found] = await coming
  if (!found || late || location.pathname !== path) return false
  document.body.append(host)
  const part = page.make(host)
  early = { part, host, path }
  try {
    page.draw(part, found)
  } catch (error) {
    abandon() // What is half drawn must not lie over the page.
    throw error
  }
  return true
}

async function data(address: string): Promise<object | null> {
  try {
    // Not past the cache: the page has asked for it already.
    return await ask<object>(address, { cache: "default" })
  } catch {
    return null // Streamlit's page says what there is to say.
  }
}

async function face(): Promise<void> {
  const limit = new Promise<void>(done => setTimeout(done, FACE))
  const loaded = ["400", "600"].map(weight => document.fonts.load(`${weight} 15px Opening`))
  await Promise.race([limit, Promise.all(loaded).catch(() => [])])
}

/** Give the part that was drawn early to the mount that is to show the same; else take it away. */
export function take<Part extends Movable>(parent: HTMLElement, same: (part: Movable) => part is Part): Part | null {
  late = true
  const found = early
  if (!found) return null
  const { part, host } = found
  if (!same(part)) {
    abandon()
    return null
  }
  early = null
  clearInterval(giving)
  part.move(parent)
  host.remove()
  return part
}

/** Hear that Streamlit runs: unless it comes for the part, what it shows instead must be seen. */
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
  found?.part.end()
}

/** Stand where the part stood in a window like this; else where the layout will put it. */
function put(host: HTMLElement, page: Sooner): void {
  const known = remembered()
  const [left, top, width] = known?.[0] === innerWidth ? known.slice(1) : usual(page)
  host.style.cssText = `left:${left}px;top:${top}px;width:${width}px`
}

/** Tell where a page puts a part: in its share of the width beside the padding, less half the gap. */
function usual({ top, share }: Sooner): number[] {
  const left = innerWidth > 800 ? 5 * REM : REM
  const inner = innerWidth - 2 * left
  return [left, top * REM, share < 1 && innerWidth > 640 ? inner * share - REM / 2 : inner]
}

/** Give the width of the window, and then left, top and width of what stood in it. */
function remembered(): number[] | null {
  try {
    return JSON.parse(preferred(PLACE + location.pathname) ?? "null") as number[] | null
  } catch {
    return null
  }
}

/** Keep the place of a part once the page around it is drawn. */
export function remember(root: HTMLElement): void {
  const path = location.pathname
  setTimeout(() => {
    const { left, top, width } = root.getBoundingClientRect()
    if (width && location.pathname === path) prefer(PLACE + path, JSON.stringify([innerWidth, left, top, width]))
  }, STILL)
}
