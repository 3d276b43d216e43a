import type { Queue } from '@naru/api'
import { expect, test } from 'vitest'
import { draftOf, fieldOf, fieldsOf } from './queue-draft'

const QUEUE: Queue = {
  id: 'q1',
  name: '배송',
  rule: {
    ring_seconds: 30,
    wrap_up_seconds: 60,
    service_level_seconds: 20,
    service_level_target: 85,
    answer_rate_target: 92,
    short_abandon_seconds: 5,
    distribution: 'fixed',
    last_agent_first: true,
    widen_after_seconds: 20,
    overflow: { after_seconds: 45, queue_id: 'q2' },
  },
  agent_ids: ['a1'],
  group_agent_ids: ['a2'],
  skill_levels: [{ agent_id: 'a2', level: 4 }],
}

test('a queue that is not touched stays as it is', () => {
  expect(draftOf(fieldsOf(QUEUE), ['a1', 'a2'])).toEqual({
    name: QUEUE.name,
    rule: QUEUE.rule,
    agent_ids: QUEUE.agent_ids,
    skill_levels: QUEUE.skill_levels,
  })
})

test('overflow goes nowhere, to the group above or to one queue', () => {
  const overflow = (change: Partial<ReturnType<typeof fieldsOf>>) =>
    draftOf({ ...fieldsOf(QUEUE), ...change }, []).rule?.overflow
  expect(overflow({ overflow_to: 'nowhere' })).toBeUndefined()
  expect(overflow({ overflow_to: 'above' })).toEqual({ after_seconds: 45 })
  expect(overflow({})).toEqual({ after_seconds: 45, queue_id: 'q2' })
})

test('whoever leaves the queue leaves his level', () => {
  expect(draftOf(fieldsOf(QUEUE), ['a1']).skill_levels).toEqual([])
})

test('what the server refuses is found in the form', () => {
  expect(fieldOf('rule/ring_seconds')).toBe('ring_seconds')
  expect(fieldOf('rule/overflow/queue')).toBe('overflow_queue_id')
})
