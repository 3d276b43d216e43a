import type {
  Happening,
  ScenarioDocument,
  ScenarioNode,
  Simulation,
  SimulationChannel,
  SimulationStep,
  Staffing,
} from '@naru/api'

type Ended = Extract<Happening, { kind: 'ended' }>

type Request = {
  document: ScenarioDocument
  at: string
  staffing: Staffing
  channel: SimulationChannel
  steps: SimulationStep[]
}

/** A caller's walk as far as screens need one: the server's interpreter is the real one. */
export function simulate({ document, at, staffing, steps }: Request, queueName: (id: string) => string) {
  const walk = new Walk(document, staffing, queueName)
  walk.begin(at)
  for (const step of steps) walk.take(step)
  return walk.result()
}

const SYLLABLE_MS = 135

class Walk {
  readonly #document: ScenarioDocument
  readonly #staffing: Staffing
  readonly #queueName: (id: string) => string
  readonly #happenings: Happening[] = []
  #at = 0
  #path: ScenarioNode[] = []
  #awaiting: Simulation['awaiting'] = 'key'

  constructor(document: ScenarioDocument, staffing: Staffing, queueName: (id: string) => string) {
    this.#document = document
    this.#staffing = staffing
    this.#queueName = queueName
  }

  begin(at: string) {
    const { announcements, hours } = this.#document
    const time = at.slice(11)
    const weekday = WEEKDAYS[new Date(`${at}:00`).getDay()] ?? 'monday'
    const isHoliday = hours.holidays.some(it =>
      it.yearly ? it.date.slice(5) === at.slice(5, 10) : it.date === at.slice(0, 10),
    )
    const isOpen = hours.weekly[weekday].some(it => it.from <= time && time < it.to)
    const isLunch = hours.lunch && hours.lunch.from <= time && time < hours.lunch.to
    this.#say(announcements.welcome.text, [], announcements.welcome.sound_id ?? null)
    if (isHoliday) return this.#end('closed', announcements.holiday.text || '오늘은 휴일입니다.')
    if (isLunch) return this.#end('closed', announcements.lunch_break.text)
    if (!isOpen) return this.#end('closed', announcements.after_hours.text || '지금은 상담시간이 아닙니다.')
    this.#enter(this.#document.root)
  }

  take(step: SimulationStep) {
    if (this.#awaiting === 'nothing') return
    switch (step.kind) {
      case 'press':
        return this.#press(step.digit)
      case 'wait':
        this.#at += step.seconds * 1_000
        if (this.#awaiting === 'agent') this.#say('앞에 두 분이 기다리고 있습니다. 약 1분 뒤에 연결됩니다.')
        return
      case 'agent_answers':
        if (this.#awaiting !== 'agent') return
        this.#tell({ kind: 'left_queue', outcome: 'answered' })
        this.#tell({ kind: 'connected' })
        this.#awaiting = 'nothing'
        return
      case 'hang_up':
        this.#tell({ kind: 'ended', reason: 'customer_hung_up', text: '고객이 전화를 끊었습니다.' })
        this.#awaiting = 'nothing'
    }
  }

  result(): Simulation {
    const children = branches(this.#path.at(-1))
    return {
      happenings: this.#happenings,
      awaiting: this.#awaiting,
      digits: this.#awaiting === 'key' ? children.map(it => it.digit) : [],
    }
  }

  #press(digit: string) {
    this.#at += 800
    this.#tell({ kind: 'pressed', digit })
    const child = branches(this.#path.at(-1)).find(it => it.digit === digit)
    if (child) this.#enter(child)
    else this.#say('없는 번호입니다. 다시 눌러 주세요.')
  }

  #enter(node: ScenarioNode) {
    const { announcements } = this.#document
    this.#path.push(node)
    this.#tell({ kind: 'entered', path: this.#path.slice(1).map(it => it.name) })
    const { action } = node
    switch (action.kind) {
      case 'menu': {
        const said = action.children.map(it => `${it.name}${topic(it.name)} ${it.digit}번`).join(', ')
        return this.#say(
          node.announcement.text || `${said}을 눌러 주세요.`,
          action.children.map(({ digit, name }) => ({ digit, name })),
        )
      }
      case 'end':
        this.#say(node.announcement.text)
        return this.#end('scenario_ended', announcements.goodbye.text)
      case 'send_text':
        this.#say(node.announcement.text)
        this.#tell({ kind: 'text_sent', text: action.text })
        return this.#end('scenario_ended', announcements.goodbye.text)
      case 'forward':
        this.#say(node.announcement.text)
        this.#tell({ kind: 'forwarded', number: action.number })
        this.#awaiting = 'nothing'
        return
      case 'voicemail':
        this.#say(node.announcement.text || '삐 소리가 나면 말씀해 주세요.')
        this.#tell({ kind: 'voicemail' })
        this.#awaiting = 'nothing'
        return
      case 'connect':
        return this.#queue(node, this.#queueName(action.queue_id ?? ''))
    }
  }

  #queue(node: ScenarioNode, queue: string) {
    const { announcements } = this.#document
    if (this.#staffing === 'none') {
      return this.#end(
        'unavailable',
        announcements.unavailable.text || '지금은 연결할 수 있는 상담사가 없습니다.',
      )
    }
    this.#say(node.announcement.text || announcements.connecting.text || '상담사를 연결해 드리겠습니다.')
    this.#tell({ kind: 'queued', queue })
    this.#awaiting = 'agent'
    if (this.#staffing === 'busy') {
      this.#say(announcements.waiting.text)
      this.#tell({ kind: 'music' })
    }
  }

  #end(reason: Ended['reason'], text: string) {
    this.#say(text)
    this.#tell({ kind: 'ended', reason, text: text || '통화가 끝났습니다.' })
    this.#awaiting = 'nothing'
  }

  #say(text: string, choices: { digit: string; name: string }[] = [], sound: string | null = null) {
    if (text === '') return
    const duration_ms = text.length * SYLLABLE_MS
    this.#tell({ kind: 'said', texts: [text], sound_ids: [sound], duration_ms, choices })
    this.#at += duration_ms
  }

  #tell(happening: Untimed<Happening>) {
    this.#happenings.push({ ...happening, at_ms: this.#at })
  }
}

type Untimed<Kind> = Kind extends unknown ? Omit<Kind, 'at_ms'> : never

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

function branches(node: ScenarioNode | undefined): ScenarioNode[] {
  return node?.action.kind === 'menu' ? node.action.children : []
}

/** 은 after a consonant, 는 after a vowel. */
function topic(word: string): string {
  const code = (word.codePointAt(word.length - 1) ?? 0) - 0xac00
  return code >= 0 && code < 11_172 && code % 28 > 0 ? '은' : '는'
}
