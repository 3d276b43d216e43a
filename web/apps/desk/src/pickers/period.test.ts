import { expect, test } from 'vitest'
import { isDay, periodOf, presetOf, spellPeriod } from './period'

const now = new Date(2026, 10, 2, 14, 0)

test('presets are whole days and cross months', () => {
  expect(periodOf('today', now)).toEqual({ from: '2026-11-02', to: '2026-11-02' })
  expect(periodOf('week', now)).toEqual({ from: '2026-10-27', to: '2026-11-02' })
  expect(periodOf('month', now)).toEqual({ from: '2026-10-04', to: '2026-11-02' })
})

test('a period that happens to be a preset is called by its name', () => {
  expect(presetOf({ from: '2026-11-01', to: '2026-11-01' }, now)).toBe('yesterday')
  expect(presetOf({ from: '2026-11-01', to: '2026-11-02' }, now)).toBeUndefined()
})

test('one day is not written twice', () => {
  expect(spellPeriod({ from: '2026-11-02', to: '2026-11-02' })).toBe('2026-11-02')
  expect(spellPeriod({ from: '2026-10-27', to: '2026-11-02' })).toBe('2026-10-27 – 2026-11-02')
})

test('an address that names no day is not believed', () => {
  expect(isDay('2026-11-02')).toBe(true)
  for (const wrong of ['2026-13-02', '2026-02-30', 'today', '2026-11-2']) expect(isDay(wrong)).toBe(false)
})
