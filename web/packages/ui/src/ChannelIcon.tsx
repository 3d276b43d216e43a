import { useT } from '@naru/i18n'
import { IconPhone, IconPhoneCalling, IconWorld } from '@tabler/icons-react'
import classes from './ChannelIcon.module.css'

type Props = { channel: 'phone' | 'web_call' | 'callback'; size?: 'sm' | 'md' }

/** What a customer came through, told by shape and not by colour alone. */
export function ChannelIcon({ channel, size = 'md' }: Props) {
  const t = useT()
  const Icon = ICON[channel]
  return (
    <span
      className={classes.icon}
      data-channel={channel}
      data-size={size}
      role="img"
      aria-label={t(`channel.${channel}`)}
    >
      <Icon size={size === 'md' ? 18 : 14} stroke={1.7} aria-hidden />
    </span>
  )
}

const ICON = { phone: IconPhone, web_call: IconWorld, callback: IconPhoneCalling }
