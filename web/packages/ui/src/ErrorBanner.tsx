import { ActionIcon, Button, Menu } from '@mantine/core'
import { useT } from '@naru/i18n'
import { IconCopy, IconDots, IconRefresh } from '@tabler/icons-react'
import { Banner } from './Banner'

type Props = {
  title: string
  /** A sentence a person understands. */
  message: string
  /** Kept in the menu for whoever helps; never shown by itself. */
  code: string
  onRetry?: (() => void) | undefined
  flush?: boolean
}

export function ErrorBanner({ title, message, code, onRetry, flush = false }: Props) {
  const t = useT()
  return (
    <Banner
      tone="red"
      title={title}
      flush={flush}
      actions={
        <>
          {onRetry && (
            <Button size="xs" leftSection={<IconRefresh size={14} />} onClick={onRetry}>
              {t('common.retry')}
            </Button>
          )}
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t('error.more')}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconCopy size={14} />}
                onClick={() => void navigator.clipboard.writeText(code)}
              >
                {t('error.copy_code')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      }
    >
      {message}
    </Banner>
  )
}
