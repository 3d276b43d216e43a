import { createFileRoute } from '@tanstack/react-router'
import { z } from 'zod'
import { TrunksPage } from '#desk/features/trunks/TrunksPage'
import { trunksQuery } from '#desk/features/trunks/trunks-query'

export const Route = createFileRoute('/_signed-in/settings/trunks')({
  validateSearch: z.object({ trunk: z.string().optional().catch(undefined) }),
  loader: ({ context }) => context.queryClient.ensureQueryData(trunksQuery()),
  component: TrunksRoute,
})

function TrunksRoute() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <TrunksPage search={search} onSearch={next => void navigate({ search: next })} />
}
