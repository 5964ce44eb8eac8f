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
  ["E", "correct the selected words"],
  ["T", "stripes, fill, off"],
  ["Z, Ctrl+Z", "undo"],
  ["Shift+Z, Ctrl+Shift+Z", "redo"],
] as const

const REVIEW = [
  ["A", "accept what is proposed, and on to the next"],
  ["Shift+A", "accept for all of the same kind"],
  ["E, Enter", "change: other words, another treatment"],
  ["G", "generalise: choose how far"],
  ["R", "redact"],
  ["K", "keep as it is"],
  ["U", "take the decision back"],
  ["N, P", "next that waits, back to where you were"],
  ["[ ]", "previous, next place of this identifier"],
  ["=", "the same as the one that is asked about"],
  ["M", "the same as another: search it"],
  ["T", "tick this place"],
  ["X", "somebody else: split the ticked places off"],
  ["O", "only here: treat the ticked places apart"],
  ["W", "a word: take the ticked places off"],
  ["+", "mark the selected words as an identifier"],
  ["V", "show what is left, decided, all"],
  ["Z, Shift+Z", "undo, redo"],
  ["Ctrl+Enter", "go to the release"],
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
