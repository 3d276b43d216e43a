export type Draft = { category_id: string | null; text: string }

export type DraftState =
  | { kind: 'clean' }
  | { kind: 'dirty' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  | { kind: 'failed' }

type After = (ms: number, run: () => void) => () => void

/** Long enough not to save every syllable, short enough to lose nothing that matters. */
const PAUSE_MS = 1_500
const RETRY_MS = 5_000

/**
 * Saves what is being written a moment after the last key. One request at a time, the newest text wins, and what
 * could not be saved is tried again: the agent is busy with a customer and must not think of it.
 */
export class DraftSaver {
  readonly #save: (draft: Draft) => Promise<string>
  readonly #after: After
  readonly #listeners = new Set<() => void>()
  #state: DraftState = { kind: 'clean' }
  #pending: Draft | undefined
  #isSaving = false
  #cancelTimer = () => {}

  constructor(save: (draft: Draft) => Promise<string>, after: After) {
    this.#save = save
    this.#after = after
  }

  readonly getState = () => this.#state

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  change(draft: Draft) {
    this.#pending = draft
    this.#become({ kind: 'dirty' })
    this.#schedule(PAUSE_MS)
  }

  /** Saves at once what is not saved yet: the form is about to disappear. */
  flush() {
    this.#cancelTimer()
    void this.#saveNow()
  }

  /** Forgets what is not saved yet: it is being saved for good by other means. */
  discard() {
    this.#cancelTimer()
    this.#pending = undefined
  }

  #schedule(ms: number) {
    this.#cancelTimer()
    this.#cancelTimer = this.#after(ms, () => void this.#saveNow())
  }

  async #saveNow() {
    const draft = this.#pending
    if (!draft || this.#isSaving) return
    this.#pending = undefined
    this.#isSaving = true
    this.#become({ kind: 'saving' })
    try {
      const at = await this.#save(draft)
      this.#isSaving = false
      this.#become(this.#pending ? { kind: 'dirty' } : { kind: 'saved', at })
      if (this.#pending) this.#schedule(PAUSE_MS)
    } catch {
      this.#isSaving = false
      // What was typed meanwhile is newer than what failed.
      this.#pending ??= draft
      this.#become({ kind: 'failed' })
      this.#schedule(RETRY_MS)
    }
  }

  #become(state: DraftState) {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
