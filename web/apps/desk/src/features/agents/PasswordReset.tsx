import { Button, PasswordInput } from '@mantine/core'
import { $api, type Agent } from '@naru/api'
import { useT } from '@naru/i18n'
import { toastDone } from '@naru/ui'
import { useState } from 'react'
import { fieldErrors } from '#desk/pickers/form-errors'
import { useProblemText } from '#desk/pickers/problem-text'
import classes from './PasswordReset.module.css'

/** For an agent who forgot it (AGT-12). Separate from the form: it takes effect by its own button. */
export function PasswordReset({ agent }: { agent: Agent }) {
  const t = useT()
  const problem = useProblemText()
  const [password, setPassword] = useState('')
  const reset = $api.useMutation('put', '/agents/{id}/password', {
    onSuccess: () => {
      setPassword('')
      toastDone(t('agents.password_set', { name: agent.name }))
    },
  })
  const refusal = reset.error && (fieldErrors(reset.error).new ?? problem(reset.error).message)
  return (
    <div className={classes.reset}>
      <PasswordInput
        label={t('agents.new_password')}
        description={t('password.rule')}
        autoComplete="new-password"
        value={password}
        onChange={event => setPassword(event.currentTarget.value)}
        error={refusal}
      />
      <Button
        disabled={password === ''}
        loading={reset.isPending}
        onClick={() => reset.mutate({ params: { path: { id: agent.id } }, body: { new: password } })}
      >
        {t('agents.set_password')}
      </Button>
    </div>
  )
}
