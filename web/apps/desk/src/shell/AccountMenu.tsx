import { Menu, type MenuProps } from '@mantine/core'
import { api, useMay, useSession } from '@naru/api'
import { useT } from '@naru/i18n'
import { toastRefused } from '@naru/ui'
import { IconAdjustmentsHorizontal, IconKey, IconKeyboard, IconLogout } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useProblemText } from '#desk/pickers/problem-text'
import { openPanel } from './panels'

type Props = { children: ReactNode; position: MenuProps['position'] }

export function AccountMenu({ children, position }: Props) {
  const t = useT()
  const session = useSession()
  const mayChangePassword = useMay('change_own_password')
  const signOut = useSignOut()
  return (
    <Menu position={position ?? 'bottom-end'} width={220}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {session.agent.name} · {t('account.extension', { extension: session.agent.extension })}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconAdjustmentsHorizontal size={16} />}
          onClick={() => openPanel('preferences')}
        >
          {t('account.preferences')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={() => openPanel('shortcuts')}>
          {t('shortcuts.title')}
        </Menu.Item>
        {mayChangePassword && (
          <Menu.Item leftSection={<IconKey size={16} />} onClick={() => openPanel('password')}>
            {t('account.password')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          {t('account.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function useSignOut() {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const problem = useProblemText()
  return async () => {
    try {
      await api.DELETE('/session')
    } catch (error) {
      // Still signed in at the server: saying otherwise would leave calls ringing at an empty seat.
      toastRefused(problem(error).message)
      return
    }
    await navigate({ to: '/sign-in' })
    queryClient.clear()
  }
}
