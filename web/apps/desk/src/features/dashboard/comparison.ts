/** A figure against the same day of last week: which way it moved, and whether that is good. */
export type Comparison = { direction: 'up' | 'down' | 'same'; isGood: boolean | undefined; value: number }

type Wish = 'more' | 'less' | 'neither'

/** `value` is the difference; undefined when one of the two has no figure. */
export function compare(
  now: number | null | undefined,
  before: number | null | undefined,
  wish: Wish,
): Comparison | undefined {
  if (now == null || before == null) return undefined
  const value = now - before
  if (value === 0) return { direction: 'same', isGood: undefined, value }
  const direction = value > 0 ? 'up' : 'down'
  const isGood = wish === 'neither' ? undefined : value > 0 === (wish === 'more')
  return { direction, isGood, value }
}

/** The change as a share of what was; undefined when there was nothing to compare with. */
export function growth(now: number, before: number): number | undefined {
  return before > 0 ? now / before - 1 : undefined
}
