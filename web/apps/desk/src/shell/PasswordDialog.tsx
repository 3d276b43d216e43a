import { Button, Modal, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { $api } from '@naru/api'
import { useT } from '@naru/i18n'
import { toastDone } from '@naru/ui'
import { fieldErrors, isAboutFields } from '#desk/pickers/form-errors'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import classes from './PasswordDialog.module.css'
import { openPanel, useOpenedPanel } from './panels'

/** AGT-13: old and new. The rule itself is the server's; its sentence stands under the field. */
export function PasswordDialog() {
  const t = useT()
  const opened = useOpenedPanel() === 'password'
  const close = () => openPanel(undefined)
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('password.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={400}
    >
      {opened && <PasswordForm onDone={close} />}
    </Modal>
  )
}

const FIELDS = ['current', 'new']

function PasswordForm({ onDone }: { onDone: () => void }) {
  const t = useT()
  const form = useForm({
    initialValues: { current: '', new: '', repeated: '' },
    validateInputOnBlur: true,
    validate: {
      current: value => (value ? null : t('sign_in.password_needed')),
      new: value => (value ? null : t('password.new_needed')),
      repeated: (value, values) => (value === values.new ? null : t('password.differs')),
    },
  })
  const change = $api.useMutation('put', '/session/password', {
    onSuccess: () => {
      toastDone(t('password.changed'))
      onDone()
    },
    onError: error => form.setErrors(fieldErrors(error)),
  })
  return (
    <form
      className={classes.form}
      onSubmit={form.onSubmit(values =>
        change.mutate({ body: { current: values.current, new: values.new } }),
      )}
    >
      {change.error && !isAboutFields(change.error, FIELDS) && (
        <ProblemBanner title={t('password.failed')} error={change.error} />
      )}
      <PasswordInput
        label={t('password.current')}
        autoComplete="current-password"
        {...form.getInputProps('current')}
      />
      <PasswordInput
        label={t('password.new')}
        description={t('password.rule')}
        autoComplete="new-password"
        {...form.getInputProps('new')}
      />
      <PasswordInput
        label={t('password.repeated')}
        autoComplete="new-password"
        {...form.getInputProps('repeated')}
      />
      <div className={classes.buttons}>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button type="submit" variant="filled" loading={change.isPending}>
          {t('password.submit')}
        </Button>
      </div>
    </form>
  )
}
