import type { ScenarioDocument, ScenarioNode } from '@naru/api'
import { expect, test } from 'vitest'
import { differences } from './scenario-difference'

const node = (digit: string, name: string, children?: ScenarioNode[]): ScenarioNode => ({
  digit,
  name,
  announcement: { text: '' },
  action: children ? { kind: 'menu', children } : { kind: 'connect', queue_id: 'q1', callback: true },
})
const silent = { text: '' }
const document = (children: ScenarioNode[], more: Partial<ScenarioDocument> = {}): ScenarioDocument => ({
  schema: 2,
  root: node('0', '초기 메뉴', children),
  hours: {
    weekly: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
    lunch: null,
    holidays: [],
  },
  announcements: {
    welcome: silent,
    after_hours: silent,
    lunch_break: silent,
    holiday: silent,
    connecting: silent,
    waiting: silent,
    wait_limit: silent,
    callback_offered: silent,
    goodbye: silent,
    unavailable: silent,
  },
  wait_limit: { seconds: 180, then: 'offer_callback' },
  digit_wait_seconds: 7,
  repeats: 2,
  voice: { language: 'ko', gender: 'female', speed: 100 },
  queue_notice: { every_seconds: 30, position: true, estimate: true },
  tests: [],
  ...more,
})
const told = (before: ScenarioDocument, after: ScenarioDocument) =>
  differences(before, after).map(it => {
    const place = it.place.kind === 'menu' ? it.place.path.join('/') : it.place.kind
    return [place, it.what, ...it.fields].join(' ')
  })

test('the same document differs in nothing', () => {
  expect(told(document([node('1', '배송')]), document([node('1', '배송')]))).toEqual([])
})

test('menus that came, went and changed are named by their way down', () => {
  const before = document([node('1', '배송'), node('2', '교환', [node('1', '사이즈')])])
  const after = document([node('2', '교환', [node('1', '사이즈'), node('2', '색상')]), node('3', '결제')])
  expect(told(before, after)).toEqual([
    '초기 메뉴/교환/색상 added',
    '초기 메뉴/결제 added',
    '초기 메뉴/배송 removed',
  ])
})

test('a menu that only got another digit or another name is the same menu', () => {
  const before = document([node('1', '배송'), node('2', '교환')])
  expect(told(before, document([node('5', '배송'), node('2', '교환')]))).toEqual([
    '초기 메뉴/배송 changed digit',
  ])
  expect(told(before, document([node('1', '배송 조회'), node('2', '교환')]))).toEqual([
    '초기 메뉴/배송 조회 changed name',
  ])
})

test('swapping two digits changes two menus and adds none', () => {
  const before = document([node('1', '배송'), node('2', '교환')])
  const after = document([node('2', '배송'), node('1', '교환')])
  expect(told(before, after)).toEqual(['초기 메뉴/배송 changed digit', '초기 메뉴/교환 changed digit'])
})

test('another queue is another action', () => {
  const after = node('1', '배송')
  after.action = { kind: 'connect', queue_id: 'q2', callback: true }
  expect(told(document([node('1', '배송')]), document([after]))).toEqual(['초기 메뉴/배송 changed action'])
})

test('shared settings are told one by one, and the order of members is no difference', () => {
  const before = document([])
  const after = document([], {
    wait_limit: { then: 'offer_callback', seconds: 180 },
    repeats: 3,
    announcements: { ...before.announcements, welcome: { text: '안녕하세요' } },
  })
  expect(told(before, after)).toEqual(['repeats changed', 'announcement changed'])
})

test('menus in another order are told at the menu they hang below', () => {
  const [one, two] = [node('1', '배송'), node('2', '교환')]
  expect(told(document([one, two]), document([two, one]))).toEqual(['초기 메뉴 changed order'])
  expect(told(document([one, two]), document([node('3', '결제'), one, two]))).toEqual([
    '초기 메뉴/결제 added',
  ])
})

test('what is asked for, another sound and another offer are told at their menu', () => {
  const before = document([node('1', '배송')])
  const [takes, sound, callback] = [node('1', '배송'), node('1', '배송'), node('1', '배송')]
  takes.takes = { label: '주문번호', min: 8, max: 12 }
  sound.announcement = { text: '', sound_id: 's1' }
  callback.action = { kind: 'connect', queue_id: 'q1', callback: false }
  expect([takes, sound, callback].flatMap(it => told(before, document([it])))).toEqual([
    '초기 메뉴/배송 changed takes',
    '초기 메뉴/배송 changed announcement',
    '초기 메뉴/배송 changed action',
  ])
})

test('the voice, what waiting callers are told and the tests are told one by one', () => {
  const before = document([])
  const after = document([], {
    voice: { language: 'en', gender: 'male', speed: 90 },
    queue_notice: { every_seconds: 60, position: true, estimate: false },
    tests: [{ name: '밤', at: '2026-11-20T21:00', digits: '', expect: { kind: 'ends', reason: 'closed' } }],
  })
  expect(told(before, after)).toEqual(['voice changed', 'queue_notice changed', 'tests changed'])
})
