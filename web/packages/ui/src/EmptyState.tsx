import type { ReactNode } from 'react'
import classes from './EmptyState.module.css'

type Props = {
  icon: ReactNode
  /** What is missing. */
  title: string
  /** What to do about it. */
  body?: ReactNode
  /** One button at most. */
  action?: ReactNode
  compact?: boolean
}

export function EmptyState({ icon, title, body, action, compact = false }: Props) {
  return (
    <div className={classes.empty} data-compact={compact || undefined}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <p className={classes.title}>{title}</p>
      {body && <p className={classes.body}>{body}</p>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
