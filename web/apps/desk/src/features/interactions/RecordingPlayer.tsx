import { ActionIcon, Select } from '@mantine/core'
import { $api, type Interaction } from '@naru/api'
import { formatDuration, useT } from '@naru/i18n'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { DownloadRecording } from './DownloadRecording'
import classes from './RecordingPlayer.module.css'
import { Waveform } from './Waveform'

const SPEEDS = ['0.8', '1', '1.2', '1.5', '2'] as const
const STEP_SECONDS = 5

type Props = { recording: Interaction['recordings'][number] }

/** A recording with its two voices drawn: click or arrow keys to move, Space to play. */
export function RecordingPlayer({ recording }: Props) {
  const t = useT()
  const audio = useRef<HTMLAudioElement>(null)
  const [isPlaying, setPlaying] = useState(false)
  const [seconds, setSeconds] = useState(0)
  const [speed, setSpeed] = useState('1')
  const [isBroken, setBroken] = useState(false)
  const total = recording.duration_ms / 1_000
  const { data: waveform } = useQuery({
    ...$api.queryOptions('get', '/recordings/{id}/waveform', { params: { path: { id: recording.id } } }),
    staleTime: Infinity,
  })
  const toggle = () => {
    const element = audio.current
    if (!element) return
    if (element.paused) element.play().catch(() => setBroken(true))
    else element.pause()
  }
  const seek = (to: number) => {
    const target = Math.min(total, Math.max(0, to))
    if (audio.current) audio.current.currentTime = target
    setSeconds(target)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const target = MOVES[event.key]?.(seconds, total)
    if (target !== undefined) seek(target)
    else if (event.key === ' ') toggle()
    else return
    event.preventDefault()
  }
  return (
    <div className={classes.player}>
      {/* biome-ignore lint/a11y/useMediaCaption: there is no transcript of a call yet */}
      <audio
        ref={audio}
        src={`/api/recordings/${encodeURIComponent(recording.id)}/sound`}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={event => setSeconds(event.currentTarget.currentTime)}
        onError={() => setBroken(true)}
      />
      <ActionIcon
        size={36}
        radius="xl"
        variant="filled"
        color="naru"
        aria-label={isPlaying ? t('recording.pause') : t('recording.play')}
        onClick={toggle}
      >
        {isPlaying ? <IconPlayerPause size={18} /> : <IconPlayerPlay size={18} />}
      </ActionIcon>
      <div
        className={classes.wave}
        role="slider"
        tabIndex={0}
        aria-label={t('recording.position')}
        aria-valuemin={0}
        aria-valuemax={Math.round(total)}
        aria-valuenow={Math.round(seconds)}
        aria-valuetext={`${formatDuration(seconds)} / ${formatDuration(total)}`}
        onKeyDown={onKeyDown}
        onPointerDown={event => {
          const { left, width } = event.currentTarget.getBoundingClientRect()
          seek(((event.clientX - left) / width) * total)
        }}
      >
        {waveform && <Waveform waveform={waveform} played={total > 0 ? seconds / total : 0} />}
      </div>
      <span className={classes.time}>
        {formatDuration(seconds)} / {formatDuration(total)}
      </span>
      <div className={classes.tools}>
        <span className={classes.legend}>
          <span data-party="customer">{t('recording.customer')}</span>
          <span data-party="agent">{t('recording.agent')}</span>
        </span>
        {isBroken && (
          <span className={classes.broken} role="status">
            {t('recording.broken')}
          </span>
        )}
        <Select
          aria-label={t('recording.speed')}
          size="xs"
          w={92}
          data={SPEEDS.map(value => ({ value, label: t('recording.speed_of', { speed: value }) }))}
          value={speed}
          onChange={value => {
            setSpeed(value ?? '1')
            if (audio.current) audio.current.playbackRate = Number(value ?? 1)
          }}
        />
        <DownloadRecording id={recording.id} />
      </div>
    </div>
  )
}

const MOVES: Record<string, (seconds: number, total: number) => number> = {
  ArrowRight: seconds => seconds + STEP_SECONDS,
  ArrowLeft: seconds => seconds - STEP_SECONDS,
  ArrowUp: seconds => seconds + STEP_SECONDS,
  ArrowDown: seconds => seconds - STEP_SECONDS,
  PageUp: seconds => seconds + 6 * STEP_SECONDS,
  PageDown: seconds => seconds - 6 * STEP_SECONDS,
  Home: () => 0,
  End: (_, total) => total,
}
