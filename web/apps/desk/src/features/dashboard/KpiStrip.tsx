import type { Dashboard } from '@naru/api'
import { formatDelta, formatDuration, formatNumber, formatRatio, useLanguage, useT } from '@naru/i18n'
import { Timer } from '@naru/ui'
import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { LONG_WAIT_SECONDS } from '#desk/pickers/long-wait'
import { type Comparison, compare, growth } from './comparison'
import classes from './KpiStrip.module.css'

/** One panel with dividers: the six figures a manager looks at first. */
export function KpiStrip({ totals }: { totals: Dashboard['totals'] }) {
  const t = useT()
  const language = useLanguage()
  const { same_day_last_week: before, targets } = totals
  const more = growth(totals.offered, before.offered)
  const points = (value: number) => t('kpi.points', { value: formatDelta(value * 100, 1) })
  return (
    <dl className={classes.strip}>
      <Kpi
        label={t('kpi.offered')}
        value={formatNumber(totals.offered, language)}
        unit={t('kpi.calls')}
        comparison={compare(totals.offered, before.offered, 'neither')}
        change={more === undefined ? undefined : `${formatDelta(more * 100, 1)}%`}
        remark={t('kpi.than_last_week')}
      />
      <Kpi
        label={t('kpi.answer_rate')}
        value={totals.answer_rate == null ? '–' : formatRatio(totals.answer_rate)}
        unit={totals.answer_rate == null ? '' : '%'}
        comparison={compare(totals.answer_rate, before.answer_rate, 'more')}
        change={points}
        remark={t('kpi.target', { percent: Math.round(targets.answer_rate * 100) })}
      />
      <Kpi
        label={t('kpi.service_level', { seconds: targets.service_level_seconds })}
        value={totals.service_level == null ? '–' : formatRatio(totals.service_level)}
        unit={totals.service_level == null ? '' : '%'}
        comparison={compare(totals.service_level, before.service_level, 'more')}
        change={points}
        remark={t('kpi.target', { percent: Math.round(targets.service_level * 100) })}
      />
      <Kpi
        label={t('kpi.mean_wait')}
        value={totals.mean_wait_seconds == null ? '–' : formatDuration(totals.mean_wait_seconds)}
        unit=""
        comparison={compare(totals.mean_wait_seconds, before.mean_wait_seconds, 'less')}
        change={value => t('kpi.seconds', { value: formatDelta(value) })}
        remark={
          totals.longest_waiting_since ? (
            <>
              {t('kpi.longest')} <Timer since={totals.longest_waiting_since} amberFrom={LONG_WAIT_SECONDS} />
            </>
          ) : (
            t('kpi.nobody_waits')
          )
        }
      />
      <Kpi
        label={t('kpi.abandoned')}
        value={formatNumber(totals.abandoned, language)}
        unit={t('kpi.calls')}
        comparison={compare(totals.abandoned, before.abandoned, 'less')}
        change={value => t('kpi.count', { value: formatDelta(value) })}
        remark={t('kpi.short_abandoned', { count: totals.short_abandoned })}
      />
      <Kpi
        label={t('kpi.callbacks')}
        value={formatNumber(totals.callbacks, language)}
        unit={t('kpi.calls')}
        comparison={undefined}
        change={undefined}
        remark={t('kpi.today')}
      />
    </dl>
  )
}

type Props = {
  label: string
  value: string
  unit: string
  comparison: Comparison | undefined
  change: string | ((value: number) => string) | undefined
  remark: ReactNode
}

function Kpi({ label, value, unit, comparison, change, remark }: Props) {
  const Arrow = comparison?.direction === 'down' ? IconArrowDownRight : IconArrowUpRight
  const tone = comparison?.isGood === undefined ? undefined : comparison.isGood ? 'good' : 'bad'
  const words = comparison && (typeof change === 'function' ? change(comparison.value) : change)
  return (
    <div className={classes.kpi}>
      <dt>{label}</dt>
      <dd>
        <span className={classes.value}>
          {value}
          {unit && <span className={classes.unit}>{unit}</span>}
        </span>
        <span className={classes.remark}>
          {words && (
            <span className={classes.change} data-tone={tone}>
              {comparison.direction !== 'same' && <Arrow size={14} stroke={2} aria-hidden />}
              {words}
            </span>
          )}
          {remark}
        </span>
      </dd>
    </div>
  )
}
