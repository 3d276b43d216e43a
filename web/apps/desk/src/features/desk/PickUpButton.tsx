import { $api, type Waiting } from '@naru/api'
import { useT } from '@naru/i18n'
import { ActionButton, toastRefused } from '@naru/ui'
import { useProblemText } from '#desk/pickers/problem-text'

type Props = { waiting: Waiting; name: string }

/** 당겨받기: takes a call that waits, or rings at a colleague. */
export function PickUpButton({ waiting, name }: Props) {
  const t = useT()
  const problem = useProblemText()
  const pickUp = $api.useMutation('post', '/calls/{id}/pick-up', {
    onError: error => toastRefused(problem(error).message),
  })
  return (
    <ActionButton
      size="compact-xs"
      aria-label={t('inbox.pick_up_call', { name })}
      loading={pickUp.isPending}
      disabledReason={waiting.may_pick_up ? undefined : t('inbox.may_not_pick_up')}
      onClick={() => pickUp.mutate({ params: { path: { id: waiting.interaction_id } } })}
    >
      {t('inbox.pick_up')}
    </ActionButton>
  )
}
