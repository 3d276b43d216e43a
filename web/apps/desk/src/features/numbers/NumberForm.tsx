import { Select, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { $api, type OwnedNumber, type ScenarioRow, type Trunk, useMay, useSession } from '@naru/api'
import { useT } from '@naru/i18n'
import { toastDone, toastRefused } from '@naru/ui'
import { DeleteButton } from '#desk/pickers/DeleteButton'
import { FormDrawer } from '#desk/pickers/FormDrawer'
import { fieldErrors, isAboutFields } from '#desk/pickers/form-errors'
import { useProblemText } from '#desk/pickers/problem-text'

const FIELDS = ['number', 'label', 'scenario_id', 'trunk_id', 'main', 'brand_id']

type Props = {
  number: OwnedNumber | undefined
  scenarios: ScenarioRow[]
  trunks: Trunk[]
  onClose: () => void
}

export function NumberForm({ number, scenarios, trunks, onClose }: Props) {
  const t = useT()
  const mayEdit = useMay('edit_numbers')
  const { brands } = useSession()
  const form = useForm({
    initialValues: {
      brand_id: number?.brand_id ?? brands[0]?.id ?? '',
      number: number?.number ?? '',
      label: number?.label ?? '',
      scenario_id: number?.scenario_id ?? null,
      trunk_id: number?.trunk_id ?? null,
      main: number?.main ?? false,
    },
    validateInputOnBlur: true,
    validate: {
      number: value => (/^\+?[\d\s-]{3,20}$/.test(value.trim()) ? null : t('numbers.number_wrong')),
    },
  })
  const settle = {
    onSuccess: () => {
      toastDone(t('numbers.saved'))
      onClose()
    },
    onError: (error: unknown) => form.setErrors(fieldErrors(error)),
  }
  const create = $api.useMutation('post', '/numbers', settle)
  const update = $api.useMutation('put', '/numbers/{id}', settle)
  const error = create.error ?? update.error
  const submit = form.onSubmit(values => {
    const body = { ...values, number: values.number.trim(), label: values.label.trim() }
    if (number) update.mutate({ params: { path: { id: number.id } }, body })
    else create.mutate({ body })
  })
  return (
    <FormDrawer
      title={number?.number ?? t('numbers.add')}
      onClose={onClose}
      onSubmit={submit}
      error={isAboutFields(error, FIELDS) ? undefined : error}
      isSaving={create.isPending || update.isPending}
      readOnlyReason={mayEdit ? undefined : t('numbers.denied')}
      danger={number && mayEdit && <DeleteNumber number={number} onDone={onClose} />}
    >
      <TextInput
        label={t('numbers.number')}
        placeholder="070-0000-0000"
        withAsterisk
        inputMode="tel"
        {...form.getInputProps('number')}
      />
      <TextInput
        label={t('numbers.label')}
        description={t('numbers.label_hint')}
        maxLength={60}
        {...form.getInputProps('label')}
      />
      {/* While there is only one brand, no screen mentions brands. */}
      {brands.length > 1 && (
        <Select
          label={t('numbers.brand')}
          data={brands.map(it => ({ value: it.id, label: it.name }))}
          {...form.getInputProps('brand_id')}
        />
      )}
      <Select
        label={t('history.scenario')}
        description={form.values.scenario_id ? undefined : t('numbers.no_scenario_hint')}
        placeholder={t('numbers.no_scenario')}
        data={scenarios
          .filter(it => it.brand_id === form.values.brand_id)
          .map(it => ({ value: it.id, label: it.name }))}
        clearable
        {...form.getInputProps('scenario_id')}
      />
      <Select
        label={t('numbers.trunk')}
        placeholder={t('numbers.any_trunk')}
        data={trunks.map(it => ({ value: it.id, label: it.name }))}
        clearable
        {...form.getInputProps('trunk_id')}
      />
      <Switch
        label={t('numbers.main')}
        description={t('numbers.main_hint')}
        {...form.getInputProps('main', { type: 'checkbox' })}
      />
    </FormDrawer>
  )
}

function DeleteNumber({ number, onDone }: { number: OwnedNumber; onDone: () => void }) {
  const t = useT()
  const problem = useProblemText()
  const remove = $api.useMutation('delete', '/numbers/{id}', {
    onSuccess: () => {
      toastDone(t('numbers.deleted', { number: number.number }))
      onDone()
    },
    onError: error => toastRefused(problem(error).message),
  })
  return (
    <DeleteButton
      question={t('numbers.delete_question', { number: number.number })}
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate({ params: { path: { id: number.id } } })}
    >
      {t('numbers.delete_body')}
    </DeleteButton>
  )
}
