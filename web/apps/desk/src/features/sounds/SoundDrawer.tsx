import { TextInput } from '@mantine/core'
import { $api, type Sound, useMay } from '@naru/api'
import { formatDateTime, useT } from '@naru/i18n'
import { ActionButton, toastDone, toastRefused } from '@naru/ui'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { DeleteButton } from '#desk/pickers/DeleteButton'
import { FormDrawer } from '#desk/pickers/FormDrawer'
import { fieldErrors } from '#desk/pickers/form-errors'
import { PlayBar } from '#desk/pickers/PlayBar'
import { useProblemText } from '#desk/pickers/problem-text'
import { recorded } from '#desk/pickers/speech'
import classes from './SoundsPage.module.css'
import { spellBytes } from './sound-file'
import { soundsQuery } from './sounds-query'

type Props = {
  sound: Sound
  scenarioLink: (scenarioId: string, text: string) => ReactNode
  onClose: () => void
}

/** One sound: hear it, rename it, see who uses it, delete it when nobody does. */
export function SoundDrawer({ sound, scenarioLink, onClose }: Props) {
  const t = useT()
  const problem = useProblemText()
  const mayEdit = useMay('edit_scenario')
  const queryClient = useQueryClient()
  const [name, setName] = useState(sound.name)
  const params = { path: { id: sound.id } }
  const done = (message: string) => {
    void queryClient.invalidateQueries({ queryKey: soundsQuery().queryKey })
    toastDone(message)
    onClose()
  }
  const rename = $api.useMutation('put', '/sounds/{id}', { onSuccess: () => done(t('sounds.renamed')) })
  const remove = $api.useMutation('delete', '/sounds/{id}', {
    onSuccess: () => done(t('sounds.deleted', { name: sound.name })),
    onError: error => toastRefused(problem(error).message),
  })
  const refused = fieldErrors(rename.error)
  return (
    <FormDrawer
      title={sound.name}
      onClose={onClose}
      isSaving={rename.isPending}
      readOnlyReason={mayEdit ? undefined : t('scenario.denied')}
      error={Object.keys(refused).length === 0 ? rename.error : undefined}
      onSubmit={event => {
        event.preventDefault()
        if (name.trim()) rename.mutate({ params, body: { name: name.trim() } })
      }}
      danger={
        mayEdit &&
        (sound.used_in.length > 0 ? (
          <ActionButton
            variant="subtle"
            color="red"
            onClick={() => {}}
            disabledReason={t('sounds.in_use', { count: sound.used_in.length })}
          >
            {t('common.delete')}
          </ActionButton>
        ) : (
          <DeleteButton
            question={t('sounds.delete_question', { name: sound.name })}
            isBusy={remove.isPending}
            onConfirm={() => remove.mutate({ params })}
          >
            {t('sounds.delete_body')}
          </DeleteButton>
        ))
      }
    >
      <div className={classes.voice}>
        <PlayBar audible={recorded(sound.id)} seconds={sound.duration_ms / 1_000} />
      </div>
      <TextInput
        label={t('common.name')}
        withAsterisk
        maxLength={60}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
        error={refused.name ?? (!name.trim() && t('sounds.name_needed'))}
      />
      {sound.text && <p className={classes.text}>{sound.text}</p>}
      <p className={classes.hint}>
        {[formatDateTime(sound.created_at), sound.created_by, spellBytes(sound.bytes)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className={classes.uses}>
        <span className={classes.label}>{t('sounds.used_in')}</span>
        {sound.used_in.length === 0 && <span className={classes.hint}>{t('sounds.unused')}</span>}
        {sound.used_in.map(use => (
          <span key={`${use.scenario_id} ${use.place}`}>
            {scenarioLink(use.scenario_id, `${use.scenario} › ${use.place}`)}
          </span>
        ))}
      </div>
    </FormDrawer>
  )
}
