import type { Category, OwnedNumber, Queue, RoutingPolicy, SettingsKind, Trunk } from '@naru/api'
import { notFound, Problem } from './problem'
import { type Call, member, NO_CONTENT, page, type Route, text } from './router'
import type { World } from './world'

type Kept = { id: string }

const ROUTING_POLICY: RoutingPolicy = {
  lost_grace_seconds: 10,
  no_answer_limit: 2,
  retry_seconds: 15,
  after_sign_in: { kind: 'ready' },
  after_call: { kind: 'wrap_up' },
  vip_bonus_seconds: 300,
  callback_bonus_seconds: 0,
  capacity: {
    chats: 3,
    tickets: 5,
    call_beside_others: true,
    chat_during_call: false,
    ticket_during_call: false,
  },
}

/** List, add, change and remove of one kind of setting. */
function crud<T extends Kept>(
  path: string,
  what: SettingsKind,
  list: (world: World) => T[],
  make: (world: World, body: unknown) => T,
  beforeDelete: (item: T) => void = () => {},
): Route[] {
  const find = ({ world, params }: Call) => {
    const item = list(world).find(it => it.id === params.id)
    if (!item) throw notFound()
    return item
  }
  return [
    ['GET', path, ({ world }) => ({ items: list(world) })],
    [
      'POST',
      path,
      ({ world, body }) => {
        checkName(body)
        const item = make(world, body)
        list(world).push(item)
        world.tell({ type: 'settings_changed', what })
        return item
      },
    ],
    [
      'PUT',
      `${path}/:id`,
      call => {
        checkName(call.body)
        const item = Object.assign(find(call), call.body)
        call.world.tell({ type: 'settings_changed', what })
        return item
      },
    ],
    [
      'DELETE',
      `${path}/:id`,
      call => {
        const item = find(call)
        beforeDelete(item)
        list(call.world).splice(list(call.world).indexOf(item), 1)
        call.world.tell({ type: 'settings_changed', what })
        return NO_CONTENT
      },
    ],
  ]
}

