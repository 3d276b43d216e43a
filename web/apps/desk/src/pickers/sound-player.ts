import { useSyncExternalStore } from 'react'
import { peaksOf } from './sound-peaks'

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

  /** Plays what the key names, from the beginning. Rejects when it cannot be had. */
  async play(key: string, load: () => Promise<Blob | undefined>) {
    this.stop()
    this.#set({ key, phase: 'loading', seconds: 0, total: 0, peaks: [] })
    try {
      const loaded = await this.#load(key, load)
      // Something else was asked for meanwhile.
      if (this.#state?.key !== key || this.#state.phase !== 'loading') return
      if (!loaded) return this.stop()
      const audio = new Audio(loaded.address)
      audio.onended = () => this.stop()
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
  async toggle(key: string, load: () => Promise<Blob | undefined>) {
    const state = this.#state
    if (state?.key !== key || !this.#audio) return this.play(key, load)
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

/** How far a sound is; undefined while it is not the one being played. */
export function usePlayback(key: string): Playback | undefined {
  const state = useSyncExternalStore(soundPlayer.subscribe, soundPlayer.snapshot)
  return state?.key === key ? state : undefined
}
