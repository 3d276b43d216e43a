import type { Interaction, InteractionRow, Outcome, TimelineKind, Waveform } from '@naru/api'
import { dice } from './random'

const MENUS = [
  ['배송·교환', '교환·반품'],
  ['배송·교환', '배송지 변경'],
  ['결제·환불'],
  ['상담사 바로 연결'],
  ['배송 조회'],
]
const NUMBERS = [
  '010-36**-37**',
  '031-80**-42**',
  '010-77**-05**',
  '010-52**-81**',
  '02-31**-77**',
  '010-33**-58**',
] as const
const CATEGORIES = [
  ['교환', '사이즈'],
  ['배송', '도착 예정일'],
  ['결제', '환불', '카드 취소'],
  ['배송', '배송지 변경'],
  ['상품', '세탁 방법'],
]
const AGENTS = [
  { id: 'a1', name: '이하늘' },
  { id: 'a2', name: '박준호' },
  { id: 'a3', name: '최유진' },
  { id: 'a4', name: '한소라' },
] as const
const CUSTOMERS = [
  { id: 'k1', name: '김서연', vip: true },
  { id: 'k2', name: '박민수', vip: false },
  { id: 'k3', name: '오지은', vip: false },
  null,
  null,
] as const

/** Three weeks of calls up to now, newest first. */
export function makeHistory(now: number): InteractionRow[] {
  const die = dice(412)
  const rows: InteractionRow[] = []
  let at = now - 190_000
  for (let index = 0; index < 640; index += 1) {
    at -= die.between(40, 1_500) * 1_000
    const hour = new Date(at).getHours()
    if (hour < 9 || hour >= 18) at -= 15 * 3_600_000
    rows.push(makeRow(index, at, die))
  }
  return rows
}

function makeRow(index: number, at: number, die: ReturnType<typeof dice>): InteractionRow {
  const chance = die.next()
  const outcome: Outcome =
    chance < 0.82
      ? 'answered'
      : chance < 0.9
        ? 'abandoned'
        : chance < 0.94
          ? 'callback_requested'
          : 'self_served'
  const wait = outcome === 'self_served' ? 0 : die.between(2, outcome === 'answered' ? 64 : 170)
  const talk = outcome === 'answered' ? die.between(35, 620) : 0
  const menu_path = outcome === 'self_served' ? ['배송 조회'] : die.one(MENUS)
  const agent = die.one(AGENTS)
  const answered = outcome === 'answered'
  return {
    id: `i${index}`,
    started_at: new Date(at).toISOString(),
    ended_at: new Date(at + (wait + talk + 24) * 1_000).toISOString(),
    channel: die.next() < 0.85 ? 'phone' : 'web_call',
    direction: 'inbound',
    number_masked: die.one(NUMBERS),
    customer: die.one(CUSTOMERS),
    brand_name: '마루리빙',
    menu_path,
    queue_name: outcome === 'self_served' ? null : die.one(['배송·교환', '결제·환불', '상품 문의']),
    agent_id: answered ? agent.id : null,
    agent_name: answered ? agent.name : null,
    outcome,
    end_reason: answered
      ? die.one(['customer_hung_up', 'customer_hung_up', 'agent_hung_up'])
      : outcome === 'abandoned'
        ? die.one(['abandoned_in_queue', 'abandoned_while_ringing'])
        : outcome === 'callback_requested'
          ? 'callback_requested'
          : 'scenario_ended',
    wait_seconds: wait,
    talk_seconds: talk,
    recording: answered ? 'ready' : 'none',
    category_path: answered && die.next() < 0.9 ? die.one(CATEGORIES) : [],
    wrap_up: !answered ? 'none' : die.next() < 0.92 ? 'saved' : 'draft',
  }
}

