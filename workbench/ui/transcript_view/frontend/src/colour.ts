const HEX = /^#[0-9a-f]{6}$/i
/** Legible on light and dark ground; for codes without a colour of their own. */
const PALETTE = ["#3977c4", "#d9653b", "#4f9d69", "#8a63b8", "#b8892b", "#3c9aa8", "#c4507d", "#6d7a8c"]

/** Pass a colour only when it is one: what a study holds never reaches a style sheet unchecked. */
export function colour(given: string | undefined, id: string): string {
  if (given && HEX.test(given)) return given.toLowerCase()
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0
  return PALETTE[sum % PALETTE.length]!
}
