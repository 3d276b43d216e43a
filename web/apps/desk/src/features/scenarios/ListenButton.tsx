import { api } from '@naru/api'
import { useT } from '@naru/i18n'
import { ActionButton } from '@naru/ui'
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useProblemText } from '#desk/pickers/problem-text'
import classes from './ListenButton.module.css'

/** Speaks a text the way callers will hear it. */
export function ListenButton({ text }: { text: string }) {
  const t = useT()
  const problem = useProblemText()
  const audio = useRef<HTMLAudioElement>(undefined)
  const [isPlaying, setPlaying] = useState(false)
  const preview = useMutation({
    mutationFn: async () => {
      const { data } = await api.POST('/speech/preview', { body: { text: text.trim() }, parseAs: 'blob' })
      if (!data) return
      const address = URL.createObjectURL(data)
      const player = new Audio(address)
      player.onended = () => setPlaying(false)
      player.onpause = () => URL.revokeObjectURL(address)
      audio.current = player
      await player.play()
      setPlaying(true)
    },
  })
  const stop = () => {
    audio.current?.pause()
    setPlaying(false)
  }
  useEffect(() => () => audio.current?.pause(), [])
  return (
    <>
      <ActionButton
        size="xs"
        loading={preview.isPending}
        leftSection={isPlaying ? <IconPlayerStop size={14} /> : <IconPlayerPlay size={14} />}
        onClick={() => (isPlaying ? stop() : preview.mutate())}
        disabledReason={text.trim() ? undefined : t('announcement.nothing_to_hear')}
      >
        {isPlaying ? t('announcement.stop') : t('announcement.listen')}
      </ActionButton>
      {preview.error && (
        <span className={classes.problem} role="status">
          {problem(preview.error).message}
        </span>
      )}
    </>
  )
}
