import { $api, type Desk } from '@naru/api'
import { useQuery } from '@tanstack/react-query'

/** The agent's own desk: loaded once, then kept fresh by events. */
export const deskQuery = () => $api.queryOptions('get', '/desk', {}, { staleTime: Infinity })

export function useDesk(): Desk | undefined {
  return useQuery(deskQuery()).data
}
