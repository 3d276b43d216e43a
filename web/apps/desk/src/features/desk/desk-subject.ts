import type { Desk, LiveCall } from '@naru/api'

type Subject = {
  interactionId: string
  moment: 'ringing' | 'live' | 'after'
  /** The history knows it. */
  isWritten: boolean
}

/** Whoever is to be called back is no interaction before the agent calls. */
const isOnlyPlanned = (call: LiveCall) => call.is_callback && call.state === 'ringing'

/** The interaction in hand: the call, or the one being written up after it. */
export function subjectOf(desk: Desk): Subject | undefined {
  if (desk.call) {
    return {
      interactionId: desk.call.interaction_id,
      moment: desk.call.state === 'ringing' ? 'ringing' : 'live',
      isWritten: !isOnlyPlanned(desk.call),
    }
  }
  if (desk.wrap_up) return { interactionId: desk.wrap_up.interaction_id, moment: 'after', isWritten: true }
  return undefined
}
