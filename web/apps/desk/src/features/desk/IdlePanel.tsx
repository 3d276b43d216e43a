import { Button } from '@mantine/core'
import { $api, type Desk, type InteractionRow, useSession } from '@naru/api'
import { formatDuration, formatTime, useT } from '@naru/i18n'
import { usePhone } from '@naru/phone/react'
import { ChannelIcon, Chip, type Column, DataTable, EmptyState, Panel } from '@naru/ui'
import { IconCoffee, IconHeadset } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useCallerName } from '#desk/pickers/caller-name'
import { spellPath } from '#desk/pickers/category-path'
import classes from './IdlePanel.module.css'
import { myDayQuery } from './my-day-query'

type Props = { desk: Desk; onOpen: (interactionId: string) => void }

/** Between calls: whether one can come, and what today was like so far. */
export function IdlePanel({ desk, onOpen }: Props) {
  const t = useT()
  const { agent } = useSession()
  const { data } = useQuery(myDayQuery(agent.id))
  const columns = useColumns()
  const rows = data?.items ?? []
  return (
    <Panel label={t('idle.label')} className={classes.panel}>
      <StateCard desk={desk} />
      <header className={classes.head}>
        <h2>{t('idle.today')}</h2>
        <span>{t('common.count', { count: data?.total ?? 0 })}</span>
      </header>
      <DataTable
        label={t('idle.today')}
        columns={columns}
        rows={rows}
        rowKey={it => it.id}
        onOpen={it => onOpen(it.id)}
        empty={data && <p className={classes.none}>{t('idle.none')}</p>}
      />
    </Panel>
  )
}

function StateCard({ desk }: { desk: Desk }) {
  const t = useT()
  const { line } = usePhone()
  const setStatus = $api.useMutation('put', '/desk/status')
  if (desk.status.kind === 'ready') {
    return (
      <EmptyState
        compact
        icon={<IconHeadset size={22} stroke={1.6} />}
        title={t('idle.ready')}
        body={line.kind === 'up' ? t('idle.ready_body') : t('idle.no_phone')}
      />
    )
  }
  return (
    <EmptyState
      compact
      icon={<IconCoffee size={22} stroke={1.6} />}
      title={t('idle.away')}
      body={t('idle.away_body')}
      action={
        <Button
          variant="filled"
          loading={setStatus.isPending}
          onClick={() => setStatus.mutate({ body: { kind: 'ready' } })}
        >
          {t('status_switch.to_ready')}
        </Button>
      }
    />
  )
}

function useColumns(): Column<InteractionRow>[] {
  const t = useT()
  const callerName = useCallerName()
  return [
    { key: 'time', header: t('history.time'), width: 72, cell: it => formatTime(it.started_at) },
    {
      key: 'caller',
      header: t('history.customer'),
      cell: it => (
        <span className={classes.caller}>
          <ChannelIcon channel={it.channel} size="sm" />
          {callerName(it)}
          {it.customer?.vip && <Chip tone="violet">{t('customer.vip')}</Chip>}
        </span>
      ),
    },
    {
      key: 'category',
      header: t('category.label'),
      cell: it => spellPath(it.category_path) || spellPath(it.menu_path) || '–',
    },
    {
      key: 'wrap_up',
      header: t('wrap_up.title'),
      width: 88,
      cell: it =>
        it.wrap_up === 'saved' ? (
          <Chip tone="green">{t('history.wrap_up_saved')}</Chip>
        ) : (
          <Chip tone="amber">{t('inbox.writing')}</Chip>
        ),
    },
    {
      key: 'talk',
      header: t('call.talk_time'),
      align: 'right',
      width: 88,
      cell: it => formatDuration(it.talk_seconds),
    },
  ]
}
