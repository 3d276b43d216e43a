import { useT } from '@naru/i18n'
import { ChannelIcon, Chip } from '@naru/ui'
import type { ReactNode } from 'react'
import classes from './Inbox.module.css'

type Props = {
  channel: 'phone' | 'web_call'
  name: string
  vip: boolean
  /** We call the customer, rather than the customer us. */
  isCallback?: boolean
  detail: string
  /** The time, at the right edge. */
  side: ReactNode
  note?: string | undefined
  /** What may be done with it at once, right of the time. */
  action?: ReactNode
  isCurrent?: boolean
  /** Only what can be opened is a button. */
  onOpen?: () => void
}

/** 60 px: channel, who, about what, how long. */
export function InboxItem({
  channel,
  name,
  vip,
  isCallback = false,
  detail,
  side,
  note,
  action,
  isCurrent = false,
  onOpen,
}: Props) {
  const t = useT()
  const content = (
    <>
      <ChannelIcon channel={isCallback ? 'callback' : channel} />
      <span className={classes.text}>
        <span className={classes.name}>
          <strong>{name}</strong>
          {isCallback && <Chip tone="brand">{t('channel.callback')}</Chip>}
          {vip && <Chip tone="violet">{t('customer.vip')}</Chip>}
        </span>
        <span className={classes.detail}>{detail}</span>
      </span>
      <span className={classes.side}>
        {side}
        {note && <span className={classes.note}>{note}</span>}
      </span>
      {action && <span className={classes.action}>{action}</span>}
    </>
  )
  if (!onOpen) {
    return (
      <div className={classes.item} data-current={isCurrent || undefined}>
        {content}
      </div>
    )
  }
  return (
    <button type="button" className={classes.item} data-current={isCurrent || undefined} onClick={onOpen}>
      {content}
    </button>
  )
}
