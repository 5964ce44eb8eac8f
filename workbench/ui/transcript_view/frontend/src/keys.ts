/** What a key does: how the sheet under `?` names it, in words, and the press that does it. */
export type Row = readonly [keys: string, does: string, press?: string]

const MOVE: readonly Row[] = [
  ["arrows", "move the caret"],
  ["Shift+arrows", "select letters; with Ctrl, words"],
  ["S", "select the sentence; again, the turn", "s"],
  [", .", "previous, next turn"],
  ["F", "find in this transcript", "f"],
  ["H", "hide or show the interviewer", "h"],
  ["?", "this list", "?"],
  ["Tab", "leave the transcript"],
]

const CODE: readonly Row[] = [
  ["1–9", "apply the code of that number"],
  ["C, Enter", "pick a code, or several (Ctrl+Enter stays)", "c"],
  ["I, V", "code in vivo: the words name the code", "i"],
  [";", "apply the last code again", ";"],
  ["W", "code the whole turn with the last code", "w"],
  ["Q", "ask which of your codes may fit: 1–3 applies one", "q"],
  ["A", "find passages like the selected words", "a"],
  ["Shift+1–9", "code the whole turn with that code"],
  ["U, Del", "take a code off", "u"],
  ["Shift+U", "take all your codes off the passage", "U"],
  ["[ ]", "previous, next coding here"],
  ["J", "next passage of this code, in any transcript", "j"],
  ["K", "previous passage of this code", "k"],
  ["Alt+[ Alt+]", "move the end of the coding (Alt+← →)"],
  ["Alt+Shift+[ ]", "move its start (Alt+Shift+← →)"],
  ["M", "write a memo on the coding or passage", "m"],
  ["Shift+M", "write a memo on the code or transcript", "M"],
  ["E", "correct the selected words", "e"],
  ["R", "mark as read: the selection, or up to here", "r"],
  ["Shift+R", "mark the whole transcript as read, or as unread", "R"],
  ["/", "codebook: Enter codes, Space shows, 1–9 pin", "/"],
  ["T", "stripes, fill, off", "t"],
  ["L", "show only some codes, themes or researchers", "l"],
  ["Z, Ctrl+Z", "undo", "Ctrl+Z"],
  ["Shift+Z, Ctrl+Shift+Z", "redo", "Ctrl+Shift+Z"],
  ["Ctrl+K", "find an act by its name", "Ctrl+K"],
]

const REVIEW: readonly Row[] = [
  ["A", "accept what is proposed, and on to the next"],
  ["Shift+A", "accept for all of the same kind"],
  ["E, Enter", "change: other words, another treatment"],
  ["G", "generalise: choose how far"],
  ["R", "redact"],
  ["K", "keep as it is"],
  ["U", "take the decision back"],
  ["N, P", "next that waits, back to where you were"],
  ["[ ]", "previous, next place of this identifier"],
  ["=", "the same as the one that is asked about; who is meant of two"],
  ["M", "the same as another: search it"],
  ["T", "tick this place"],
  ["X", "somebody else: split the ticked places off"],
  ["O", "only here: treat the ticked places apart"],
  ["W", "a word: take the ticked places off"],
  ["+", "mark the selected words as an identifier"],
  ["V", "show what is left, decided, all"],
  ["Z, Shift+Z", "undo, redo"],
  ["Ctrl+Enter", "go to the release"],
]

const READ: readonly Row[] = [["M", "write a memo on the passage", "m"]]

export const SHEETS = { coding: [...CODE, ...MOVE], review: [...REVIEW, ...MOVE], reading: [...READ, ...MOVE] }

/** Name a key press with its modifiers: "Ctrl+Z", "Alt+[", "a" stays "a", Shift+a is "A". */
export function press(event: KeyboardEvent): string {
  // Many keyboards type brackets with AltGr, which Windows reports as Ctrl and Alt.
  const level = event.getModifierState("AltGraph")
  const control = (event.ctrlKey || event.metaKey) && !level
  const alt = event.altKey && !level
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
  if (event.shiftKey && !control && !alt && digit && !/^\d$/.test(event.key)) return `Shift+${digit}`
  if (alt && event.code === "BracketLeft") return event.shiftKey ? "Alt+{" : "Alt+["
  if (alt && event.code === "BracketRight") return event.shiftKey ? "Alt+}" : "Alt+]"
  const key = event.key.length === 1 && control ? event.key.toUpperCase() : event.key
  const shift = event.shiftKey && (control || alt) ? "Shift+" : ""
  return `${control ? "Ctrl+" : ""}${alt ? "Alt+" : ""}${shift}${key}`
}

/** Tell a key that types a sign of its own, which speech or a slip may press unmeant. */
export function isSingle(key: string): boolean {
  return key.length === 1 || /^Shift\+\d$/.test(key)
}
