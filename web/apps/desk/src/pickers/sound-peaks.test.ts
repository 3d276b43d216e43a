import { expect, test } from 'vitest'
import { peaks } from './sound-peaks'

test('each bar is as high as its loudest moment, measured by the loudest of all', () => {
  expect(peaks([0, 0.25, -0.5, 0.1, 0, 0], 3)).toEqual([0.5, 1, 0])
})

test('silence has flat bars and nothing has none', () => {
  expect(peaks([0, 0], 2)).toEqual([0, 0])
  expect(peaks([], 4)).toEqual([])
})
