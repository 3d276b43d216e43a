import { $api, type Dashboard, type RealtimeEvent, type SettingsKind, type SignedOutReason } from '@naru/api'
import { setServerTime } from '@naru/ui'
import type { QueryClient } from '@tanstack/react-query'
import { deskQuery } from '#desk/pickers/desk-state'

const TYPES: Record<RealtimeEvent['type'], true> = {
  hello: true,
  desk: true,
  dashboard: true,
  interaction_changed: true,
  settings_changed: true,
  signed_out: true,
  pong: true,
}

/** Whether a message is one we know. A newer server may say more; what we do not know changes nothing here. */
export function isRealtimeEvent(message: unknown): message is RealtimeEvent {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false
  return typeof message.type === 'string' && message.type in TYPES
}

/** The lists a settings change makes stale. */
const LISTS = {
  agents: ['/agents', '/agent-groups', '/queues'],
  groups: ['/agent-groups', '/agents', '/queues'],
  queues: ['/queues', '/agents'],
  numbers: ['/numbers', '/scenarios'],
  trunks: ['/trunks'],
  scenarios: ['/scenarios', '/scenarios/{id}', '/scenarios/{id}/versions', '/sounds'],
  sounds: ['/sounds'],
  categories: ['/categories'],
} satisfies Record<SettingsKind, string[]>

/** Brings what is cached up to what the server just said. The one place events are understood. */
export function applyEvent(
  event: RealtimeEvent,
  queries: QueryClient,
  onSignedOut: (reason: SignedOutReason) => void,
) {
  switch (event.type) {
    case 'hello':
      setServerTime(event.desk.server_time)
      queries.setQueryData(deskQuery().queryKey, event.desk)
      // Whatever happened while the line was down did not reach us.
      void queries.invalidateQueries({
        predicate: query => query.queryKey[1] !== '/desk' && query.queryKey[1] !== '/session',
      })
      return
    case 'desk':
      setServerTime(event.desk.server_time)
      queries.setQueryData(deskQuery().queryKey, event.desk)
      return
    case 'dashboard':
      showDashboard(queries, event.dashboard)
      return
    case 'interaction_changed':
      invalidate(queries, ['/interactions', '/customers/{id}/interactions', '/callback-requests'])
      void queries.invalidateQueries({
        queryKey: $api.queryOptions('get', '/interactions/{id}', {
          params: { path: { id: event.interaction_id } },
        }).queryKey,
      })
      return
    case 'settings_changed':
      invalidate(queries, LISTS[event.what])
      return
    case 'signed_out':
      onSignedOut(event.reason)
      return
    case 'pong':
      setServerTime(event.server_time)
      return
  }
}

/**
 * A socket cannot say which language its reader chose, so the sentences of its warnings may be in another one. What has
 * been read in ours is kept; what is new is asked for.
 */
function showDashboard(queries: QueryClient, fresh: Dashboard) {
  const { queryKey } = $api.queryOptions('get', '/dashboard')
  const known = queries.getQueryData<Dashboard>(queryKey)?.warnings ?? []
  const warnings = fresh.warnings.flatMap(
    it =>
      known.find(
        kept => kept.code === it.code && kept.queue_id === it.queue_id && kept.trunk_id === it.trunk_id,
      ) ?? [],
  )
  queries.setQueryData<Dashboard>(queryKey, { ...fresh, warnings })
  if (warnings.length < fresh.warnings.length) void queries.invalidateQueries({ queryKey })
}

function invalidate(queries: QueryClient, paths: string[]) {
  void queries.invalidateQueries({
    predicate: ({ queryKey }) => typeof queryKey[1] === 'string' && paths.includes(queryKey[1]),
  })
}
