import type { ScenarioAction, ScenarioDocument, ScenarioNode } from '@naru/api'

const node = (digit: string, name: string, text: string, action: ScenarioAction): ScenarioNode => ({
  digit,
  name,
  announcement: { text },
  action,
})
const menu = (...children: ScenarioNode[]): ScenarioAction => ({ kind: 'menu', children })
const connect = (queue_id: string): ScenarioAction => ({ kind: 'connect', queue_id, callback: true })
const day = [{ from: '09:00', to: '18:00' }]

/** The scenario of the main number. */
export function mainScenario(): ScenarioDocument {
  return {
    schema: 2,
    root: node(
      '0',
      '초기 메뉴',
      '',
      menu(
        node('1', '배송 조회', '주문하신 상품의 배송 조회 링크를 문자로 보내 드렸습니다.', {
          kind: 'send_text',
          text: '[마루리빙] 배송 조회: https://maru.example/d',
        }),
        node(
          '2',
          '배송·교환',
          '',
          menu(
            node(
              '1',
              '교환·반품',
              '교환·반품 상담을 연결해 드리겠습니다. 주문번호를 미리 준비해 주시면 더 빠르게 도와드릴 수 있습니다.',
              connect('q1'),
            ),
            node('2', '배송지 변경', '', connect('q1')),
            node('9', '반품 주소 안내', '반품 주소를 문자로 보내 드렸습니다.', { kind: 'end' }),
          ),
        ),
        node('3', '결제·환불', '', connect('q2')),
        node('0', '상담사 바로 연결', '', connect('q3')),
      ),
    ),
    hours: {
      weekly: {
        monday: day,
        tuesday: day,
        wednesday: day,
        thursday: day,
        friday: day,
        saturday: [],
        sunday: [],
      },
      lunch: { from: '12:30', to: '13:30' },
      holidays: [
        { date: '2026-12-25', name: '성탄절', yearly: true, kind: 'national' },
        { date: '2027-01-01', name: '신정', yearly: true, kind: 'national' },
        { date: '2026-12-31', name: '창립기념일', yearly: false, kind: 'company' },
      ],
    },
    announcements: {
      welcome: { text: '안녕하세요, 마루리빙입니다.' },
      after_hours: { text: '' },
      lunch_break: { text: '지금은 점심시간입니다. 오후 1시 30분부터 상담할 수 있습니다.' },
      holiday: { text: '' },
      connecting: { text: '' },
      waiting: { text: '모든 상담사가 통화 중입니다. 잠시만 기다려 주세요.' },
      wait_limit: { text: '' },
      callback_offered: { text: '' },
      goodbye: { text: '이용해 주셔서 감사합니다.' },
      unavailable: { text: '' },
    },
    wait_limit: { seconds: 180, then: 'offer_callback' },
    digit_wait_seconds: 7,
    repeats: 2,
    voice: { language: 'ko', gender: 'female', speed: 100 },
    queue_notice: { every_seconds: 30, position: true, estimate: true },
    tests: [
      {
        name: '평일 낮에 교환을 물으면',
        at: '2026-11-20T14:30',
        digits: '21',
        expect: { kind: 'queue', queue_id: 'q1' },
      },
      {
        name: '밤에는 영업시간을 알립니다',
        at: '2026-11-20T21:00',
        digits: '',
        expect: { kind: 'ends', reason: 'closed' },
      },
      {
        name: '결제는 0번이었습니다',
        at: '2026-11-20T14:30',
        digits: '0',
        expect: { kind: 'queue', queue_id: 'q2' },
      },
    ],
  }
}

/** A number with nothing but one queue behind it. */
export function shortScenario(): ScenarioDocument {
  return {
    ...mainScenario(),
    root: node('0', '초기 메뉴', '', menu(node('1', 'B2B 상담', '', connect('q5')))),
  }
}
