import { useSyncExternalStore } from 'react'

/**
 * One clock for every timer on the screen, so that they turn over together. It follows the server: a desk whose
 * own clock is wrong still shows how long the customer has waited.
 */
let offsetMs = 0
let nowMs = Date.now()
let interval: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

/** Learns how far the server's clock is ahead of this device's. */
export function setServerTime(serverTime: string) {
  const server = Date.parse(serverTime)
  if (Number.isNaN(server)) return
  offsetMs = server - Date.now()
  turn()
}

/** The server's time now, in milliseconds. */
function serverNow(): number {
  return Date.now() + offsetMs
}

function turn() {
  nowMs = serverNow()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  if (interval === undefined) {
    nowMs = serverNow()
    interval = setInterval(turn, 1_000)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0 && interval !== undefined) {
      clearInterval(interval)
      interval = undefined
    }
  }
}

/** The server's time, re-rendering once a second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => nowMs)
}
