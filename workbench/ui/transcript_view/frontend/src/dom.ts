type Attributes = Record<string, string | number | boolean | EventListener | undefined>

/** Make an element; strings become text, never markup, and `on…` functions become listeners. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    if (typeof value === "function") element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? "" : String(value))
  }
  element.append(...children)
  return element
}

/** Write a time that Python told, in UTC and without zone, as the clock here shows it. */
export function day(time: string): string {
  const when = new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(time) ? time : `${time}Z`)
  if (Number.isNaN(when.getTime())) return ""
  return when.toLocaleString("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" })
}

/** Show seconds as minutes and seconds, with hours when there are any. */
export function clock(seconds: number | null): string {
  if (seconds === null) return ""
  const whole = Math.floor(seconds)
  const parts = [Math.floor(whole / 60) % 60, whole % 60]
  if (whole >= 3600) parts.unshift(Math.floor(whole / 3600))
  return parts.map(part => String(part).padStart(2, "0")).join(":")
}
