import type { Desk, Role, Session, StatusKind } from '@naru/api'
import { BRANDS, PERMISSIONS, TENANT } from './company'
import { Problem } from './problem'
import { member, NO_CONTENT, type Route, sessionRequired, text } from './router'
import type { World } from './world'

const PEOPLE: Record<string, Role> = { haneul: 'agent', minjae: 'supervisor', daeun: 'admin', owner: 'owner' }

export const deskRoutes: Route[] = [
  ['GET', '/session', ({ world }) => session(world)],
  [
    'POST',
    '/session',
    ({ world, body }) => {
      const role = PEOPLE[text(body, 'login_id')]
      if (text(body, 'login_id') === 'locked') {
        throw new Problem(
          429,
          'sign_in.locked',
          '로그인을 여러 번 실패했습니다. 30초 뒤에 다시 시도해 주세요.',
          { headers: { 'Retry-After': '30' } },
        )
      }
      if (!role || text(body, 'company') !== TENANT.domain || text(body, 'password') !== 'naru-demo-1') {
        throw new Problem(
          401,
          'sign_in.refused',
          '회사, 아이디 또는 비밀번호가 맞지 않습니다. 대문자와 소문자를 확인해 주세요.',
        )
      }
      world.signedIn = role
      return session(world)
    },
  ],
  [
    'DELETE',
    '/session',
    ({ world }) => {
      world.signedIn = undefined
      return NO_CONTENT
    },
  ],
  [
    'PUT',
    '/session/password',
    ({ body }) => {
      if (text(body, 'current') !== 'naru-demo-1') {
        throw new Problem(422, 'invalid', '비밀번호를 바꾸지 못했습니다.', {
          fields: [{ field: 'current', code: 'password.wrong', detail: '지금 비밀번호가 맞지 않습니다.' }],
        })
      }
      return NO_CONTENT
    },
  ],
  ['GET', '/desk', ({ world }) => world.desk()],
  [
    'PUT',
    '/desk/status',
    ({ world, body }) => {
      if (world.desk().call) throw new Problem(409, 'desk.on_call', '통화 중에는 상태를 바꿀 수 없습니다.')
      setStatus(world, body)
      return NO_CONTENT
    },
  ],
  [
    'PUT',
    '/desk/after-call',
    ({ world, body }) => {
      const kind = text(body, 'kind')
      if (kind === 'ready' || kind === 'away' || kind === 'wrap_up')
        world.afterCall = { kind, ...reasonOf(body) }
      return tellDesk(world)
    },
  ],
  ['POST', '/softphone', ({ world }) => open(world)],
  [
    'DELETE',
    '/softphone',
    ({ world }) => {
      world.softphone = 'down'
      return tellDesk(world)
    },
  ],
  [
    'POST',
    '/calls/:id/answer',
    ({ world }) => become(world, world.scene === 'callback' ? 'dialling' : 'talking'),
  ],
  ['POST', '/calls/:id/decline', ({ world }) => become(world, 'idle')],
  ['POST', '/calls/:id/pick-up', ({ world }) => become(world, 'talking')],
  ['POST', '/calls/:id/hold', ({ world }) => become(world, 'held')],
  ['POST', '/calls/:id/resume', ({ world }) => become(world, 'talking')],
  ['POST', '/calls/:id/hang-up', ({ world }) => become(world, 'wrap_up')],
  ['POST', '/calls/:id/digits', () => NO_CONTENT],
]

function session(world: World): Session {
  const role = world.signedIn
  const login = Object.keys(PEOPLE).find(it => PEOPLE[it] === role)
  const agent = world.agents.find(it => it.login_id === login)
  if (!role || !agent) throw sessionRequired()
  return {
    agent: {
      id: agent.id,
      name: agent.name,
      login_id: agent.login_id,
      role,
      extension: agent.extension,
      group_id: agent.group_id,
      group_name: world.groups.find(it => it.id === agent.group_id)?.name ?? '',
    },
    tenant: TENANT,
    brands: BRANDS,
    permissions: PERMISSIONS[role],
    server_time: world.ago(0),
  }
}

export function setStatus(world: World, body: unknown) {
  const kinds: Partial<Record<string, StatusKind>> = { ready: 'ready', away: 'away', wrap_up: 'wrap_up' }
  const kind = kinds[text(body, 'kind')]
  if (!kind) throw new Problem(422, 'invalid', '알 수 없는 상태입니다.')
  world.scene = kind === 'away' ? 'away' : 'idle'
  world.status = { kind, since: world.ago(0), ...reasonOf(body) }
  tellDesk(world)
}

function reasonOf(body: unknown): Pick<Desk['status'], 'reason'> {
  switch (member(body, 'reason')) {
    case 'meal':
      return { reason: 'meal' }
    case 'training':
      return { reason: 'training' }
    case 'meeting':
      return { reason: 'meeting' }
    case 'break':
      return { reason: 'break' }
    default:
      return {}
  }
}

function become(world: World, scene: World['scene']) {
  world.play(scene)
  return NO_CONTENT
}

function open(world: World) {
  world.softphone = 'up'
  tellDesk(world)
  return { leg_id: world.id('leg'), answer: 'v=0' }
}

function tellDesk(world: World) {
  world.tell({ type: 'desk', desk: world.desk() })
  return NO_CONTENT
}
