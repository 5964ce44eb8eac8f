import type { Code, Coding, Mention, Operation } from "./model.ts"

export interface Layers {
  codings: Map<string, Coding>
  codes: Map<string, Code>
  mentions: Map<string, Mention>
}

/** Draw operations that Python has not answered over what it last told; the input is not changed. */
export function overlay(told: Layers, waiting: readonly Operation[], researcher: string): Layers {
  if (!waiting.length) return told
  const drawn: Layers = {
    codings: new Map(told.codings),
    codes: new Map(told.codes),
    mentions: new Map(told.mentions),
  }
  for (const operation of waiting) draw(drawn, operation, researcher)
  return drawn
}

/** Draw one operation into `layers`. Drawing it twice is drawing it once. */
export function draw(layers: Layers, operation: Operation, researcher: string): void {
  const { coding_id, code_id, start, stop } = operation
  switch (operation.kind) {
    case "create_and_apply":
    case "in_vivo":
      if (code_id && !layers.codes.has(code_id)) {
        layers.codes.set(code_id, { id: code_id, name: operation.name ?? "In vivo", colour: "" })
      }
    // falls through: the new code is then applied
    case "apply":
      if (coding_id && code_id && start !== undefined && stop !== undefined) {
        layers.codings.set(coding_id, { id: coding_id, code_id, start, stop, researcher })
      }
      break
    case "remove":
      if (coding_id) layers.codings.delete(coding_id)
      break
    case "resize": {
      const coding = coding_id ? layers.codings.get(coding_id) : undefined
      if (coding && start !== undefined && stop !== undefined) {
        layers.codings.set(coding.id, { ...coding, start, stop })
      }
      break
    }
    case "decide":
      for (const mention of layers.mentions.values()) {
        if ((mention.entity_id ?? mention.id) === operation.entity_id) {
          const treatment = operation.treatment ?? ""
          layers.mentions.set(mention.id, { ...mention, treatment, replacement: operation.replacement })
        }
      }
      break
    case "add_identifier":
      if (operation.entity_id && start !== undefined && stop !== undefined) {
        const id = operation.entity_id
        if (!layers.mentions.has(id)) {
          layers.mentions.set(id, { id, start, stop, kind: operation.identifier ?? "", treatment: "" })
        }
      }
      break
  }
}
