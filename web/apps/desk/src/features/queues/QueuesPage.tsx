import { type Queue, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { ActionButton, Chip, type Column, DataTable, EmptyState, Page } from '@naru/ui'
import { IconAdjustmentsHorizontal, IconListDetails, IconPlus } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { QueueForm } from './QueueForm'
import classes from './QueuesPage.module.css'
import { agentsQuery, queuesQuery, routingPolicyQuery } from './queue-queries'
import { RoutingPolicyForm } from './RoutingPolicyForm'

export type QueueSearch = { queue?: string | undefined; policy?: boolean | undefined }
type Props = { search: QueueSearch; onSearch: (search: QueueSearch) => void }

/** Where customers wait, by which rule they are answered, and by whom (AGT-06, ACD-01). */
export function QueuesPage({ search, onSearch }: Props) {
  const t = useT()
  const mayEdit = useMay('edit_groups_and_queues')
  const queues = useSuspenseQuery(queuesQuery()).data.items
  const agents = useSuspenseQuery(agentsQuery()).data.items
  const policy = useSuspenseQuery(routingPolicyQuery()).data
  const columns = useColumns()
  const opened = queues.find(it => it.id === search.queue)
  return (
    <Page
      title={t('queues.title')}
      meta={<span className={classes.count}>{t('queues.count', { count: queues.length })}</span>}
      actions={
        <>
          <ActionButton
            leftSection={<IconAdjustmentsHorizontal size={16} />}
            onClick={() => onSearch({ policy: true })}
          >
            {t('routing.title')}
          </ActionButton>
          <ActionButton
            variant="filled"
            leftSection={<IconPlus size={16} />}
            onClick={() => onSearch({ queue: 'new' })}
            disabledReason={mayEdit ? undefined : t('queues.denied')}
          >
            {t('queues.add')}
          </ActionButton>
        </>
      }
      flush
    >
      <DataTable
        label={t('queues.title')}
        columns={columns}
        rows={queues}
        rowKey={it => it.id}
        onOpen={it => onSearch({ queue: it.id })}
        openKey={search.queue}
        empty={
          <EmptyState
            icon={<IconListDetails size={22} stroke={1.6} />}
            title={t('queue_table.none')}
            body={t('queues.none_body')}
          />
        }
      />
      {(opened || search.queue === 'new') && (
        <QueueForm key={search.queue} queue={opened} agents={agents} onClose={() => onSearch({})} />
      )}
      {search.policy && <RoutingPolicyForm policy={policy} onClose={() => onSearch({})} />}
    </Page>
  )
}

function useColumns(): Column<Queue>[] {
  const t = useT()
  const people = (queue: Queue) => new Set([...queue.agent_ids, ...queue.group_agent_ids]).size
  return [
    {
      key: 'name',
      header: t('history.queue'),
      sortBy: it => it.name,
      cell: it => (
        <span className={classes.name}>
          {it.name}
          {it.group_id && <Chip>{t('queues.of_group')}</Chip>}
        </span>
      ),
    },
    {
      key: 'agents',
      header: t('queues.agents'),
      align: 'right',
      sortBy: people,
      cell: it => (
        <span data-empty={people(it) === 0 || undefined} className={classes.people}>
          {t('common.people', { count: people(it) })}
        </span>
      ),
    },
    {
      key: 'distribution',
      header: t('queues.distribution'),
      optional: true,
      cell: it => t(`queues.by_${it.rule.distribution}`),
    },
    seconds('ring', t('queues.ring_seconds'), it => it.rule.ring_seconds),
    seconds('wrap_up', t('queues.wrap_up_seconds'), it => it.rule.wrap_up_seconds),
    {
      key: 'service_level',
      header: t('queues.service_level'),
      align: 'right',
      optional: true,
      cell: it =>
        t('queues.promise', {
          percent: it.rule.service_level_target,
          seconds: it.rule.service_level_seconds,
        }),
    },
    {
      key: 'answer_rate',
      header: t('queues.answer_rate_target'),
      align: 'right',
      optional: true,
      cell: it => `${it.rule.answer_rate_target}%`,
    },
  ]

  function seconds(key: string, header: string, read: (queue: Queue) => number): Column<Queue> {
    return {
      key,
      header,
      align: 'right',
      sortBy: read,
      cell: it => (read(it) === 0 ? t('queues.no_limit') : t('common.seconds', { count: read(it) })),
    }
  }
}
