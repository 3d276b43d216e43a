import { type Agent, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { ActionButton, Avatar, Chip, type Column, DataTable, EmptyState, Page, StatusChip } from '@naru/ui'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { AgentForm } from './AgentForm'
import classes from './AgentsPage.module.css'
import { agentsQuery, groupsQuery, queuesQuery } from './agent-queries'
import { GroupTree } from './GroupTree'
import { withDescendants } from './group-tree'

export type AgentSearch = { group?: string | undefined; agent?: string | undefined }

type Props = { search: AgentSearch; onSearch: (search: AgentSearch) => void }

/** 상담사·그룹: the tree of people, and the people of the chosen branch (AGT-01…06). */
export function AgentsPage({ search, onSearch }: Props) {
  const t = useT()
  const mayEdit = useMay('edit_agents')
  const agents = useSuspenseQuery(agentsQuery()).data.items
  const groups = useSuspenseQuery(groupsQuery()).data.items
  const queues = useSuspenseQuery(queuesQuery()).data.items
  const root = groups.find(it => it.parent_id == null)
  const chosen = groups.find(it => it.id === search.group) ?? root
  const inside = chosen ? withDescendants(groups, chosen.id) : new Set<string>()
  const rows = agents
    .filter(it => inside.has(it.group_id))
    .toSorted((a, b) => Number(a.deactivated_at != null) - Number(b.deactivated_at != null))
  const columns = useColumns(
    id => groups.find(it => it.id === id)?.name ?? '–',
    id => queues.find(it => it.id === id)?.name ?? '–',
  )
  const opened = agents.find(it => it.id === search.agent)
  return (
    <Page
      title={t('agents.title')}
      meta={
        <span className={classes.count}>
          {t('common.people', { count: agents.filter(it => !it.deactivated_at).length })}
        </span>
      }
      actions={
        <ActionButton
          variant="filled"
          leftSection={<IconPlus size={16} />}
          onClick={() => onSearch({ ...search, agent: 'new' })}
          disabledReason={mayEdit ? undefined : t('agents.denied')}
        >
          {t('agents.add')}
        </ActionButton>
      }
      flush
    >
      <div className={classes.columns}>
        {chosen && (
          <GroupTree
            groups={groups}
            chosenId={chosen.id}
            onChoose={group => onSearch({ ...search, group })}
          />
        )}
        <div className={classes.list}>
          <DataTable
            label={t('agents.title')}
            columns={columns}
            rows={rows}
            rowKey={it => it.id}
            onOpen={it => onSearch({ ...search, agent: it.id })}
            openKey={search.agent}
            empty={
              <EmptyState
                icon={<IconUsersGroup size={22} stroke={1.6} />}
                title={t('agents.none')}
                body={t('agents.none_body')}
              />
            }
          />
        </div>
      </div>
      {(opened || search.agent === 'new') && (
        <AgentForm
          key={search.agent}
          agent={opened}
          groups={groups}
          queues={queues}
          groupId={chosen?.id ?? ''}
          onClose={() => onSearch({ ...search, agent: undefined })}
        />
      )}
    </Page>
  )
}

function useColumns(groupName: (id: string) => string, queueName: (id: string) => string): Column<Agent>[] {
  const t = useT()
  return [
    {
      key: 'name',
      header: t('common.name'),
      sortBy: it => it.name,
      cell: it => (
        <span className={classes.name}>
          <Avatar name={it.name} size={24} />
          {it.name}
        </span>
      ),
    },
    { key: 'login_id', header: t('sign_in.login_id'), sortBy: it => it.login_id, cell: it => it.login_id },
    { key: 'role', header: t('agents.role'), sortBy: it => it.role, cell: it => t(`role.${it.role}`) },
    { key: 'extension', header: t('agents.extension'), sortBy: it => it.extension, cell: it => it.extension },
    { key: 'group', header: t('agents.group'), optional: true, cell: it => groupName(it.group_id) },
    {
      key: 'queues',
      header: t('agents.direct_queues'),
      optional: true,
      cell: it => it.queue_ids.map(queueName).join(', ') || '–',
    },
    {
      key: 'status',
      header: t('agents.status'),
      width: 120,
      cell: it =>
        it.deactivated_at ? (
          <Chip>{t('agents.inactive')}</Chip>
        ) : (
          <StatusChip kind={it.status.kind} reason={it.status.reason} dot />
        ),
    },
  ]
}
