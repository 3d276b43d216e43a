import type { LiveCall } from '@naru/api'
import { useT } from '@naru/i18n'
import { usePhone } from '@naru/phone/react'
import { Kbd } from '@naru/ui'
import {
  IconDialpad,
  IconMicrophone,
  IconMicrophoneOff,
  IconPhoneOff,
  IconPlayerPause,
} from '@tabler/icons-react'
import type { useCallActions } from '#desk/pickers/call-actions'
import classes from './CallBar.module.css'

type Props = {
  call: LiveCall
  actions: ReturnType<typeof useCallActions>
  isKeypadOpen: boolean
  onToggleKeypad: () => void
}

/** Always in the same order, so that the hand finds it: mute, hold, keypad, and far away from them hang up. */
export function CallBar({ call, actions, isKeypadOpen, onToggleKeypad }: Props) {
  const t = useT()
  const { muted } = usePhone()
  const isHeld = call.state === 'held'
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('call.controls')}>
      <Control
        icon={muted ? IconMicrophoneOff : IconMicrophone}
        label={muted ? t('call.unmute') : t('call.mute')}
        keys="M"
        isPressed={muted}
        tone="red"
        onClick={actions.toggleMuted}
      />
      <Control
        icon={IconPlayerPause}
        label={isHeld ? t('call.resume') : t('call.hold')}
        keys="H"
        isPressed={isHeld}
        tone="amber"
        isBusy={actions.isChangingHold}
        isOff={!actions.mayHold}
        onClick={actions.toggleHold}
      />
      <Control
        icon={IconDialpad}
        label={t('call.keypad')}
        keys="D"
        isPressed={isKeypadOpen}
        tone="brand"
        onClick={onToggleKeypad}
      />
      <button
        type="button"
        className={classes.hangUp}
        onClick={actions.hangUp}
        disabled={actions.isHangingUp}
        aria-keyshortcuts="Alt+X"
      >
        <IconPhoneOff size={18} stroke={1.8} aria-hidden />
        {t('call.hang_up')}
        <Kbd keys="alt+X" on="plain" />
      </button>
    </div>
  )
}

type ControlProps = {
  icon: typeof IconMicrophone
  label: string
  keys: string
  isPressed: boolean
  tone: 'red' | 'amber' | 'brand'
  isBusy?: boolean
  isOff?: boolean
  onClick: () => void
}

function Control({
  icon: Icon,
  label,
  keys,
  isPressed,
  tone,
  isBusy = false,
  isOff = false,
  onClick,
}: ControlProps) {
  return (
    <button
      type="button"
      className={classes.control}
      data-tone={tone}
      aria-pressed={isPressed}
      aria-busy={isBusy}
      disabled={isOff}
      aria-keyshortcuts={keys}
      onClick={onClick}
    >
      <span className={classes.face}>
        <Icon size={20} stroke={1.6} aria-hidden />
        <span className={classes.key} aria-hidden>
          {keys}
        </span>
      </span>
      {label}
    </button>
  )
}
