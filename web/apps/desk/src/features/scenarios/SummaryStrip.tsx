import { formatDay, useLanguage, useT } from '@naru/i18n'
import { IconCalendarOff, IconClock, IconHourglass } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { groupDays, nextHoliday } from './business-hours'
import classes from './SummaryStrip.module.css'
import type { Shared } from './use-scenario-editor'

/** When we are there, how long somebody waits, when we are off next. */
export function SummaryStrip({ shared }: { shared: Shared }) {
  const t = useT()
  const language = useLanguage()
  const hours = useHoursText()(shared)
  const holiday = nextHoliday(shared.hours.holidays, new Date())
  return (
    <dl className={classes.strip}>
      <Fact icon={<IconClock size={20} stroke={1.6} />} label={t('scenario.hours')} value={hours} />
      <Fact
        icon={<IconHourglass size={20} stroke={1.6} />}
        label={t('scenario.after_wait', { count: shared.wait_limit.seconds })}
        value={t(`scenario.then_${shared.wait_limit.then}`)}
      />
      <Fact
        icon={<IconCalendarOff size={20} stroke={1.6} />}
        label={t('scenario.next_holiday')}
        value={
          holiday ? `${formatDay(`${holiday.date}T00:00:00`, language)} ${holiday.name}` : t('common.none')
        }
      />
    </dl>
  )
}

function Fact({ icon, label, value }: { icon: ReactNode; label: string; value: string }) {
  return (
    <div className={classes.fact}>
      <dt>
        <span className={classes.icon} aria-hidden>
          {icon}
        </span>
        {label}
      </dt>
      <dd>{value}</dd>
    </div>
  )
}

/** `월–금 09:00–18:00 · 점심 12:30–13:30` */
function useHoursText() {
  const t = useT()
  return ({ hours }: Shared): string => {
    const groups = groupDays(hours.weekly).map(({ days, ranges }) => {
      const [first, last] = [days[0], days.at(-1)]
      const names = [first, ...(last === first ? [] : [last])].flatMap(it => (it ? [t(`weekday.${it}`)] : []))
      return `${names.join('–')} ${ranges.map(it => `${it.from}–${it.to}`).join(', ')}`
    })
    if (groups.length === 0) return t('scenario.never_open')
    const lunch = hours.lunch ? [t('scenario.lunch_of', { from: hours.lunch.from, to: hours.lunch.to })] : []
    return [...groups, ...lunch].join(' · ')
  }
}
