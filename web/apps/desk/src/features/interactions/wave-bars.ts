/** The loudest moment of each of `count` equal stretches: peaks are what the eye looks for. */
export function barsOf(levels: readonly number[], count: number): number[] {
  if (levels.length === 0) return []
  const wanted = Math.min(count, levels.length)
  return Array.from({ length: wanted }, (_, bar) => {
    const from = Math.floor((bar * levels.length) / wanted)
    const to = Math.max(from + 1, Math.floor(((bar + 1) * levels.length) / wanted))
    return Math.max(...levels.slice(from, to))
  })
}

/** Bars as one SVG path, growing from `base` upwards (+1) or downwards (−1), `height` high at level 100. */
export function barPath(
  bars: readonly number[],
  pitch: number,
  base: number,
  height: number,
  way: 1 | -1,
): string {
  return bars
    .map((level, index) => {
      const length = Math.max(0.5, (Math.min(100, level) / 100) * height)
      return `M${(index + 0.5) * pitch} ${base}v${-way * length}`
    })
    .join('')
}
