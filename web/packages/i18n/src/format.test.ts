import { describe, expect, test } from 'vitest'
import {
  formatAge,
  formatClock,
  formatDate,
  formatDateTime,
  formatDay,
  formatDelta,
  formatDuration,
  formatNumber,
  formatRatio,
  formatShortDate,
} from './format'

const friday = new Date(2026, 10, 20, 14, 2, 9)

describe('durations', () => {
  test.each([
    [0, '00:00'],
    [9.9, '00:09'],
    [167, '02:47'],
    [3_599, '59:59'],
    [3_767, '1:02:47'],
    [-3, '00:00'],
  ])('%d seconds read as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text)
  })
})

test('a day is named with its weekday in both languages', () => {
  expect(formatDay(friday, 'ko')).toBe('11월 20일(금)')
  expect(formatDay(friday, 'en')).toBe('Fri 20 Nov')
})

test('lists carry dates that sort as text', () => {
  expect(formatDate(friday)).toBe('2026-11-20')
  expect(formatDateTime(friday)).toBe('2026-11-20 14:02')
  expect(formatClock(friday)).toBe('14:02:09')
  expect(formatShortDate(friday)).toBe('11.20')
})

test('figures are grouped, ratios have one decimal, changes have a sign', () => {
  expect(formatNumber(1_284, 'ko')).toBe('1,284')
  expect(formatRatio(0.951)).toBe('95.1')
  expect(formatRatio(1)).toBe('100.0')
  expect(formatDelta(1.44, 1)).toBe('+1.4')
  expect(formatDelta(-6)).toBe('-6')
  expect(formatDelta(0.04, 1)).toBe('0.0')
})

test('an age is a clock for a day, and days from then on', () => {
  expect(formatAge(86_399, 'ko')).toBe('23:59:59')
  expect(formatAge(86_400, 'en')).toBe('1 day')
  expect(formatAge(16.7 * 86_400, 'ko')).toBe('16일')
})
