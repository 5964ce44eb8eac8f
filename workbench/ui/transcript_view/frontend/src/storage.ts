/** Read browser storage that may be switched off. */
export function recall(name: string): string | null {
  try {
    return sessionStorage.getItem(name)
  } catch {
    return null
  }
}

/** Keep ids and offsets over a reload; nothing that a participant or researcher wrote comes here. */
export function keep(name: string, value: string): void {
  try {
    sessionStorage.setItem(name, value)
  } catch {
    // Storage is full or switched off: the outbox in memory still holds everything.
  }
}

/** Read a choice of this researcher's that outlives the window. */
export function preferred(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

export function prefer(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // It then holds for this page alone.
  }
}
