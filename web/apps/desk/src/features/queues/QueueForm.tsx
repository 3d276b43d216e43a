import { MultiSelect, NumberInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { $api, type Agent, type Queue, type QueueRule, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { toastDone, toastRefused } from '@naru/ui'
import { DeleteButton } from '#desk/pickers/DeleteButton'
import { FormDrawer } from '#desk/pickers/FormDrawer'
import { fieldErrors, isAboutFields } from '#desk/pickers/form-errors'
import { useProblemText } from '#desk/pickers/problem-text'
import { DistributionFields } from './DistributionFields'
import classes from './QueueForm.module.css'
import { draftOf, fieldOf, fieldsOf } from './queue-draft'
import { SkillLevels } from './SkillLevels'

/** The ranges the server accepts. */
const RANGES = {
  ring_seconds: [5, 120],
  wrap_up_seconds: [0, 3_600],
  service_level_seconds: [5, 300],
  service_level_target: [1, 100],
  answer_rate_target: [1, 100],
  short_abandon_seconds: [0, 60],
} as const satisfies Partial<Record<keyof QueueRule, readonly [min: number, max: number]>>

const RULES = [
  'ring_seconds',
  'wrap_up_seconds',
  'service_level_seconds',
  'service_level_target',
  'answer_rate_target',
  'short_abandon_seconds',
] as const satisfies readonly (keyof typeof RANGES)[]
/** As the server names them. */
const SERVER_FIELDS = [
  'name',
  'agent_ids',
  'rule/widen_after_seconds',
  'rule/overflow/after_seconds',
  'rule/overflow/queue',
  ...RULES.map(it => `rule/${it}`),
]

type Props = { queue: Queue | undefined; agents: Agent[]; onClose: () => void }

export function QueueForm({ queue, agents, onClose }: Props) {
  const t = useT()
  const mayEdit = useMay('edit_groups_and_queues')
  const form = useForm({
    initialValues: fieldsOf(queue),
    validateInputOnBlur: true,
    validate: {
      name: value => (value.trim() ? null : t('queues.name_needed')),
      overflow_queue_id: (value, values) =>
        values.overflow_to === 'queue' && !value ? t('queues.overflow_queue_needed') : null,
    },
  })
  const settle = {
    onSuccess: () => {
      toastDone(t('queues.saved'))
      onClose()
    },
    onError: (error: unknown) => form.setErrors(errorsOf(error)),
  }
  const create = $api.useMutation('post', '/queues', settle)
  const update = $api.useMutation('put', '/queues/{id}', settle)
  const error = create.error ?? update.error
  const groupAgents = agents.filter(it => queue?.group_agent_ids.includes(it.id))
  const serving = agents.filter(
    it => !it.deactivated_at && (groupAgents.includes(it) || form.getValues().agent_ids.includes(it.id)),
  )
  const submit = form.onSubmit(fields => {
    const body = draftOf(
      fields,
      serving.map(it => it.id),
    )
    if (queue) update.mutate({ params: { path: { id: queue.id } }, body })
    else create.mutate({ body })
  })
  return (
    <FormDrawer
      title={queue?.name ?? t('queues.add')}
      onClose={onClose}
      onSubmit={submit}
      error={isAboutFields(error, SERVER_FIELDS) ? undefined : error}
      isSaving={create.isPending || update.isPending}
      readOnlyReason={mayEdit ? undefined : t('queues.denied')}
      danger={queue && !queue.group_id && mayEdit && <DeleteQueue queue={queue} onDone={onClose} />}
    >
      <TextInput
        label={t('common.name')}
        description={queue?.group_id ? t('queues.of_group_hint') : undefined}
        withAsterisk
        maxLength={60}
        {...form.getInputProps('name')}
      />
      {groupAgents.length > 0 && (
        <div>
          <p className={classes.label}>{t('queues.group_agents')}</p>
          <p className={classes.people}>{groupAgents.map(it => it.name).join(', ')}</p>
        </div>
      )}
      <MultiSelect
        label={t('queues.direct_agents')}
        description={t('queues.direct_agents_hint')}
        data={agents
          .filter(it => !it.deactivated_at && !queue?.group_agent_ids.includes(it.id))
          .map(it => ({ value: it.id, label: it.name }))}
        searchable
        {...form.getInputProps('agent_ids')}
      />
      <SkillLevels
        agents={serving}
        levels={form.getValues().levels}
        onChange={levels => form.setFieldValue('levels', levels)}
      />
      <DistributionFields form={form} isOfGroup={queue?.group_id !== undefined} />
      <div className={classes.rules}>
        {RULES.map(key => (
          <NumberInput
            key={key}
            label={t(`queues.${key}`)}
            description={t(`queues.${key}_hint`)}
            min={RANGES[key][0]}
            max={RANGES[key][1]}
            clampBehavior="blur"
            allowDecimal={false}
            suffix={key.endsWith('_target') ? '%' : t('queues.seconds_suffix')}
            {...form.getInputProps(key)}
          />
        ))}
      </div>
    </FormDrawer>
  )
}

function errorsOf(error: unknown) {
  return Object.fromEntries(
    Object.entries(fieldErrors(error)).map(([field, detail]) => [fieldOf(field), detail]),
  )
}

function DeleteQueue({ queue, onDone }: { queue: Queue; onDone: () => void }) {
  const t = useT()
  const problem = useProblemText()
  const remove = $api.useMutation('delete', '/queues/{id}', {
    onSuccess: () => {
      toastDone(t('queues.deleted', { name: queue.name }))
      onDone()
    },
    onError: error => toastRefused(problem(error).message),
  })
  return (
    <DeleteButton
      question={t('queues.delete_question', { name: queue.name })}
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate({ params: { path: { id: queue.id } } })}
    >
      {t('queues.delete_body')}
    </DeleteButton>
  )
}
