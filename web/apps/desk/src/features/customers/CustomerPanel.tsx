import { ActionIcon, Button } from '@mantine/core'
import { $api, api, type Customer, type InteractionRow, useMay } from '@naru/api'
import { formatDate, useT } from '@naru/i18n'
import { Avatar, Chip, MaskedText } from '@naru/ui'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import { CustomerForm } from './CustomerForm'
import classes from './CustomerPanel.module.css'
import { RecentInteractions } from './RecentInteractions'

type Props = { customerId: string; onOpenInteraction: (id: string) => void }

/** A customer we know: who it is, and the last five times we talked (PHN-03). */
export function CustomerPanel({ customerId, onOpenInteraction }: Props) {
  const t = useT()
  const params = { path: { id: customerId } }
  const customer = useQuery($api.queryOptions('get', '/customers/{id}', { params }))
  const recent = useQuery($api.queryOptions('get', '/customers/{id}/interactions', { params }))
  const [isEditing, setEditing] = useState(false)
  if (customer.error) {
    return (
      <div className={classes.pad}>
        <ProblemBanner
          title={t('customer.failed')}
          error={customer.error}
          onRetry={() => void customer.refetch()}
        />
      </div>
    )
  }
  if (!customer.data) return null
  if (isEditing) {
    return (
      <div className={classes.pad}>
        <CustomerForm customer={customer.data} onDone={() => setEditing(false)} />
      </div>
    )
  }
  return (
    <>
      <CustomerHead customer={customer.data} onEdit={() => setEditing(true)} />
      <CustomerFields customer={customer.data} />
      <RecentInteractions
        rows={recent.data?.items}
        onOpen={(row: InteractionRow) => onOpenInteraction(row.id)}
      />
    </>
  )
}

function CustomerHead({ customer, onEdit }: { customer: Customer; onEdit: () => void }) {
  const t = useT()
  const reveal = useReveal(customer.id)
  const mayEdit = useMay('edit_customers')
  return (
    <header className={classes.head}>
      <Avatar name={customer.name} size={40} />
      <div className={classes.who}>
        <h2>
          {customer.name}
          {customer.vip && <Chip tone="violet">{t('customer.vip')}</Chip>}
        </h2>
        {customer.number_masked ? (
          <MaskedText
            className={classes.number}
            masked={customer.number_masked}
            onReveal={reveal && (async reason => (await reveal(reason)).number ?? '')}
          />
        ) : (
          <span className={classes.number}>{t('customer.no_number')}</span>
        )}
      </div>
      {mayEdit && (
        <ActionIcon aria-label={t('customer.edit')} onClick={onEdit}>
          <IconPencil size={16} stroke={1.7} />
        </ActionIcon>
      )}
    </header>
  )
}

function CustomerFields({ customer }: { customer: Customer }) {
  const t = useT()
  const reveal = useReveal(customer.id)
  return (
    <dl className={classes.fields}>
      <Field label={t('customer.email')}>
        {customer.email_masked ? (
          <MaskedText
            masked={customer.email_masked}
            onReveal={reveal && (async reason => (await reveal(reason)).email ?? '')}
          />
        ) : (
          <span className={classes.none}>{t('common.none')}</span>
        )}
      </Field>
      <Field label={t('customer.created')}>{formatDate(customer.created_at)}</Field>
      <Field label={t('customer.note')}>
        {customer.note ? (
          <span className={classes.note}>{customer.note}</span>
        ) : (
          <span className={classes.none}>{t('common.none')}</span>
        )}
      </Field>
    </dl>
  )
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Asks for the masked values of a customer; undefined when this agent may not see them. */
function useReveal(id: string) {
  const mayUnmask = useMay('unmask')
  if (!mayUnmask) return undefined
  return async (reason: string) => {
    const { data } = await api.POST('/customers/{id}/unmask', { params: { path: { id } }, body: { reason } })
    return data ?? { name: '', number: '', email: '' }
  }
}

/** Who calls is not known yet: keep the name while it is being said. */
export function UnknownCustomer({
  interactionId,
  numberMasked,
}: {
  interactionId: string
  numberMasked: string | null
}) {
  const t = useT()
  const mayEdit = useMay('edit_customers')
  const [isAdding, setAdding] = useState(false)
  return (
    <div className={classes.pad}>
      <div className={classes.unknown}>
        <Avatar name="?" size={40} />
        <div className={classes.who}>
          <h2>{t(numberMasked ? 'customer.unknown' : 'customer.nameless')}</h2>
          <span className={classes.number}>{numberMasked ?? t('customer.no_number')}</span>
        </div>
      </div>
      {isAdding ? (
        <CustomerForm
          // Without a number there is none to take over: it is asked for.
          {...(numberMasked ? { numberFromInteraction: interactionId } : {})}
          onDone={() => setAdding(false)}
        />
      ) : (
        <>
          <p className={classes.hint}>{t('customer.unknown_body')}</p>
          {mayEdit && (
            <Button mt="sm" fullWidth onClick={() => setAdding(true)}>
              {t('customer.save_new')}
            </Button>
          )}
        </>
      )}
    </div>
  )
}