/** The row with everything that can be told about it. */
export function makeDetail(row: InteractionRow): Interaction {
  const start = Date.parse(row.started_at)
  const at = (seconds: number) => new Date(start + seconds * 1_000).toISOString()
  const entered = 24
  const connected = entered + row.wait_seconds
  const ended = connected + row.talk_seconds
  const timeline: Interaction['timeline'] = []
  const tell = (seconds: number, kind: TimelineKind, text: string) =>
    timeline.push({ at: at(seconds), kind, text })
  tell(0, 'arrived', '070-0000-0412로 걸려 왔습니다.')
  tell(1, 'answered', 'ARS가 받았습니다.')
  for (const [index, name] of row.menu_path.entries())
    tell(8 + index * 6, 'menu', `“${name}” 메뉴를 골랐습니다.`)
  if (row.queue_name) tell(entered, 'queued', `${row.queue_name} 큐에서 기다립니다.`)
  if (row.agent_name) {
    if (row.wait_seconds > 30) tell(entered + 12, 'declined', '박준호 상담사가 돌려주었습니다.')
    tell(connected - 4, 'offered', `${row.agent_name} 상담사에게 벨이 울립니다.`)
    tell(connected, 'connected', `${row.agent_name} 상담사와 연결되었습니다.`)
    if (row.talk_seconds > 200) {
      tell(connected + 90, 'held', '보류했습니다.')
      tell(connected + 124, 'resumed', '보류를 풀었습니다.')
    }
  }
  if (row.outcome === 'callback_requested') tell(connected, 'callback_requested', '콜백을 예약했습니다.')
  tell(ended, 'ended', row.outcome === 'answered' ? '고객이 끊었습니다.' : '통화가 끝났습니다.')
  if (row.recording === 'ready') tell(ended + 2, 'recording_ready', '녹취를 들을 수 있습니다.')
  return {
    ...row,
    dialed_number: '070-0000-0412',
    digits_taken: row.menu_path.includes('교환·반품') ? [{ label: '주문번호', digits: '12345678' }] : [],
    answered_at: at(1),
    connected_at: row.agent_name ? at(connected) : null,
    hold_seconds: row.talk_seconds > 200 ? 34 : 0,
    scenario_name: '대표 고객센터',
    scenario_version: 7,
    visits: row.queue_name
      ? [
          {
            queue_name: row.queue_name,
            entered_at: at(entered),
            left_at: at(connected),
            outcome:
              row.outcome === 'answered'
                ? 'answered'
                : row.outcome === 'abandoned'
                  ? 'abandoned'
                  : 'callback_requested',
            agent_name: row.agent_name ?? null,
            offers: row.wait_seconds > 30 ? 2 : 1,
            declines: row.wait_seconds > 30 ? 1 : 0,
            no_answers: 0,
          },
        ]
      : [],
    legs: [
      { party: 'customer', started_at: at(0), answered_at: at(1), ended_at: at(ended), network_reason: null },
    ],
    timeline,
    recordings:
      row.recording === 'none'
        ? []
        : [
            {
              id: `r-${row.id}`,
              state: row.recording,
              started_at: at(connected),
              duration_ms: row.talk_seconds * 1_000,
            },
          ],
    saved_wrap_up:
      row.wrap_up === 'none' || !row.agent_id || !row.agent_name
        ? null
        : {
            agent_id: row.agent_id,
            agent_name: row.agent_name,
            category_id: row.category_path.length > 0 ? 'c11' : null,
            text: '퀸 주문, 침대는 슈퍼싱글. 개봉만 하고 세탁 전, 수령 3일차.\n슈퍼싱글 교환 희망 → 왕복 배송비 안내',
            saved_at: row.wrap_up === 'saved' ? at(ended + 40) : null,
            updated_at: at(ended + 40),
          },
    decisions: row.agent_name
      ? [
          {
            at: at(entered),
            text: `${row.queue_name ?? ''} 큐에 대기 상담사 2명: 박준호(대기 04:10), ${row.agent_name}(대기 02:31).`,
            candidates: [],
          },
          ...(row.wait_seconds > 30
            ? [
                {
                  at: at(entered + 12),
                  text: '박준호 상담사가 돌려주어 다음으로 오래 대기한 상담사를 찾았습니다.',
                  candidates: [
                    '박준호: 4분 10초 대기, 오늘 8건, 레벨 1 · 방금 이 전화를 받지 않음',
                    `${row.agent_name}: 2분 31초 대기, 오늘 5건, 레벨 1 · 연결`,
                  ],
                },
              ]
            : []),
          {
            at: at(connected - 4),
            text: `${row.agent_name} 상담사가 가장 오래 대기했습니다. 벨을 울렸습니다.`,
            candidates: [],
          },
        ]
      : [],
  }
}

/** Two people taking turns. */
export function makeWaveform(durationMs: number): Waveform {
  const die = dice(durationMs)
  const length = Math.ceil(durationMs / 100)
  const customer: number[] = []
  const agent: number[] = []
  let speaker = 1
  let left = 20
  for (let index = 0; index < length; index += 1) {
    if (left === 0) {
      speaker = (speaker + 1) % 3
      left = speaker === 2 ? die.between(3, 10) : die.between(15, 60)
    }
    left -= 1
    const loud = () => Math.round(18 + die.next() * 70 * Math.sin((Math.PI * (left % 7)) / 7 + 0.4) ** 2)
    customer.push(speaker === 0 ? loud() : die.between(0, 3))
    agent.push(speaker === 1 ? loud() : die.between(0, 3))
  }
  return { duration_ms: durationMs, step_ms: 100, customer, agent }
}
