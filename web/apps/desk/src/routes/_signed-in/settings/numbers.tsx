import { createFileRoute } from '@tanstack/react-router'
import { z } from 'zod'
import { NumbersPage } from '#desk/features/numbers/NumbersPage'
import { numbersQuery, scenariosQuery, trunksQuery } from '#desk/features/numbers/number-queries'

export const Route = createFileRoute('/_signed-in/settings/numbers')({
  validateSearch: z.object({ number: z.string().optional().catch(undefined) }),
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(numbersQuery()),
      queryClient.ensureQueryData(scenariosQuery()),
      queryClient.ensureQueryData(trunksQuery()),
    ]),
  component: NumbersRoute,
})

function NumbersRoute() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <NumbersPage search={search} onSearch={next => void navigate({ search: next })} />
}
