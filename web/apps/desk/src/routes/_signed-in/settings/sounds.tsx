import { createFileRoute, Link } from '@tanstack/react-router'
import { z } from 'zod'
import { SoundsPage } from '#desk/features/sounds/SoundsPage'
import { soundsQuery } from '#desk/features/sounds/sounds-query'

export const Route = createFileRoute('/_signed-in/settings/sounds')({
  validateSearch: z.object({ sound: z.string().optional().catch(undefined) }),
  loader: ({ context }) => context.queryClient.ensureQueryData(soundsQuery()),
  component: SoundsRoute,
})

function SoundsRoute() {
  const { sound } = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <SoundsPage
      openId={sound}
      onOpen={id => void navigate({ search: { sound: id } })}
      scenarioLink={(id, text) => (
        <Link to="/settings/scenarios/$id" params={{ id }}>
          {text}
        </Link>
      )}
    />
  )
}
