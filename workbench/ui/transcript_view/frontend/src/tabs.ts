const TAB = '[data-testid="stTab"]'
/** Milliseconds within which a page has answered a tab. */
const ANSWER = 5_000
/** A page that itself turns to another tab is let have it. */
const INSISTED = 5
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, Enter: 0, " ": 0 }

let chosen: HTMLElement | null = null
let answering: MutationObserver | null = null

/**
 * Let the tab that was chosen last be the one shown, with the keyboard on it.
 *
 * Each answer of the page names the tab it was asked for, and Streamlit turns back to it, though another was
 * chosen meanwhile; for a moment of each answer it disables its tabs, whereby the keyboard falls to the page's top.
 */
export function keepTabs(): void {
  document.addEventListener("pointerdown", event => tab(event.target) || choose(null), true)
  document.addEventListener("click", event => choose(tab(event.target) ?? chosen), true)
  document.addEventListener("keydown", event => onKey(event), true)
}

function tab(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(TAB) : null
}

function choose(next: HTMLElement | null): void {
  if (next === chosen) return
  answering?.disconnect()
  answering = null
  chosen = next
  if (!chosen) return
  let left = INSISTED
  const observer = new MutationObserver(() => {
    if (left && set(chosen!)) left -= 1
  })
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ["aria-selected", "aria-disabled"] })
  window.setTimeout(() => observer.disconnect(), ANSWER)
  answering = observer
}

/** Put the keyboard back on a tab that can be pressed again, and turn to it; tell whether the page had turned from it. */
function set(wanted: HTMLElement): boolean {
  if (!wanted.isConnected || wanted.ariaDisabled) return false
  const turned = wanted.ariaSelected !== "true"
  if (turned) wanted.click()
  // Where it stood on another of them, Streamlit puts it there again.
  if (fallen() || tab(document.activeElement)?.parentElement === wanted.parentElement) wanted.focus()
  return turned
}

function fallen(): boolean {
  return document.activeElement === document.body
}

function onKey(event: KeyboardEvent): void {
  const step = steps(event)
  const from = tab(event.target) ?? (fallen() ? chosen : null)
  if (step === undefined || !from) return choose(null)
  const tabs = [...from.parentElement!.querySelectorAll<HTMLElement>(TAB)]
  choose(tabs[(tabs.indexOf(from) + step + tabs.length) % tabs.length]!)
  if (!fallen()) return
  event.preventDefault()
  event.stopPropagation()
}

/** Tell how many tabs a key goes on by, if it is one for tabs. */
function steps({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): number | undefined {
  return altKey || ctrlKey || metaKey ? undefined : STEPS[key]
}
