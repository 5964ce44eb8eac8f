/** CSS pixels: a hand that presses is never quite still. */
const STILL = 4
/** Milliseconds within which a page that draws itself anew puts back what was pressed. */
const PATIENCE = 1_000
const NAMED = "st-key-"
const PRESSABLE = "button, label, summary"

interface Press {
  element: HTMLElement
  meaning: string
  x: number
  y: number
}

/** Milliseconds within which a page has answered a key. */
const ANSWER = 5_000

let held: Press | null = null
let waiting: MutationObserver | null = null
let following: MutationObserver | null = null

/**
 * Count a press of a button of the page that was drawn anew, or moved away, while it was held down.
 *
 * Pressing ends the typing in a field beside it; what follows from the typing may push the button from under
 * the pointer, or change its look and thereby its element. The browser tells of neither that it was pressed.
 */
export function keepPresses(): void {
  document.addEventListener("pointerdown", event => hold(event), true)
  document.addEventListener("pointerup", event => letGo(event), true)
  document.addEventListener("keydown", event => onKey(event), true)
}

function onKey(event: KeyboardEvent): void {
  stopWaiting()
  const pressed = event.key === "Enter" || event.key === " " ? pressable(event.target) : null
  if (pressed && named(pressed)) follow(named(pressed))
}

/**
 * Leave the keyboard on what a key pressed, though it is drawn anew elsewhere, as in a card that moved up.
 *
 * Where it cannot be pressed again, as at the end of a list, the keyboard goes to what stands beside it.
 */
function follow(name: string): void {
  const observer = new MutationObserver(() => {
    const now = document.activeElement === document.body && pressables().find(each => named(each) === name)
    if (!now) return
    const row = now.closest('[data-testid="stHorizontalBlock"]')
    const next = now.matches(":disabled") ? row?.querySelector<HTMLElement>("button:enabled") : now
    next?.focus()
  })
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] })
  window.setTimeout(() => observer.disconnect(), ANSWER)
  following = observer
}

function hold(event: PointerEvent): void {
  stopWaiting()
  const element = event.button ? null : pressable(event.target)
  held = element && { element, meaning: meaning(element), x: event.clientX, y: event.clientY }
}

function letGo(event: PointerEvent): void {
  // A finger's event still names the element that is gone.
  const under = pressable(document.elementFromPoint(event.clientX, event.clientY))
  const press = held
  held = null
  if (!press || press.element === under) return
  const now = same(press)
  const still = Math.hypot(event.clientX - press.x, event.clientY - press.y) <= STILL
  if (now && (still || now === under)) now.click()
  else if (still && !press.element.isConnected) wait(press)
}

/** Find what was pressed where it is now; what came to say something else is another. */
function same({ element, meaning: meant }: Press): HTMLElement | undefined {
  if (element.isConnected) return meaning(element) === meant ? element : undefined
  // Without a name, another may have taken its place.
  if (!meant.startsWith(NAMED)) return undefined
  return pressables().find(each => meaning(each) === meant)
}

/** Press it once it is drawn again. */
function wait(press: Press): void {
  const observer = new MutationObserver(() => {
    const now = same(press)
    if (!now) return
    observer.disconnect()
    now.click()
  })
  observer.observe(document.body, { childList: true, subtree: true })
  window.setTimeout(() => observer.disconnect(), PATIENCE)
  waiting = observer
}

function stopWaiting(): void {
  waiting?.disconnect()
  following?.disconnect()
}

function pressables(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(PRESSABLE)]
}

function pressable(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest(PRESSABLE) : null
}

/** Tell a button by the name that the page gave it, if any, and by what it says. */
function meaning(pressed: HTMLElement): string {
  return `${named(pressed)} ${pressed.textContent}`
}

function named(pressed: HTMLElement): string {
  const element = pressed.closest('[data-testid="stElementContainer"]')
  return [...(element?.classList ?? [])].find(each => each.startsWith(NAMED)) ?? ""
}
