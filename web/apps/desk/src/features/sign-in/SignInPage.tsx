import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDocumentTitle } from '@mantine/hooks'
import { $api, ApiError, type SignedOutReason, sessionQuery } from '@naru/api'
import { useT } from '@naru/i18n'
import { Banner, Logo } from '@naru/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useProblemText } from '#desk/pickers/problem-text'
import { ThemeAndLanguage } from '#desk/pickers/ThemeAndLanguage'
import { rememberedSignIn, rememberSignIn } from './remembered-sign-in'
import classes from './SignInPage.module.css'

type Props = { from: string; why: SignedOutReason | undefined }

/** Company, ID and password; all three keep their case (AGT-12). */
export function SignInPage({ from, why }: Props) {
  const t = useT()
  const router = useRouter()
  const queryClient = useQueryClient()
  const remembered = rememberedSignIn()
  useDocumentTitle(t('sign_in.title'))
  const form = useForm({
    initialValues: { ...remembered, password: '', remember: remembered.login_id !== '' },
    validateInputOnBlur: true,
    validate: {
      company: value => (value.trim() ? null : t('sign_in.company_needed')),
      login_id: value => (value.trim() ? null : t('sign_in.login_id_needed')),
      password: value => (value ? null : t('sign_in.password_needed')),
    },
  })
  const signIn = $api.useMutation('post', '/session', {
    onSuccess: session => {
      const { company, login_id, remember } = form.getValues()
      rememberSignIn(remember ? { company, login_id } : undefined)
      queryClient.clear()
      queryClient.setQueryData(sessionQuery().queryKey, session)
      router.history.push(from)
    },
    onError: () => form.setFieldValue('password', ''),
  })
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <header className={classes.head}>
          <Logo size={44} />
          <h1>{t('sign_in.title')}</h1>
          <p>{t('sign_in.subtitle')}</p>
        </header>
        {why && !signIn.error && (
          <Banner tone="amber" title={t(`sign_in.why.${why}`)}>
            {t('sign_in.come_back')}
          </Banner>
        )}
        {signIn.error && <Refusal error={signIn.error} />}
        <form
          className={classes.form}
          onSubmit={form.onSubmit(({ company, login_id, password }) =>
            signIn.mutate({ body: { company: company.trim(), login_id: login_id.trim(), password } }),
          )}
        >
          <TextInput
            label={t('sign_in.company')}
            description={t('sign_in.company_hint')}
            size="md"
            autoComplete="organization"
            autoCapitalize="off"
            spellCheck={false}
            {...form.getInputProps('company')}
          />
          <TextInput
            label={t('sign_in.login_id')}
            size="md"
            autoComplete="username"
            autoCapitalize="off"
            spellCheck={false}
            {...form.getInputProps('login_id')}
          />
          <PasswordInput
            label={t('sign_in.password')}
            size="md"
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('sign_in.show_password') }}
            {...form.getInputProps('password')}
          />
          <Checkbox label={t('sign_in.remember')} {...form.getInputProps('remember', { type: 'checkbox' })} />
          <Button type="submit" variant="filled" size="lg" fullWidth loading={signIn.isPending}>
            {t('sign_in.submit')}
          </Button>
        </form>
        <p className={classes.help}>{t('sign_in.forgotten')}</p>
      </div>
      <ThemeAndLanguage />
    </main>
  )
}

function Refusal({ error }: { error: unknown }) {
  const t = useT()
  const { message } = useProblemText()(error)
  const isLocked = error instanceof ApiError && error.code === 'sign_in.locked'
  return (
    <Banner tone="red" title={isLocked ? t('sign_in.locked') : t('sign_in.refused')}>
      {message}
    </Banner>
  )
}
