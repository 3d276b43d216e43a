import { createFileRoute } from '@tanstack/react-router'
import { ScenariosPage } from '#desk/features/scenarios/ScenariosPage'
import { scenariosQuery } from '#desk/features/scenarios/scenario-queries'

export const Route = createFileRoute('/_signed-in/settings/scenarios/')({
  loader: ({ context }) => context.queryClient.ensureQueryData(scenariosQuery()),
  component: ScenariosRoute,
})

function ScenariosRoute() {
  const navigate = Route.useNavigate()
  return <ScenariosPage onOpen={id => void navigate({ to: '/settings/scenarios/$id', params: { id } })} />
}
