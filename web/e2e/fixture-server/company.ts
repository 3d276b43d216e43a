import type {
  Agent,
  AgentGroup,
  Category,
  Customer,
  OwnedNumber,
  Permission,
  Queue,
  QueueRule,
  Role,
  Trunk,
} from '@naru/api'

/** A Korean mall that sells home textiles. Names and numbers are made up. */
export const TENANT = { id: 't1', name: '마루리빙', domain: 'maruliving' }
export const BRANDS = [{ id: 'b1', name: '마루리빙', slug: 'maruliving', main_number: '070-0000-0412' }]

const RULE: QueueRule = {
  ring_seconds: 30,
  wrap_up_seconds: 60,
  service_level_seconds: 20,
  service_level_target: 85,
  answer_rate_target: 92,
  short_abandon_seconds: 5,
  distribution: 'longest_idle',
  last_agent_first: false,
  widen_after_seconds: 0,
}

export const groups: AgentGroup[] = [
  {
    id: 'g0',
    parent_id: null,
    name: '기본그룹_마루리빙',
    default_queue_id: 'q0',
    position: 0,
    agent_count: 2,
  },
  { id: 'g1', parent_id: 'g0', name: '배송·교환', default_queue_id: 'q1', position: 0, agent_count: 3 },
  { id: 'g2', parent_id: 'g0', name: '결제·환불', default_queue_id: 'q2', position: 1, agent_count: 1 },
  { id: 'g3', parent_id: 'g0', name: '상품 문의', default_queue_id: 'q3', position: 2, agent_count: 2 },
  { id: 'g4', parent_id: 'g3', name: 'VIP 전담', default_queue_id: 'q4', position: 0, agent_count: 0 },
]

export const queues: Queue[] = [
  {
    id: 'q0',
    name: '기본그룹_마루리빙',
    group_id: 'g0',
    rule: RULE,
    agent_ids: [],
    group_agent_ids: ['a7', 'a8'],
    skill_levels: [],
  },
  {
    id: 'q1',
    name: '배송·교환',
    group_id: 'g1',
    rule: RULE,
    agent_ids: [],
    group_agent_ids: ['a1', 'a2', 'a5'],
    skill_levels: [],
  },
  {
    id: 'q2',
    name: '결제·환불',
    group_id: 'g2',
    rule: RULE,
    agent_ids: ['a1'],
    group_agent_ids: ['a3'],
    skill_levels: [],
  },
  {
    id: 'q3',
    name: '상품 문의',
    group_id: 'g3',
    rule: RULE,
    agent_ids: [],
    group_agent_ids: ['a4', 'a6'],
    skill_levels: [],
  },
  {
    id: 'q4',
    name: 'VIP 전담',
    group_id: 'g4',
    rule: { ...RULE, service_level_seconds: 10 },
    agent_ids: ['a1', 'a4'],
    group_agent_ids: [],
    skill_levels: [],
  },
  {
    id: 'q5',
    name: 'B2B 대량주문',
    group_id: null,
    rule: RULE,
    agent_ids: ['a3', 'a6'],
    group_agent_ids: [],
    skill_levels: [],
  },
]

export function makeAgents(at: (secondsAgo: number) => string): Agent[] {
  const agent = (
    id: string,
    login_id: string,
    name: string,
    role: Role,
    group_id: string,
    status: Agent['status'],
  ): Agent => ({
    id,
    login_id,
    name,
    role,
    extension: `403${15 + Number(id.slice(1))}`,
    group_id,
    queue_ids: queues.filter(it => it.agent_ids.includes(id)).map(it => it.id),
    deactivated_at: null,
    status,
  })
  return [
    agent('a1', 'haneul', '이하늘', 'agent', 'g1', { kind: 'ready', since: at(372) }),
    agent('a2', 'junho', '박준호', 'agent', 'g1', { kind: 'busy', since: at(724) }),
    agent('a3', 'yujin', '최유진', 'agent', 'g2', { kind: 'busy', since: at(271) }),
    agent('a4', 'sora', '한소라', 'agent', 'g3', { kind: 'ready', since: at(41) }),
    agent('a5', 'minjae', '정민재', 'supervisor', 'g1', { kind: 'wrap_up', since: at(110) }),
    agent('a6', 'jihun', '오지훈', 'agent', 'g3', { kind: 'away', reason: 'meal', since: at(1_930) }),
    agent('a7', 'daeun', '정다은', 'admin', 'g0', { kind: 'signed_out', since: at(3_100) }),
    agent('a8', 'owner', '김나루', 'owner', 'g0', { kind: 'signed_out', since: at(90_000) }),
    {
      ...agent('a9', 'former', '윤서준', 'agent', 'g1', { kind: 'signed_out', since: at(900_000) }),
      deactivated_at: at(800_000),
    },
  ]
}

