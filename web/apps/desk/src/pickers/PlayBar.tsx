import { ActionIcon } from '@mantine/core'
import { formatDuration, useT } from '@naru/i18n'
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import classes from './PlayBar.module.css'
import { useProblemText } from './problem-text'
import { soundPlayer, usePlayback } from './sound-player'
import type { Audible } from './speech'

type Props = {
  /** Undefined while there is nothing to hear. */
  audible: Audible | undefined
  /** How long it will take, before anybody has heard it. */
  seconds: number
}

/** Play, its waveform, `0:03 / 0:07`. */
export function PlayBar({ audible, seconds }: Props) {
  const t = useT()
  const problem = useProblemText()
  const playback = usePlayback(audible?.key ?? '')
  const listen = useMutation({
    mutationFn: async (it: Audible) => soundPlayer.toggle(it),
  })
  const isPlaying = playback?.phase === 'playing'
  const total = playback && playback.total > 0 ? playback.total : seconds
  return (
    <div className={classes.bar}>
      <ActionIcon
        size={22}
        radius="xl"
        variant="filled"
        color="naru"
        loading={playback?.phase === 'loading'}
        disabled={audible === undefined}
        title={audible ? undefined : t('announcement.nothing_to_hear')}
        aria-label={isPlaying ? t('announcement.pause') : t('announcement.listen')}
        onClick={() => audible && listen.mutate(audible)}
      >
        {isPlaying ? <IconPlayerPauseFilled size={12} /> : <IconPlayerPlayFilled size={12} />}
      </ActionIcon>
      {listen.error ? (
        <span className={classes.problem} role="status">
          {problem(listen.error).message}
        </span>
      ) : (
        <Bars peaks={playback?.peaks ?? []} played={playback && total > 0 ? playback.seconds / total : 0} />
      )}
      <span className={classes.time}>
        {playback && `${minutes(playback.seconds)} / `}
        {minutes(total)}
      </span>
    </div>
  )
}

/** `0:07`: these sounds are short. */
function minutes(seconds: number): string {
  return formatDuration(seconds).replace(/^0/, '')
}

const COUNT = 56
/** The height of a bar before anybody has listened. */
const FLAT = 0.12

function Bars({ peaks, played }: { peaks: readonly number[]; played: number }) {
  const levels = peaks.length > 0 ? peaks : Array.from({ length: COUNT }, () => FLAT)
  return (
    <svg
      className={classes.wave}
      viewBox={`0 0 ${levels.length * 4} 20`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {levels.map((level, index) => {
        const height = Math.max(2, level * 18)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity but their place
            key={index}
            data-played={index < played * levels.length || undefined}
            x={index * 4 + 0.6}
            y={10 - height / 2}
            width={2.6}
            height={height}
            rx={1.3}
          />
        )
      })}
    </svg>
  )
}
