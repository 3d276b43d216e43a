import type { Waiting } from '@naru/api'
import { useT } from '@naru/i18n'
import { ChannelIcon, Chip, Section, Timer } from '@naru/ui'
import { useState } from 'react'
import { useCallerName } from '#desk/pickers/caller-name'
import { LONG_WAIT_SECONDS } from '#desk/pickers/long-wait'
import classes from './WaitingList.module.css'

const FIRST = 5

/** Who waits, longest first. */
export function WaitingList({ waiting, total }: { waiting: Waiting[]; total: number }) {
  const t = useT()
  const callerName = useCallerName()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? waiting : waiting.slice(0, FIRST)
  return (
    <Section
      title={t('waiting_list.title')}
      meta={<strong className={classes.total}>{total}</strong>}
      actions={
        waiting.length > FIRST && (
          <button type="button" className={classes.all} onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('waiting_list.fewer') : t('waiting_list.all')}
          </button>
        )
      }
    >
      <ul>
        {shown.map(it => (
          <li key={it.interaction_id} className={classes.row}>
            <ChannelIcon channel={it.is_callback ? 'callback' : it.channel} size="sm" />
            <span className={classes.name}>{callerName(it)}</span>
            {it.is_callback && <Chip tone="brand">{t('channel.callback')}</Chip>}
            {it.vip && <Chip tone="violet">{t('customer.vip')}</Chip>}
            <span className={classes.queue}>{it.queue_name}</span>
            <span className={classes.time}>
              <Timer since={it.since} amberFrom={LONG_WAIT_SECONDS} redFrom={3 * LONG_WAIT_SECONDS} />
            </span>
          </li>
        ))}
      </ul>
      {waiting.length === 0 && <p className={classes.none}>{t('inbox.nobody')}</p>}
    </Section>
  )
}
