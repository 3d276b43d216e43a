import { useSession } from '@naru/api'
import { useT } from '@naru/i18n'
import { createFileRoute, Link } from '@tanstack/react-router'
import { z } from 'zod'
import { ScenarioPage, type Simulated } from '#desk/features/scenarios/ScenarioPage'
import { scenarioQuery, scenariosQuery } from '#desk/features/scenarios/scenario-queries'
import { TABS } from '#desk/features/scenarios/scenario-tabs'
import { Simulator } from '#desk/features/simulator/Simulator'
import { type SimulationState, useSimulation } from '#desk/features/simulator/use-simulation'

export const Route = createFileRoute('/_signed-in/settings/scenarios/$id')({
  validateSearch: z.object({ tab: z.enum(TABS).default('menu').catch('menu') }),
  loader: ({ context: { queryClient }, params }) =>
    Promise.all([
      queryClient.ensureQueryData(scenarioQuery(params.id)),
      queryClient.ensureQueryData(scenariosQuery()),
    ]),
  component: ScenarioRoute,
})

function ScenarioRoute() {
  const t = useT()
  const { id } = Route.useParams()
  const { tab } = Route.useSearch()
  const navigate = Route.useNavigate()
  const simulation = useSimulation()
  return (
    <ScenarioPage
      key={id}
      id={id}
      tab={tab}
      onTab={next => void navigate({ search: { tab: next } })}
      parent={<Link to="/settings/scenarios">{t('scenarios.title')}</Link>}
      simulator={simulated => <CalledNumber id={id} simulated={simulated} state={simulation} />}
      onTryOut={simulation.walk}
    />
  )
}

type CalledProps = { id: string; simulated: Simulated; state: SimulationState }

/** The simulator as a customer sees it: the brand they call and its number. */
function CalledNumber({ id, simulated, state }: CalledProps) {
  const { brands } = useSession()
  const brand = brands.find(it => it.id === simulated.brandId)
  return (
    <Simulator
      scenarioId={id}
      document={simulated.document}
      hasChanges={simulated.hasChanges}
      name={brand?.name ?? ''}
      number={simulated.number ?? brand?.main_number ?? undefined}
      state={state}
    />
  )
}
