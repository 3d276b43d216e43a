import { createFileRoute } from '@tanstack/react-router'
import { z } from 'zod'
import { CustomersPage } from '#desk/features/customers/CustomersPage'
import { customersQuery } from '#desk/features/customers/customer-search'
import { InteractionDrawer } from '#desk/features/interactions/InteractionDrawer'
import { HistoryWrapUp } from '#desk/features/wrap-ups/HistoryWrapUp'

export const Route = createFileRoute('/_signed-in/customers')({
  validateSearch: z.object({
    q: z.coerce.string().optional().catch(undefined),
    page: z.number().int().min(1).optional().catch(undefined),
    customer: z.string().optional().catch(undefined),
    interaction: z.string().optional().catch(undefined),
  }),
  loaderDeps: ({ search: { q, page } }) => ({ q, page }),
  loader: ({ context, deps }) => context.queryClient.ensureQueryData(customersQuery(deps)),
  component: CustomersRoute,
})

function CustomersRoute() {
  const { interaction, ...search } = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <>
      <CustomersPage
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
