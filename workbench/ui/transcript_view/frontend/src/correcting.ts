/** Milliseconds to wait for the form that the page draws beside the text. */
const PATIENCE = 5000
const FIELD = 'input[aria-label="Words"], textarea[aria-label="Words"]'

/** Go to the field of the form that corrects the text, once it is there. */
export function reach(): void {
  const look = () => {
    const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(FIELD)
    if (!field) return
    watcher.disconnect()
    field.focus()
    field.select()
  }
  const watcher = new MutationObserver(look)
  watcher.observe(document.body, { childList: true, subtree: true })
  setTimeout(() => watcher.disconnect(), PATIENCE)
}