export const categories: Category[] = [
  { id: 'c1', parent_id: null, name: '교환', position: 0, active: true },
  { id: 'c11', parent_id: 'c1', name: '사이즈', position: 0, active: true },
  { id: 'c12', parent_id: 'c1', name: '색상', position: 1, active: true },
  { id: 'c13', parent_id: 'c1', name: '불량', position: 2, active: true },
  { id: 'c2', parent_id: null, name: '배송', position: 1, active: true },
  { id: 'c21', parent_id: 'c2', name: '도착 예정일', position: 0, active: true },
  { id: 'c22', parent_id: 'c2', name: '배송지 변경', position: 1, active: true },
  { id: 'c23', parent_id: 'c2', name: '분실', position: 2, active: true },
  { id: 'c3', parent_id: null, name: '결제', position: 2, active: true },
  { id: 'c31', parent_id: 'c3', name: '환불', position: 0, active: true },
  { id: 'c311', parent_id: 'c31', name: '카드 취소', position: 0, active: true },
  { id: 'c312', parent_id: 'c31', name: '계좌 환불', position: 1, active: true },
  { id: 'c32', parent_id: 'c3', name: '현금영수증', position: 1, active: true },
  { id: 'c4', parent_id: null, name: '상품', position: 3, active: true },
  { id: 'c41', parent_id: 'c4', name: '세탁 방법', position: 0, active: true },
  { id: 'c42', parent_id: 'c4', name: '재입고', position: 1, active: false },
]

export function makeCustomers(
  at: (secondsAgo: number) => string,
): (Customer & { number: string; email: string })[] {
  const customer = (
    id: string,
    name: string,
    number: string,
    number_masked: string,
    email: string,
    note: string,
    vip = false,
  ) => ({
    id,
    name,
    number,
    number_masked,
    email,
    email_masked: email ? `${email.slice(0, 3)}***@${email.split('@')[1]}` : null,
    note,
    vip,
    created_at: at(90 * 86_400),
    updated_at: at(5 * 86_400),
  })
  return [
    customer(
      'k1',
      '김서연',
      '010-3684-3721',
      '010-36**-37**',
      'seoyeon@naver.com',
      '골드 회원. 전화는 오후 2시 이후를 좋아합니다.\n배송 메모: 경비실에 맡겨 주세요.',
      true,
    ),
    customer('k2', '박민수', '010-7712-0544', '010-77**-05**', 'minsu.park@daum.net', ''),
    customer('k3', '오지은', '010-5290-8137', '010-52**-81**', '', '알레르기 때문에 세제를 꼭 안내합니다.'),
    customer('k4', '이정훈', '031-8042-4290', '031-80**-42**', 'jh.lee@gmail.com', ''),
    customer(
      'k5',
      '한지민',
      '02-3145-7790',
      '02-31**-77**',
      'acc@daon-dist.example',
      '㈜다온유통 회계팀',
      true,
    ),
  ]
}

export const numbers: OwnedNumber[] = [
  {
    id: 'n1',
    brand_id: 'b1',
    number: '070-0000-0412',
    kind: 'internet',
    label: '대표번호',
    scenario_id: 's1',
    trunk_id: 'tr1',
    main: true,
  },
  {
    id: 'n2',
    brand_id: 'b1',
    number: '02-0000-1200',
    kind: 'landline',
    label: 'B2B 주문',
    scenario_id: 's2',
    trunk_id: 'tr1',
    main: false,
  },
  {
    id: 'n3',
    brand_id: 'b1',
    number: '070-0000-0413',
    kind: 'internet',
    label: '예비',
    scenario_id: null,
    trunk_id: 'tr2',
    main: false,
  },
]

export function makeTrunks(at: (secondsAgo: number) => string): Trunk[] {
  return [
    {
      id: 'tr1',
      name: '본사 회선',
      transport: 'udp',
      host: 'sip.carrier.example',
      port: 5060,
      access: { kind: 'address', allowed: ['203.0.113.7', '203.0.113.0/28'] },
      channels: 14,
      probed: true,
      enabled: true,
      state: 'up',
      state_detail: '',
      state_since: at(86_400 * 3),
      in_use: 9,
    },
    {
      id: 'tr2',
      name: '예비 회선',
      transport: 'tcp',
      host: 'backup.carrier.example',
      port: 5060,
      access: { kind: 'registration', username: '07000000413', realm: null, password_set: true },
      channels: 9,
      probed: true,
      enabled: true,
      state: 'down',
      state_detail: '등록이 거부되었습니다 (403)',
      state_since: at(1_240),
      in_use: 0,
    },
  ]
}

const AGENT: Permission[] = [
  'serve_customers',
  'change_own_password',
  'read_own_history',
  'listen_to_own_recordings',
  'unmask',
  'read_customers',
  'edit_customers',
  'handle_callback_requests',
  'read_dashboard',
]
const SUPERVISOR: Permission[] = [
  ...AGENT,
  'read_all_history',
  'edit_others_wrap_up',
  'listen_to_all_recordings',
  'change_others_status',
  'read_settings',
]
const ADMIN: Permission[] = [
  ...SUPERVISOR,
  'download_recordings',
  'edit_agents',
  'edit_groups_and_queues',
  'edit_numbers',
  'edit_trunks',
  'edit_scenario',
  'publish_scenario',
  'edit_categories',
  'read_audit',
]

export const PERMISSIONS: Record<Role, Permission[]> = {
  agent: AGENT,
  supervisor: SUPERVISOR,
  admin: ADMIN,
  owner: [...ADMIN, 'edit_admins'],
}
