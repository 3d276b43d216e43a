import { expect, test } from 'vitest'
import { figuresBetween, readTotals } from './quality'

const start = { packetsReceived: 0, packetsLost: 0, jitterSeconds: 0, roundTripSeconds: undefined }

test.each([
  ['good', { packetsReceived: 100, packetsLost: 1, jitterSeconds: 0.01, roundTripSeconds: 0.04 }],
  ['fair', { packetsReceived: 97, packetsLost: 3, jitterSeconds: 0.01, roundTripSeconds: 0.04 }],
  ['fair', { packetsReceived: 100, packetsLost: 0, jitterSeconds: 0.04, roundTripSeconds: 0.04 }],
  ['poor', { packetsReceived: 100, packetsLost: 0, jitterSeconds: 0.01, roundTripSeconds: 0.6 }],
  ['poor', { packetsReceived: 90, packetsLost: 10, jitterSeconds: 0.01, roundTripSeconds: undefined }],
])('a leg is %s by its worst figure', (quality, after) => {
  expect(figuresBetween(start, after)?.quality).toBe(quality)
})

test('silence is no quality at all', () => {
  expect(figuresBetween(start, start)).toBeUndefined()
})

test('a packet that turns up late does not count against the leg twice', () => {
  const before = { ...start, packetsReceived: 100, packetsLost: 5 }
  expect(figuresBetween(before, { ...before, packetsReceived: 200, packetsLost: 3 })?.loss).toBe(0)
})

test('only the audio row and the path in use are read', () => {
  expect(
    readTotals([
      { type: 'codec' },
      { type: 'inbound-rtp', kind: 'audio', packetsReceived: 7, packetsLost: 1, jitter: 0.002 },
      { type: 'candidate-pair', nominated: false, state: 'succeeded', currentRoundTripTime: 9 },
      { type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.03 },
    ]),
  ).toEqual({ packetsReceived: 7, packetsLost: 1, jitterSeconds: 0.002, roundTripSeconds: 0.03 })
})
