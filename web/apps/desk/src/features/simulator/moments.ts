import type { ScenarioDocument, Weekday } from '@naru/api'
import { formatDate } from '@naru/i18n'

/** `2026-11-20T14:30` by the Korean clock. */
export type Moment = string
export const MOMENT_KEYS = ['afternoon', 'lunch', 'night', 'weekend', 'holiday'] as const
export type MomentKey = (typeof MOMENT_KEYS)[number]

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

/** Moments worth trying, from today on: what the scenario does by day, at noon, at night and when it is closed. */
export function momentsOf({ hours }: ScenarioDocument, today: Date): Record<MomentKey, Moment | undefined> {
  const days = Array.from({ length: 366 }, (_, ahead) => {
    const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() + ahead)
    const date = formatDate(day)
    const weekday: Weekday = WEEKDAYS[day.getDay()] ?? 'monday'
    const isHoliday = hours.holidays.some(it =>
      it.yearly ? it.date.slice(5) === date.slice(5) : it.date === date,
    )
    return { date, isHoliday, isWeekend: day.getDay() % 6 === 0, isOpen: hours.weekly[weekday].length > 0 }
  })
  const workday =
    days.find(it => it.isOpen && !it.isHoliday && !it.isWeekend) ??
    days.find(it => it.isOpen && !it.isHoliday)
  const weekend = days.find(it => it.isWeekend && !it.isHoliday)
  const holiday = days.find(it => it.isHoliday)
  const at = (day: { date: string } | undefined, time: string) => day && `${day.date}T${time}`
  return {
    afternoon: at(workday ?? days[0], '14:30'),
    lunch: hours.lunch ? at(workday, hours.lunch.from) : undefined,
    night: at(workday ?? days[0], '21:00'),
    weekend: at(weekend, '11:00'),
    holiday: at(holiday, '11:00'),
  }
}

/** The Korean clock that many seconds later: `14:30`. */
export function clockAfter(moment: Moment, seconds: number): string {
  const [hours = 0, minutes = 0] = moment.slice(11).split(':').map(Number)
  const total = Math.floor((hours * 60 + minutes) * 60 + seconds)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(total / 3_600) % 24)}:${two(Math.floor(total / 60) % 60)}`
}
