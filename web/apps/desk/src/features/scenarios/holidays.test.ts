import type { Holiday } from '@naru/api'
import { expect, test } from 'vitest'
import { planImport, shownHolidays, takeImport, yearToImport } from './holidays'

const christmas: Holiday = { date: '2020-12-25', name: '성탄절', yearly: true, kind: 'national' }
const founding: Holiday = { date: '2027-03-01', name: '창립기념일', yearly: false, kind: 'company' }

test('what is off already is skipped, whether that day or every year', () => {
  const offered = [
    { date: '2027-02-07', name: '설날' },
    { date: '2027-03-01', name: '삼일절' },
    { date: '2027-12-25', name: '기독탄신일' },
  ]
  const plan = planImport([christmas, founding], offered)
  expect(plan.map(it => it.isThere)).toEqual([false, true, true])
  const merged = takeImport([christmas, founding], plan)
  expect(merged).toEqual([
    christmas,
    founding,
    { date: '2027-02-07', name: '설날', yearly: false, kind: 'national' },
  ])
  expect(takeImport(merged, planImport(merged, offered))).toEqual(merged)
})

test('two filters together, in the order of the calendar, each with its place in the list', () => {
  const all = { kind: 'all', recurrence: 'all' } as const
  const list = [founding, christmas]
  expect(shownHolidays(list, all).map(it => it.index)).toEqual([1, 0])
  expect(shownHolidays(list, { ...all, kind: 'company' }).map(it => it.holiday.name)).toEqual(['창립기념일'])
  expect(shownHolidays(list, { kind: 'company', recurrence: 'yearly' })).toEqual([])
})

test('towards the end of a year the next one is wanted', () => {
  expect([yearToImport('2026-09-30'), yearToImport('2026-10-01')]).toEqual([2026, 2027])
})
