import 'dayjs/locale/ko'
import { Button, SegmentedControl } from '@mantine/core'
import { Calendar, DatesProvider } from '@mantine/dates'
import type { Holiday } from '@naru/api'
import { formatDate, useLanguage, useT } from '@naru/i18n'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { HolidayRow } from './HolidayRow'
import classes from './Holidays.module.css'
import {
  fallsOn,
  HOLIDAY_KINDS,
  type HolidayFilter,
  RECURRENCES,
  shownHolidays,
  yearToImport,
} from './holidays'
import { ImportHolidays } from './ImportHolidays'
import cards from './SharedTabs.module.css'

type Props = { holidays: Holiday[]; onChange: (holidays: Holiday[]) => void }

/** Days off: picked in a calendar, told apart by who made them and whether they come again. */
export function Holidays({ holidays, onChange }: Props) {
  const t = useT()
  const language = useLanguage()
  const [month, setMonth] = useState(formatDate(new Date()))
  const [filter, setFilter] = useState<HolidayFilter>({ kind: 'all', recurrence: 'all' })
  const [freshDate, setFreshDate] = useState<string>()
  const [isImporting, setImporting] = useState(false)
  const year = yearToImport(month)
  const rows = shownHolidays(holidays, filter)
  const pick = (date: string) => {
    setFreshDate(date)
    if (holidays.some(it => fallsOn(it, date))) return
    setFilter({ kind: 'all', recurrence: 'all' })
    onChange([...holidays, { date, name: '', yearly: false, kind: 'company' }])
  }
  return (
    <section className={cards.card} aria-label={t('hours.holidays')}>
      <header className={classes.head}>
        <h2 className={cards.title}>{t('hours.holidays')}</h2>
        <Button
          size="xs"
          leftSection={<IconCalendarPlus size={15} stroke={1.7} />}
          onClick={() => setImporting(true)}
        >
          {t('hours.import', { year })}
        </Button>
      </header>
      <DatesProvider settings={{ locale: language, firstDayOfWeek: 0 }}>
        <div className={classes.columns}>
          <div>
            <Calendar
              size="xs"
              date={month}
              monthLabelFormat={t('hours.month_format')}
              onDateChange={setMonth}
              ariaLabels={{
                previousMonth: t('period.previous_month'),
                nextMonth: t('period.next_month'),
              }}
              getDayProps={date => {
                const holiday = holidays.find(it => fallsOn(it, date))
                return {
                  onClick: () => pick(date),
                  title: holiday?.name,
                  'data-holiday': holiday?.kind,
                  className: classes.dayOfMonth,
                }
              }}
            />
            <p className={cards.hint}>{t('hours.pick_hint')}</p>
          </div>
          <div className={classes.list}>
            <div className={classes.filters}>
              <SegmentedControl
                size="xs"
                aria-label={t('hours.filter_kind')}
                data={(['all', ...HOLIDAY_KINDS] as const).map(value => ({
                  value,
                  label: t(`hours.kind_${value}`),
                }))}
                value={filter.kind}
                onChange={kind => setFilter({ ...filter, kind })}
              />
              <SegmentedControl
                size="xs"
                aria-label={t('hours.filter_recurrence')}
                data={(['all', ...RECURRENCES] as const).map(value => ({
                  value,
                  label: t(`hours.recurrence_${value}`),
                }))}
                value={filter.recurrence}
                onChange={recurrence => setFilter({ ...filter, recurrence })}
              />
            </div>
            {rows.length === 0 && (
              <p className={cards.hint}>
                {t(holidays.length === 0 ? 'hours.no_holidays' : 'hours.no_such_holidays')}
              </p>
            )}
            {rows.map(({ holiday, index }) => (
              <HolidayRow
                key={index}
                holiday={holiday}
                isPicked={freshDate !== undefined && fallsOn(holiday, freshDate)}
                onChange={changed => onChange(holidays.with(index, changed))}
                onRemove={() => onChange(holidays.toSpliced(index, 1))}
              />
            ))}
          </div>
        </div>
      </DatesProvider>
      {isImporting && (
        <ImportHolidays
          suggested={year}
          holidays={holidays}
          onImport={onChange}
          onClose={() => setImporting(false)}
        />
      )}
    </section>
  )
}
