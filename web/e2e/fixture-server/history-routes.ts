import type { Interaction, LiveCall } from '@naru/api'
import { setStatus } from './desk-routes'
import { makeDetail, makeWaveform } from './history'
import { notFound, Problem } from './problem'
import { member, NO_CONTENT, page, type Route, text } from './router'
import { toneWav } from './sound'
import type { World } from './world'

const NUMBERS: Record<string, string> = { '010-36**-37**': '010-3684-3721', '031-80**-42**': '031-8042-4290' }

export const historyRoutes: Route[] = [
  ['GET', '/interactions', ({ world, query }) => page(found(world, query), query)],
  ['GET', '/interactions/:id', ({ world, params }) => detail(world, params.id ?? '')],
  [
    'PUT',
    '/interactions/:id/wrap-up',
    ({ world, params, body }) => {
      const textOfWrapUp = text(body, 'text')
      if ([...textOfWrapUp].length > 1_024) {
        throw new Problem(422, 'wrap_up.too_long', '상담 내용은 1,024자까지 쓸 수 있습니다.', {
          fields: [{ field: 'text', code: 'wrap_up.too_long', detail: '1,024자까지 쓸 수 있습니다.' }],
        })
      }
      const category = member(body, 'category_id')
      const wrapUp = {
        agent_id: 'a1',
        agent_name: '이하늘',
        category_id: typeof category === 'string' ? category : null,
        text: textOfWrapUp,
        saved_at: member(body, 'draft') === true ? null : world.ago(0),
        updated_at: world.ago(0),
      }
      world.wrapUps.set(params.id ?? '', wrapUp)
      const then = member(body, 'then')
      if (then) setStatus(world, then)
      world.tell({ type: 'interaction_changed', interaction_id: params.id ?? '' })
      return wrapUp
    },
  ],
  [
    'POST',
    '/interactions/:id/unmask',
    ({ world, params }) => ({
      number: NUMBERS[rowOf(world, params.id ?? '').number_masked ?? ''] ?? '010-5290-8137',
    }),
  ],
  [
    'GET',
    '/recordings/:id/waveform',
    ({ world, params }) => makeWaveform(recordingMs(world, params.id ?? '')),
  ],
  ['GET', '/recordings/:id/sound', ({ world, params }) => sound(recordingMs(world, params.id ?? ''))],
  ['POST', '/recordings/:id/download', ({ world, params }) => sound(recordingMs(world, params.id ?? ''))],
  [
    'GET',
    '/customers',
    ({ world, query }) => {
      const q = (query.get('q') ?? '').replaceAll('-', '')
      const isHit = (it: World['customers'][number]) =>
        it.name.includes(q) ||
        it.number.replaceAll('-', '') === q ||
        (/^\d{4}$/.test(q) && it.number.endsWith(q))
      return page(world.customers.filter(it => q === '' || isHit(it)).map(masked), query)
    },
  ],
  ['GET', '/customers/:id', ({ world, params }) => masked(customerOf(world, params.id ?? ''))],
  [
    'POST',
    '/customers',
    ({ world, body }) => {
      checkName(body)
      const made = {
        id: world.id('k'),
        name: text(body, 'name'),
        number: text(body, 'number') || '010-3312-5890',
        number_masked: '010-33**-58**',
        email: text(body, 'email'),
        email_masked: text(body, 'email')
          ? `${text(body, 'email').slice(0, 3)}***@${text(body, 'email').split('@')[1]}`
          : null,
        note: text(body, 'note'),
        vip: member(body, 'vip') === true,
        created_at: world.ago(0),
        updated_at: world.ago(0),
      }
      world.customers.push(made)
      return masked(made)
    },
  ],
  [
    'PUT',
    '/customers/:id',
    ({ world, params, body }) => {
      checkName(body)
      const customer = customerOf(world, params.id ?? '')
      customer.name = text(body, 'name')
      customer.note = text(body, 'note')
      customer.vip = member(body, 'vip') === true
      return masked(customer)
    },
  ],
  [
    'POST',
    '/customers/:id/unmask',
    ({ world, params }) => {
      const { name, number, email } = customerOf(world, params.id ?? '')
      return { name, number, email: email || null }
    },
  ],
  [
    'GET',
    '/customers/:id/interactions',
    ({ world, params }) => ({ items: world.history.filter(it => it.customer?.id === params.id).slice(0, 5) }),
  ],
  [
    'GET',
    '/callback-requests',
    ({ world, query }) => {
      const progress = query.get('progress')
      return {
        ...page(
          world.callbacks.filter(it => !progress || it.progress === progress),
          query,
        ),
        waiting_total: world.callbacks.filter(it => it.progress === 'waiting').length,
      }
    },
  ],
  [
    'POST',
    '/callback-requests/:id/close',
    ({ world, params, body }) => {
      const request = callbackOf(world, params.id ?? '')
      if (request.progress === 'closed')
        throw new Problem(409, 'callback_request.already_closed', '이미 처리한 콜백입니다.')
      const outcome = text(body, 'outcome')
      request.progress = 'closed'
      request.closed_by = '이하늘'
      request.closed_at = world.ago(0)
      request.outcome = outcome === 'reached' ? 'reached' : outcome === 'dropped' ? 'dropped' : 'not_reached'
      return NO_CONTENT
    },
  ],
  [
    'POST',
    '/callback-requests/:id/reopen',
    ({ world, params }) => {
      const request = callbackOf(world, params.id ?? '')
      request.progress = 'waiting'
      request.closed_by = null
      request.closed_at = null
      request.outcome = undefined
      return NO_CONTENT
    },
  ],
  ['POST', '/callback-requests/:id/unmask', () => ({ number: '010-3312-5890' })],
]

