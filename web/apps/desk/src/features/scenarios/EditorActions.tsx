import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { type Scenario, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { ActionButton, Kbd, useShortcut } from '@naru/ui'
import { IconArrowBackUp, IconArrowForwardUp, IconHistory } from '@tabler/icons-react'
import { differences } from './scenario-difference'
import type { ScenarioEditor } from './use-scenario-editor'

type Props = {
  scenario: Scenario
  editor: ScenarioEditor
  /** A dialog has fields of its own to undo in. */
  hasKeys: boolean
  onHistory: () => void
  onPublish: () => void
}

/** 게시 이력 · 저장 · 검토하고 게시, and the way back one step. */
export function EditorActions({ scenario, editor, hasKeys, onHistory, onPublish }: Props) {
  const t = useT()
  const mayPublish = useMay('publish_scenario')
  const whyNotSave = () => {
    if (editor.changes === 0) return t('scenario.nothing_to_save')
    return editor.hasConflict ? t('scenario.conflict') : undefined
  }
  const whyNotPublish = () => {
    if (!mayPublish) return t('scenario.publish_denied')
    if (editor.changes > 0) return t('scenario.save_first')
    const { published } = scenario
    if (published && differences(published.document, editor.document).length === 0)
      return t('scenario.nothing_to_publish')
    return undefined
  }
  const maySave = whyNotSave() === undefined && !editor.isSaving
  useShortcut({ keys: 'mod+S', label: t('common.save'), run: editor.save, enabled: maySave })
  useShortcut({
    keys: 'mod+Z',
    label: t('common.undo'),
    run: editor.undo,
    enabled: hasKeys && editor.canUndo,
  })
  useShortcut({
    keys: 'mod+Y',
    label: t('scenario.redo'),
    run: editor.redo,
    enabled: hasKeys && editor.canRedo,
  })
  return (
    <>
      <Tooltip label={t('common.undo')}>
        <ActionIcon
          size={32}
          aria-label={t('common.undo')}
          aria-keyshortcuts="Control+Z Meta+Z"
          disabled={!editor.canUndo}
          onClick={editor.undo}
        >
          <IconArrowBackUp size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('scenario.redo')}>
        <ActionIcon
          size={32}
          aria-label={t('scenario.redo')}
          aria-keyshortcuts="Control+Y Meta+Y"
          disabled={!editor.canRedo}
          onClick={editor.redo}
        >
          <IconArrowForwardUp size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconHistory size={16} stroke={1.7} />}
        onClick={onHistory}
      >
        {t('scenario.history')}
      </Button>
      <ActionButton
        onClick={editor.save}
        loading={editor.isSaving}
        disabledReason={whyNotSave()}
        rightSection={<Kbd keys="mod+S" />}
        aria-keyshortcuts="Control+S Meta+S"
      >
        {t('common.save')}
      </ActionButton>
      <ActionButton variant="filled" disabledReason={whyNotPublish()} onClick={onPublish}>
        {t('scenario.publish')}
      </ActionButton>
    </>
  )
}
