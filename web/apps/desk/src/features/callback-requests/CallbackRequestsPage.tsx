import { SegmentedControl } from '@mantine/core'
import { api, type CallbackRequest, useMay } from '@naru/api'
import { formatDateTime, useT } from '@naru/i18n'
import { Chip, type Column, DataTable, EmptyState, MaskedText, Page, Timer, type Tone } from '@naru/ui'
import { IconPhoneCheck } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import classes from './CallbackRequestsPage.module.css'
import { CloseMenu } from './CloseMenu'
import { type CallbackSearch, callbackRequestsQuery, PROGRESSES } from './callback-search'
import { PlayMessage } from './PlayMessage'

/** Older than this the customer has been forgotten. */
const LATE_SECONDS = 3_600
const VERY_LATE_SECONDS = 4 * 3_600

type Props = {
  search: CallbackSearch
  onSearch: (search: CallbackSearch) => void
  onOpenInteraction: (id: string) => void
}

/** Customers who would rather be called back, and messages that were left (CBK-03). */
export function CallbackRequestsPage({ search, onSearch, onOpenInteraction }: Props) {
  const t = useT()
  const { data, error, refetch } = useQuery({
    ...callbackRequestsQuery(search),
    placeholderData: keepPreviousData,
  })
  const columns = useColumns(search.progress, onOpenInteraction)
  return (
    <Page
      title={t('callback.title')}
      meta={
        data &&
        data.waiting_total > 0 && (
          <Chip tone="amber">{t('callback.waiting', { count: data.waiting_total })}</Chip>
        )
      }
      actions={
        <SegmentedControl
          aria-label={t('callback.progress')}
          data={PROGRESSES.map(value => ({ value, label: t(`callback.${value}_tab`) }))}
          value={search.progress}
          onChange={value =>
            onSearch({ progress: PROGRESSES.find(it => it === value) ?? 'waiting', page: 1 })
          }
        />
      }
      flush
    >
      {error && (
        <div className={classes.error}>
          <ProblemBanner title={t('callback.failed')} error={error} onRetry={() => void refetch()} />
        </div>
      )}
      <DataTable
        label={t('callback.title')}
        columns={columns}
        rows={data?.items ?? []}
        rowKey={it => it.id}
        empty={
          data && (
            <EmptyState
              icon={<IconPhoneCheck size={22} stroke={1.6} />}
              title={t(search.progress === 'waiting' ? 'callback.none_waiting' : 'callback.none_closed')}
              body={t('callback.none_body')}
            />
          )
        }
        {...(data && {
          paging: {
            page: data.page,
            perPage: data.per_page,
            total: data.total,
            onPage: (page: number) => onSearch({ ...search, page }),
          },
        })}
      />
    </Page>
  )
}

const TONE = { reached: 'green', not_reached: 'amber', dropped: 'gray' } satisfies Record<string, Tone>

function useColumns(
  progress: CallbackSearch['progress'],
  onOpenInteraction: (id: string) => void,
): Column<CallbackRequest>[] {
  const t = useT()
  const mayUnmask = useMay('unmask')
  const reveal = (id: string) => async (reason: string) => {
    const { data } = await api.POST('/callback-requests/{id}/unmask', {
      params: { path: { id } },
      body: { reason },
    })
    return data?.number ?? ''
  }
  const columns: Column<CallbackRequest>[] = [
    {
      key: 'requested',
      header: t('callback.requested_at'),
      width: 148,
      cell: it => formatDateTime(it.requested_at),
    },
    {
      key: 'kind',
      header: t('callback.kind'),
      width: 104,
      cell: it =>
        it.message ? (
          <Chip tone="brand">{t('callback.kind_message')}</Chip>
        ) : (
          <Chip>{t('callback.kind_callback')}</Chip>
        ),
    },
    {
      key: 'customer',
      header: t('history.customer'),
      cell: it => it.customer_name ?? t('callback.no_name'),
    },
    {
      key: 'number',
      header: t('callback.number'),
      width: 180,
      cell: it => <MaskedText masked={it.number_masked} onReveal={mayUnmask ? reveal(it.id) : undefined} />,
    },
    {
      key: 'message',
      header: t('callback.message'),
      width: 136,
      cell: it =>
        it.message && <PlayMessage message={it.message} name={it.customer_name ?? it.number_masked} />,
    },
    { key: 'queue', header: t('history.queue'), optional: true, cell: it => it.queue_name },
    {
      key: 'call',
      header: t('callback.call'),
      optional: true,
      cell: it => (
        <button type="button" className={classes.link} onClick={() => onOpenInteraction(it.interaction_id)}>
          {t('callback.open_call')}
        </button>
      ),
    },
  ]
  if (progress === 'waiting') {
    return [
      ...columns,
      {
        key: 'age',
        header: t('callback.age'),
        align: 'right',
        width: 96,
        cell: it => <Timer since={it.requested_at} amberFrom={LATE_SECONDS} redFrom={VERY_LATE_SECONDS} />,
      },
      {
        key: 'close',
        header: t('common.actions'),
        align: 'right',
        width: 136,
        cell: it => <CloseMenu request={it} />,
      },
    ]
  }
  return [
    ...columns,
    {
      key: 'outcome',
      header: t('history.outcome'),
      width: 96,
      cell: it => it.outcome && <Chip tone={TONE[it.outcome]}>{t(`callback.${it.outcome}`)}</Chip>,
    },
    { key: 'by', header: t('callback.closed_by'), width: 96, cell: it => it.closed_by ?? '–' },
    {
      key: 'closed',
      header: t('callback.closed_at'),
      width: 148,
      cell: it => (it.closed_at ? formatDateTime(it.closed_at) : '–'),
    },
  ]
}
