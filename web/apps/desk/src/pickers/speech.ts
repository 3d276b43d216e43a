import { api, type Voice } from '@naru/api'

export const LANGUAGES = ['ko', 'en', 'ja', 'zh'] as const satisfies readonly Voice['language'][]
export const GENDERS = ['female', 'male'] as const satisfies readonly Voice['gender'][]
/** Per cent. */
export const SPEEDS = [50, 60, 70, 80, 90, 100, 110, 120, 130, 150, 170, 200] as const

/** Something that can be heard: what tells it from any other sound, and where it comes from. */
export type Audible = { key: string; load: () => Promise<Blob | undefined> }

/** A text as callers would hear it. */
export function spoken(text: string, voice: Voice): Audible {
  const said = text.trim()
  return {
    key: `speech ${voice.language} ${voice.gender} ${voice.speed} ${said}`,
    load: async () => {
      const body = { text: said, voice }
      const { data } = await api.POST('/speech/preview', { body, parseAs: 'blob' })
      return data
    },
  }
}

/** A sound of the library. */
export function recorded(id: string): Audible {
  return {
    key: `sound ${id}`,
    load: async () => {
      const { data } = await api.GET('/sounds/{id}/audio', { params: { path: { id } }, parseAs: 'blob' })
      return data
    },
  }
}

/** How fast the voice speaks at 100 %, in characters a second; only for a rough "about 7 seconds". */
const CHARACTERS_PER_SECOND = 7.5

export function aboutSeconds(characters: number, speed: number): number {
  return Math.max(1, Math.round(characters / ((CHARACTERS_PER_SECOND * speed) / 100)))
}
