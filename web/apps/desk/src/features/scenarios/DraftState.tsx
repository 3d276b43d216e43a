import { Button, Popover } from '@mantine/core'
import type { Scenario } from '@naru/api'
import { useT } from '@naru/i18n'
import { Chip } from '@naru/ui'
import { DifferenceList } from './DifferenceList'
import classes from './DraftState.module.css'
import { differences } from './scenario-difference'
import type { ScenarioEditor } from './use-scenario-editor'

/** Whether callers hear what is on the screen; what is not saved, and a way to give it up. */
export function DraftState({ scenario, editor }: { scenario: Scenario; editor: ScenarioEditor }) {
  const t = useT()
  if (editor.changes > 0) {
    return (
      <Popover position="bottom-start" width={380} trapFocus returnFocus>
        <Popover.Target>
          <button type="button" className={classes.unsaved}>
            <Chip tone="amber">{t('savebar.dirty', { count: editor.changes })}</Chip>
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('savebar.dirty', { count: editor.changes })}>
          <div className={classes.changes}>
            <DifferenceList differences={editor.unsaved} />
          </div>
          <Button size="xs" disabled={editor.isSaving} onClick={editor.discard}>
            {t('savebar.discard')}
          </Button>
        </Popover.Dropdown>
      </Popover>
    )
  }
  if (!scenario.published) return <Chip tone="amber">{t('scenarios.unpublished')}</Chip>
  if (differences(scenario.published.document, editor.document).length > 0) {
    return <Chip tone="brand">{t('scenarios.draft_differs')}</Chip>
  }
  return <Chip tone="green">{t('scenario.live', { version: scenario.published.version })}</Chip>
}
