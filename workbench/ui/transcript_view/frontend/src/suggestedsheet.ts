import rules from "./suggested.css?inline"
import { dress as dressView } from "./sheet.ts"

let shown = false

/** Add the rules of lists of suggestions to those that all parts share. */
export function dress(): void {
  dressView()
  if (shown) return
  shown = true
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(rules)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
