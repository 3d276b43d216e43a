import { $api, useMay } from '@naru/api'
import { useQuery } from '@tanstack/react-query'

/** How many customers wait to be called back, for the menu. */
export function useWaitingCallbacks(): number {
  const mayHandle = useMay('handle_callback_requests')
  const { data } = useQuery({
    ...$api.queryOptions('get', '/callback-requests', {
      params: { query: { progress: 'waiting', page: 1 } },
    }),
    enabled: mayHandle,
  })
  return data?.waiting_total ?? 0
}
