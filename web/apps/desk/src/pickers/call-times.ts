import type { LiveCall } from '@naru/api'

/** Since when a call has been ours: talked, else rung. */
export function callSince(call: LiveCall): string {
  return call.connected_at ?? call.offered_at ?? call.started_at
}

/** We are calling the customer, who has not answered yet. */
export function isDialling(call: Pick<LiveCall, 'state' | 'is_callback' | 'connected_at'>): boolean {
  return call.is_callback && call.state === 'talking' && !call.connected_at
}
