import type { InteractionRow } from '@naru/api'
import { formatShortDate, useT } from '@naru/i18n'
import { ChannelIcon } from '@naru/ui'
import { spellPath } from '#desk/pickers/category-path'
import { useMayReadInteraction } from '#desk/pickers/may-read-interaction'
import classes from './RecentInteractions.module.css'

type Props = { rows: InteractionRow[] | undefined; onOpen: (row: InteractionRow) => void }

/** The last five contacts (PHN-03), one line each; whoever may read them whole opens them. */
export function RecentInteractions({ rows, onOpen }: Props) {
  const t = useT()
  const mayRead = useMayReadInteraction()
  return (
    <section className={classes.recent} aria-label={t('customer.recent')}>
      <h3>{t('customer.recent')}</h3>
      {rows?.length === 0 && <p className={classes.none}>{t('customer.no_recent')}</p>}
      <ul>
        {rows?.map(row => (
          <li key={row.id}>
            {mayRead(row) ? (
              <button type="button" className={classes.row} onClick={() => onOpen(row)}>
                <Line row={row} />
              </button>
            ) : (
              <div className={classes.row}>
                <Line row={row} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Line({ row }: { row: InteractionRow }) {
  const t = useT()
  return (
    <>
      <ChannelIcon channel={row.channel} size="sm" />
      <span className={classes.date}>{formatShortDate(row.started_at)}</span>
      <span className={classes.about}>
        {spellPath(row.category_path) || spellPath(row.menu_path) || t(`outcome.${row.outcome}`)}
      </span>
      <span className={classes.agent}>{row.agent_name ?? t(`outcome.${row.outcome}`)}</span>
    </>
  )
}
