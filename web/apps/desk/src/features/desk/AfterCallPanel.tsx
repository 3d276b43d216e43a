import type { Desk } from '@naru/api'
import { formatDuration, useT } from '@naru/i18n'
import { Countdown, EmptyState, Panel, Section } from '@naru/ui'
import { IconPencil } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useCallStory } from '#desk/pickers/call-story'
import { useCallerName } from '#desk/pickers/caller-name'
import { spellPath } from '#desk/pickers/category-path'
import { Timeline } from '#desk/pickers/Timeline'
import classes from './AfterCallPanel.module.css'

type Props = { wrapUp: NonNullable<Desk['wrap_up']>; customerButton: ReactNode }

/** The call that has just ended, while it is written up. */
export function AfterCallPanel({ wrapUp, customerButton }: Props) {
  const t = useT()
  const callerName = useCallerName()
  const data = useCallStory(wrapUp.interaction_id, story => story.ended_at != null)
  return (
    <Panel label={t('after_call.title')} className={classes.panel}>
      <EmptyState
        icon={<IconPencil size={22} stroke={1.6} />}
        title={t('after_call.title')}
        body={
          wrapUp.until ? (
            <>
              {t('after_call.until')} <Countdown until={wrapUp.until} className={classes.countdown} />
            </>
          ) : (
            t('after_call.open_ended')
          )
        }
        action={customerButton}
      />
      {data && (
        <>
          <dl className={classes.figures}>
            <Figure label={t('after_call.caller')} value={callerName(data)} />
            <Figure
              label={t('after_call.menu')}
              value={spellPath(data.menu_path) || (data.queue_name ?? '–')}
            />
            <Figure label={t('call.talk_time')} value={formatDuration(data.talk_seconds)} />
            <Figure label={t('after_call.wait')} value={formatDuration(data.wait_seconds)} />
          </dl>
          <Section title={t('call_path.title')}>
            <Timeline events={data.timeline} />
          </Section>
        </>
      )}
    </Panel>
  )
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
