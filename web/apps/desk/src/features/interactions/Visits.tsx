import type { Visit } from '@naru/api'
import { formatClock, useT } from '@naru/i18n'
import classes from './Visits.module.css'

/** The queues a contact waited in. */
export function Visits({ visits }: { visits: readonly Visit[] }) {
  const t = useT()
  return (
    <ul className={classes.visits}>
      {visits.map((visit, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: visits are a fixed sequence
        <li key={index}>
          <p>
            <strong>{visit.queue_name}</strong>
            {visit.outcome && <span>{t(`visit.${visit.outcome}`)}</span>}
            {visit.agent_name && <span>{visit.agent_name}</span>}
          </p>
          <p className={classes.quiet}>
            {formatClock(visit.entered_at)} – {visit.left_at ? formatClock(visit.left_at) : ''} ·{' '}
            {t('visit.rings', { count: visit.offers })}
            {visit.declines > 0 && ` · ${t('visit.declines', { count: visit.declines })}`}
            {visit.no_answers > 0 && ` · ${t('visit.no_answers', { count: visit.no_answers })}`}
          </p>
        </li>
      ))}
    </ul>
  )
}
