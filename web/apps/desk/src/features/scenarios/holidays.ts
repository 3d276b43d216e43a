import type { Holiday, HolidayKind, PublicHoliday } from '@naru/api'

export const HOLIDAY_KINDS = ['national', 'company'] as const satisfies readonly HolidayKind[]
export const RECURRENCES = ['yearly', 'once'] as const
export type HolidayFilter = { kind: 'all' | HolidayKind; recurrence: 'all' | (typeof RECURRENCES)[number] }

/** Whether somebody is off on a date, by a holiday of that very day or one that comes around every year. */
export function fallsOn(holiday: Pick<Holiday, 'date' | 'yearly'>, date: string): boolean {
  return holiday.yearly ? holiday.date.slice(5) === date.slice(5) : holiday.date === date
}

/** Holidays in the order of the calendar, each with its place in the list it is kept in. */
export function shownHolidays(
  holidays: readonly Holiday[],
  filter: HolidayFilter,
): { holiday: Holiday; index: number }[] {
  return holidays
    .map((holiday, index) => ({ holiday, index }))
    .filter(({ holiday }) => filter.kind === 'all' || filter.kind === holiday.kind)
    .filter(
      ({ holiday }) => filter.recurrence === 'all' || (filter.recurrence === 'yearly') === holiday.yearly,
    )
    .toSorted((a, b) => a.holiday.date.localeCompare(b.holiday.date))
}

/** Which year's public holidays somebody wants who looks at a month: from October on, the next one's. */
export function yearToImport(month: string): number {
  const year = Number(month.slice(0, 4))
  return month.slice(5, 7) >= '10' ? year + 1 : year
}

export type Import = { holiday: PublicHoliday; isThere: boolean }

/** Which public holidays would come in, and which days are off already. */
export function planImport(holidays: readonly Holiday[], offered: readonly PublicHoliday[]): Import[] {
  return offered.map(holiday => ({ holiday, isThere: holidays.some(it => fallsOn(it, holiday.date)) }))
}

/** With the public holidays that were not there; those of one year, since most move. */
export function takeImport(holidays: readonly Holiday[], plan: readonly Import[]): Holiday[] {
  const added = plan
    .filter(it => !it.isThere)
    .map(({ holiday }): Holiday => ({ ...holiday, yearly: false, kind: 'national' }))
  return [...holidays, ...added]
}
