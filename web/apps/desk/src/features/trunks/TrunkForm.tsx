import { NumberInput, PasswordInput, SegmentedControl, Switch, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { $api, type Trunk, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { toastDone, toastRefused } from '@naru/ui'
import { DeleteButton } from '#desk/pickers/DeleteButton'
import { FormDrawer } from '#desk/pickers/FormDrawer'
import { fieldErrors, isAboutFields } from '#desk/pickers/form-errors'
import { useProblemText } from '#desk/pickers/problem-text'
import classes from './TrunkForm.module.css'
import { draftOf, fieldsOf } from './trunk-draft'

/** The server names what it refuses by its own structure; the form is flat. */
const FIELD_OF: Record<string, string> = {
  'access/allowed': 'allowed',
  'access/username': 'username',
  'access/realm': 'realm',
  'access/password': 'password',
}
const FIELDS = ['name', 'host', 'port', 'channels', 'transport', ...Object.keys(FIELD_OF)]

const EXAMPLE_HOST = 'sip.carrier.example'

type Props = { trunk: Trunk | undefined; onClose: () => void }

export function TrunkForm({ trunk, onClose }: Props) {
  const t = useT()
  const mayEdit = useMay('edit_trunks')
  const form = useForm({
    initialValues: fieldsOf(trunk),
    validateInputOnBlur: true,
    validate: {
      name: value => (value.trim() ? null : t('trunks.name_needed')),
      host: value => (/^[\w.:-]+$/.test(value.trim()) ? null : t('trunks.host_wrong')),
      username: (value, values) =>
        values.accessKind === 'address' || value.trim() ? null : t('trunks.username_needed'),
    },
  })
  const settle = {
    onSuccess: () => {
      toastDone(t('trunks.saved'))
      onClose()
    },
    onError: (error: unknown) => {
      const errors = Object.entries(fieldErrors(error)).map(([field, detail]) => [
        FIELD_OF[field] ?? field,
        detail,
      ])
      form.setErrors(Object.fromEntries(errors))
    },
  }
  const create = $api.useMutation('post', '/trunks', settle)
  const update = $api.useMutation('put', '/trunks/{id}', settle)
  const error = create.error ?? update.error
  const submit = form.onSubmit(fields => {
    const body = draftOf(fields)
    if (trunk) update.mutate({ params: { path: { id: trunk.id } }, body })
    else create.mutate({ body })
  })
  const isPasswordKept = trunk?.access.kind === 'registration' && trunk.access.password_set
  return (
    <FormDrawer
      title={trunk?.name ?? t('trunks.add')}
      onClose={onClose}
      onSubmit={submit}
      error={isAboutFields(error, FIELDS) ? undefined : error}
      isSaving={create.isPending || update.isPending}
      readOnlyReason={mayEdit ? undefined : t('trunks.denied')}
      danger={trunk && mayEdit && <DeleteTrunk trunk={trunk} onDone={onClose} />}
    >
      <TextInput label={t('common.name')} withAsterisk maxLength={60} {...form.getInputProps('name')} />
      <div className={classes.server}>
        <TextInput
          label={t('trunks.host')}
          placeholder={EXAMPLE_HOST}
          withAsterisk
          autoCapitalize="off"
          {...form.getInputProps('host')}
        />
        <NumberInput
          label={t('trunks.port')}
          min={1}
          max={65_535}
          hideControls
          {...form.getInputProps('port')}
        />
      </div>
      <Choice label={t('trunks.transport')}>
        <SegmentedControl
          aria-label={t('trunks.transport')}
          data={[
            { value: 'udp', label: 'UDP' },
            { value: 'tcp', label: 'TCP' },
          ]}
          {...form.getInputProps('transport')}
        />
      </Choice>
      <Choice label={t('trunks.access')}>
        <SegmentedControl
          aria-label={t('trunks.access')}
          data={(['address', 'registration'] as const).map(value => ({
            value,
            label: t(`trunks.access_${value}`),
          }))}
          {...form.getInputProps('accessKind')}
        />
      </Choice>
      {form.values.accessKind === 'address' ? (
        <TagsInput
          label={t('trunks.allowed')}
          description={t('trunks.allowed_hint')}
          placeholder="203.0.113.7"
          splitChars={[',', ' ']}
          {...form.getInputProps('allowed')}
        />
      ) : (
        <>
          <TextInput
            label={t('trunks.username')}
            withAsterisk
            autoComplete="off"
            autoCapitalize="off"
            {...form.getInputProps('username')}
          />
          <PasswordInput
            label={t('sign_in.password')}
            description={isPasswordKept ? t('customer.unchanged') : undefined}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <TextInput
            label={t('trunks.realm')}
            description={t('trunks.realm_hint')}
            autoCapitalize="off"
            {...form.getInputProps('realm')}
          />
        </>
      )}
      <NumberInput
        label={t('trunks.channels')}
        description={t('trunks.channels_hint')}
        min={1}
        max={10_000}
        clampBehavior="blur"
        allowDecimal={false}
        {...form.getInputProps('channels')}
      />
      <Switch
        label={t('trunks.probed')}
        description={t('trunks.probed_hint')}
        {...form.getInputProps('probed', { type: 'checkbox' })}
      />
      <Switch label={t('trunks.enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
    </FormDrawer>
  )
}

function Choice({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <p className={classes.label}>{label}</p>
      {children}
    </div>
  )
}

function DeleteTrunk({ trunk, onDone }: { trunk: Trunk; onDone: () => void }) {
  const t = useT()
  const problem = useProblemText()
  const remove = $api.useMutation('delete', '/trunks/{id}', {
    onSuccess: () => {
      toastDone(t('trunks.deleted', { name: trunk.name }))
      onDone()
    },
    onError: error => toastRefused(problem(error).message),
  })
  return (
    <DeleteButton
      question={t('trunks.delete_question', { name: trunk.name })}
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate({ params: { path: { id: trunk.id } } })}
    >
      {t('trunks.delete_body', { count: trunk.in_use })}
    </DeleteButton>
  )
}
