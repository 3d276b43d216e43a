import { useT } from '@naru/i18n'
import { createFileRoute, Link } from '@tanstack/react-router'
import { z } from 'zod'
import { ScenarioPage } from '#desk/features/scenarios/ScenarioPage'
import { scenarioQuery } from '#desk/features/scenarios/scenario-queries'
import { TABS } from '#desk/features/scenarios/scenario-tabs'

export const Route = createFileRoute('/_signed-in/settings/scenarios/$id')({
  validateSearch: z.object({ tab: z.enum(TABS).default('menu').catch('menu') }),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(scenarioQuery(params.id)),
  component: ScenarioRoute,
})

function ScenarioRoute() {
  const t = useT()
  const { id } = Route.useParams()
  const { tab } = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <ScenarioPage
      key={id}
      id={id}
      tab={tab}
      onTab={next => void navigate({ search: { tab: next } })}
      parent={<Link to="/settings/scenarios">{t('scenarios.title')}</Link>}
    />
  )
}
