import type { DashboardQueue } from '@naru/api'
import { formatRatio, useT } from '@naru/i18n'
import { type Column, DataTable, Meter, Section, Timer } from '@naru/ui'
import { IconAlertTriangle } from '@tabler/icons-react'
import { LONG_WAIT_SECONDS } from '#desk/pickers/long-wait'
import classes from './QueueTable.module.css'
import { isBelowTarget, worstFirst } from './worst-first'

/** Every queue, the one that needs somebody first. */
export function QueueTable({ queues }: { queues: DashboardQueue[] }) {
  const t = useT()
  const columns = useColumns()
  return (
    <Section
      title={t('queue_table.title')}
      meta={t('queue_table.meta', { count: queues.length })}
      className={classes.section}
    >
      <div className={classes.table}>
        <DataTable
          label={t('queue_table.title')}
          columns={columns}
          rows={worstFirst(queues)}
          rowKey={it => it.id}
          empty={<p className={classes.none}>{t('queue_table.none')}</p>}
        />
      </div>
    </Section>
  )
}

function useColumns(): Column<DashboardQueue>[] {
  const t = useT()
  return [
    {
      key: 'name',
      header: t('history.queue'),
      sortBy: it => it.name,
      cell: it => (
        <span className={classes.name}>
          {it.name}
          {it.ready_agents === 0 && it.waiting > 0 && (
            <IconAlertTriangle size={15} stroke={1.8} role="img" aria-label={t('queue_table.nobody_ready')} />
          )}
        </span>
      ),
    },
    {
      key: 'answer_rate',
      header: t('kpi.answer_rate'),
      align: 'right',
      optional: true,
      sortBy: it => it.answer_rate ?? -1,
      cell: it => (it.answer_rate == null ? '–' : `${formatRatio(it.answer_rate)}%`),
    },
    {
      key: 'service_level',
      header: t('queue_table.service_level'),
      width: 190,
      sortBy: it => it.service_level ?? -1,
      cell: it => <ServiceLevel queue={it} />,
    },
    number('offered', t('kpi.offered_short'), it => it.offered, true),
    number('answered', t('kpi.answered'), it => it.answered, true),
    number('abandoned', t('kpi.abandoned'), it => it.abandoned),
    number('waiting', t('inbox.waiting'), it => it.waiting),
    {
      key: 'longest',
      header: t('queue_table.longest'),
      align: 'right',
      cell: it => (it.longest_since ? <Timer since={it.longest_since} amberFrom={LONG_WAIT_SECONDS} /> : '–'),
    },
    {
      key: 'ready',
      header: t('queue_table.ready'),
      align: 'right',
      sortBy: it => it.ready_agents,
      cell: it => (
        <span className={classes.ready} data-empty={(it.ready_agents === 0 && it.waiting > 0) || undefined}>
          <strong>{it.ready_agents}</strong> / {it.signed_in_agents}
        </span>
      ),
    },
  ]
}

function number(
  key: string,
  header: string,
  read: (queue: DashboardQueue) => number,
  optional = false,
): Column<DashboardQueue> {
  return {
    key,
    header,
    align: 'right',
    optional,
    sortBy: read,
    cell: it => <span className={classes.number}>{read(it)}</span>,
  }
}

function ServiceLevel({ queue }: { queue: DashboardQueue }) {
  const t = useT()
  if (queue.service_level == null) return '–'
  const isLow = isBelowTarget(queue)
  return (
    <span className={classes.level}>
      <span className={classes.meter}>
        <Meter
          label={t('queue_table.level_of', {
            name: queue.name,
            target: Math.round(queue.service_level_target * 100),
          })}
          ratio={queue.service_level}
          target={queue.service_level_target}
          tone={isLow ? 'amber' : 'brand'}
        />
      </span>
      <strong data-low={isLow || undefined}>{formatRatio(queue.service_level)}%</strong>
    </span>
  )
}
