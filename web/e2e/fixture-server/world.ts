import type {
  Agent,
  AuditEntry,
  CallbackRequest,
  Desk,
  Interaction,
  InteractionRow,
  LiveCall,
  RealtimeEvent,
  Role,
  Scenario,
  ScenarioDocument,
  ScenarioVersion,
  SignInEntry,
  Sound,
  Waiting,
  WrapUp,
} from '@naru/api'
import { makeCallbacks } from './callbacks'
import { categories, groups, makeAgents, makeCustomers, makeTrunks, numbers, queues } from './company'
import { makeHistory } from './history'
import { mainScenario, shortScenario } from './scenario'
import { makeSounds } from './sounds-routes'

/** What the signed-in agent is in the middle of. */
export type Scene =
  | 'idle'
  | 'ringing'
  | 'talking'
  | 'held'
  | 'unknown_caller'
  | 'callback'
  | 'dialling'
  | 'wrap_up'
  | 'away'
  | 'empty'

export type StoredScenario = {
  id: string
  brand_id: string
  name: string
  draft: ScenarioDocument
  draft_updated_at: string
  forced_hours?: Scenario['forced_hours']
  versions: ScenarioVersion[]
}

/** One company in memory, as the contract shows it. Time comes from outside, so a test may stop it. */
export class World {
  readonly now: () => number
  signedIn: Role | undefined
  speaksFor = 'ko'
  scene: Scene = 'idle'
  sceneSince: number
  status: Desk['status']
  afterCall: Desk['after_call'] = { kind: 'wrap_up' }
  softphone: 'up' | 'down' = 'down'
  /** Path → refusal, for screens that show one. */
  readonly failures = new Map<string, { status: number; code: string; detail: string }>()
  readonly agents: Agent[]
  readonly groups = structuredClone(groups)
  readonly queues = structuredClone(queues)
  readonly categories = structuredClone(categories)
  readonly numbers = structuredClone(numbers)
  readonly trunks
  readonly customers
  readonly history: InteractionRow[]
  readonly wrapUps = new Map<string, WrapUp>()
  readonly details = new Map<string, Interaction>()
  readonly callbacks: CallbackRequest[]
  readonly scenarios: StoredScenario[]
  readonly sounds: Sound[]
  readonly audit: AuditEntry[]
  readonly signIns: SignInEntry[]
  #ids = 0
  readonly #listeners = new Set<(event: RealtimeEvent) => void>()

  constructor(now: () => number) {
    this.now = now
    this.sceneSince = now()
    this.status = { kind: 'ready', since: this.ago(372) }
    const ago = (seconds: number) => this.ago(seconds)
    this.agents = makeAgents(ago)
    this.trunks = makeTrunks(ago)
    this.customers = makeCustomers(ago)
    this.history = makeHistory(now())
    this.callbacks = makeCallbacks(ago)
    this.scenarios = [
      makeScenario('s1', '대표 고객센터', mainScenario(), ago),
      makeScenario('s2', 'B2B 주문', shortScenario(), ago),
    ]
    this.sounds = makeSounds(ago)
    this.audit = makeAudit(ago)
    this.signIns = makeSignIns(ago)
  }

  ago(seconds: number): string {
    return new Date(this.now() - seconds * 1_000).toISOString()
  }

  id(prefix: string): string {
    this.#ids += 1
    return `${prefix}-new-${this.#ids}`
  }

