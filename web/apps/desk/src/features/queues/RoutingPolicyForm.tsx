import { NumberInput, Select, Switch } from '@mantine/core'
import { useForm } from '@mantine/form'
import { $api, type RoutingPolicy, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { toastDone } from '@naru/ui'
import { FormDrawer } from '#desk/pickers/FormDrawer'
import { fieldErrors, isAboutFields } from '#desk/pickers/form-errors'
import classes from './QueueForm.module.css'

const STATUSES = ['ready', 'break', 'meal', 'training', 'meeting'] as const
type StatusWord = (typeof STATUSES)[number]

const AUTO_ANSWER_SECONDS = 3

/** The ranges the server accepts. */
const NUMBERS = {
  no_answer_limit: [1, 20],
  retry_seconds: [1, 300],
  lost_grace_seconds: [0, 60],
  vip_bonus_seconds: [0, 3_600],
} as const satisfies Partial<Record<keyof RoutingPolicy, readonly [min: number, max: number]>>
const NUMBER_KEYS = ['no_answer_limit', 'retry_seconds', 'lost_grace_seconds', 'vip_bonus_seconds'] as const

type Props = { policy: RoutingPolicy; onClose: () => void }

/** What holds for every queue: status changes by themselves, automatic answers, who goes first (ACD-05, ACD-06, AGT-17). */
export function RoutingPolicyForm({ policy, onClose }: Props) {
  const t = useT()
  const mayEdit = useMay('edit_groups_and_queues')
  const form = useForm({
    initialValues: {
      ...policy,
      after_sign_in: wordOf(policy.after_sign_in),
      after_call: policy.after_call.kind === 'wrap_up' ? 'wrap_up' : wordOf(policy.after_call),
      answers_itself: policy.auto_answer_seconds !== undefined,
      auto_answer_seconds: policy.auto_answer_seconds ?? AUTO_ANSWER_SECONDS,
    },
  })
  const save = $api.useMutation('put', '/routing-policy', {
    onSuccess: () => {
      toastDone(t('routing.saved'))
      onClose()
    },
    onError: error => form.setErrors(fieldErrors(error)),
  })
  const submit = form.onSubmit(
    ({ answers_itself, auto_answer_seconds, after_sign_in, after_call, ...rest }) =>
      save.mutate({
        body: {
          ...rest,
          after_sign_in: choiceOf(after_sign_in),
          after_call: after_call === 'wrap_up' ? { kind: 'wrap_up' } : choiceOf(after_call),
          ...(answers_itself ? { auto_answer_seconds } : {}),
        },
      }),
  )
  const statuses = STATUSES.map(value => ({
    value,
    label: value === 'ready' ? t('status.ready') : t(`away.${value}`),
  }))
  return (
    <FormDrawer
      title={t('routing.title')}
      onClose={onClose}
      onSubmit={submit}
      error={isAboutFields(save.error, [...NUMBER_KEYS, 'auto_answer_seconds']) ? undefined : save.error}
      isSaving={save.isPending}
      readOnlyReason={mayEdit ? undefined : t('queues.denied')}
    >
      <Select
        label={t('routing.after_sign_in')}
        data={statuses}
        allowDeselect={false}
        {...form.getInputProps('after_sign_in')}
      />
      <Select
        label={t('routing.after_call')}
        description={t('routing.after_call_hint')}
        data={[{ value: 'wrap_up', label: t('status.wrap_up') }, ...statuses]}
        allowDeselect={false}
        {...form.getInputProps('after_call')}
      />
      <Switch
        label={t('routing.auto_answer')}
        description={t('routing.auto_answer_hint')}
        {...form.getInputProps('answers_itself', { type: 'checkbox' })}
      />
      <div className={classes.rules}>
        {form.getValues().answers_itself && (
          <NumberInput
            className={classes.wide}
            label={t('routing.auto_answer_seconds')}
            min={0}
            max={10}
            clampBehavior="blur"
            allowDecimal={false}
            suffix={t('queues.seconds_suffix')}
            {...form.getInputProps('auto_answer_seconds')}
          />
        )}
        {NUMBER_KEYS.map(key => (
          <NumberInput
            key={key}
            label={t(`routing.${key}`)}
            description={t(`routing.${key}_hint`)}
            min={NUMBERS[key][0]}
            max={NUMBERS[key][1]}
            clampBehavior="blur"
            allowDecimal={false}
            suffix={key === 'no_answer_limit' ? t('routing.times_suffix') : t('queues.seconds_suffix')}
            {...form.getInputProps(key)}
          />
        ))}
      </div>
    </FormDrawer>
  )
}

function wordOf(choice: { kind: string; reason?: string | undefined }): StatusWord {
  return STATUSES.find(it => it === choice.reason) ?? (choice.kind === 'ready' ? 'ready' : 'break')
}

function choiceOf(word: string): RoutingPolicy['after_sign_in'] {
  const status = STATUSES.find(it => it === word) ?? 'ready'
  return status === 'ready' ? { kind: 'ready' } : { kind: 'away', reason: status }
}
