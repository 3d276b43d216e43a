const STEPS_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const

/**
 * How long to wait before attempt number `attempt` (from 1). Up to a fifth is left to chance, so that a thousand
 * browsers do not come back in the same second after the server restarts.
 */
export function backoffMs(attempt: number, random: number): number {
  const step = STEPS_MS[Math.min(Math.max(attempt, 1), STEPS_MS.length) - 1] ?? STEPS_MS[4]
  return Math.round(step * (0.9 + 0.2 * random))
}
