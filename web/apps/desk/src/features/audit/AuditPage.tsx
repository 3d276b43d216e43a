import { Tabs } from '@mantine/core'
import type { AuditEntry, SignInEntry } from '@naru/api'
import { formatDateTime, useT } from '@naru/i18n'
import { Chip, type Column, DataTable, EmptyState, Page } from '@naru/ui'
import { IconShieldLock } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { AgentPicker } from '#desk/pickers/AgentPicker'
import { PeriodPicker } from '#desk/pickers/PeriodPicker'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import { spellPeriod } from '#desk/pickers/period'
import classes from './AuditPage.module.css'
import { type AuditSearch, auditQuery, periodOfSearch, signInsQuery, TABS } from './audit-search'
import { audited } from './audited'

type Props = { search: AuditSearch; onSearch: (search: AuditSearch) => void }

/** Who did what and why, and who signed in (HIS-04, HIS-05). */
export function AuditPage({ search, onSearch }: Props) {
  const t = useT()
  const period = periodOfSearch(search, new Date())
  return (
    <Page
      title={t('audit.title')}
      actions={
        <>
          {search.tab === 'actions' && (
            <AgentPicker
              aria-label={t('history.agent')}
              placeholder={t('audit.everybody')}
              w={180}
              clearable
              value={search.agent ?? null}
              onChange={agent => onSearch({ ...search, agent: agent ?? undefined, page: 1 })}
            />
          )}
          <PeriodPicker value={period} onChange={chosen => onSearch({ ...search, ...chosen, page: 1 })} />
        </>
      }
      flush
    >
      <Tabs
        value={search.tab}
        onChange={value => onSearch({ ...search, tab: TABS.find(it => it === value) ?? 'actions', page: 1 })}
        classNames={{ root: classes.tabs ?? '', panel: classes.panel ?? '' }}
      >
        <Tabs.List>
          {TABS.map(tab => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`audit.tab_${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="actions">
          {search.tab === 'actions' && <Actions search={search} onSearch={onSearch} />}
        </Tabs.Panel>
        <Tabs.Panel value="sign_ins">
          {search.tab === 'sign_ins' && <SignIns search={search} onSearch={onSearch} />}
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

function Actions({ search, onSearch }: Props) {
  const t = useT()
  const { data, error, refetch } = useQuery({
    ...auditQuery(search, new Date()),
    placeholderData: keepPreviousData,
  })
  const columns: Column<AuditEntry>[] = [
    { key: 'at', header: t('audit.at'), width: 148, cell: it => formatDateTime(it.at) },
    { key: 'agent', header: t('audit.by'), width: 120, cell: it => it.agent_name ?? t('audit.system') },
    { key: 'action', header: t('audit.action_column'), cell: it => audited('action', it.action) },
    {
      key: 'subject',
      header: t('audit.subject_column'),
      cell: it => audited('subject', it.subject_kind),
    },
    { key: 'reason', header: t('audit.reason'), optional: true, cell: it => it.reason ?? '–' },
    { key: 'ip', header: t('audit.ip'), width: 140, optional: true, cell: it => it.ip_masked ?? '–' },
  ]
  return (
    <AuditTable
      label={t('audit.tab_actions')}
      columns={columns}
      rowKey={(it, index) => `${it.at} ${index}`}
      data={data}
      error={error}
      onRetry={() => void refetch()}
      search={search}
      onSearch={onSearch}
    />
  )
}

function SignIns({ search, onSearch }: Props) {
  const t = useT()
  const { data, error, refetch } = useQuery({
    ...signInsQuery(search, new Date()),
    placeholderData: keepPreviousData,
  })
  const columns: Column<SignInEntry>[] = [
    { key: 'at', header: t('audit.at'), width: 148, cell: it => formatDateTime(it.at) },
    { key: 'login_id', header: t('sign_in.login_id'), width: 140, cell: it => it.login_id },
    { key: 'agent', header: t('common.name'), width: 120, cell: it => it.agent_name ?? '–' },
    { key: 'kind', header: t('audit.kind'), width: 96, cell: it => audited('kind', it.kind) },
    {
      key: 'result',
      header: t('history.outcome'),
      cell: it => (
        <Chip tone={it.result === 'succeeded' ? 'green' : 'red'}>{audited('result', it.result)}</Chip>
      ),
    },
    { key: 'ip', header: t('audit.ip'), width: 140, cell: it => it.ip_masked ?? '–' },
    { key: 'browser', header: t('audit.browser'), optional: true, cell: it => it.user_agent ?? '–' },
  ]
  return (
    <AuditTable
      label={t('audit.tab_sign_ins')}
      columns={columns}
      rowKey={(it, index) => `${it.at} ${it.login_id} ${index}`}
      data={data}
      error={error}
      onRetry={() => void refetch()}
      search={search}
      onSearch={onSearch}
    />
  )
}

type TableProps<Row> = Props & {
  label: string
  columns: Column<Row>[]
  rowKey: (row: Row, index: number) => string
  data: { items: Row[]; page: number; per_page: number; total: number } | undefined
  error: unknown
  onRetry: () => void
}

function AuditTable<Row>({
  label,
  columns,
  rowKey,
  data,
  error,
  onRetry,
  search,
  onSearch,
}: TableProps<Row>) {
  const t = useT()
  const rows = data?.items ?? []
  if (error) {
    return (
      <div className={classes.error}>
        <ProblemBanner title={t('audit.failed')} error={error} onRetry={onRetry} />
      </div>
    )
  }
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={rows}
      rowKey={it => rowKey(it, rows.indexOf(it))}
      dense
      empty={
        data && (
          <EmptyState
            icon={<IconShieldLock size={22} stroke={1.6} />}
            title={t('audit.none')}
            body={t('audit.none_body', { period: spellPeriod(periodOfSearch(search, new Date())) })}
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
  )
}
