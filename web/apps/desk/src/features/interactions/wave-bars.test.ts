import { expect, test } from 'vitest'
import { barPath, barsOf } from './wave-bars'

test('every bar is the peak of its stretch', () => {
  expect(barsOf([1, 9, 2, 3, 4, 8], 3)).toEqual([9, 3, 8])
})

test('a short recording has as many bars as it has steps', () => {
  expect(barsOf([5, 6], 300)).toEqual([5, 6])
  expect(barsOf([], 300)).toEqual([])
})

test('both voices grow away from the middle line, and silence is still a dot', () => {
  expect(barPath([100, 0], 4, 20, 18, 1)).toBe('M2 20v-18M6 20v-0.5')
  expect(barPath([50], 4, 20, 18, -1)).toBe('M2 20v9')
})
