import { createFileRoute } from '@tanstack/react-router'
import { z } from 'zod'
import { QueuesPage } from '#desk/features/queues/QueuesPage'
import { agentsQuery, queuesQuery, routingPolicyQuery } from '#desk/features/queues/queue-queries'

export const Route = createFileRoute('/_signed-in/settings/queues')({
  validateSearch: z.object({
    queue: z.string().optional().catch(undefined),
    policy: z.boolean().optional().catch(undefined),
  }),
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(queuesQuery()),
      queryClient.ensureQueryData(agentsQuery()),
      queryClient.ensureQueryData(routingPolicyQuery()),
    ]),
  component: QueuesRoute,
})

function QueuesRoute() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <QueuesPage search={search} onSearch={next => void navigate({ search: next })} />
}
