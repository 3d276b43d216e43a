import type { ScenarioDocument, ScenarioNode } from '@naru/api'
import { expect, test } from 'vitest'
import { differences } from './scenario-difference'

const node = (digit: string, name: string, children?: ScenarioNode[]): ScenarioNode => ({
  digit,
  name,
  announcement: { text: '' },
  action: children ? { kind: 'menu', children } : { kind: 'connect', queue_id: 'q1' },
})
const silent = { text: '' }
const document = (children: ScenarioNode[], more: Partial<ScenarioDocument> = {}): ScenarioDocument => ({
  schema: 1,
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
  after.action = { kind: 'connect', queue_id: 'q2' }
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
