import { Button, Modal, Textarea } from '@mantine/core'
import { $api, type Scenario, type ScenarioDocument } from '@naru/api'
import { formatDateTime, useT } from '@naru/i18n'
import { ActionButton, toastDone } from '@naru/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import { DifferenceList } from './DifferenceList'
import type { Menu } from './menu-tree'
import { Obstacles, obstaclesOf } from './Obstacles'
import classes from './PublishDialog.module.css'
import { differences } from './scenario-difference'
import { scenarioQuery, scenariosQuery, versionsQuery } from './scenario-queries'

const MAX_NOTE = 200

type Props = {
  scenario: Scenario
  document: ScenarioDocument
  root: Menu
  /** Shows the row of a menu. */
  onMenu: (menuId: string) => void
  onTests: () => void
  onClose: () => void
}

/** 검토하고 게시: what callers will hear otherwise from now on, what is in the way, and a note for the next person. */
export function PublishDialog({ scenario, document, root, onMenu, onTests, onClose }: Props) {
  const t = useT()
  const queryClient = useQueryClient()
  const [note, setNote] = useState('')
  const { published } = scenario
  const changed = published ? differences(published.document, document) : []
  const obstacles = obstaclesOf(scenario, document)
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
      size={560}
      title={t('publish.question', { name: scenario.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.dialog}>
        {publish.error && <ProblemBanner title={t('publish.failed')} error={publish.error} />}
        <Obstacles obstacles={obstacles} root={root} onMenu={onMenu} onTests={onTests} />
        <p>{t('publish.body')}</p>
        {published ? (
          <div className={classes.changes}>
            <p className={classes.label}>
              {t('publish.changes', { count: changed.length, version: published.version })}
              {' · '}
              {[formatDateTime(published.at), published.by].filter(Boolean).join(' ')}
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
          <ActionButton
            variant="filled"
            loading={publish.isPending}
            disabledReason={obstacles.length > 0 ? t('scenario.mend_first') : undefined}
            onClick={() =>
              publish.mutate({ params: { path: { id: scenario.id } }, body: { note: note.trim() } })
            }
          >
            {t('publish.confirm')}
          </ActionButton>
        </div>
      </div>
    </Modal>
  )
}
