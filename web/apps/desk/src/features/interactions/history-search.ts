import { $api, type Channel, type Outcome } from '@naru/api'
import { z } from 'zod'
import { isDay, type Period, periodOf } from '#desk/pickers/period'

export const OUTCOMES = [
  'answered',
  'abandoned',
  'callback_requested',
  'not_reached',
  'self_served',
  'in_progress',
] as const satisfies readonly Outcome[]
export const CHANNELS = ['phone', 'web_call'] as const satisfies readonly Channel[]

const day = z.string().refine(isDay).optional().catch(undefined)
const text = z.string().optional().catch(undefined)

/** What the address of the history may say. Anything else in it is ignored, not refused. */
export const historySearch = z.object({
  from: day,
  to: day,
  queue: text,
  agent: text,
  outcome: z.enum(OUTCOMES).optional().catch(undefined),
  channel: z.enum(CHANNELS).optional().catch(undefined),
  number: z.coerce.string().optional().catch(undefined),
  page: z.number().int().min(1).optional().catch(undefined),
  interaction: text,
})
export type HistorySearch = z.infer<typeof historySearch>

/** The days looked at: today unless the address says otherwise. */
export function periodOfSearch(search: HistorySearch, now: Date): Period {
  const today = periodOf('today', now)
  return { from: search.from ?? search.to ?? today.from, to: search.to ?? today.to }
}

export function historyQuery(search: HistorySearch, now: Date) {
  const query = {
    ...periodOfSearch(search, now),
    page: search.page ?? 1,
    per_page: 50,
    ...(search.queue ? { queue_id: search.queue } : {}),
    ...(search.agent ? { agent_id: search.agent } : {}),
    ...(search.outcome ? { outcome: search.outcome } : {}),
    ...(search.channel ? { channel: search.channel } : {}),
    ...(search.number ? { number: search.number } : {}),
  }
  return $api.queryOptions('get', '/interactions', { params: { query } })
}

export const interactionQuery = (id: string) =>
  $api.queryOptions('get', '/interactions/{id}', { params: { path: { id } } })
