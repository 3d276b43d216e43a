import { expect, test } from 'vitest'
import { passed, startOf } from './message-stretch'

const message = { from_ms: 11_400, to_ms: 39_400 }

test('a message begins where the customer began, and goes on where it was paused', () => {
  expect(startOf(message, 0)).toBe(11.4)
  expect(startOf(message, 20)).toBe(20)
  expect(startOf(message, 39.5)).toBe(11.4)
})

test('what comes after the message is not heard', () => {
  expect(passed(message, 20)).toEqual({ seconds: 8.6, isOver: false })
  expect(passed(message, 39.4).isOver).toBe(true)
  // Before the sound has moved to where it was asked to.
  expect(passed(message, 0)).toEqual({ seconds: 0, isOver: false })
})
