import { Button } from '@mantine/core'
import type { InteractionRow } from '@naru/api'
import { formatDateTime, formatDuration, useT } from '@naru/i18n'
import { ChannelIcon, Chip, type Column, DataTable, EmptyState, Page, useShortcut } from '@naru/ui'
import { IconHistory, IconMicrophone, IconMicrophoneOff } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallerName } from '#desk/pickers/caller-name'
import { spellPath } from '#desk/pickers/category-path'
import { OutcomeChip } from '#desk/pickers/OutcomeChip'
import { PeriodPicker } from '#desk/pickers/PeriodPicker'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import { spellPeriod } from '#desk/pickers/period'
import { HistoryFilters } from './HistoryFilters'
import classes from './HistoryPage.module.css'
import { type HistorySearch, historyQuery, periodOfSearch } from './history-search'

type Props = { search: HistorySearch; onSearch: (search: HistorySearch) => void }

/** Every contact of the days looked at (HIS-01, HIS-02). A row opens beside the list. */
export function HistoryPage({ search, onSearch }: Props) {
  const t = useT()
  const columns = useColumns()
  const period = periodOfSearch(search, new Date())
  const { data, error, refetch } = useQuery({
    ...historyQuery(search, new Date()),
    placeholderData: keepPreviousData,
  })
  const rows = data?.items ?? []
  const { interaction: opened, from, to, page, ...filters } = search
  const isFiltered = Object.values(filters).some(it => it !== undefined)
  const open = (id: string | undefined) => onSearch({ ...search, interaction: id })
  const move = (step: 1 | -1) => {
    const next = rows[rows.findIndex(it => it.id === opened) + step]
    if (next) open(next.id)
  }
  useShortcut({ keys: 'J', label: t('history.next'), run: () => move(1), enabled: opened !== undefined })
  useShortcut({ keys: 'K', label: t('history.previous'), run: () => move(-1), enabled: opened !== undefined })
  return (
    <Page
      title={t('history.title')}
      meta={data && <span className={classes.count}>{t('common.count', { count: data.total })}</span>}
      actions={<PeriodPicker value={period} onChange={chosen => onSearch({ ...filters, ...chosen })} />}
      flush
    >
      <HistoryFilters search={search} onSearch={onSearch} />
      {error && (
        <div className={classes.error}>
          <ProblemBanner title={t('history.failed')} error={error} onRetry={() => void refetch()} />
        </div>
      )}
      <DataTable
        label={t('history.title')}
        columns={columns}
        rows={rows}
        rowKey={it => it.id}
        onOpen={it => open(it.id)}
        openKey={opened}
        empty={
          data && (
            <EmptyState
              icon={<IconHistory size={22} stroke={1.6} />}
              title={t('history.none')}
              body={t(isFiltered ? 'history.none_filtered' : 'history.none_body', {
                period: spellPeriod(period),
              })}
              action={
                isFiltered && <Button onClick={() => onSearch({ from, to })}>{t('filter.clear')}</Button>
              }
            />
          )
        }
        {...(data && {
          paging: {
            page: data.page,
            perPage: data.per_page,
            total: data.total,
            onPage: (number: number) =>
              onSearch({ ...filters, from, to, page: number === 1 ? undefined : number }),
          },
        })}
      />
    </Page>
  )
}

function useColumns(): Column<InteractionRow>[] {
  const t = useT()
  const callerName = useCallerName()
  return [
    { key: 'started', header: t('history.started'), width: 148, cell: it => formatDateTime(it.started_at) },
    {
      key: 'customer',
      header: t('history.customer'),
      cell: it => (
        <span className={classes.customer}>
          <ChannelIcon channel={it.channel} size="sm" />
          {callerName(it)}
          {it.customer?.vip && <Chip tone="violet">{t('customer.vip')}</Chip>}
        </span>
      ),
    },
    {
      key: 'number',
      header: t('customer.number'),
      width: 128,
      optional: true,
      cell: it => it.number_masked ?? '–',
    },
    { key: 'menu', header: t('history.menu'), optional: true, cell: it => spellPath(it.menu_path) || '–' },
    { key: 'queue', header: t('history.queue'), optional: true, cell: it => it.queue_name ?? '–' },
    { key: 'agent', header: t('history.agent'), width: 80, cell: it => it.agent_name ?? '–' },
    {
      key: 'category',
      header: t('category.label'),
      optional: true,
      cell: it => spellPath(it.category_path) || '–',
    },
    {
      key: 'outcome',
      header: t('history.outcome'),
      width: 96,
      cell: it => <OutcomeChip outcome={it.outcome} />,
    },
    {
      key: 'wait',
      header: t('history.wait'),
      align: 'right',
      width: 64,
      cell: it => formatDuration(it.wait_seconds),
    },
    {
      key: 'talk',
      header: t('history.talk'),
      align: 'right',
      width: 64,
      cell: it => (it.talk_seconds > 0 ? formatDuration(it.talk_seconds) : '–'),
    },
    {
      key: 'recording',
      header: t('history.recording'),
      width: 64,
      cell: it => <RecordingMark state={it.recording} />,
    },
  ]
}

function RecordingMark({ state }: { state: InteractionRow['recording'] }) {
  const t = useT()
  if (state === 'none') return '–'
  const Icon = state === 'lost' ? IconMicrophoneOff : IconMicrophone
  return (
    <span className={classes.recording} data-state={state} title={t(`recording.${state}`)}>
      <Icon size={16} stroke={1.7} role="img" aria-label={t(`recording.${state}`)} />
    </span>
  )
}
