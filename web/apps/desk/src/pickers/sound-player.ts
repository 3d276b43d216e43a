import { useSyncExternalStore } from 'react'
import { peaksOf } from './sound-peaks'
import type { Audible } from './speech'

/** What is heard now, or has just been paused. */
export type Playback = {
  key: string
  phase: 'loading' | 'playing' | 'paused'
  seconds: number
  total: number
  peaks: readonly number[]
}

type Loaded = { address: string; peaks: readonly number[] }

const BARS = 56
const TURN_MS = 100
const MAX_KEPT = 24

/** One sound at a time on the whole screen: starting another stops it. */
class SoundPlayer {
  #state: Playback | undefined
  #audio: HTMLAudioElement | undefined
  #turning: ReturnType<typeof setInterval> | undefined
  readonly #kept = new Map<string, Loaded>()
  readonly #listeners = new Set<() => void>()

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  snapshot = () => this.#state

  /** Plays one after another, from the beginning. Rejects when the first cannot be had. */
  async play(...[first, ...others]: readonly Audible[]) {
    this.stop()
    if (!first) return
    const { key, load } = first
    this.#set({ key, phase: 'loading', seconds: 0, total: 0, peaks: [] })
    try {
      const loaded = await this.#load(key, load)
      // Something else was asked for meanwhile.
      if (this.#state?.key !== key || this.#state.phase !== 'loading') return
      if (!loaded) return this.stop()
      const audio = new Audio(loaded.address)
      audio.onended = () => {
        // One that cannot be had ends it.
        if (this.#audio === audio) this.play(...others).catch(() => undefined)
      }
      this.#audio = audio
      await audio.play()
      if (this.#audio !== audio) return
      this.#set({ key, phase: 'playing', seconds: 0, total: totalOf(audio), peaks: loaded.peaks })
      this.#turning = setInterval(() => this.#turn(), TURN_MS)
    } catch (error) {
      if (this.#state?.key === key) this.stop()
      throw error
    }
  }

  /** Plays, pauses or goes on. */
  async toggle(...audibles: readonly Audible[]) {
    const state = this.#state
    if (!state || !this.#audio || !audibles.some(it => it.key === state.key)) return this.play(...audibles)
    if (state.phase === 'playing') {
      this.#audio.pause()
      this.#set({ ...state, phase: 'paused' })
    } else {
      await this.#audio.play()
      this.#set({ ...state, phase: 'playing' })
    }
  }

  stop() {
    clearInterval(this.#turning)
    const audio = this.#audio
    this.#audio = undefined
    audio?.pause()
    if (this.#state) this.#set(undefined)
  }

  async #load(key: string, load: () => Promise<Blob | undefined>): Promise<Loaded | undefined> {
    const kept = this.#kept.get(key)
    if (kept) return kept
    const blob = await load()
    if (!blob) return undefined
    const loaded = { address: URL.createObjectURL(blob), peaks: await peaksOf(blob, BARS) }
    this.#kept.set(key, loaded)
    const [oldest] = this.#kept
    if (oldest && this.#kept.size > MAX_KEPT) {
      URL.revokeObjectURL(oldest[1].address)
      this.#kept.delete(oldest[0])
    }
    return loaded
  }

  #turn() {
    const audio = this.#audio
    if (audio && this.#state?.phase === 'playing')
      this.#set({ ...this.#state, seconds: audio.currentTime, total: totalOf(audio) })
  }

  #set(state: Playback | undefined) {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

function totalOf(audio: HTMLAudioElement): number {
  return Number.isFinite(audio.duration) ? audio.duration : 0
}

export const soundPlayer = new SoundPlayer()

/** How far a sound is, or whichever of several is heard; undefined while none of them is. */
export function usePlayback(...keys: readonly string[]): Playback | undefined {
  const state = useSyncExternalStore(soundPlayer.subscribe, soundPlayer.snapshot)
  return state && keys.includes(state.key) ? state : undefined
}
