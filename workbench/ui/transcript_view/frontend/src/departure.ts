/**
 * Tell when another page is being asked for, so that no run is asked for meanwhile.
 *
 * Every message to Streamlit names the page that the browser believes to show, and that is the old
 * one from the click until the new page's run reaches the browser. When such a message overtakes
 * the start of the new run, the old page runs instead; when it comes later, its fragment runs
 * under the old page's name and the browser clears the new page, which stays blank.
 */

/** Milliseconds after which a change of page is taken as done, whatever came of it. */
const DEPARTURE = 4000
/** Milliseconds for a press elsewhere to reach Streamlit; then it is waited for while it runs. */
const GESTURE = 400

/** Milliseconds after a run in which a second one, that the first asked for, may begin. */
const REST = 200

let here = location.pathname
let address = here
let wanted: string | null = null
let run = -1
let until = 0
let touched = -Infinity
let ran = -Infinity
let stirred = -Infinity

function hold(milliseconds: number): void {
  until = Math.max(until, performance.now() + milliseconds)
}

/** Tell whether a message sent now could name a page that is being left. */
export function leaving(): boolean {
  if (location.pathname !== address) {
    address = location.pathname
    if (address !== here) hold(DEPARTURE)
  }
  return performance.now() < until || (performance.now() - touched < DEPARTURE && runs())
}

/**
 * Tell whether a run that nobody waits for has to wait itself.
 *
 * Where two runs of one fragment reach a busy browser together, Streamlit's page takes what the
 * later drew for what the earlier left over: it drops it, and breaks at what comes next. And what Streamlit is about
 * to be asked by hand must not be sent along with what nobody waits for.
 */
export function busy(): boolean {
  const now = performance.now()
  if (runs()) ran = now
  return leaving() || now - ran < REST || now - stirred < GESTURE
}

/** Tell whether Streamlit does, or is about to do, what a press asked for: it may change the page. */
function runs(): boolean {
  const state = document.querySelector<HTMLElement>('[data-testid="stApp"]')?.dataset.testScriptState
  return state !== undefined && state !== "notRunning"
}

/** Note a key that the page answers, perhaps by changing to another. */
export function asked(): void {
  hold(DEPARTURE)
}

/** Note that a run of a page's script reached the browser, and tell whether it is a new one. */
export function arrive(n: number): boolean {
  const fresh = n !== run
  run = n
  // The old page's own runs count for nothing.
  if (!fresh || location.pathname === here) return fresh
  here = address = location.pathname
  if (wanted && wanted !== here) return fresh
  wanted = null
  until = 0
  touched = -Infinity
  return fresh
}

/** Return what an event beside the views is about. */
function beside(event: Event): Element | null {
  return event.target instanceof Element && !event.target.closest(".wbt") ? event.target : null
}

function pressed(event: Event): void {
  const target = beside(event)
  if (!target) return
  const link = target.closest<HTMLAnchorElement>("a[href]")
  const away = link && !link.target && link.origin === location.origin && link.pathname !== location.pathname
  if (!away) {
    touched = performance.now()
    return hold(GESTURE)
  }
  wanted = link.pathname
  hold(DEPARTURE)
}

// Captured, to be first: the link's own listener sends the request.
document.addEventListener("click", pressed, true)
for (const name of ["pointerdown", "keydown"]) {
  document.addEventListener(name, event => void (beside(event) && (stirred = performance.now())), true)
}
