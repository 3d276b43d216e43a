import type { ReactNode } from 'react'
import classes from './Panel.module.css'

type Props = {
  /** Names the region; F6 stops here. */
  label: string
  children: ReactNode
  className?: string | undefined
}

/** A floating sheet of the canvas. */
export function Panel({ label, children, className }: Props) {
  return (
    <section
      aria-label={label}
      data-panel
      tabIndex={-1}
      className={[classes.panel, className].filter(Boolean).join(' ')}
    >
      {children}
    </section>
  )
}

type SectionProps = {
  title: string
  /** A quiet remark beside the title: a range, a unit, a source. */
  meta?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string | undefined
}

/** A titled part of a panel. */
export function Section({ title, meta, actions, children, className }: SectionProps) {
  return (
    <section className={[classes.section, className].filter(Boolean).join(' ')} aria-label={title}>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {meta && <span className={classes.meta}>{meta}</span>}
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  )
}
