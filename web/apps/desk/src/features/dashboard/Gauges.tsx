import type { Dashboard } from '@naru/api'
import { formatRatio, useT } from '@naru/i18n'
import { Section } from '@naru/ui'
import classes from './Gauges.module.css'

/** Two promises against what is kept of them. */
export function Gauges({ totals }: { totals: Dashboard['totals'] }) {
  const t = useT()
  return (
    <Section title={t('gauge.title')}>
      <div className={classes.gauges}>
        <Gauge label={t('kpi.answer_rate')} ratio={totals.answer_rate} target={totals.targets.answer_rate} />
        <Gauge
          label={t('queue_table.service_level')}
          ratio={totals.service_level}
          target={totals.targets.service_level}
        />
      </div>
    </Section>
  )
}

const RADIUS = 46
const LENGTH = Math.PI * RADIUS

type Props = { label: string; ratio: number | null | undefined; target: number }

function Gauge({ label, ratio, target }: Props) {
  const t = useT()
  const filled = Math.min(1, Math.max(0, ratio ?? 0))
  // The arc runs from nine o'clock over the top to three o'clock.
  const angle = Math.PI * (1 - target)
  const at = (radius: number) => ({ x: 60 + radius * Math.cos(angle), y: 58 - radius * Math.sin(angle) })
  const [inner, outer] = [at(RADIUS + 8), at(RADIUS + 14)]
  const isLow = ratio != null && ratio < target
  return (
    <figure className={classes.gauge}>
      <svg viewBox="0 0 120 66" width="128" height="70" aria-hidden>
        <path d={`M${60 - RADIUS} 58a${RADIUS} ${RADIUS} 0 0 1 ${2 * RADIUS} 0`} className={classes.track} />
        <path
          d={`M${60 - RADIUS} 58a${RADIUS} ${RADIUS} 0 0 1 ${2 * RADIUS} 0`}
          className={classes.fill}
          data-low={isLow || undefined}
          strokeDasharray={`${filled * LENGTH} ${LENGTH}`}
        />
        <line x1={inner.x} y1={inner.y} x2={outer.x} y2={outer.y} className={classes.target} />
      </svg>
      <strong className={classes.value}>{ratio == null ? '–' : `${formatRatio(ratio)}%`}</strong>
      <figcaption>
        <strong>{label}</strong>
        <span>{t('kpi.target', { percent: Math.round(target * 100) })}</span>
      </figcaption>
    </figure>
  )
}
