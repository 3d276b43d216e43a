import { expect, test } from 'vitest'
import en from './en.json'
import { clock, opening } from './formats'
import ko from './ko.json'
import { readProgress } from './server'
import { preferredLanguage, sayIn } from './texts'

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(it => it[0]).sort()

test('both languages say the same things with the same values', () => {
  expect(Object.keys(en)).toEqual(Object.keys(ko))
  const korean = new Map(Object.entries(ko))
  for (const [key, text] of Object.entries(en)) {
    expect({ key, values: placeholders(text) }).toEqual({ key, values: placeholders(korean.get(key) ?? '') })
  }
})

test('Korean browsers read Korean, all others English', () => {
  expect(preferredLanguage(['ko-KR', 'en'])).toBe('ko')
  expect(preferredLanguage(['ja', 'ko'])).toBe('en')
  expect(preferredLanguage([])).toBe('en')
})

test('values stand where the sentence wants them', () => {
  expect(sayIn('ko')('ended_after', { time: '02:47' })).toBe('통화 시간 02:47')
})

test('times read like times', () => {
  expect(clock(167)).toBe('02:47')
  expect(opening(new Date(2026, 10, 23, 9, 0).toISOString(), 'ko')).toBe('11월 23일(월) 09:00')
})

test('only what the contract names moves the call', () => {
  expect(readProgress('{"state":"waiting","waiting_since":"2026-11-20T05:44:59Z"}')).toEqual({
    state: 'waiting',
    waiting_since: '2026-11-20T05:44:59Z',
    end_reason: null,
  })
  expect(readProgress('{"state":"singing"}')).toBeUndefined()
  expect(readProgress('not json')).toBeUndefined()
})