  subscribe(listener: (event: RealtimeEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  tell(event: RealtimeEvent) {
    for (const listener of this.#listeners) listener(event)
  }

  /** Puts the signed-in agent into the middle of something. */
  play(scene: Scene) {
    this.scene = scene
    this.sceneSince = this.now()
    this.status = { ...STATUS_OF[scene], since: this.ago(scene === 'talking' || scene === 'held' ? 167 : 0) }
    if (scene === 'wrap_up') this.status.until = this.ago(-48)
    this.tell({ type: 'desk', desk: this.desk() })
  }

  desk(): Desk {
    const waiting = this.waiting()
    return {
      server_time: this.ago(0),
      status: this.status,
      after_call: this.afterCall,
      softphone: this.softphone,
      call: this.#call(),
      wrap_up:
        this.scene === 'wrap_up'
          ? {
              interaction_id: 'i0',
              since: this.status.since ?? this.ago(0),
              until: this.status.until ?? null,
            }
          : null,
      waiting,
      waiting_total: waiting.length,
      longest_waiting_since: waiting[0]?.since ?? null,
    }
  }

  waiting(): Waiting[] {
    if (this.scene === 'empty') return []
    const at = (seconds: number) => new Date(this.sceneSince - seconds * 1_000).toISOString()
    const one = (
      interaction_id: string,
      queue_id: string,
      seconds: number,
      more: Partial<Waiting>,
    ): Waiting => ({
      interaction_id,
      channel: 'phone',
      queue_id,
      queue_name: this.queues.find(it => it.id === queue_id)?.name ?? '',
      vip: false,
      since: at(seconds),
      menu_path: [],
      is_callback: false,
      may_pick_up: this.scene === 'idle',
      ...more,
    })
    return [
      one('w1', 'q2', 72, {
        number_masked: '031-80**-42**',
        menu_path: ['결제·환불'],
        customer_name: '이*훈',
      }),
      one('w2', 'q3', 34, { channel: 'web_call', menu_path: ['상담사 바로 연결'] }),
      one('w3', 'q1', 21, {
        number_masked: '010-77**-05**',
        menu_path: ['배송·교환', '배송지 변경'],
        is_callback: true,
      }),
      one('w4', 'q4', 9, {
        number_masked: '02-31**-77**',
        customer_name: '한*민',
        vip: true,
        menu_path: ['배송·교환'],
      }),
    ]
  }

  #call(): LiveCall | null {
    const at = (seconds: number) => new Date(this.sceneSince - seconds * 1_000).toISOString()
    const call: LiveCall = {
      interaction_id: 'live',
      state: 'talking',
      channel: 'phone',
      brand_name: '마루리빙',
      dialed_number: '070-0000-0412',
      number_masked: '010-36**-37**',
      customer: { id: 'k1', name: '김서연', vip: true },
      queue_id: 'q1',
      queue_name: '배송·교환',
      menu_path: ['배송·교환', '교환·반품'],
      digits_taken: [{ label: '주문번호', digits: '12345678' }],
      is_callback: false,
      started_at: at(212),
      wait_seconds: 21,
      offered_at: null,
      connected_at: at(167),
      hold_seconds: 0,
      recording: true,
    }
    switch (this.scene) {
      case 'ringing':
        return {
          ...call,
          state: 'ringing',
          recording: false,
          started_at: at(36),
          wait_seconds: 12,
          offered_at: at(0),
          ring_until: at(-30),
          connected_at: null,
        }
      case 'callback':
        return {
          ...call,
          state: 'ringing',
          is_callback: true,
          recording: false,
          wait_seconds: 742,
          offered_at: at(0),
          ring_until: at(-30),
          connected_at: null,
        }
      case 'dialling':
        return { ...call, is_callback: true, started_at: at(0), wait_seconds: 742, connected_at: null }
      case 'talking':
        return call
      case 'held':
        return { ...call, state: 'held', held_since: at(23), hold_seconds: 23 }
      case 'unknown_caller':
        return {
          ...call,
          customer: null,
          number_masked: '010-33**-58**',
          started_at: at(60),
          connected_at: at(15),
        }
      default:
        return null
    }
  }
}

const STATUS_OF: Record<Scene, Pick<Desk['status'], 'kind' | 'reason'> & { until?: string }> = {
  idle: { kind: 'ready' },
  empty: { kind: 'ready' },
  ringing: { kind: 'busy' },
  talking: { kind: 'busy' },
  held: { kind: 'busy' },
  unknown_caller: { kind: 'busy' },
  callback: { kind: 'busy' },
  dialling: { kind: 'busy' },
  wrap_up: { kind: 'wrap_up' },
  away: { kind: 'away', reason: 'meal' },
}

function makeScenario(
  id: string,
  name: string,
  draft: ScenarioDocument,
  ago: (seconds: number) => string,
): StoredScenario {
  const versions = [7, 6, 5].map(version => ({
    version,
    at: ago((8 - version) * 200_000),
    by: '정다은',
    note:
      version === 7
        ? '교환·반품 멘트를 다듬었습니다.'
        : version === 6
          ? '점심시간을 12:30으로 옮겼습니다.'
          : '배송지 변경 메뉴를 더했습니다.',
    document: structuredClone(draft),
  }))
  return { id, brand_id: 'b1', name, draft, draft_updated_at: ago(90_000), versions }
}

function makeAudit(ago: (seconds: number) => string): AuditEntry[] {
  const actions: [string, string, string, string | null][] = [
    ['이하늘', 'unmask', 'customer', '본인 확인'],
    ['정다은', 'publish_scenario', 'scenario', null],
    ['정민재', 'listen_to_all_recordings', 'recording', null],
    ['정다은', 'download_recordings', 'recording', '분쟁 확인을 위해 원본이 필요합니다.'],
    ['정다은', 'edit_agents', 'agent', null],
    ['박준호', 'unmask', 'interaction', '다시 전화'],
    ['김나루', 'edit_trunks', 'trunk', null],
  ]
  return Array.from({ length: 40 }, (_, index) => {
    const [agent_name, action, subject_kind, reason] = actions[index % actions.length] ?? ['', '', '', null]
    return {
      at: ago(600 + index * 3_700),
      agent_name,
      action,
      subject_kind,
      subject_id: `x${index}`,
      reason,
      detail: '{}',
      ip_masked: '10.20.***.40',
    }
  })
}

function makeSignIns(ago: (seconds: number) => string): SignInEntry[] {
  const people: [string, string][] = [
    ['haneul', '이하늘'],
    ['junho', '박준호'],
    ['yujin', '최유진'],
    ['daeun', '정다은'],
  ]
  return Array.from({ length: 30 }, (_, index) => {
    const [login_id, agent_name] = people[index % people.length] ?? ['', '']
    return {
      at: ago(900 + index * 5_100),
      login_id,
      agent_name,
      kind: index % 3 === 2 ? 'sign_out' : 'sign_in',
      result: index % 7 === 3 ? 'wrong_password' : 'succeeded',
      ip_masked: '10.20.***.40',
      user_agent: 'Chrome 142 · Windows',
    }
  })
}
