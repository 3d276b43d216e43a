import { Button } from '@mantine/core'
import { useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { ChannelIcon } from '@naru/ui'
import { Link } from '@tanstack/react-router'
import classes from './CallbackCard.module.css'

/** Customers who were promised a call. */
export function CallbackCard({ count }: { count: number }) {
  const t = useT()
  const mayHandle = useMay('handle_callback_requests')
  return (
    <section className={classes.card} aria-label={t('callback.title')}>
      <ChannelIcon channel="callback" />
      <strong className={classes.text}>
        {count > 0 ? t('callback_card.waiting', { count }) : t('callback.none_waiting')}
      </strong>
      {mayHandle && count > 0 && (
        <Button renderRoot={props => <Link to="/callback-requests" {...props} />}>
          {t('callback_card.handle')}
        </Button>
      )}
    </section>
  )
}
