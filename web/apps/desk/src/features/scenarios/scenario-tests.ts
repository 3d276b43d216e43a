import type { Expectation, ScenarioDocument, ScenarioTest, Weekday } from '@naru/api'
import { formatDate } from '@naru/i18n'

export const EXPECTED_KINDS = ['queue', 'says', 'ends'] as const satisfies readonly Expectation['kind'][]
/** Ends that need nobody's help to come about. */
export const END_REASONS = ['closed', 'scenario_ended'] as const
export type TestedEnd = (typeof END_REASONS)[number]

export function isTestedEnd(reason: string): reason is TestedEnd {
  return END_REASONS.some(it => it === reason)
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

/** A test to begin with: somebody calls on the next day we are there. */
export function newTest({ weekly }: ScenarioDocument['hours'], today: Date): ScenarioTest {
  const days = Array.from(
    { length: 7 },
    (_, ahead) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + ahead),
  )
  const weekdayOf = (day: Date): Weekday => WEEKDAYS[day.getDay()] ?? 'monday'
  const open = days.find(it => weekly[weekdayOf(it)].length > 0) ?? today
  return {
    name: '',
    at: `${formatDate(open)}T14:30`,
    digits: '',
    expect: { kind: 'says', text: '' },
  }
}

/** What is expected once its kind is chosen; undefined while a queue has still to be chosen. */
export function expectationOf(
  kind: Expectation['kind'],
  fields: { queue_id: string | null; text: string; reason: TestedEnd },
): Expectation | undefined {
  switch (kind) {
    case 'queue':
      return fields.queue_id === null ? undefined : { kind, queue_id: fields.queue_id }
    case 'says':
      return fields.text.trim() === '' ? undefined : { kind, text: fields.text.trim() }
    case 'ends':
      return { kind, reason: fields.reason }
  }
}