export const settingsRoutes: Route[] = [
  ...crud(
    '/agents',
    'agents',
    world => world.agents,
    (world, body) => {
      if (world.agents.some(it => it.login_id === text(body, 'login_id'))) {
        throw new Problem(422, 'invalid', '저장하지 못했습니다.', {
          fields: [
            { field: 'login_id', code: 'agent.login_id_taken', detail: '이미 쓰고 있는 아이디입니다.' },
          ],
        })
      }
      return {
        id: world.id('a'),
        login_id: text(body, 'login_id'),
        name: text(body, 'name'),
        role: 'agent' as const,
        extension: '40399',
        group_id: text(body, 'group_id'),
        queue_ids: [],
        deactivated_at: null,
        status: { kind: 'signed_out' as const, since: world.ago(0) },
      }
    },
  ),
  ['POST', '/agents/:id/deactivate', call => setDeactivated(call, call.world.ago(0))],
  ['POST', '/agents/:id/reactivate', call => setDeactivated(call, null)],
  ['PUT', '/agents/:id/password', () => NO_CONTENT],
  [
    'PUT',
    '/agents/:id/status',
    call => {
      const kind = text(call.body, 'kind')
      const agent = agentOf(call)
      if (kind === 'ready' || kind === 'away' || kind === 'signed_out')
        agent.status = { kind, since: call.world.ago(0) }
      call.world.tell({ type: 'settings_changed', what: 'agents' })
      return NO_CONTENT
    },
  ],
  ...crud(
    '/agent-groups',
    'groups',
    world => world.groups,
    (world, body) => ({
      id: world.id('g'),
      parent_id: text(body, 'parent_id'),
      name: text(body, 'name'),
      default_queue_id: world.id('q'),
      position: world.groups.length,
      agent_count: 0,
    }),
    group => {
      if (group.agent_count > 0)
        throw new Problem(
          409,
          'group.not_empty',
          `상담사 ${group.agent_count}명이 있는 그룹은 삭제할 수 없습니다. 먼저 다른 그룹으로 옮겨 주세요.`,
        )
    },
  ),
  ...crud<Queue>(
    '/queues',
    'queues',
    world => world.queues,
    (world, body) => ({
      id: world.id('q'),
      name: text(body, 'name'),
      group_id: null,
      rule: {
        ring_seconds: 30,
        wrap_up_seconds: 60,
        service_level_seconds: 20,
        service_level_target: 85,
        answer_rate_target: 92,
        short_abandon_seconds: 5,
        distribution: 'longest_idle',
        last_agent_first: false,
        widen_after_seconds: 0,
      },
      agent_ids: [],
      group_agent_ids: [],
      skill_levels: [],
    }),
    queue => {
      if (queue.group_id) throw new Problem(409, 'queue.of_group', '그룹의 기본 큐는 삭제할 수 없습니다.')
    },
  ),
  ['GET', '/routing-policy', () => ROUTING_POLICY],
  ['PUT', '/routing-policy', () => NO_CONTENT],
  ...crud<OwnedNumber>(
    '/numbers',
    'numbers',
    world => world.numbers,
    (world, body) => ({
      id: world.id('n'),
      brand_id: 'b1',
      number: text(body, 'number'),
      kind: 'internet',
      label: text(body, 'label'),
      scenario_id: text(body, 'scenario_id') || null,
      trunk_id: text(body, 'trunk_id') || null,
      main: member(body, 'main') === true,
    }),
  ),
  ...crud<Trunk>(
    '/trunks',
    'trunks',
    world => world.trunks,
    (world, body) => ({
      id: world.id('tr'),
      name: text(body, 'name'),
      transport: 'udp',
      host: text(body, 'host'),
      port: 5_060,
      access: { kind: 'address', allowed: [] },
      channels: 10,
      probed: true,
      enabled: true,
      state: 'unknown',
      state_detail: '',
      in_use: 0,
    }),
  ),
  ...crud<Category>(
    '/categories',
    'categories',
    world => world.categories,
    (world, body) => ({
      id: world.id('c'),
      parent_id: text(body, 'parent_id') || null,
      name: text(body, 'name'),
      position: world.categories.length,
      active: true,
    }),
  ),
  ['GET', '/audit-entries', ({ world, query }) => page(world.audit, query)],
  ['GET', '/sign-in-entries', ({ world, query }) => page(world.signIns, query)],
  [
    'GET',
    '/web-call/:slug',
    ({ params }) => {
      if (params.slug === 'closed') {
        return {
          brand_name: '마루리빙',
          number: '070-0000-0412',
          open: false,
          opens_at: '2026-11-23T00:00:00Z',
          limit_seconds: 600,
        }
      }
      if (params.slug !== 'maruliving') throw notFound()
      return {
        brand_name: '마루리빙',
        number: '070-0000-0412',
        open: true,
        opens_at: null,
        limit_seconds: 600,
      }
    },
  ],
  ['POST', '/web-call/:slug', ({ world }) => ({ call_id: world.id('call'), token: 'secret', answer: 'v=0' })],
  ['POST', '/web-call/:slug/calls/:id/hang-up', () => NO_CONTENT],
]

export function checkName(body: unknown) {
  const name = member(body, 'name')
  if (typeof name !== 'string' || name.trim()) return
  throw new Problem(422, 'invalid', '저장하지 못했습니다.', {
    fields: [{ field: 'name', code: 'name.empty', detail: '이름을 입력해 주세요.' }],
  })
}

function agentOf({ world, params }: Call) {
  const agent = world.agents.find(it => it.id === params.id)
  if (!agent) throw notFound()
  return agent
}

function setDeactivated(call: Call, at: string | null) {
  agentOf(call).deactivated_at = at
  call.world.tell({ type: 'settings_changed', what: 'agents' })
  return NO_CONTENT
}
