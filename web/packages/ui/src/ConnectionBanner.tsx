import { Button } from '@mantine/core'
import { useT } from '@naru/i18n'
import { IconRefresh } from '@tabler/icons-react'
import { Banner } from './Banner'
import { useNow } from './ticker'

type Props = {
  title: string
  /** What is safe meanwhile. */
  body: string
  /** When the next attempt starts by itself; absent while one is under way. Milliseconds of this device. */
  retryAt?: number | undefined
  onRetry?: (() => void) | undefined
}

/** Sticks to the top until the line is back, counting down to the next attempt. */
export function ConnectionBanner({ title, body, retryAt, onRetry }: Props) {
  const t = useT()
  // Subscribes to the shared clock; the attempt itself is timed by this device.
  useNow()
  const left = retryAt === undefined ? 0 : Math.ceil((retryAt - Date.now()) / 1_000)
  const when = left > 0 ? t('connection.retry_in', { count: left }) : t('connection.retrying')
  return (
    <Banner
      tone="red"
      title={title}
      flush
      actions={
        onRetry && (
          <Button size="xs" leftSection={<IconRefresh size={14} />} onClick={onRetry}>
            {t('connection.retry_now')}
          </Button>
        )
      }
    >
      {when} {body}
    </Banner>
  )
}
