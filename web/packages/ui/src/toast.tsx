import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { t } from '@naru/i18n'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import classes from './toast.module.css'

/** Says that something is done; with `undo`, for eight seconds how to take it back. */
export function toastDone(message: string, undo?: () => void) {
  const id = notifications.show({
    message: (
      <Line icon={<IconCheck size={16} stroke={2} aria-hidden />} message={message}>
        {undo && (
          <Button
            size="xs"
            variant="transparent"
            className={classes.undo ?? ''}
            onClick={() => {
              notifications.hide(id)
              undo()
            }}
          >
            {t('common.undo')}
          </Button>
        )}
      </Line>
    ),
    autoClose: undo ? 8_000 : 4_000,
    withCloseButton: false,
    classNames: { root: classes.toast ?? '' },
  })
}

/** Says that something did not happen, for actions that have no place of their own for an error. */
export function toastRefused(message: string) {
  notifications.show({
    message: <Line icon={<IconAlertTriangle size={16} stroke={1.7} aria-hidden />} message={message} />,
    autoClose: 6_000,
    withCloseButton: false,
    classNames: { root: classes.toast ?? '' },
  })
}

function Line({
  icon,
  message,
  children,
}: {
  icon: React.ReactNode
  message: string
  children?: React.ReactNode
}) {
  return (
    <span className={classes.line}>
      {icon}
      <span className={classes.message}>{message}</span>
      {children}
    </span>
  )
}
