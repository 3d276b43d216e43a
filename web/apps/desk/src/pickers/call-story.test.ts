import type { LiveCallState, TimelineKind } from '@naru/api'
import { expect, test } from 'vitest'
import { isToldUpTo } from './call-story'

const story = (...kinds: TimelineKind[]) => ({
  timeline: kinds.map(kind => ({ kind, at: '2026-11-20T05:30:00Z', text: '' })),
})
const isTold = (state: LiveCallState, ...kinds: TimelineKind[]) =>
  isToldUpTo({ state, is_callback: false }, story(...kinds))

test('a story that ends before the answer is not told up to the talk', () => {
  expect(isTold('talking', 'arrived', 'menu', 'queued', 'offered')).toBe(false)
  expect(isTold('talking', 'arrived', 'menu', 'queued', 'offered', 'connected')).toBe(true)
})

test('every hold and every resume is waited for', () => {
  expect(isTold('held', 'offered', 'connected')).toBe(false)
  expect(isTold('held', 'offered', 'connected', 'held')).toBe(true)
  expect(isTold('talking', 'offered', 'connected', 'held')).toBe(false)
  expect(isTold('talking', 'offered', 'connected', 'held', 'resumed')).toBe(true)
})

test('a call that was offered before is not told until it is offered again', () => {
  expect(isTold('ringing', 'offered', 'connected', 'agent_lost', 'returned')).toBe(false)
  expect(isTold('ringing', 'offered', 'connected', 'agent_lost', 'returned', 'offered')).toBe(true)
})

test('nothing told yet is not told up to anywhere', () => {
  expect(isTold('ringing')).toBe(false)
})

test('a callback is told when it is dialled, and again when the customer answers', () => {
  const dialled = { state: 'talking', is_callback: true } as const
  expect(isToldUpTo(dialled, story('offered'))).toBe(false)
  expect(isToldUpTo(dialled, story('offered', 'called_back'))).toBe(true)
  const answered = { ...dialled, connected_at: '2026-11-20T05:30:00Z' }
  expect(isToldUpTo(answered, story('offered', 'called_back'))).toBe(false)
  expect(isToldUpTo(answered, story('offered', 'called_back', 'connected'))).toBe(true)
})
