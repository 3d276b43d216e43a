import type { LiveCall } from '@naru/api'
import { formatDuration, useT } from '@naru/i18n'
import { Avatar, Chip, Timer } from '@naru/ui'
import { IconRoute } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { callSince, isDialling } from '#desk/pickers/call-times'
import { useCallerName } from '#desk/pickers/caller-name'
import { DigitsTaken } from '#desk/pickers/DigitsTaken'
import classes from './CallHeader.module.css'

type Props = { call: LiveCall; customerButton: ReactNode }

/** Who it is, which way they came, how long we have been talking. */
export function CallHeader({ call, customerButton }: Props) {
  const t = useT()
  const name = useCallerName()(call)
  const since = callSince(call)
  return (
    <header className={classes.header}>
      <Avatar name={call.customer?.name ?? '?'} size={36} />
      <div className={classes.who}>
        <div className={classes.line}>
          <h2>{name}</h2>
          {call.customer && call.number_masked && (
            <span className={classes.number}>{call.number_masked}</span>
          )}
          {call.is_callback && <Chip tone="brand">{t('channel.callback')}</Chip>}
          {call.recording && (
            <Chip tone="red" dot>
              {t('call.recording')}
            </Chip>
          )}
          {call.state === 'lost' && (
            <Chip tone="red" dot>
              {t('call.lost')}
            </Chip>
          )}
          {call.state === 'held' && call.held_since && (
            <Chip tone="amber" dot>
              {t('call.on_hold')} <Timer since={call.held_since} />
            </Chip>
          )}
        </div>
        <p className={classes.path}>
          <IconRoute size={14} stroke={1.7} aria-hidden />
          <span>
            {[`${call.brand_name} ${call.dialed_number}`, ...call.menu_path].join(' › ')} ·{' '}
            {t('call.waited', { time: formatDuration(call.wait_seconds) })}
          </span>
        </p>
        <DigitsTaken taken={call.digits_taken} />
      </div>
      {customerButton}
      <div className={classes.time}>
        <Timer since={since} className={classes.timer} />
        <span>{t(isDialling(call) ? 'call.dialling' : 'call.talk_time')}</span>
      </div>
    </header>
  )
}
