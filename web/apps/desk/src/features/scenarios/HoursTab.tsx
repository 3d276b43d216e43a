import { Switch } from '@mantine/core'
import type { Scenario, TimeRange, Weekday } from '@naru/api'
import { useT } from '@naru/i18n'
import { rangeProblem, WEEKDAYS } from './business-hours'
import { DayHours } from './DayHours'
import { ForceHours } from './ForcedHours'
import { Holidays } from './Holidays'
import classes from './SharedTabs.module.css'
import { TimeRangeFields } from './TimeRangeFields'
import type { Shared } from './use-scenario-editor'

type Props = { scenario: Scenario; shared: Shared; onChange: (shared: Shared) => void }

const NOON: TimeRange = { from: '12:00', to: '13:00' }

/** Weekdays with as many ranges as they need (ARS-09), lunch (ARS-02), holidays (ARS-11), and opening or closing now. */
export function HoursTab({ scenario, shared, onChange }: Props) {
  const t = useT()
  const { hours } = shared
  const setDays = (days: readonly Weekday[], ranges: TimeRange[]) => {
    const weekly = { ...hours.weekly }
    for (const day of days) weekly[day] = ranges
    onChange({ ...shared, hours: { ...hours, weekly } })
  }
  const setLunch = (lunch: TimeRange | null) => onChange({ ...shared, hours: { ...hours, lunch } })
  const lunchProblem = hours.lunch && rangeProblem([hours.lunch])
  return (
    <div className={classes.cards}>
      <ForceHours scenario={scenario} />
      <section className={classes.card} aria-label={t('hours.weekly')}>
        <h2 className={classes.title}>{t('hours.weekly')}</h2>
        <div>
          {WEEKDAYS.map(day => (
            <DayHours
              key={day}
              day={day}
              ranges={hours.weekly[day]}
              onChange={ranges => setDays([day], ranges)}
              onCopy={days => setDays(days, hours.weekly[day])}
            />
          ))}
        </div>
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
