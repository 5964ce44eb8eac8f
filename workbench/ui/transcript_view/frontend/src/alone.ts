/**
 * Have Streamlit send at once what it is told, in a message of its own.
 *
 * It gathers for a moment what its widgets tell, and then runs the fragment of the first of them: what a person
 * presses within that moment would go with the message, and nobody would hear it.
 */
export function alone(tell: () => void): void {
  const later = window.setTimeout
  const atOnce = (run: TimerHandler, after = 0, ...given: unknown[]) => {
    if (after || typeof run !== "function") return later(run, after, ...given)
    run(...given)
    return 0
  }
  window.setTimeout = atOnce as typeof window.setTimeout
  try {
    tell()
  } finally {
    window.setTimeout = later
  }
}
