import { createFileRoute } from '@tanstack/react-router'
import { z } from 'zod'
import { CallbackRequestsPage } from '#desk/features/callback-requests/CallbackRequestsPage'
import { callbackRequestsQuery, PROGRESSES } from '#desk/features/callback-requests/callback-search'
import { InteractionDrawer } from '#desk/features/interactions/InteractionDrawer'
import { HistoryWrapUp } from '#desk/features/wrap-ups/HistoryWrapUp'

export const Route = createFileRoute('/_signed-in/callback-requests')({
  validateSearch: z.object({
    progress: z.enum(PROGRESSES).default('waiting').catch('waiting'),
    page: z.number().int().min(1).default(1).catch(1),
    interaction: z.string().optional().catch(undefined),
  }),
  loaderDeps: ({ search: { progress, page } }) => ({ progress, page }),
  loader: ({ context, deps }) => context.queryClient.ensureQueryData(callbackRequestsQuery(deps)),
  component: CallbackRequestsRoute,
})

function CallbackRequestsRoute() {
  const { interaction, ...search } = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <>
      <CallbackRequestsPage
        search={search}
        onSearch={next => void navigate({ search: next })}
        onOpenInteraction={id => void navigate({ search: { ...search, interaction: id } })}
      />
      {interaction && (
        <InteractionDrawer
          id={interaction}
          onClose={() => void navigate({ search })}
          wrapUp={past => <HistoryWrapUp interaction={past} />}
        />
      )}
    </>
  )
}
