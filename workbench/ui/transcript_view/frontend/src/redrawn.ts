let held: HTMLElement | null = null
let meant = ""

/**
 * Count a press of a button of the page that was drawn anew while it was held down.
 *
 * A button that changes its look is another element, and the browser tells neither that it was pressed.
 */
export function keepPresses(): void {
  document.addEventListener("pointerdown", event => hold(event), true)
  document.addEventListener("pointerup", event => letGo(event), true)
}

function hold(event: PointerEvent): void {
  held = event.button ? null : button(event.target)
  meant = held ? meaning(held) : ""
}

function letGo(event: PointerEvent): void {
  // A finger's event still names the element that is gone.
  const now = button(document.elementFromPoint(event.clientX, event.clientY))
  if (held && !held.isConnected && meant && now && meaning(now) === meant) now.click()
  held = null
}

function button(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest("button") : null
}

/** What a button that the page gave a name says; without a name, another may have taken its place. */
function meaning(button: HTMLElement): string {
  const element = button.closest('[data-testid="stElementContainer"]')
  const name = [...(element?.classList ?? [])].find(each => each.startsWith("st-key-"))
  return name ? `${name} ${button.textContent}` : ""
}
