import { ActionIcon } from '@mantine/core'
import type { Sound } from '@naru/api'
import { useT } from '@naru/i18n'
import { toastRefused } from '@naru/ui'
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react'
import { useProblemText } from '#desk/pickers/problem-text'
import { soundPlayer, usePlayback } from '#desk/pickers/sound-player'
import { recorded } from '#desk/pickers/speech'

/** Play or pause, in a row that opens something else when it is clicked. */
export function PlaySound({ sound }: { sound: Sound }) {
  const t = useT()
  const problem = useProblemText()
  const audible = recorded(sound.id)
  const playback = usePlayback(audible.key)
  const isPlaying = playback?.phase === 'playing'
  return (
    <ActionIcon
      variant="light"
      color="naru"
      radius="xl"
      loading={playback?.phase === 'loading'}
      aria-label={t(isPlaying ? 'sounds.pause_of' : 'sounds.play_of', { name: sound.name })}
      onClick={event => {
        event.stopPropagation()
        soundPlayer.toggle(audible).catch((error: unknown) => toastRefused(problem(error).message))
      }}
    >
      {isPlaying ? <IconPlayerPauseFilled size={14} /> : <IconPlayerPlayFilled size={14} />}
    </ActionIcon>
  )
}
