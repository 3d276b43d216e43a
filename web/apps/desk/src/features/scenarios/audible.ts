import type { Announcement, Voice } from '@naru/api'
import { type Audible, recorded, spoken } from '#desk/pickers/speech'

/** What of an announcement can be heard: its sound, or else its text; undefined when it has neither. */
export function audibleOf({ text, sound_id }: Announcement, voice: Voice): Audible | undefined {
  if (sound_id) return recorded(sound_id)
  return text.trim() ? spoken(text, voice) : undefined
}
