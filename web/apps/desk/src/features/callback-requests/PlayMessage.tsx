import { ActionIcon } from '@mantine/core'
import type { VoiceMessage } from '@naru/api'
import { formatDuration, useT } from '@naru/i18n'
import { toastRefused } from '@naru/ui'
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { passed, startOf } from './message-stretch'
import classes from './PlayMessage.module.css'

type Props = {
  message: VoiceMessage
  /** Who left it. */
  name: string
}

/** The one that is heard now: starting another pauses it. */
let heard: HTMLAudioElement | undefined

/** What a customer said after the tone: that stretch of the call's recording and nothing else of it. */
export function PlayMessage({ message, name }: Props) {
  const t = useT()
  const audio = useRef<HTMLAudioElement>(null)
  const [isPlaying, setPlaying] = useState(false)
  const [seconds, setSeconds] = useState(0)
  const length = formatDuration((message.to_ms - message.from_ms) / 1_000)
  if (!message.recording_id) {
    return (
      <span className={classes.message}>
        <span className={classes.time}>{length}</span>
        <span className={classes.saving}>{t('callback.message_saving')}</span>
      </span>
    )
  }
  const toggle = () => {
    const element = audio.current
    if (!element) return
    if (!element.paused) return element.pause()
    if (heard !== element) heard?.pause()
    heard = element
    element.currentTime = startOf(message, element.currentTime)
    element.play().catch(() => toastRefused(t('callback.message_failed')))
  }
  const follow = (element: HTMLAudioElement) => {
    const { seconds: at, isOver } = passed(message, element.currentTime)
    if (isOver) element.pause()
    setSeconds(isOver ? 0 : at)
  }
  return (
    <span className={classes.message}>
      {/* biome-ignore lint/a11y/useMediaCaption: there is no transcript of a call yet */}
      <audio
        ref={audio}
        src={`/api/recordings/${encodeURIComponent(message.recording_id)}/sound`}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setSeconds(0)}
        onTimeUpdate={event => follow(event.currentTarget)}
      />
      <ActionIcon
        variant="light"
        color="naru"
        radius="xl"
        aria-label={t(isPlaying ? 'callback.message_pause' : 'callback.message_play', { name })}
        onClick={toggle}
      >
        {isPlaying ? <IconPlayerPauseFilled size={14} /> : <IconPlayerPlayFilled size={14} />}
      </ActionIcon>
      <span className={classes.time}>
        {seconds > 0 && `${formatDuration(seconds)} / `}
        {length}
      </span>
    </span>
  )
}
