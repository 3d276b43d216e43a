import type { Desk } from '@naru/api'

/** The interaction in hand: the call, or the one being written up after it. */
export function subjectOf(
  desk: Desk,
): { interactionId: string; moment: 'ringing' | 'live' | 'after' } | undefined {
  if (desk.call) {
    return {
      interactionId: desk.call.interaction_id,
      moment: desk.call.state === 'ringing' ? 'ringing' : 'live',
    }
  }
  if (desk.wrap_up) return { interactionId: desk.wrap_up.interaction_id, moment: 'after' }
  return undefined
}
