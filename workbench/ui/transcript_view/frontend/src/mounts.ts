/** What stands where Streamlit mounted it: made once, told anew, ended when it is gone. */
export class Mounts<Part extends { end(): void }> {
  private readonly parts = new WeakMap<Element, Part>()

  at(parent: Element, make: () => Part): Part {
    const found = this.parts.get(parent) ?? make()
    this.parts.set(parent, found)
    return found
  }

  /**
   * Return what Streamlit calls at the end of a mount.
   *
   * It calls it too when newer data overtakes a call that it still waits for. The part then stands
   * in the page and is in use: to end it would take the focus, and with it the keys pressed next.
   */
  leave(parent: Element, also: () => void = () => {}): () => void {
    return () => {
      if (parent.isConnected) return
      this.parts.get(parent)?.end()
      this.parts.delete(parent)
      also()
    }
  }
}
