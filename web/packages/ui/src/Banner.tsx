import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconPlugConnectedX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Banner.module.css'

export type BannerTone = 'red' | 'amber' | 'brand' | 'green'

type Props = {
  tone: BannerTone
  /** What happened. */
  title: string
  /** What is safe, and what to do. */
  children?: ReactNode
  actions?: ReactNode
  icon?: ReactNode
  /** Fills the width of the panel instead of floating in it. */
  flush?: boolean
}

export function Banner({ tone, title, children, actions, icon, flush = false }: Props) {
  const Icon = ICON[tone]
  return (
    <div
      className={classes.banner}
      data-tone={tone}
      data-flush={flush || undefined}
      role={tone === 'red' ? 'alert' : 'status'}
    >
      <span className={classes.icon} aria-hidden>
        {icon ?? <Icon size={18} stroke={1.7} />}
      </span>
      <div className={classes.text}>
        <strong>{title}</strong>
        {children && <div className={classes.body}>{children}</div>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}

const ICON = {
  red: IconPlugConnectedX,
  amber: IconAlertTriangle,
  brand: IconInfoCircle,
  green: IconCircleCheck,
}
