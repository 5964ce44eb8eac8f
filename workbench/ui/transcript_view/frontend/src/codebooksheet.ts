import rules from "./codebook.css?inline"
import { dress as dressView } from "./sheet.ts"

let shown = false

/** Add the rules of the codebook page to those that all parts share. */
export function dress(): void {
  dressView()
  if (shown) return
  shown = true
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(rules)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
