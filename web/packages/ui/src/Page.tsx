import { useDocumentTitle } from '@mantine/hooks'
import { useT } from '@naru/i18n'
import type { ReactNode } from 'react'
import classes from './Page.module.css'
import { Panel } from './Panel'

type Props = {
  title: string
  /** What stands right beside the title: a state chip, a count. */
  meta?: ReactNode
  /** What leads back, before the title. */
  parent?: ReactNode
  /** Filters and, rightmost, the one primary action. */
  actions?: ReactNode
  children: ReactNode
  /** The body manages its own padding and scrolling. */
  flush?: boolean
}

/** A page: one panel with a 56 px title bar. */
export function Page({ title, meta, parent, actions, children, flush = false }: Props) {
  const t = useT()
  useDocumentTitle(`${title} · ${t('product.name')}`)
  return (
    <Panel label={title} className={classes.page}>
      <header className={classes.bar}>
        {parent}
        <h1 className={classes.title}>{title}</h1>
        {meta}
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </Panel>
  )
}
