import { $api } from '@naru/api'
import { formatDate } from '@naru/i18n'

/** What this agent has talked about today, newest first. */
export function myDayQuery(agentId: string) {
  const today = formatDate(new Date())
  return $api.queryOptions('get', '/interactions', {
    params: { query: { from: today, to: today, agent_id: agentId, page: 1, per_page: 50 } },
  })
}
