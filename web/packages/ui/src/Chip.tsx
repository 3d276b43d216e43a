import type { ReactNode } from 'react'
import classes from './Chip.module.css'

export type Tone = 'gray' | 'brand' | 'green' | 'amber' | 'red' | 'violet'

type Props = { tone?: Tone; dot?: boolean; children: ReactNode }

/** A short word about a state. The word says it; the colour only repeats it. */
export function Chip({ tone = 'gray', dot = false, children }: Props) {
  return (
    <span className={classes.chip} data-tone={tone}>
      {dot && <span className={classes.dot} aria-hidden />}
      {children}
    </span>
  )
}
