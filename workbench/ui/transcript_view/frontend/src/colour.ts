const HEX = /^#[0-9a-f]{6}$/i
/** Legible on light and dark ground; for codes without a colour of their own. */
const PALETTE = ["#3977c4", "#d9653b", "#4f9d69", "#8a63b8", "#b8892b", "#3c9aa8", "#c4507d", "#6d7a8c"]
/** WCAG 2.2, 1.4.11: what a figure is known by stands out from its ground by 3 to 1. */
const ENOUGH = 3

/** Pass a colour only when it is one: what a study holds never reaches a style sheet unchecked. */
export function colour(given: string | undefined, id: string): string {
  if (given && HEX.test(given)) return given.toLowerCase()
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0
  return PALETTE[sum % PALETTE.length]!
}

const known = new Map<string, string>()

/** Darken or lighten a colour, as little as it takes, until it stands out from the ground. */
export function legible(given: string, ground: string): string {
  const key = `${given} ${ground}`
  let found = known.get(key)
  if (!found) {
    found = given
    const under = parts(ground)
    const target = luminance(under) > 0.4 ? 0 : 255
    for (let share = 0.1; contrast(parts(found), under) < ENOUGH && share <= 1; share += 0.1) {
      found = `#${parts(given).map(part => Math.round(part + (target - part) * share).toString(16).padStart(2, "0")).join("")}`
    }
    known.set(key, found)
  }
  return found
}

function parts(words: string): number[] {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(words.trim())
  if (hex) return hex.slice(1).map(part => parseInt(part, 16))
  const numbers = words.match(/[\d.]+/g)?.slice(0, 3).map(Number) ?? []
  return numbers.length === 3 ? numbers : [255, 255, 255]
}

function luminance(rgb: number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map(part => {
    const share = part / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: number[], other: number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}
