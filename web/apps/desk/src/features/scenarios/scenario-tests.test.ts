import { expect, test } from 'vitest'
import { expectationOf, newTest } from './scenario-tests'

const closed = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
}

test('a new test calls on the next day we are there', () => {
  const weekly = { ...closed, monday: [{ from: '09:00', to: '18:00' }] }
  expect(newTest({ weekly, holidays: [] }, new Date(2026, 10, 20)).at).toBe('2026-11-23T14:30')
  expect(newTest({ weekly: closed, holidays: [] }, new Date(2026, 10, 20)).at).toBe('2026-11-20T14:30')
})

test('an expectation is whole or none', () => {
  const fields = { queue_id: null, text: ' 배송 ', reason: 'closed' } as const
  expect(expectationOf('queue', fields)).toBeUndefined()
  expect(expectationOf('queue', { ...fields, queue_id: 'q1' })).toEqual({ kind: 'queue', queue_id: 'q1' })
  expect(expectationOf('says', fields)).toEqual({ kind: 'says', text: '배송' })
  expect(expectationOf('says', { ...fields, text: ' ' })).toBeUndefined()
  expect(expectationOf('ends', fields)).toEqual({ kind: 'ends', reason: 'closed' })
})
