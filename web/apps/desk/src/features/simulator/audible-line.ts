import type { Voice } from '@naru/api'
import { type Audible, recorded, spoken } from '#desk/pickers/speech'
import type { Part } from './transcript'

/** What callers would hear of a bubble, one after another: the sound where there is one, else the voice. */
export function audiblesOf(parts: readonly Part[], voice: Voice): Audible[] {
  return parts.map(it => (it.soundId ? recorded(it.soundId) : spoken(it.text, voice)))
}
