import { Button, Switch, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { $api, type Customer, type CustomerBody } from '@naru/api'
import { useT } from '@naru/i18n'
import { Counter, countCharacters, toastDone } from '@naru/ui'
import { useQueryClient } from '@tanstack/react-query'
import { fieldErrors, isAboutFields } from '#desk/pickers/form-errors'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import classes from './CustomerForm.module.css'

const MAX_NOTE = 2_000
const FIELDS = ['name', 'number', 'email', 'note', 'vip']

type Props = {
  /** Who is being changed; a new customer without it. */
  customer?: Customer
  /** The call whose number the new customer gets, so that nobody has to type or see it. */
  numberFromInteraction?: string
  onDone: (customer?: Customer) => void
}

export function CustomerForm({ customer, numberFromInteraction, onDone }: Props) {
  const t = useT()
  const queryClient = useQueryClient()
  const form = useForm({
    initialValues: {
      name: customer?.name ?? '',
      number: '',
      email: '',
      note: customer?.note ?? '',
      vip: customer?.vip ?? false,
    },
    validateInputOnBlur: true,
    validate: {
      name: value => (value.trim() ? null : t('customer.name_needed')),
      email: value => (value === '' || /^\S+@\S+\.\S+$/.test(value) ? null : t('customer.email_wrong')),
      note: value => (countCharacters(value) > MAX_NOTE ? t('customer.note_too_long') : null),
    },
  })
  const settle = {
    onSuccess: (kept: Customer) => {
      toastDone(t('customer.saved', { name: kept.name }))
      void queryClient.invalidateQueries({
        predicate: ({ queryKey }) => typeof queryKey[1] === 'string' && queryKey[1].startsWith('/customers'),
      })
      onDone(kept)
    },
    onError: (error: unknown) => form.setErrors(fieldErrors(error)),
  }
  const create = $api.useMutation('post', '/customers', settle)
  const update = $api.useMutation('put', '/customers/{id}', settle)
  const error = create.error ?? update.error
  const submit = form.onSubmit(values => {
    const body: CustomerBody = {
      name: values.name.trim(),
      note: values.note,
      vip: values.vip,
      // Left empty, the kept values stay: they are masked here and cannot be shown for editing.
      ...(values.number.trim() ? { number: values.number.trim() } : {}),
      ...(values.email.trim() ? { email: values.email.trim() } : {}),
      ...(numberFromInteraction ? { number_from_interaction: numberFromInteraction } : {}),
    }
    if (customer) update.mutate({ params: { path: { id: customer.id } }, body })
    else create.mutate({ body })
  })
  return (
    <form
      className={classes.form}
      onSubmit={submit}
      aria-label={t(customer ? 'customer.edit' : 'customer.save_new')}
    >
      {error && !isAboutFields(error, FIELDS) && (
        <ProblemBanner title={t('customer.not_saved')} error={error} />
      )}
      <TextInput
        label={t('common.name')}
        withAsterisk
        maxLength={60}
        data-autofocus
        {...form.getInputProps('name')}
      />
      {!numberFromInteraction && (
        <TextInput
          label={t('customer.number')}
          placeholder={customer?.number_masked ?? '010-0000-0000'}
          description={customer ? t('customer.unchanged') : undefined}
          inputMode="tel"
          {...form.getInputProps('number')}
        />
      )}
      <TextInput
        label={t('customer.email')}
        placeholder={customer?.email_masked ?? 'name@example.com'}
        description={customer ? t('customer.unchanged') : undefined}
        inputMode="email"
        {...form.getInputProps('email')}
      />
      <Textarea
        label={t('customer.note')}
        rows={3}
        {...form.getInputProps('note')}
        description={<Counter text={form.values.note} max={MAX_NOTE} />}
      />
      <Switch label={t('customer.vip_hint')} {...form.getInputProps('vip', { type: 'checkbox' })} />
      <div className={classes.buttons}>
        <Button onClick={() => onDone()}>{t('common.cancel')}</Button>
        <Button type="submit" variant="filled" loading={create.isPending || update.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}
