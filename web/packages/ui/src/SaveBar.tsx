import { Button } from '@mantine/core'
import { useT } from '@naru/i18n'
import { ActionButton } from './ActionButton'
import { Kbd } from './Kbd'
import classes from './SaveBar.module.css'
import { useShortcut } from './shortcuts'

type Props = {
  /** How many things differ; 0 hides the bar. */
  changes: number
  saving: boolean
  /** Why it cannot be saved as it is. */
  disabledReason?: string | undefined
  onSave: () => void
  onDiscard: () => void
}

/** Appears as soon as something typed is not saved yet. */
export function SaveBar({ changes, saving, disabledReason, onSave, onDiscard }: Props) {
  const t = useT()
  const dirty = changes > 0
  useShortcut({
    keys: 'mod+S',
    label: t('common.save'),
    run: onSave,
    enabled: dirty && !saving && !disabledReason,
  })
  if (!dirty) return null
  return (
    <div className={classes.bar} role="status">
      <span className={classes.text}>{t('savebar.dirty', { count: changes })}</span>
      <Button onClick={onDiscard} disabled={saving} variant="subtle" color="gray">
        {t('savebar.discard')}
      </Button>
      <ActionButton
        variant="filled"
        onClick={onSave}
        loading={saving}
        disabledReason={disabledReason}
        rightSection={<Kbd keys="mod+S" on="solid" />}
        aria-keyshortcuts="Control+S Meta+S"
      >
        {t('common.save')}
      </ActionButton>
    </div>
  )
}
