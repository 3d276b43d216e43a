import { may, type Permission } from '@naru/api'
import {
  IconHeadset,
  IconHistory,
  IconLayoutDashboard,
  IconListDetails,
  IconMusic,
  IconPhone,
  IconPhoneCalling,
  IconPlugConnected,
  IconShieldLock,
  IconSitemap,
  IconTags,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'

/** Every page there is, who may see it and where it stands. */
export const PAGES = [
  { to: '/desk', key: 'desk', section: 'work', icon: IconHeadset, needs: 'serve_customers' },
  {
    to: '/dashboard',
    key: 'dashboard',
    section: 'monitoring',
    icon: IconLayoutDashboard,
    needs: 'read_dashboard',
  },
  {
    to: '/callback-requests',
    key: 'callback_requests',
    section: 'history',
    icon: IconPhoneCalling,
    needs: 'handle_callback_requests',
  },
  { to: '/customers', key: 'customers', section: 'history', icon: IconUsers, needs: 'read_customers' },
  { to: '/history', key: 'history', section: 'history', icon: IconHistory, needs: 'read_own_history' },
  {
    to: '/settings/scenarios',
    key: 'scenarios',
    section: 'settings',
    icon: IconSitemap,
    needs: 'read_settings',
  },
  { to: '/settings/sounds', key: 'sounds', section: 'settings', icon: IconMusic, needs: 'read_settings' },
  {
    to: '/settings/agents',
    key: 'agents',
    section: 'settings',
    icon: IconUsersGroup,
    needs: 'read_settings',
  },
  {
    to: '/settings/queues',
    key: 'queues',
    section: 'settings',
    icon: IconListDetails,
    needs: 'read_settings',
  },
  { to: '/settings/numbers', key: 'numbers', section: 'settings', icon: IconPhone, needs: 'read_settings' },
  {
    to: '/settings/trunks',
    key: 'trunks',
    section: 'settings',
    icon: IconPlugConnected,
    needs: 'read_settings',
  },
  {
    to: '/settings/categories',
    key: 'categories',
    section: 'settings',
    icon: IconTags,
    needs: 'read_settings',
  },
  { to: '/audit', key: 'audit', section: 'security', icon: IconShieldLock, needs: 'read_audit' },
] as const satisfies readonly { needs: Permission; [key: string]: unknown }[]

export type PageEntry = (typeof PAGES)[number]
export const SECTIONS = ['work', 'monitoring', 'history', 'settings', 'security'] as const

export function pagesFor(permissions: readonly string[]): PageEntry[] {
  return PAGES.filter(it => may(permissions, it.needs))
}
