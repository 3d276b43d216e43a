import type { Dashboard } from '@naru/api'
import { dice } from './random'
import type { Route } from './router'
import type { World } from './world'

export const dashboardRoutes: Route[] = [['GET', '/dashboard', ({ world }) => dashboard(world)]]

export function dashboard(world: World): Dashboard {
  const waiting = world.waiting()
  return {
    at: world.ago(0),
    totals: {
      offered: 412,
      answered: 384,
      abandoned: 14,
      short_abandoned: 3,
      callbacks: 11,
      answer_rate: 0.951,
      service_level: 0.886,
      mean_wait_seconds: 18,
      longest_waiting_since: waiting[0]?.since ?? null,
      waiting: waiting.length,
      targets: { answer_rate: 0.92, service_level: 0.85, service_level_seconds: 20 },
      same_day_last_week: {
        offered: 381,
        answer_rate: 0.937,
        service_level: 0.865,
        mean_wait_seconds: 24,
        abandoned: 11,
      },
    },
    trend: trend(world),
    queues: [
      queue('q2', '결제·환불', [92, 83, 7, 1], [0.902, 0.783], [0, 3], waiting[0]?.since),
      queue('q5', 'B2B 대량주문', [38, 36, 1, 0], [0.947, 0.868], [1, 2]),
      queue('q1', '배송·교환', [163, 157, 4, 2], [0.963, 0.914], [1, 5], waiting[2]?.since),
      queue('q3', '상품 문의', [101, 98, 2, 1], [0.97, 0.938], [1, 4], waiting[1]?.since),
      queue('q4', 'VIP 전담', [18, 18, 0, 0], [1, 1], [1, 2]),
    ],
    agents: world.agents
      .filter(it => !it.deactivated_at)
      .map(it => ({
        id: it.id,
        name: it.name,
        group_name: world.groups.find(group => group.id === it.group_id)?.name ?? '',
        status: it.status,
        softphone: it.status.kind === 'signed_out' ? 'down' : 'up',
      })),
    waiting,
    lines: {
      trunks: world.trunks.map(({ id, name, state, in_use, channels }) => ({
        id,
        name,
        state,
        in_use,
        channels,
      })),
      in_ivr: 3,
      waiting: waiting.length,
      talking: 6,
      recording: 6,
    },
    callbacks_waiting: world.callbacks.filter(it => it.progress === 'waiting').length,
    warnings: [
      {
        code: 'queue_without_agents',
        text: '결제·환불 큐에 대기 상담사가 없습니다. 상담사 3명이 로그인해 있고 모두 통화 중이거나 자리를 비웠습니다.',
        queue_id: 'q2',
      },
      {
        code: 'trunk_down',
        text: '예비 회선이 연결되지 않습니다. 등록이 거부되었습니다 (403).',
        trunk_id: 'tr2',
      },
    ],
  }
}

function queue(
  id: string,
  name: string,
  [offered, answered, abandoned, waiting]: [number, number, number, number],
  [answer_rate, service_level]: [number, number],
  [ready_agents, signed_in_agents]: [number, number],
  longest_since?: string,
): Dashboard['queues'][number] {
  return {
    id,
    name,
    offered,
    answered,
    abandoned,
    waiting,
    longest_since: longest_since ?? null,
    answer_rate,
    service_level,
    service_level_target: 0.85,
    ready_agents,
    signed_in_agents,
  }
}

/** Quarter hours from nine to six; after now only last week's line goes on. */
function trend(world: World): Dashboard['trend'] {
  const die = dice(20)
  const opening = new Date(world.now())
  opening.setHours(9, 0, 0, 0)
  return Array.from({ length: 37 }, (_, slot) => {
    const at = opening.getTime() + slot * 900_000
    const hour = 9 + slot / 4
    const shape = 9 + 6 * Math.sin(((hour - 9) / 4) * Math.PI) ** 2 - (hour > 12.4 && hour < 13.6 ? 7 : 0)
    const isPast = at <= world.now()
    const offered = isPast ? Math.max(1, Math.round(shape + die.between(-2, 2))) : 0
    const abandoned = offered > 10 ? 1 : 0
    return {
      at: new Date(at).toISOString(),
      offered,
      answered: offered - abandoned,
      abandoned,
      last_week_offered: Math.max(1, Math.round(shape * 0.9 + die.between(-2, 2))),
    }
  })
}
