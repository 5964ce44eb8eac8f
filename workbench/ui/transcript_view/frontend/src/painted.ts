/** Milliseconds to wait at most: a page in the background paints nothing. */
const UNSEEN = 200

/** Wait until what was drawn is on the screen. */
export async function painted(): Promise<void> {
  const limit = new Promise<void>(done => setTimeout(done, UNSEEN))
  const seen = new Promise<void>(done => requestAnimationFrame(() => setTimeout(done)))
  await Promise.race([limit, seen])
}
