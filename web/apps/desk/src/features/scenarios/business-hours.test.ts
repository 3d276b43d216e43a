import type { TimeRange } from '@naru/api'
import { expect, test } from 'vitest'
import { groupDays, nextHoliday, rangeProblem } from './business-hours'

const range = (from: string, to: string): TimeRange => ({ from, to })
const day = [range('09:00', '18:00')]

test('hours run forward and do not overlap, in whatever order they are written', () => {
  expect(rangeProblem([range('13:30', '18:00'), range('09:00', '12:30')])).toBeUndefined()
  expect(rangeProblem([range('09:00', '12:30'), range('12:30', '18:00')])).toBeUndefined()
  expect(rangeProblem([range('18:00', '09:00')])).toBe('backwards')
  expect(rangeProblem([range('09:00', '09:00')])).toBe('backwards')
  expect(rangeProblem([range('13:00', '18:00'), range('09:00', '13:01')])).toBe('overlap')
})

test('days in a row with the same hours are one group, a closed day in between parts them', () => {
  const weekly = {
    monday: day,
    tuesday: day,
    wednesday: [],
    thursday: day,
    friday: [range('09:00', '17:00')],
    saturday: [],
    sunday: [],
  }
  expect(groupDays(weekly).map(it => it.days.join('+'))).toEqual(['monday+tuesday', 'thursday', 'friday'])
})

test('the next holiday may be today, next year or never', () => {
  const christmas = { date: '2024-12-25', name: '성탄절', yearly: true, kind: 'national' as const }
  const founding = { date: '2026-11-20', name: '창립기념일', yearly: false, kind: 'company' as const }
  const holidays = [christmas, founding]
  expect(nextHoliday(holidays, new Date(2026, 10, 20))?.name).toBe('창립기념일')
  expect(nextHoliday(holidays, new Date(2026, 10, 21))).toEqual({ ...christmas, date: '2026-12-25' })
  expect(nextHoliday([christmas], new Date(2026, 11, 26))?.date).toBe('2027-12-25')
  expect(nextHoliday([founding], new Date(2026, 10, 21))).toBeUndefined()
})
