import { $api, type Desk } from '@naru/api'
import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { deskQuery } from '#desk/pickers/desk-state'
import { applyEvent, isRealtimeEvent } from './realtime-events'

const desk: Desk = {
  server_time: '2026-11-20T05:44:59Z',
  status: { kind: 'ready', since: '2026-11-20T05:40:00Z' },
  after_call: { kind: 'wrap_up' },
  softphone: 'up',
  waiting: [],
  waiting_total: 0,
}
const interactions = (page: number) =>
  $api.queryOptions('get', '/interactions', { params: { query: { page } } }).queryKey
const interaction = (id: string) =>
  $api.queryOptions('get', '/interactions/{id}', { params: { path: { id } } }).queryKey
const agents = $api.queryOptions('get', '/agents').queryKey

function cache() {
  const queries = new QueryClient()
  for (const key of [interactions(1), interactions(2), interaction('i1'), interaction('i2'), agents]) {
    queries.setQueryData(key, {})
  }
  const onSignedOut = vi.fn()
  const isStale = (key: readonly unknown[]) => queries.getQueryState(key)?.isInvalidated
  return { queries, onSignedOut, isStale }
}

test('a desk event replaces the whole desk', () => {
  const { queries, onSignedOut, isStale } = cache()
  applyEvent({ type: 'desk', desk }, queries, onSignedOut)
  expect(queries.getQueryData(deskQuery().queryKey)).toBe(desk)
  expect(isStale(agents)).toBe(false)
})

test('after a reconnect everything but the desk itself is asked for again', () => {
  const { queries, onSignedOut, isStale } = cache()
  applyEvent({ type: 'hello', desk }, queries, onSignedOut)
  expect(isStale(deskQuery().queryKey)).toBe(false)
  expect(isStale(interactions(2))).toBe(true)
  expect(isStale(agents)).toBe(true)
})

test('a changed interaction makes its lists and its own page stale, and no other page', () => {
  const { queries, onSignedOut, isStale } = cache()
  applyEvent({ type: 'interaction_changed', interaction_id: 'i1' }, queries, onSignedOut)
  expect(isStale(interactions(1))).toBe(true)
  expect(isStale(interactions(2))).toBe(true)
  expect(isStale(interaction('i1'))).toBe(true)
  expect(isStale(interaction('i2'))).toBe(false)
})

test('changed settings reach the lists that show them', () => {
  const { queries, onSignedOut, isStale } = cache()
  applyEvent({ type: 'settings_changed', what: 'groups' }, queries, onSignedOut)
  expect(isStale(agents)).toBe(true)
  expect(isStale(interactions(1))).toBe(false)
})

test('being signed out is told with its reason', () => {
  const { queries, onSignedOut } = cache()
  applyEvent({ type: 'signed_out', reason: 'elsewhere' }, queries, onSignedOut)
  expect(onSignedOut).toHaveBeenCalledWith('elsewhere')
})

test('what a newer server says and we do not know is no event', () => {
  expect(isRealtimeEvent({ type: 'desk', desk })).toBe(true)
  expect(isRealtimeEvent({ type: 'chat_arrived' })).toBe(false)
  expect(isRealtimeEvent('desk')).toBe(false)
})
