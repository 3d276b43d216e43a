import { Button, Modal, Textarea } from '@mantine/core'
import { $api, type Scenario, type ScenarioDocument } from '@naru/api'
import { useT } from '@naru/i18n'
import { toastDone } from '@naru/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import { DifferenceList } from './DifferenceList'
import classes from './PublishDialog.module.css'
import { differences } from './scenario-difference'
import { scenarioQuery, scenariosQuery, versionsQuery } from './scenario-queries'

const MAX_NOTE = 200

type Props = { scenario: Scenario; document: ScenarioDocument; onClose: () => void }

/** 검토하고 게시: what callers will hear otherwise from now on, and a note for the next person. */
export function PublishDialog({ scenario, document, onClose }: Props) {
  const t = useT()
  const queryClient = useQueryClient()
  const [note, setNote] = useState('')
  const changed = scenario.published ? differences(scenario.published.document, document) : []
  const publish = $api.useMutation('post', '/scenarios/{id}/publish', {
    onSuccess: ({ version }) => {
      for (const { queryKey } of [scenarioQuery(scenario.id), scenariosQuery(), versionsQuery(scenario.id)]) {
        void queryClient.invalidateQueries({ queryKey })
      }
      toastDone(t('publish.done', { version }))
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t('publish.question', { name: scenario.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.dialog}>
        {publish.error && <ProblemBanner title={t('publish.failed')} error={publish.error} />}
        <p>{t('publish.body')}</p>
        {scenario.published ? (
          <div className={classes.changes}>
            <p className={classes.label}>
              {t('publish.changes', { count: changed.length, version: scenario.published.version })}
            </p>
            <DifferenceList differences={changed} />
          </div>
        ) : (
          <p className={classes.changes}>{t('publish.first')}</p>
        )}
        <Textarea
          label={t('publish.note')}
          description={t('publish.note_hint')}
          rows={2}
          maxLength={MAX_NOTE}
          value={note}
          onChange={event => setNote(event.currentTarget.value)}
          data-autofocus
        />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="filled"
            loading={publish.isPending}
            onClick={() =>
              publish.mutate({ params: { path: { id: scenario.id } }, body: { note: note.trim() } })
            }
          >
            {t('publish.confirm')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
