import type { LiveCall } from '@naru/api'

/** Since when a call has been ours: talked, else rung. */
export function callSince(call: LiveCall): string {
  return call.connected_at ?? call.offered_at ?? call.started_at
}