function found(world: World, query: URLSearchParams) {
  const is = (key: string, value: string | null | undefined) => !query.get(key) || query.get(key) === value
  const from = query.get('from')
  const to = query.get('to')
  const number = (query.get('number') ?? '').replaceAll('-', '')
  const queue = world.queues.find(it => it.id === query.get('queue_id'))
  const dayOf = (at: string) => {
    const date = new Date(at)
    return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
  }
  return world.history.filter(
    it =>
      (!from || dayOf(it.started_at) >= from) &&
      (!to || dayOf(it.started_at) <= to) &&
      (!queue || it.queue_name === queue.name) &&
      (!number || (it.number_masked ?? '').replaceAll('-', '').startsWith(number.slice(0, 3))) &&
      (world.signedIn !== 'agent' || it.agent_id === 'a1') &&
      is('agent_id', it.agent_id) &&
      is('outcome', it.outcome) &&
      is('channel', it.channel),
  )
}

function rowOf(world: World, id: string) {
  const row = world.history.find(it => it.id === id)
  if (row) return row
  const call = world.desk().call
  const [template] = world.history
  if (id !== 'live' || !template) throw notFound()
  return {
    ...template,
    id: 'live',
    started_at: call?.started_at ?? world.ago(200),
    ended_at: call ? null : world.ago(0),
    number_masked: call?.number_masked ?? null,
    customer: call ? (call.customer ?? null) : { id: 'k1', name: '김서연', vip: true },
    menu_path: ['배송·교환', '교환·반품'],
    queue_name: '배송·교환',
    agent_id: 'a1',
    agent_name: '이하늘',
    wait_seconds: call?.wait_seconds ?? 21,
    talk_seconds: call ? 0 : 167,
    outcome: 'in_progress' as const,
    recording: 'running' as const,
    wrap_up: 'none' as const,
    category_path: [],
  }
}

function detail(world: World, id: string) {
  const made = makeDetail(rowOf(world, id))
  const { call } = world.desk()
  if (id === 'live' && call) made.timeline = toldSoFar(call, made.timeline)
  const wrapUp = world.wrapUps.get(id)
  return wrapUp ? { ...made, saved_wrap_up: wrapUp } : made
}

/** The part of a story that has happened when the call is where it is now. */
function toldSoFar(call: LiveCall, timeline: Interaction['timeline']): Interaction['timeline'] {
  const isDialled = call.is_callback && call.state === 'talking' && !call.connected_at
  const last = isDialled || call.state === 'ringing' ? 'offered' : 'connected'
  const told = timeline.slice(0, timeline.findIndex(it => it.kind === last) + 1)
  if (isDialled)
    return [...told, { at: call.started_at, kind: 'called_back', text: '고객에게 전화를 걸었습니다.' }]
  if (call.state !== 'held') return told
  return [...told, { at: call.held_since ?? call.started_at, kind: 'held', text: '보류했습니다.' }]
}

function recordingMs(world: World, id: string) {
  return rowOf(world, id.replace(/^r-/, '')).talk_seconds * 1_000
}

function sound(durationMs: number) {
  return new Response(toneWav(Math.min(durationMs, 600_000)), {
    headers: { 'Content-Type': 'audio/wav', 'Accept-Ranges': 'bytes' },
  })
}

function customerOf(world: World, id: string) {
  const customer = world.customers.find(it => it.id === id)
  if (!customer) throw notFound()
  return customer
}

function masked({ number: _, email: __, ...rest }: World['customers'][number]) {
  return rest
}

function callbackOf(world: World, id: string) {
  const request = world.callbacks.find(it => it.id === id)
  if (!request) throw notFound()
  return request
}

function checkName(body: unknown) {
  if (text(body, 'name').trim()) return
  throw new Problem(422, 'invalid', '저장하지 못했습니다.', {
    fields: [{ field: 'name', code: 'name.empty', detail: '이름을 입력해 주세요.' }],
  })
}
