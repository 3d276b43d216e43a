import type { Scenario, ScenarioDocument, SimulationStep } from '@naru/api'
import { notFound, Problem } from './problem'
import { koreanHolidays } from './public-holidays'
import { type Call, member, type Route, text } from './router'
import { mainScenario } from './scenario'
import { runTests } from './scenario-tests'
import { checkName } from './settings-routes'
import { simulate } from './simulation'
import type { StoredScenario, World } from './world'

export const scenarioRoutes: Route[] = [
  [
    'GET',
    '/scenarios',
    ({ world }) => ({
      items: world.scenarios.map(it => {
        const newest = it.versions[0]
        return {
          id: it.id,
          brand_id: it.brand_id,
          name: it.name,
          numbers: world.numbers.filter(number => number.scenario_id === it.id).map(number => number.number),
          published_version: newest?.version ?? null,
          published_at: newest?.at ?? null,
          published_by: newest?.by ?? null,
          draft_differs: JSON.stringify(it.draft) !== JSON.stringify(newest?.document),
        }
      }),
    }),
  ],
  [
    'POST',
    '/scenarios',
    ({ world, body }) => {
      checkName(body)
      const made: StoredScenario = {
        id: world.id('s'),
        brand_id: 'b1',
        name: text(body, 'name'),
        draft: mainScenario(),
        draft_updated_at: world.ago(0),
        versions: [],
      }
      world.scenarios.push(made)
      return scenario(made, world)
    },
  ],
  ['GET', '/scenarios/:id', call => scenario(scenarioOf(call), call.world)],
  [
    'PUT',
    '/scenarios/:id/draft',
    call => {
      const kept = scenarioOf(call)
      if (text(call.body, 'based_on') !== kept.draft_updated_at) {
        throw new Problem(
          409,
          'scenario.changed_meanwhile',
          '정민재 님이 먼저 수정했습니다. 화면의 변경은 그대로 있습니다.',
        )
      }
      Object.assign(kept.draft, member(call.body, 'document'))
      kept.draft_updated_at = call.world.ago(0)
      return scenario(kept, call.world)
    },
  ],
  [
    'POST',
    '/scenarios/:id/publish',
    call => {
      const kept = scenarioOf(call)
      const version = (kept.versions[0]?.version ?? 0) + 1
      const at = call.world.ago(0)
      kept.versions.unshift({
        version,
        at,
        by: '정다은',
        note: text(call.body, 'note'),
        document: structuredClone(kept.draft),
      })
      return { version, at, clips_made: 3 }
    },
  ],
  ['GET', '/scenarios/:id/versions', call => ({ items: scenarioOf(call).versions })],
  [
    'POST',
    '/scenarios/:id/versions/:version/restore',
    call => {
      const kept = scenarioOf(call)
      const version = kept.versions.find(it => String(it.version) === call.params.version)
      if (!version) throw notFound()
      kept.draft = structuredClone(version.document)
      kept.draft_updated_at = call.world.ago(0)
      return scenario(kept, call.world)
    },
  ],
  [
    'PUT',
    '/scenarios/:id/forced-hours',
    call => {
      const kept = scenarioOf(call)
      kept.forced_hours = {
        open: member(call.body, 'open') === true,
        until: text(call.body, 'until') || null,
      }
      return scenario(kept, call.world)
    },
  ],
  [
    'DELETE',
    '/scenarios/:id/forced-hours',
    call => {
      const kept = scenarioOf(call)
      kept.forced_hours = null
      return scenario(kept, call.world)
    },
  ],
  [
    'POST',
    '/scenarios/:id/simulate',
    ({ world, body }) =>
      isSimulation(body) ? simulate(body, id => world.queues.find(it => it.id === id)?.name ?? '') : null,
  ],
  [
    'POST',
    '/scenarios/:id/test-runs',
    ({ world, body }) => (hasDocument(body) ? { results: runTests(body.document, world) } : null),
  ],
  ['GET', '/public-holidays', ({ query }) => ({ items: koreanHolidays(Number(query.get('year'))) })],
]

type Simulated = Parameters<typeof simulate>[0]

/** What the apps send is of the contract already; only what the answer needs is looked at. */
function isSimulation(body: unknown): body is Simulated & { steps: SimulationStep[] } {
  return hasDocument(body) && Array.isArray(member(body, 'steps'))
}

function hasDocument(body: unknown): body is { document: ScenarioDocument } {
  return typeof member(body, 'document') === 'object'
}

function scenarioOf({ world, params }: Call) {
  const kept = world.scenarios.find(it => it.id === params.id)
  if (!kept) throw notFound()
  return kept
}

function scenario(kept: StoredScenario, world: World): Scenario {
  const newest = kept.versions[0]
  return {
    id: kept.id,
    brand_id: kept.brand_id,
    name: kept.name,
    draft: kept.draft,
    draft_updated_at: kept.draft_updated_at,
    published: newest ?? null,
    forced_hours: kept.forced_hours ?? null,
    test_results: runTests(kept.draft, world),
    warnings: [
      {
        path: ['3'],
        field: 'root/3/queue_id',
        blocks_publishing: false,
        code: 'queue.few_agents',
        text: '결제·환불 큐에 상담사가 1명뿐입니다. 자리를 비우면 고객이 계속 기다립니다.',
      },
    ],
  }
}
