export const UNTIL_KEYS = ['hour', 'today', 'free', 'lifted'] as const
export type Until = (typeof UNTIL_KEYS)[number]

/** When opening or closing by hand ends; undefined when somebody has to lift it. `free` is `2026-11-20 18:00:00`. */
export function untilOf(until: Until, free: string | null, now: Date): string | undefined {
  switch (until) {
    case 'hour':
      return new Date(now.getTime() + 3_600_000).toISOString()
    case 'today':
      return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).toISOString()
    case 'free':
      return free ? new Date(free.replace(' ', 'T')).toISOString() : undefined
    case 'lifted':
      return undefined
  }
}
