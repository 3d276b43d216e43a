import { useT } from '@naru/i18n'
import classes from './Skeleton.module.css'

/** Placeholder rows. The router shows them only when loading takes longer than 300 ms. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  const t = useT()
  return (
    <div className={classes.rows} role="status" aria-label={t('table.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={row} className={classes.row}>
          <span className={classes.bar} />
          <span className={classes.bar} />
          <span className={classes.bar} />
          <span className={classes.bar} />
        </div>
      ))}
    </div>
  )
}
