const RATE = 8_000

/** A quiet tone of the given length as a 16-bit mono WAV file. */
export function toneWav(durationMs: number): Uint8Array<ArrayBuffer> {
  const length = Math.round((durationMs / 1_000) * RATE)
  const bytes = new Uint8Array(44 + length * 2)
  const view = new DataView(bytes.buffer)
  const word = (at: number, value: string) => bytes.set(new TextEncoder().encode(value), at)
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
  view.setUint32(40, length * 2, true)
  for (let index = 0; index < length; index += 1) {
    view.setInt16(44 + index * 2, Math.round(3_000 * Math.sin((2 * Math.PI * 330 * index) / RATE)), true)
  }
  return bytes
}
