import { createFileRoute } from '@tanstack/react-router'
import { z } from 'zod'
import { AgentsPage } from '#desk/features/agents/AgentsPage'
import { agentsQuery, groupsQuery, queuesQuery } from '#desk/features/agents/agent-queries'

export const Route = createFileRoute('/_signed-in/settings/agents')({
  validateSearch: z.object({
    group: z.string().optional().catch(undefined),
    agent: z.string().optional().catch(undefined),
  }),
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(agentsQuery()),
      queryClient.ensureQueryData(groupsQuery()),
      queryClient.ensureQueryData(queuesQuery()),
    ]),
  component: AgentsRoute,
})

function AgentsRoute() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <AgentsPage search={search} onSearch={next => void navigate({ search: next })} />
}
