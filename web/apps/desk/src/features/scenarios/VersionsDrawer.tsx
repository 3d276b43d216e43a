import { Button } from '@mantine/core'
import { $api, type Scenario, type ScenarioVersion, useMay } from '@naru/api'
import { formatDateTime, useT } from '@naru/i18n'
import { Chip, EmptyState, SideDrawer, toastDone, toastRefused } from '@naru/ui'
import { IconHistory } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useProblemText } from '#desk/pickers/problem-text'
import { DifferenceList } from './DifferenceList'
import { differences } from './scenario-difference'
import { scenarioQuery, versionsQuery } from './scenario-queries'
import classes from './VersionsDrawer.module.css'

type Props = {
  scenario: Scenario
  /** Restoring would throw away what is not saved. */
  hasChanges: boolean
  onRestored: (scenario: Scenario) => void
  onClose: () => void
}

/** 게시 이력: every published version, what it changed, and a way back. */
export function VersionsDrawer({ scenario, hasChanges, onRestored, onClose }: Props) {
  const t = useT()
  const { data } = useQuery(versionsQuery(scenario.id))
  const restore = useRestore(onRestored, onClose)
  const versions = data?.items ?? []
  return (
    <SideDrawer opened title={t('scenario.history')} onClose={onClose}>
      {data && versions.length === 0 && (
        <EmptyState
          icon={<IconHistory size={22} stroke={1.6} />}
          title={t('versions.none')}
          body={t('versions.none_body')}
        />
      )}
      <ul className={classes.versions}>
        {versions.map((version, index) => (
          <Version
            key={version.version}
            version={version}
            before={versions[index + 1]}
            isLive={version.version === scenario.published?.version}
            disabled={hasChanges}
            isBusy={restore.isPending}
            onRestore={() =>
              restore.mutate({ params: { path: { id: scenario.id, version: version.version } } })
            }
          />
        ))}
      </ul>
    </SideDrawer>
  )
}

function useRestore(onRestored: (scenario: Scenario) => void, onClose: () => void) {
  const t = useT()
  const problem = useProblemText()
  const queryClient = useQueryClient()
  return $api.useMutation('post', '/scenarios/{id}/versions/{version}/restore', {
    onSuccess: restored => {
      queryClient.setQueryData(scenarioQuery(restored.id).queryKey, restored)
      onRestored(restored)
      toastDone(t('versions.restored'))
      onClose()
    },
    onError: error => toastRefused(problem(error).message),
  })
}

type VersionProps = {
  version: ScenarioVersion
  before: ScenarioVersion | undefined
  isLive: boolean
  disabled: boolean
  isBusy: boolean
  onRestore: () => void
}

function Version({ version, before, isLive, disabled, isBusy, onRestore }: VersionProps) {
  const t = useT()
  const mayEdit = useMay('edit_scenario')
  const changed = before ? differences(before.document, version.document) : []
  return (
    <li className={classes.version}>
      <header className={classes.head}>
        <strong>{t('versions.version', { version: version.version })}</strong>
        {isLive && <Chip tone="green">{t('versions.live')}</Chip>}
        <span>{[formatDateTime(version.at), version.by].filter(Boolean).join(' · ')}</span>
        {mayEdit && (
          <Button
            size="xs"
            disabled={disabled}
            title={disabled ? t('scenario.save_first') : undefined}
            loading={isBusy}
            onClick={onRestore}
          >
            {t('versions.restore')}
          </Button>
        )}
      </header>
      {version.note && <p>{version.note}</p>}
      {changed.length > 0 && <DifferenceList differences={changed} />}
    </li>
  )
}
