import { Button } from '@mantine/core'
import { $api } from '@naru/api'
import { useT } from '@naru/i18n'
import { Chip, EmptyState } from '@naru/ui'
import { IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { assignedQueues } from './assigned-queues'
import type { Menu } from './menu-tree'
import classes from './QueuesTab.module.css'

type Props = { root: Menu; onMenu: (menuId: string) => void }

/** 배정 그룹: who takes the calls of this scenario, and through which menus they come. */
export function QueuesTab({ root, onMenu }: Props) {
  const t = useT()
  const { data } = useQuery($api.queryOptions('get', '/queues'))
  const assigned = assignedQueues(root)
  if (assigned.length === 0) {
    return (
      <EmptyState
        icon={<IconUsersGroup size={22} stroke={1.6} />}
        title={t('assigned.none')}
        body={t('assigned.none_body')}
      />
    )
  }
  return (
    <ul className={classes.list} aria-label={t('scenario.tab_queues')}>
      {assigned.map(({ queueId, menus }) => {
        const queue = data?.items.find(it => it.id === queueId)
        const agents = queue && new Set([...queue.agent_ids, ...queue.group_agent_ids]).size
        return (
          <li key={queueId} className={classes.queue}>
            <strong>{queue?.name}</strong>
            {agents !== undefined && (
              <Chip tone={agents === 0 ? 'red' : 'gray'}>{t('assigned.agents', { count: agents })}</Chip>
            )}
            <span className={classes.menus}>
              {menus.map(menu => (
                <Button key={menu.id} size="xs" onClick={() => onMenu(menu.id)}>
                  {menu.name || t('menu.unnamed')}
                </Button>
              ))}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
