import { $api } from '@naru/api'
import { type Period, periodOf } from '#desk/pickers/period'

export const TABS = ['actions', 'sign_ins'] as const

export type AuditSearch = {
  tab: (typeof TABS)[number]
  from?: string | undefined
  to?: string | undefined
  agent?: string | undefined
  page: number
}

/** A week unless the address says otherwise: a day is rarely what an auditor wants. */
export function periodOfSearch(search: AuditSearch, now: Date): Period {
  const week = periodOf('week', now)
  return { from: search.from ?? week.from, to: search.to ?? week.to }
}

export function auditQuery(search: AuditSearch, now: Date) {
  const query = {
    ...periodOfSearch(search, now),
    page: search.page,
    ...(search.agent ? { agent_id: search.agent } : {}),
  }
  return $api.queryOptions('get', '/audit-entries', { params: { query } })
}

export function signInsQuery(search: AuditSearch, now: Date) {
  return $api.queryOptions('get', '/sign-in-entries', {
    params: { query: { ...periodOfSearch(search, now), page: search.page } },
  })
}
