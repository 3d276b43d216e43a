import { Button } from '@mantine/core'
import { useT } from '@naru/i18n'
import { usePhone } from '@naru/phone/react'
import { ChannelIcon, Chip, Kbd, Timer } from '@naru/ui'
import {
  IconMicrophone,
  IconMicrophoneOff,
  IconPhone,
  IconPhoneOff,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useCallActions } from '#desk/pickers/call-actions'
import { callSince, isDialling } from '#desk/pickers/call-times'
import { useCallWords } from '#desk/pickers/call-words'
import { useCallerName } from '#desk/pickers/caller-name'
import { useDesk } from '#desk/pickers/desk-state'
import classes from './CallStrip.module.css'

/** The call in hand while the agent looks at another page. */
export function CallStrip() {
  const t = useT()
  const callerName = useCallerName()
  const { muted } = usePhone()
  const call = useDesk()?.call
  const actions = useCallActions(call)
  const words = useCallWords(call)
  if (!call) return null
  return (
    <section className={classes.strip} data-state={call.state} aria-label={t('call.strip')}>
      <ChannelIcon channel={call.channel} />
      <span className={classes.who}>
        <strong>{callerName(call)}</strong>
        <span>{call.menu_path.join(' › ') || call.queue_name}</span>
      </span>
      {call.state === 'held' && (
        <Chip tone="amber" dot>
          {t('call.on_hold')}
        </Chip>
      )}
      {isDialling(call) && (
        <Chip tone="brand" dot>
          {t('call.dialling')}
        </Chip>
      )}
      {actions.isRinging && call.is_callback && <Chip tone="brand">{t('channel.callback')}</Chip>}
      <Timer since={callSince(call)} className={classes.timer} />
      {actions.isRinging ? (
        <>
          <Button onClick={actions.decline} rightSection={<Kbd keys="alt+X" />}>
            {words.decline}
          </Button>
          <Button
            variant="filled"
            leftSection={<IconPhone size={16} />}
            rightSection={<Kbd keys="A" on="solid" />}
            loading={actions.isAnswering}
            onClick={actions.answer}
          >
            {words.answer}
          </Button>
        </>
      ) : (
        <>
          <Button
            aria-pressed={muted}
            leftSection={muted ? <IconMicrophoneOff size={16} /> : <IconMicrophone size={16} />}
            onClick={actions.toggleMuted}
          >
            {muted ? t('call.unmute') : t('call.mute')}
          </Button>
          <Button
            aria-pressed={call.state === 'held'}
            leftSection={call.state === 'held' ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
            loading={actions.isChangingHold}
            disabled={!actions.mayHold}
            onClick={actions.toggleHold}
          >
            {call.state === 'held' ? t('call.resume') : t('call.hold')}
          </Button>
          <Button renderRoot={props => <Link to="/desk" {...props} />}>{t('call.to_desk')}</Button>
          <Button
            variant="filled"
            color="red"
            leftSection={<IconPhoneOff size={16} />}
            loading={actions.isHangingUp}
            onClick={actions.hangUp}
          >
            {t('call.hang_up')}
          </Button>
        </>
      )}
    </section>
  )
}
