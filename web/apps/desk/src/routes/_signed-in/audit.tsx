import { createFileRoute } from '@tanstack/react-router'
import { z } from 'zod'
import { AuditPage } from '#desk/features/audit/AuditPage'
import { auditQuery, signInsQuery, TABS } from '#desk/features/audit/audit-search'
import { isDay } from '#desk/pickers/period'

const day = z.string().refine(isDay).optional().catch(undefined)

export const Route = createFileRoute('/_signed-in/audit')({
  validateSearch: z.object({
    tab: z.enum(TABS).default('actions').catch('actions'),
    from: day,
    to: day,
    agent: z.string().optional().catch(undefined),
    page: z.number().int().min(1).default(1).catch(1),
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }): Promise<unknown> =>
    deps.tab === 'actions'
      ? queryClient.ensureQueryData(auditQuery(deps, new Date()))
      : queryClient.ensureQueryData(signInsQuery(deps, new Date())),
  component: AuditRoute,
})

function AuditRoute() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <AuditPage search={search} onSearch={next => void navigate({ search: next })} />
}
