import rules from "./style.css?inline"

/** One sheet for the fixed rules, one that grows with the colours in use; both outlive a view. */
const fixed = new CSSStyleSheet()
const growing = new CSSStyleSheet()
const names = new Map<string, string>()
const dressed = new Set<string>()

/** Give the page the rules that all parts share, and those of one part; each once. */
export function dress(more = ""): void {
  if (!dressed.has("")) {
    dressed.add("")
    fixed.replaceSync(rules)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, fixed, growing]
  }
  if (dressed.has(more)) return
  dressed.add(more)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(more)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}

/**
 * Name the highlight with these declarations, adding its rule the first time it is asked for.
 * Every element that a rule may match is styled once for each highlight: only a turn of that class,
 * which is the highlight's name, may.
 */
export function brush(declarations: string): string {
  let name = names.get(declarations)
  if (!name) {
    name = `workbench-${names.size}`
    names.set(declarations, name)
    growing.insertRule(`.${name}::highlight(${name}) { ${declarations} }`, growing.cssRules.length)
  }
  return name
}
