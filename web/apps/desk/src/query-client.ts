import { ApiError, UNREACHABLE } from '@naru/api'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

/** Server state. `onSessionLost` runs when any request finds nobody signed in any more. */
export function makeQueryClient(onSessionLost: () => void): QueryClient {
  const watch = (error: unknown) => {
    if (error instanceof ApiError && error.code === 'session.required') onSessionLost()
  }
  return new QueryClient({
    // Asking who is signed in may find nobody; the guard that asked knows what to do then.
    queryCache: new QueryCache({
      onError: (error, { queryKey }) => {
        if (queryKey[1] !== '/session') watch(error)
      },
    }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: {
        // Events keep what is on screen fresh; this only saves asking twice while moving between pages.
        staleTime: 20_000,
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
      },
    },
  })
}

function isWorthRetrying(error: unknown) {
  return error instanceof ApiError && (error.code === UNREACHABLE || error.status >= 500)
}
