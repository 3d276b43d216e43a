const RATE = 16_000
const LOOP_SECONDS = 3

/** Two soft rising notes, twice, then silence: heard across a room and bearable all day. */
const NOTES = [
  { at: 0, hertz: 659.25 },
  { at: 0.16, hertz: 880 },
  { at: 0.62, hertz: 659.25 },
  { at: 0.78, hertz: 880 },
]
const NOTE_SECONDS = 0.5

/** One round of the ring as samples between −1 and 1. */
export function ringSamples(): Float32Array {
  const samples = new Float32Array(RATE * LOOP_SECONDS)
  for (const { at, hertz } of NOTES) {
    for (let index = 0; index < NOTE_SECONDS * RATE; index += 1) {
      const time = index / RATE
      const strike = Math.min(1, time / 0.008) * Math.exp(-7 * time)
      const tone = Math.sin(2 * Math.PI * hertz * time) + 0.3 * Math.sin(4 * Math.PI * hertz * time)
      const place = Math.round(at * RATE) + index
      samples[place] = (samples[place] ?? 0) + 0.38 * strike * tone
    }
  }
  return samples
}

/** The samples as a 16-bit mono WAV file. */
export function wavOf(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(44 + samples.length * 2)
  const view = new DataView(bytes.buffer)
  const word = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at)
  word(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  word(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, RATE, true)
  view.setUint32(28, RATE * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  word(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  samples.forEach((sample, index) => {
    view.setInt16(44 + index * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true)
  })
  return bytes
}
