import { createFileRoute } from '@tanstack/react-router'
import { HistoryPage } from '#desk/features/interactions/HistoryPage'
import { historyQuery, historySearch } from '#desk/features/interactions/history-search'
import { InteractionDrawer } from '#desk/features/interactions/InteractionDrawer'
import { HistoryWrapUp } from '#desk/features/wrap-ups/HistoryWrapUp'

export const Route = createFileRoute('/_signed-in/history')({
  validateSearch: historySearch,
  // An open drawer is no reason to load the list again.
  loaderDeps: ({ search: { interaction: _, ...search } }) => search,
  loader: ({ context, deps }) => context.queryClient.ensureQueryData(historyQuery(deps, new Date())),
  component: HistoryRoute,
})

function HistoryRoute() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <>
      <HistoryPage search={search} onSearch={next => void navigate({ search: next })} />
      {search.interaction && (
        <InteractionDrawer
          id={search.interaction}
          onClose={() => void navigate({ search: { ...search, interaction: undefined } })}
          wrapUp={interaction => <HistoryWrapUp interaction={interaction} />}
        />
      )}
    </>
  )
}
