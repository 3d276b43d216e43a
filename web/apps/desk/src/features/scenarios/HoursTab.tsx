import 'dayjs/locale/ko'
import { ActionIcon, Button, Checkbox, Switch, TextInput } from '@mantine/core'
import { DateInput, DatesProvider } from '@mantine/dates'
import type { Holiday, TimeRange, Weekday } from '@naru/api'
import { formatDate, useLanguage, useT } from '@naru/i18n'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { rangeProblem, WEEKDAYS } from './business-hours'
import classes from './SharedTabs.module.css'
import { TimeRangeFields } from './TimeRangeFields'
import type { Shared } from './use-scenario-editor'

type Props = { shared: Shared; onChange: (shared: Shared) => void }

const NINE_TO_SIX: TimeRange = { from: '09:00', to: '18:00' }
const NOON: TimeRange = { from: '12:00', to: '13:00' }

/** Weekdays with as many ranges as they need (ARS-09), lunch (ARS-02), holidays (ARS-11). */
export function HoursTab({ shared, onChange }: Props) {
  const t = useT()
  const { hours } = shared
  const setDay = (day: Weekday, ranges: TimeRange[]) =>
    onChange({ ...shared, hours: { ...hours, weekly: { ...hours.weekly, [day]: ranges } } })
  const setLunch = (lunch: TimeRange | null) => onChange({ ...shared, hours: { ...hours, lunch } })
  const lunchProblem = hours.lunch && rangeProblem([hours.lunch])
  return (
    <div className={classes.cards}>
      <section className={classes.card} aria-label={t('hours.weekly')}>
        <h2 className={classes.title}>{t('hours.weekly')}</h2>
        <div>
          {WEEKDAYS.map(day => (
            <DayRow key={day} day={day} ranges={hours.weekly[day]} onChange={ranges => setDay(day, ranges)} />
          ))}
        </div>
        <Button
          w="fit-content"
          onClick={() => {
            const { monday } = hours.weekly
            const weekly = {
              ...hours.weekly,
              tuesday: monday,
              wednesday: monday,
              thursday: monday,
              friday: monday,
            }
            onChange({ ...shared, hours: { ...hours, weekly } })
          }}
        >
          {t('hours.like_monday')}
        </Button>
      </section>
      <section className={classes.card} aria-label={t('hours.lunch')}>
        <div className={classes.row}>
          <Switch
            label={t('hours.lunch')}
            description={t('hours.lunch_hint')}
            checked={hours.lunch != null}
            onChange={event => setLunch(event.currentTarget.checked ? NOON : null)}
          />
          {hours.lunch && (
            <TimeRangeFields label={t('hours.lunch')} range={hours.lunch} onChange={setLunch} />
          )}
        </div>
        {lunchProblem && <p className={classes.problem}>{t(`hours.${lunchProblem}`)}</p>}
      </section>
      <Holidays
        holidays={hours.holidays}
        onChange={holidays => onChange({ ...shared, hours: { ...hours, holidays } })}
      />
    </div>
  )
}

type DayProps = { day: Weekday; ranges: TimeRange[]; onChange: (ranges: TimeRange[]) => void }

function DayRow({ day, ranges, onChange }: DayProps) {
  const t = useT()
  const problem = rangeProblem(ranges)
  const name = t(`weekday_long.${day}`)
  return (
    <div className={classes.day}>
      <Checkbox
        mt={6}
        label={name}
        checked={ranges.length > 0}
        onChange={event => onChange(event.currentTarget.checked ? [NINE_TO_SIX] : [])}
      />
      <div className={classes.ranges}>
        {ranges.length === 0 && <span className={classes.closed}>{t('hours.closed')}</span>}
        {ranges.map((range, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: ranges have no identity but their place
          <span key={index} className={classes.range}>
            <TimeRangeFields
              label={name}
              range={range}
              onChange={changed => onChange(ranges.with(index, changed))}
            />
            {ranges.length > 1 && (
              <ActionIcon
                aria-label={t('hours.remove_range')}
                onClick={() => onChange(ranges.filter((_, it) => it !== index))}
              >
                <IconTrash size={15} stroke={1.7} />
              </ActionIcon>
            )}
          </span>
        ))}
        {problem && <p className={classes.problem}>{t(`hours.${problem}`)}</p>}
      </div>
      {ranges.length > 0 && (
        <ActionIcon
          size={32}
          aria-label={t('hours.add_range', { day: name })}
          onClick={() => onChange([...ranges, nextRange(ranges)])}
        >
          <IconPlus size={16} stroke={1.7} />
        </ActionIcon>
      )}
    </div>
  )
}

/** A range after the last one, so that adding one does not start with an overlap. */
function nextRange(ranges: readonly TimeRange[]): TimeRange {
  const from =
    ranges
      .map(it => it.to)
      .toSorted()
      .at(-1) ?? '09:00'
  return {
    from,
    to: from < '22:00' ? `${String(Number(from.slice(0, 2)) + 1).padStart(2, '0')}${from.slice(2)}` : '23:59',
  }
}

function Holidays({ holidays, onChange }: { holidays: Holiday[]; onChange: (holidays: Holiday[]) => void }) {
  const t = useT()
  const language = useLanguage()
  return (
    <section className={classes.card} aria-label={t('hours.holidays')}>
      <h2 className={classes.title}>{t('hours.holidays')}</h2>
      {holidays.length === 0 && <p className={classes.hint}>{t('hours.no_holidays')}</p>}
      <DatesProvider settings={{ locale: language, firstDayOfWeek: 0 }}>
        {holidays.map((holiday, index) => {
          const set = (changes: Partial<Holiday>) =>
            onChange(holidays.with(index, { ...holiday, ...changes }))
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a holiday being typed has no identity but its place
            <div key={index} className={classes.holiday}>
              <DateInput
                valueFormat="YYYY-MM-DD"
                aria-label={t('hours.date')}
                value={holiday.date}
                onChange={date => date && set({ date })}
              />
              <TextInput
                aria-label={t('hours.holiday_name')}
                placeholder={t('hours.holiday_name')}
                maxLength={60}
                value={holiday.name}
                error={holiday.name.trim() === ''}
                onChange={event => set({ name: event.currentTarget.value })}
              />
              <Checkbox
                label={t('hours.yearly')}
                checked={holiday.yearly}
                onChange={event => set({ yearly: event.currentTarget.checked })}
              />
              <ActionIcon
                aria-label={t('hours.remove_holiday', { name: holiday.name })}
                onClick={() => onChange(holidays.filter((_, it) => it !== index))}
              >
                <IconTrash size={16} stroke={1.7} />
              </ActionIcon>
            </div>
          )
        })}
      </DatesProvider>
      <Button
        w="fit-content"
        leftSection={<IconPlus size={16} />}
        onClick={() => onChange([...holidays, { date: formatDate(new Date()), name: '', yearly: false }])}
      >
        {t('hours.add_holiday')}
      </Button>
    </section>
  )
}
