import type { Holiday, TimeRange, Weekday } from '@naru/api'
import { formatDate } from '@naru/i18n'

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies readonly Weekday[]

type Weekly = Record<Weekday, TimeRange[]>

export type RangeProblem = 'backwards' | 'overlap'

/** What is wrong with the hours of one day. Times are `HH:MM`, which sort as text. */
export function rangeProblem(ranges: readonly TimeRange[]): RangeProblem | undefined {
  if (ranges.some(it => it.from >= it.to)) return 'backwards'
  const sorted = ranges.toSorted((a, b) => a.from.localeCompare(b.from))
  return sorted.some((it, index) => it.from < (sorted[index - 1]?.to ?? '')) ? 'overlap' : undefined
}

/** Days in a row with the same hours, for a one-line summary: `월–금 09:00–18:00`. Closed days are left out. */
export function groupDays(weekly: Weekly): { days: Weekday[]; ranges: TimeRange[] }[] {
  const groups: { days: Weekday[]; ranges: TimeRange[] }[] = []
  let previous: string | undefined
  for (const day of WEEKDAYS) {
    const ranges = weekly[day]
    const key = ranges.map(it => `${it.from}-${it.to}`).join(' ')
    if (key !== '') {
      const last = groups.at(-1)
      if (last && key === previous) last.days.push(day)
      else groups.push({ days: [day], ranges })
    }
    previous = key
  }
  return groups
}

/** The next day somebody is off, today included; a yearly one comes around again. */
export function nextHoliday(holidays: readonly Holiday[], today: Date): Holiday | undefined {
  const from = formatDate(today)
  const year = today.getFullYear()
  return holidays
    .map(it => {
      if (!it.yearly) return it
      const thisYear = `${year}${it.date.slice(4)}`
      return { ...it, date: thisYear >= from ? thisYear : `${year + 1}${it.date.slice(4)}` }
    })
    .filter(it => it.date >= from)
    .toSorted((a, b) => a.date.localeCompare(b.date))[0]
}
