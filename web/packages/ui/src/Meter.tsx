import classes from './Meter.module.css'

type Props = {
  label: string
  /** 0 to 1; beyond is full. */
  ratio: number
  /** Where the target stands, 0 to 1. Drawn as a tick, so that it is seen without colour. */
  target?: number | undefined
  tone?: 'brand' | 'amber' | 'red' | undefined
}

export function Meter({ label, ratio, target, tone = 'brand' }: Props) {
  const percent = Math.round(Math.min(1, Math.max(0, ratio)) * 100)
  return (
    <span
      className={classes.meter}
      role="meter"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <span className={classes.fill} data-tone={tone} style={{ width: `${percent}%` }} />
      {target !== undefined && <span className={classes.target} style={{ left: `${target * 100}%` }} />}
    </span>
  )
}
