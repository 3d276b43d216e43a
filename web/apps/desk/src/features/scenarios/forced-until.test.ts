import { expect, test } from 'vitest'
import { untilOf } from './forced-until'

const now = new Date(2026, 10, 20, 14, 30)

test('it ends in an hour, at midnight, at a chosen time or when somebody lifts it', () => {
  expect(untilOf('hour', null, now)).toBe(new Date(2026, 10, 20, 15, 30).toISOString())
  expect(untilOf('today', null, now)).toBe(new Date(2026, 10, 21).toISOString())
  expect(untilOf('free', '2026-11-20 18:00:00', now)).toBe(new Date(2026, 10, 20, 18).toISOString())
  expect(untilOf('lifted', null, now)).toBeUndefined()
})
