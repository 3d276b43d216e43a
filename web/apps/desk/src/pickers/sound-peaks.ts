/** The loudest moment of each of `count` equal stretches, 0 to 1, the loudest of all at 1. */
export function peaks(samples: ArrayLike<number>, count: number): number[] {
  if (samples.length === 0) return []
  const width = samples.length / count
  const levels = Array.from({ length: count }, (_, bar) => {
    let loudest = 0
    for (let at = Math.floor(bar * width); at < Math.floor((bar + 1) * width); at += 1)
      loudest = Math.max(loudest, Math.abs(samples[at] ?? 0))
    return loudest
  })
  const loudest = Math.max(...levels)
  return loudest > 0 ? levels.map(it => it / loudest) : levels
}

/** A sound as bars to look at. None when this browser cannot read it; it may still play it. */
export async function peaksOf(sound: Blob, count: number): Promise<number[]> {
  if (typeof OfflineAudioContext === 'undefined') return []
  try {
    const decoded = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(await sound.arrayBuffer())
    return peaks(decoded.getChannelData(0), count)
  } catch {
    return []
  }
}
