import type { Happening, ScenarioDocument, ScenarioNode } from '@naru/api'
import { expect, test } from 'vitest'
import { audiblesOf } from './audible-line'
import { pathOf } from './call-path'
import { clockAfter, momentsOf } from './moments'
import { cutAt, cutParts, elapsedMs, linesOf, sayingNow, textOf } from './transcript'

const said = (at_ms: number, text: string): Happening => ({
  kind: 'said',
  at_ms,
  texts: [text],
  sound_ids: [null],
  duration_ms: 1_000,
  choices: [],
})
const walked: Happening[] = [
  said(0, '안녕하세요.'),
  { kind: 'entered', at_ms: 1_000, path: [] },
  said(1_000, '배송은 1번입니다.'),
  { kind: 'pressed', at_ms: 3_000, digit: '1' },
  { kind: 'entered', at_ms: 3_000, path: ['배송'] },
  said(3_000, '연결해 드리겠습니다.'),
  { kind: 'queued', at_ms: 4_000, queue: '배송·교환' },
]

test('what is said in a row is one bubble, and the way through the menus is none', () => {
  expect(linesOf(walked).map(it => (it.kind === 'said' ? textOf(it.parts) : it.kind))).toEqual([
    '안녕하세요. 배송은 1번입니다.',
    'pressed',
    '연결해 드리겠습니다.',
    'note',
  ])
})

test('what is said after a while is another bubble', () => {
  expect(linesOf([said(0, '기다려 주세요.'), said(30_000, '앞에 두 분 있습니다.')])).toHaveLength(2)
})

test('a caller hears what was said since the last key', () => {
  expect(textOf(sayingNow(linesOf(walked))?.parts ?? [])).toBe('연결해 드리겠습니다.')
  expect(sayingNow(linesOf(walked.slice(0, 4)))).toBeUndefined()
  expect(elapsedMs({ happenings: walked, awaiting: 'agent', digits: [] })).toBe(4_000)
})

test('keys pressed one after another stand together', () => {
  const keys = ['4', '2', '#'].map((digit, at): Happening => ({ kind: 'pressed', at_ms: at, digit }))
  expect(linesOf(keys)).toEqual([{ kind: 'pressed', digits: '42#' }])
})

test('what has been said is cut between words', () => {
  expect(cutAt('연결해 드리겠습니다', 0)).toEqual(['', '연결해 드리겠습니다'])
  expect(cutAt('연결해 드리겠습니다', 0.2)).toEqual(['연결해', ' 드리겠습니다'])
  expect(cutAt('연결해 드리겠습니다', 1)).toEqual(['연결해 드리겠습니다', ''])
})

test('a sound of the library is heard in its place, and the voice says the rest in one breath', () => {
  const greeting: Happening = {
    ...said(0, ''),
    kind: 'said',
    texts: ['안녕하세요.', '배송은 1번,', '교환은 2번입니다.'],
    sound_ids: ['snd2', null, null],
    duration_ms: 3_000,
    choices: [],
  }
  const [line] = linesOf([greeting])
  const parts = line?.kind === 'said' ? line.parts : []
  expect(audiblesOf(parts, { language: 'ko', gender: 'female', speed: 100 }).map(it => it.key)).toEqual([
    'sound snd2',
    'speech ko female 100 배송은 1번, 교환은 2번입니다.',
  ])
  expect(cutParts(parts, 0, 0)).toEqual(['', '안녕하세요. 배송은 1번, 교환은 2번입니다.'])
  expect(cutParts(parts, 1, 0.4)).toEqual(['안녕하세요. 배송은 1번,', ' 교환은 2번입니다.'])
})

test('the way names every menu with its key and ends with the queue', () => {
  const leaf: ScenarioNode = {
    digit: '1',
    name: '배송',
    announcement: { text: '' },
    action: { kind: 'end' },
  }
  const root: ScenarioNode = {
    ...leaf,
    digit: '0',
    name: '초기 메뉴',
    action: { kind: 'menu', children: [leaf] },
  }
  expect(pathOf(root, walked)).toEqual([
    { kind: 'menu', digit: undefined, name: '초기 메뉴' },
    { kind: 'menu', digit: '1', name: '배송' },
    { kind: 'queue', name: '배송·교환' },
  ])
})

test('moments follow the hours of the scenario', () => {
  const day = [{ from: '09:00', to: '18:00' }]
  const hours: ScenarioDocument['hours'] = {
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
      { date: '2026-11-20', name: '창립기념일', yearly: false, kind: 'company' },
      { date: '2020-12-25', name: '성탄절', yearly: true, kind: 'national' },
    ],
  }
  const leaf: ScenarioNode = { digit: '0', name: '', announcement: { text: '' }, action: { kind: 'end' } }
  const silent = { text: '' }
  const document: ScenarioDocument = {
    schema: 2,
    root: leaf,
    hours,
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
    wait_limit: { seconds: 180, then: 'hang_up' },
    digit_wait_seconds: 7,
    repeats: 2,
    voice: { language: 'ko', gender: 'female', speed: 100 },
    queue_notice: { every_seconds: 30, position: true, estimate: true },
    tests: [],
  }
  // A Friday that is a holiday: the next working day is Monday.
  expect(momentsOf(document, new Date(2026, 10, 20))).toEqual({
    afternoon: '2026-11-23T14:30',
    lunch: '2026-11-23T12:30',
    night: '2026-11-23T21:00',
    weekend: '2026-11-21T11:00',
    holiday: '2026-11-20T11:00',
  })
})

test('the clock of the phone goes on with the call', () => {
  expect(clockAfter('2026-11-23T14:30', 24)).toBe('14:30')
  expect(clockAfter('2026-11-23T23:59', 61)).toBe('00:00')
})
