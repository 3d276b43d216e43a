import { formatAge, formatDuration, useLanguage } from '@naru/i18n'
import classes from './Timer.module.css'
import { useNow } from './ticker'

type Props = {
  since: string
  /** Seconds from which the time is worth a look, and from which it is too long. */
  amberFrom?: number | undefined
  redFrom?: number | undefined
  className?: string | undefined
}

/** How long something has lasted. Never announced: a screen reader asks for it by moving there. */
export function Timer({ since, amberFrom, redFrom, className }: Props) {
  const language = useLanguage()
  const seconds = (useNow() - Date.parse(since)) / 1_000
  const tone = over(redFrom) ? classes.red : over(amberFrom) ? classes.amber : undefined
  function over(limit: number | undefined) {
    return limit !== undefined && seconds >= limit
  }
  return (
    <span role="timer" aria-live="off" className={join(classes.timer, tone, className)}>
      {formatAge(seconds, language)}
    </span>
  )
}

/** How long is left. */
export function Countdown({ until, className }: { until: string; className?: string | undefined }) {
  const seconds = Math.ceil((Date.parse(until) - useNow()) / 1_000)
  return (
    <span role="timer" aria-live="off" className={join(classes.timer, className)}>
      {formatDuration(seconds)}
    </span>
  )
}

function join(...names: (string | undefined)[]) {
  return names.filter(Boolean).join(' ')
}
