/** Every key and what it does, as the sheet under `?` shows it. */
const MOVE = [
  ["arrows", "move the caret"],
  ["Shift+arrows", "select letters; with Ctrl, words"],
  ["S", "select the sentence; again, the turn"],
  [", .", "previous, next turn"],
  ["F", "find in this transcript"],
  ["H", "hide or show the interviewer"],
  ["?", "this list"],
  ["Tab", "leave the transcript"],
] as const

const CODE = [
  ["1–9", "apply the code of that number"],
  ["C, Enter", "pick or create a code"],
  ["V", "code in vivo: the words name the code"],
  [";", "apply the last code again"],
  ["U, Del", "take a code off"],
  ["Alt+[ Alt+]", "shrink or grow the coding by a word"],
  ["[ ]", "previous, next coding"],
  ["M", "write a memo on the passage"],
  ["T", "stripes, fill, off"],
  ["Z, Ctrl+Z", "undo"],
  ["Shift+Z, Ctrl+Shift+Z", "redo"],
] as const

const REVIEW = [
  ["A", "accept what is proposed"],
  ["Shift+A", "accept for all that are alike"],
  ["E", "change the treatment or the replacement"],
  ["R", "redact"],
  ["K", "keep as it is"],
  ["N, P", "next, previous identifier"],
  ["+", "mark the selection as an identifier"],
  ["Z, Shift+Z", "undo, redo"],
] as const

const READ = [["M", "write a memo on the passage"]] as const

export const SHEETS = { coding: [...CODE, ...MOVE], review: [...REVIEW, ...MOVE], reading: [...READ, ...MOVE] }

/** Name a key press with its modifiers: "Ctrl+Z", "Alt+[", "a" stays "a", Shift+a is "A". */
export function press(event: KeyboardEvent): string {
  const control = event.ctrlKey || event.metaKey
  const key = event.key.length === 1 && control ? event.key.toUpperCase() : event.key
  const shift = event.shiftKey && control ? "Shift+" : ""
  return `${control ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${shift}${key}`
}
