import { ActionIcon, Select, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import type { Holiday } from '@naru/api'
import { useT } from '@naru/i18n'
import { IconTrash } from '@tabler/icons-react'
import classes from './Holidays.module.css'
import { HOLIDAY_KINDS, RECURRENCES } from './holidays'

type Props = {
  holiday: Holiday
  isPicked: boolean
  onChange: (holiday: Holiday) => void
  onRemove: () => void
}

/** 2026-12-25 · 성탄절 · 국가공휴일 · 매년 */
export function HolidayRow({ holiday, isPicked, onChange, onRemove }: Props) {
  const t = useT()
  return (
    <div className={classes.holiday} data-picked={isPicked || undefined}>
      <DateInput
        size="xs"
        valueFormat="YYYY-MM-DD"
        aria-label={t('hours.date')}
        value={holiday.date}
        onChange={date => date && onChange({ ...holiday, date })}
      />
      <TextInput
        size="xs"
        aria-label={t('hours.holiday_name')}
        placeholder={t('hours.holiday_name')}
        maxLength={60}
        value={holiday.name}
        error={holiday.name.trim() === ''}
        onChange={event => onChange({ ...holiday, name: event.currentTarget.value })}
        // Somebody has just picked the day and names it next.
        autoFocus={isPicked && holiday.name === ''}
      />
      <Select
        size="xs"
        aria-label={t('hours.filter_kind')}
        data={HOLIDAY_KINDS.map(value => ({ value, label: t(`hours.kind_${value}`) }))}
        value={holiday.kind}
        onChange={value => onChange({ ...holiday, kind: value === 'national' ? 'national' : 'company' })}
      />
      <Select
        size="xs"
        aria-label={t('hours.filter_recurrence')}
        data={RECURRENCES.map(value => ({ value, label: t(`hours.recurrence_${value}`) }))}
        value={holiday.yearly ? 'yearly' : 'once'}
        onChange={value => onChange({ ...holiday, yearly: value === 'yearly' })}
      />
      <ActionIcon aria-label={t('hours.remove_holiday', { name: holiday.name })} onClick={onRemove}>
        <IconTrash size={15} stroke={1.7} />
      </ActionIcon>
    </div>
  )
}
