import { AreaChart } from '@mantine/charts'
import { ActionIcon, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Dashboard } from '@naru/api'
import { formatTime, useT } from '@naru/i18n'
import { type Column, DataTable, Section } from '@naru/ui'
import { IconChartAreaLine, IconTable } from '@tabler/icons-react'
import classes from './Trend.module.css'

type Slot = Dashboard['trend'][number]
type Props = { slots: Slot[]; at: string }

/** Calls by quarter hours, beside the same day of last week. The same figures as a table, on request. */
export function Trend({ slots, at }: Props) {
  const t = useT()
  const [isTable, table] = useDisclosure(false)
  const series = [
    { name: 'offered', label: t('kpi.offered_short'), color: 'var(--fill-brand)' },
    { name: 'answered', label: t('kpi.answered'), color: 'var(--fill-brand2)' },
    { name: 'last_week_offered', label: t('trend.last_week'), color: 'var(--text3)', strokeDasharray: '4 4' },
  ]
  const hours = slots.map(it => formatTime(it.at)).filter(it => it.endsWith(':00'))
  return (
    <Section
      title={t('trend.title')}
      meta={
        <span className={classes.legend}>
          {series.map(it => (
            <span key={it.name} data-series={it.name}>
              {it.label}
            </span>
          ))}
        </span>
      }
      actions={
        <>
          <span className={classes.unit}>{t('trend.unit')}</span>
          <Tooltip label={isTable ? t('trend.as_chart') : t('trend.as_table')}>
            <ActionIcon
              aria-label={isTable ? t('trend.as_chart') : t('trend.as_table')}
              onClick={table.toggle}
            >
              {isTable ? <IconChartAreaLine size={16} /> : <IconTable size={16} />}
            </ActionIcon>
          </Tooltip>
        </>
      }
    >
      {isTable ? (
        <div className={classes.table}>
          <TrendTable slots={slots} at={at} />
        </div>
      ) : (
        <div className={classes.chart} role="img" aria-label={t('trend.description')}>
          <AreaChart
            h={168}
            data={slots.map(slot => pointOf(slot, at))}
            dataKey="time"
            series={series}
            curveType="monotone"
            strokeWidth={2}
            fillOpacity={0.12}
            withDots={false}
            gridAxis="x"
            tickLine="none"
            connectNulls={false}
            gridProps={{ strokeDasharray: '0' }}
            gridColor="var(--line)"
            textColor="var(--text2)"
            tooltipAnimationDuration={0}
            xAxisProps={{
              ticks: hours,
              interval: 'preserveStart',
              minTickGap: 20,
              tickMargin: 8,
              padding: { right: 12 },
            }}
            yAxisProps={{ width: 28, allowDecimals: false, interval: 0 }}
            areaProps={series => ({
              isAnimationActive: false,
              ...(series.name === 'last_week_offered' ? { fillOpacity: 0, strokeWidth: 1.5 } : {}),
            })}
          />
        </div>
      )}
    </Section>
  )
}

/** Today's lines end at the present; last week's goes on. */
function pointOf(slot: Slot, at: string) {
  const isPast = slot.at <= at
  return {
    time: formatTime(slot.at),
    offered: isPast ? slot.offered : null,
    answered: isPast ? slot.answered : null,
    last_week_offered: slot.last_week_offered,
  }
}

function TrendTable({ slots, at }: Props) {
  const t = useT()
  const columns: Column<Slot>[] = [
    { key: 'at', header: t('history.time'), cell: it => formatTime(it.at) },
    { key: 'offered', header: t('kpi.offered_short'), align: 'right', cell: it => it.offered },
    { key: 'answered', header: t('kpi.answered'), align: 'right', cell: it => it.answered },
    { key: 'abandoned', header: t('kpi.abandoned'), align: 'right', cell: it => it.abandoned },
    { key: 'last_week', header: t('trend.last_week'), align: 'right', cell: it => it.last_week_offered },
  ]
  return (
    <DataTable
      label={t('trend.title')}
      columns={columns}
      rows={slots.filter(it => it.at <= at)}
      rowKey={it => it.at}
      empty={null}
      dense
    />
  )
}
