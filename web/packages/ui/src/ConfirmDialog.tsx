import { Button } from '@mantine/core'
import { useT } from '@naru/i18n'
import { IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './ConfirmDialog.module.css'
import { Dialog } from './Dialog'

type Props = {
  opened: boolean
  /** A question. */
  title: string
  /** The consequences, with dates and counts. */
  children: ReactNode
  /** Repeats the verb of the question. */
  confirmLabel: string
  /** The safe choice. */
  cancelLabel?: string
  icon?: ReactNode
  tone?: 'red' | 'brand'
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Only for what cannot be undone or costs money. Everything else is done at once and offers to undo. */
export function ConfirmDialog(props: Props) {
  const {
    opened,
    title,
    children,
    confirmLabel,
    cancelLabel,
    icon,
    tone = 'red',
    busy,
    onConfirm,
    onClose,
  } = props
  const t = useT()
  return (
    <Dialog opened={opened} onClose={onClose} size={400} label={title}>
      <div className={classes.dialog}>
        <span className={classes.icon} data-tone={tone} aria-hidden>
          {icon ?? <IconTrash size={18} stroke={1.7} />}
        </span>
        <div className={classes.text}>
          <h2 className={classes.title}>{title}</h2>
          <div className={classes.body}>{children}</div>
        </div>
      </div>
      <div className={classes.buttons}>
        <Button onClick={onClose} data-autofocus>
          {cancelLabel ?? t('common.keep')}
        </Button>
        <Button
          variant="filled"
          color={tone === 'red' ? 'red' : 'naru'}
          onClick={onConfirm}
          loading={busy ?? false}
        >
          {confirmLabel}
        </Button>
      </div>
    </Dialog>
  )
}
