import { arrive } from "./departure.ts"
import { live } from "./listening.ts"
import type { OutboxData, ViewData } from "./model.ts"
import { outbox, route } from "./shared.ts"
import { View } from "./view.ts"

interface Arguments {
  data: ViewData | OutboxData
  parentElement: HTMLElement
  setStateValue(name: string, value: unknown): void
  setTriggerValue(name: string, value: unknown): void
}

const views = new WeakMap<HTMLElement, View>()

/** Called by Streamlit at mount and at every change of data or theme; returns the end of a mount. */
export default function render(component: Arguments): () => void {
  return component.data.role === "outbox" ? carry(component, component.data) : show(component, component.data)
}

function carry({ parentElement, setTriggerValue, setStateValue }: Arguments, data: OutboxData): () => void {
  // Without this the empty element takes a gap of the page's layout.
  const element = parentElement.closest<HTMLElement>('[data-testid="stElementContainer"]')
  if (element) element.style.position = "absolute"
  const send = (message: unknown) => setTriggerValue("operations", message)
  arrive(data.run)
  live.use(data.ledger)
  outbox.receive(data)
  outbox.connect(send)
  route(setStateValue)
  return () => outbox.disconnect(send)
}

function show({ parentElement }: Arguments, data: ViewData): () => void {
  let view = views.get(parentElement)
  if (!view) {
    view = new View(parentElement)
    views.set(parentElement, view)
  }
  view.update(data)
  const mounted = view
  return () => {
    mounted.end()
    views.delete(parentElement)
  }
}
