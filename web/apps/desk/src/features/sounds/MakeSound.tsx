import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { $api, type Voice } from '@naru/api'
import { useT } from '@naru/i18n'
import { countCharacters, toastDone } from '@naru/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldErrors } from '#desk/pickers/form-errors'
import { PlayBar } from '#desk/pickers/PlayBar'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import { aboutSeconds, spoken } from '#desk/pickers/speech'
import { VoiceFields } from '#desk/pickers/VoiceFields'
import classes from './SoundsPage.module.css'
import { soundsQuery } from './sounds-query'

const MAX_TEXT = 1_000

/** A text spoken by a voice, heard before it is kept. */
export function MakeSound({ onClose }: { onClose: () => void }) {
  const t = useT()
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const [text, setText] = useState('')
  const [voice, setVoice] = useState<Voice>({ language: 'ko', gender: 'female', speed: 100 })
  const [isChecked, setChecked] = useState(false)
  const make = $api.useMutation('post', '/sounds/speech', {
    onSuccess: made => {
      void queryClient.invalidateQueries({ queryKey: soundsQuery().queryKey })
      toastDone(t('sounds.made', { name: made.name }))
      onClose()
    },
  })
  const refused = fieldErrors(make.error)
  const count = countCharacters(text.trim())
  const isWhole = name.trim() !== '' && count > 0 && count <= MAX_TEXT
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t('sounds.make')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        className={classes.form}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setChecked(true)
          if (isWhole) make.mutate({ body: { name: name.trim(), text: text.trim(), voice } })
        }}
      >
        {make.error && Object.keys(refused).length === 0 && (
          <ProblemBanner title={t('form.not_saved')} error={make.error} />
        )}
        <TextInput
          label={t('common.name')}
          withAsterisk
          maxLength={60}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
          error={refused.name ?? (isChecked && !name.trim() && t('sounds.name_needed'))}
          data-autofocus
        />
        <Textarea
          label={t('sounds.text')}
          withAsterisk
          autosize
          minRows={3}
          maxRows={8}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
          error={
            refused.text ??
            (count > MAX_TEXT
              ? t('announcement.too_long')
              : isChecked && count === 0 && t('sounds.text_needed'))
          }
        />
        <div className={classes.voice}>
          <VoiceFields voice={voice} onChange={setVoice} />
          <PlayBar
            audible={count > 0 ? spoken(text, voice) : undefined}
            seconds={count > 0 ? aboutSeconds(count, voice.speed) : 0}
          />
        </div>
        <div className={classes.buttons}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="filled" loading={make.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
