import { $api } from '@naru/api'

export const PROGRESSES = ['waiting', 'closed'] as const

export type CallbackSearch = { progress: (typeof PROGRESSES)[number]; page: number }

export const callbackRequestsQuery = (query: CallbackSearch) =>
  $api.queryOptions('get', '/callback-requests', { params: { query } })
