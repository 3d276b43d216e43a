/** What can be taken back, and what has been. */
export type UndoStack<T> = {
  past: readonly T[]
  present: T
  future: readonly T[]
  /** What was edited last and when: typing a word is one step, not one for each letter. */
  last: { step: string; at: number } | undefined
}

const MAX_STEPS = 200
/** A pause this long begins a new step. */
const PAUSE_MS = 1_500

export function startStack<T>(present: T): UndoStack<T> {
  return { past: [], present, future: [], last: undefined }
}

/** A change at a time in milliseconds. Changes of the same `step` without a pause between them are one. */
export function record<T>(stack: UndoStack<T>, present: T, at: number, step?: string): UndoStack<T> {
  if (present === stack.present) return stack
  const last = step === undefined ? undefined : { step, at }
  const isSameStep = step !== undefined && stack.last?.step === step && at - stack.last.at < PAUSE_MS
  if (isSameStep) return { ...stack, present, future: [], last }
  return { past: [...stack.past, stack.present].slice(-MAX_STEPS), present, future: [], last }
}

export function undo<T>(stack: UndoStack<T>): UndoStack<T> {
  const present = stack.past.at(-1)
  if (present === undefined) return stack
  return {
    past: stack.past.slice(0, -1),
    present,
    future: [stack.present, ...stack.future],
    last: undefined,
  }
}

export function redo<T>(stack: UndoStack<T>): UndoStack<T> {
  const [present, ...future] = stack.future
  if (present === undefined) return stack
  return { past: [...stack.past, stack.present], present, future, last: undefined }
}
