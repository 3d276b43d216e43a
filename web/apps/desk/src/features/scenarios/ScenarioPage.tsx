import { Button, Tabs } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type Scenario, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { ActionButton, Banner, Chip, ConfirmDialog, Page, SaveBar } from '@naru/ui'
import { IconChevronRight, IconHistory } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import { AnnouncementsTab } from './AnnouncementsTab'
import { HoursTab } from './HoursTab'
import { MenuTab } from './MenuTab'
import { PublishDialog } from './PublishDialog'
import classes from './ScenarioPage.module.css'
import { SummaryStrip } from './SummaryStrip'
import { differences } from './scenario-difference'
import { scenarioQuery } from './scenario-queries'
import { type ScenarioTab, TABS } from './scenario-tabs'
import { type ScenarioEditor, useScenarioEditor } from './use-scenario-editor'
import { VersionsDrawer } from './VersionsDrawer'
import { WaitTab } from './WaitTab'

type Props = {
  id: string
  tab: ScenarioTab
  onTab: (tab: ScenarioTab) => void
  /** The way back to the list. */
  parent: ReactNode
}

/** One scenario: edit a draft, hear it, publish it, go back to an earlier one (ARS-01…13). */
export function ScenarioPage({ id, tab, onTab, parent }: Props) {
  const t = useT()
  const { data: scenario } = useSuspenseQuery(scenarioQuery(id))
  const editor = useScenarioEditor(scenario)
  const [isPublishing, publishing] = useDisclosure(false)
  const [isHistoryOpen, history] = useDisclosure(false)
  const mayEdit = useMay('edit_scenario')
  return (
    <Page
      title={scenario.name}
      parent={
        <>
          <span className={classes.parent}>{parent}</span>
          <IconChevronRight size={16} stroke={1.7} aria-hidden />
        </>
      }
      meta={<DraftState scenario={scenario} editor={editor} />}
      actions={
        <>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconHistory size={16} stroke={1.7} />}
            onClick={history.open}
          >
            {t('scenario.history')}
          </Button>
          <PublishButton scenario={scenario} editor={editor} onPublish={publishing.open} />
        </>
      }
      flush
    >
      <Problems editor={editor} />
      <Tabs
        value={tab}
        onChange={value => onTab(TABS.find(it => it === value) ?? 'menu')}
        className={classes.tabs ?? ''}
        keepMounted={false}
      >
        <Tabs.List>
          {TABS.map(it => (
            <Tabs.Tab key={it} value={it}>
              {t(`scenario.tab_${it}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <SummaryStrip shared={editor.shared} />
        <fieldset className={classes.body} disabled={!mayEdit}>
          <Tabs.Panel value="menu">
            <MenuTab editor={editor} />
          </Tabs.Panel>
          <Tabs.Panel value="hours">
            <HoursTab shared={editor.shared} onChange={editor.setShared} />
          </Tabs.Panel>
          <Tabs.Panel value="wait">
            <WaitTab shared={editor.shared} onChange={editor.setShared} />
          </Tabs.Panel>
          <Tabs.Panel value="announcements">
            <AnnouncementsTab shared={editor.shared} onChange={editor.setShared} />
          </Tabs.Panel>
        </fieldset>
      </Tabs>
      <SaveBar
        changes={editor.changes}
        saving={editor.isSaving}
        disabledReason={editor.conflicts.size > 0 ? t('scenario.conflict') : undefined}
        onSave={editor.save}
        onDiscard={editor.discard}
      />
      {isPublishing && (
        <PublishDialog scenario={scenario} document={editor.document} onClose={publishing.close} />
      )}
      {isHistoryOpen && (
        <VersionsDrawer
          scenario={scenario}
          hasChanges={editor.changes > 0}
          onRestored={editor.adopt}
          onClose={history.close}
        />
      )}
      <LeaveGuard changes={editor.changes} />
    </Page>
  )
}

function DraftState({ scenario, editor }: { scenario: Scenario; editor: ScenarioEditor }) {
  const t = useT()
  // The save bar tells of what is not saved.
  if (editor.changes > 0) return null
  if (!scenario.published) return <Chip tone="amber">{t('scenarios.unpublished')}</Chip>
  if (unpublishedCount(scenario, editor) > 0) return <Chip tone="brand">{t('scenarios.draft_differs')}</Chip>
  return <Chip tone="green">{t('scenario.live', { version: scenario.published.version })}</Chip>
}

/** What publishing would change for callers. */
function unpublishedCount({ published }: Scenario, editor: ScenarioEditor): number {
  return published ? differences(published.document, editor.document).length : 1
}

type PublishProps = { scenario: Scenario; editor: ScenarioEditor; onPublish: () => void }

function PublishButton({ scenario, editor, onPublish }: PublishProps) {
  const t = useT()
  const mayPublish = useMay('publish_scenario')
  const whyNot = () => {
    if (!mayPublish) return t('scenario.publish_denied')
    if (editor.changes > 0) return t('scenario.save_first')
    if (editor.warnings.some(it => it.blocks_publishing)) return t('scenario.mend_first')
    if (unpublishedCount(scenario, editor) === 0) return t('scenario.nothing_to_publish')
    return undefined
  }
  return (
    <ActionButton variant="filled" disabledReason={whyNot()} onClick={onPublish}>
      {t('scenario.publish')}
    </ActionButton>
  )
}

function Problems({ editor }: { editor: ScenarioEditor }) {
  const t = useT()
  if (editor.isOvertaken) {
    return (
      <div className={classes.problem}>
        <Banner
          tone="amber"
          title={t('scenario.overtaken')}
          actions={
            <>
              <Button size="xs" onClick={() => void editor.takeTheirs()}>
                {t('scenario.take_theirs')}
              </Button>
              <Button size="xs" variant="filled" onClick={() => void editor.overwrite()}>
                {t('scenario.overwrite')}
              </Button>
            </>
          }
        >
          {t('scenario.overtaken_body')}
        </Banner>
      </div>
    )
  }
  if (!editor.error) return null
  return (
    <div className={classes.problem}>
      <ProblemBanner title={t('form.not_saved')} error={editor.error} />
    </div>
  )
}

/** Nobody loses an afternoon's menus to a click on the sidebar. */
function LeaveGuard({ changes }: { changes: number }) {
  const t = useT()
  const blocker = useBlocker({
    // Another tab of the same scenario is not leaving.
    shouldBlockFn: ({ current, next }) => changes > 0 && current.pathname !== next.pathname,
    enableBeforeUnload: changes > 0,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      opened={blocker.status === 'blocked'}
      title={t('scenario.leave_question')}
      confirmLabel={t('scenario.leave')}
      cancelLabel={t('scenario.stay')}
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      {t('scenario.leave_body', { count: changes })}
    </ConfirmDialog>
  )
}
