import { expect, test } from 'vitest'
import { ringSamples, wavOf } from './ring-sound'

test('one round rings and then rests, without clipping', () => {
  const samples = ringSamples()
  const power = (part: Float32Array) => part.reduce((sum, it) => sum + it * it, 0) / part.length
  expect(Math.max(...samples)).toBeLessThan(1)
  expect(power(samples.subarray(0, 16_000))).toBeGreaterThan(0.001)
  expect(power(samples.subarray(32_000))).toBeLessThan(1e-6)
})

test('the file says how long it is', () => {
  const wav = wavOf(new Float32Array(8))
  const view = new DataView(wav.buffer)
  expect(wav.length).toBe(60)
  expect(view.getUint32(4, true)).toBe(52)
  expect(view.getUint32(40, true)).toBe(16)
})
