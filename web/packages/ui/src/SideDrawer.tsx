import { Drawer } from '@mantine/core'
import { useT } from '@naru/i18n'
import type { ReactNode } from 'react'
import classes from './SideDrawer.module.css'

type Props = {
  opened: boolean
  title: ReactNode
  onClose: () => void
  children: ReactNode
  /** Stays at the bottom: the form's buttons. */
  footer?: ReactNode
  size?: number
}

/** Where a row opens. The list stays where it was. */
export function SideDrawer({ opened, title, onClose, children, footer, size = 480 }: Props) {
  const t = useT()
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      size={size}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{
        content: classes.content ?? '',
        header: classes.header ?? '',
        title: classes.title ?? '',
        body: classes.body ?? '',
      }}
    >
      <div className={classes.scroll}>{children}</div>
      {footer && <div className={classes.footer}>{footer}</div>}
    </Drawer>
  )
}
