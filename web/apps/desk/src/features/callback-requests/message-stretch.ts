import type { VoiceMessage } from '@naru/api'

type Stretch = Pick<VoiceMessage, 'from_ms' | 'to_ms'>

/** Where playing goes on, in seconds of the recording: where it was paused, else from the message's beginning. */
export function startOf({ from_ms, to_ms }: Stretch, at: number): number {
  return at * 1_000 > from_ms && at * 1_000 < to_ms ? at : from_ms / 1_000
}

/** How much of the message has been heard when the recording is at this second. */
export function passed({ from_ms, to_ms }: Stretch, at: number): { seconds: number; isOver: boolean } {
  return { seconds: Math.max(0, at - from_ms / 1_000), isOver: at * 1_000 >= to_ms }
}
