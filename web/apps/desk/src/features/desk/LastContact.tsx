import { $api } from '@naru/api'
import { formatDay, formatTime, useLanguage, useT } from '@naru/i18n'
import { Chip, Section } from '@naru/ui'
import { useQuery } from '@tanstack/react-query'
import { spellPath } from '#desk/pickers/category-path'
import { useMayReadInteraction } from '#desk/pickers/may-read-interaction'
import classes from './LastContact.module.css'

/** What we last talked about with this customer, in the words of whoever did. And what to mind, if somebody noted it. */
export function LastContact({ customerId }: { customerId: string }) {
  const t = useT()
  const language = useLanguage()
  const mayRead = useMayReadInteraction()
  const customer = useQuery(
    $api.queryOptions('get', '/customers/{id}', { params: { path: { id: customerId } } }),
  ).data
  const recent = useQuery(
    $api.queryOptions('get', '/customers/{id}/interactions', { params: { path: { id: customerId } } }),
  ).data
  const last = recent?.items.find(it => it.wrap_up === 'saved')
  const detail = useQuery({
    ...$api.queryOptions('get', '/interactions/{id}', { params: { path: { id: last?.id ?? '' } } }),
    enabled: last !== undefined && mayRead(last),
  }).data
  if (!customer?.note && !last) return null
  return (
    <Section title={t('last_contact.title')}>
      <div className={classes.cards}>
        {customer?.note && (
          <div className={classes.note}>
            <strong>{t('customer.note')}</strong>
            <p>{customer.note}</p>
          </div>
        )}
        {last && (
          <div className={classes.card}>
            <p className={classes.head}>
              <strong>
                {formatDay(last.started_at, language)} {formatTime(last.started_at)}
              </strong>
              <span>{last.agent_name}</span>
              {last.category_path.length > 0 && <Chip>{spellPath(last.category_path)}</Chip>}
            </p>
            {detail?.saved_wrap_up?.text && <p className={classes.text}>{detail.saved_wrap_up.text}</p>}
          </div>
        )}
      </div>
    </Section>
  )
}
