import type { LiveCall } from '@naru/api'
import { useT } from '@naru/i18n'
import { Avatar, Chip, Countdown, Kbd, Panel, Timer } from '@naru/ui'
import { IconPhone, IconRoute } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useCallActions } from '#desk/pickers/call-actions'
import { useCallWords } from '#desk/pickers/call-words'
import { useCallerName } from '#desk/pickers/caller-name'
import { DigitsTaken } from '#desk/pickers/DigitsTaken'
import { LONG_WAIT_SECONDS } from '#desk/pickers/long-wait'
import classes from './IncomingPanel.module.css'
import { LastContact } from './LastContact'

type Props = {
  call: LiveCall
  /** Since when the customer has been waiting for somebody. */
  waitingSince: string
  customerButton: ReactNode
}

/**
 * A call that rings here, or a customer whose turn it is to be called, in the place where it will be held: no modal,
 * nothing to close.
 */
export function IncomingPanel({ call, waitingSince, customerButton }: Props) {
  const t = useT()
  const name = useCallerName()(call)
  const actions = useCallActions(call)
  const words = useCallWords(call)
  const title = t(call.is_callback ? 'incoming.callback_title' : 'incoming.title')
  return (
    <Panel label={title} className={classes.panel}>
      <div className={classes.caller}>
        <span className={classes.pulse}>
          <Avatar name={call.customer?.name ?? '?'} size={72} />
        </span>
        <p className={classes.kind}>
          {call.is_callback ? title : t(`channel.${call.channel}`)} · {call.queue_name}
        </p>
        <h2 className={classes.name}>
          {name}
          {call.customer?.vip && <Chip tone="violet">{t('customer.vip')}</Chip>}
        </h2>
        {call.customer && call.number_masked && <p className={classes.number}>{call.number_masked}</p>}
        <p className={classes.path}>
          <IconRoute size={14} stroke={1.7} aria-hidden />
          {[`${call.brand_name} ${call.dialed_number}`, ...call.menu_path].join(' › ')}
        </p>
        <DigitsTaken taken={call.digits_taken} />
        <p className={classes.wait}>
          {t('incoming.waiting')} <Timer since={waitingSince} amberFrom={LONG_WAIT_SECONDS} />
        </p>
        <div className={classes.buttons}>
          <button
            type="button"
            className={classes.decline}
            onClick={actions.decline}
            aria-keyshortcuts="Alt+X"
          >
            {words.decline}
            <Kbd keys="alt+X" />
          </button>
          <button
            type="button"
            className={classes.answer}
            onClick={actions.answer}
            disabled={actions.isAnswering}
            aria-keyshortcuts="A"
          >
            <IconPhone size={20} stroke={1.8} aria-hidden />
            {words.answer}
            <Kbd keys="A" on="solid" />
          </button>
        </div>
        <p className={classes.hint}>
          {call.ring_until && (
            <>
              <Countdown until={call.ring_until} />{' '}
            </>
          )}
          {t('incoming.passes_on')}
        </p>
        {customerButton}
      </div>
      {call.customer && <LastContact customerId={call.customer.id} />}
    </Panel>
  )
}
