import { MultiSelect, NumberInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { $api, type Agent, type Queue, type QueueRule, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { toastDone, toastRefused } from '@naru/ui'
import { DeleteButton } from '#desk/pickers/DeleteButton'
import { FormDrawer } from '#desk/pickers/FormDrawer'
import { fieldErrors, isAboutFields } from '#desk/pickers/form-errors'
import { useProblemText } from '#desk/pickers/problem-text'
import classes from './QueueForm.module.css'

/** What a queue starts with; the server's own defaults. */
const DEFAULT_RULE: QueueRule = {
  ring_seconds: 30,
  wrap_up_seconds: 60,
  service_level_seconds: 20,
  service_level_target: 85,
  answer_rate_target: 92,
  short_abandon_seconds: 5,
}

/** The ranges the server accepts. */
const RANGES = {
  ring_seconds: [5, 120],
  wrap_up_seconds: [0, 3_600],
  service_level_seconds: [5, 300],
  service_level_target: [1, 100],
  answer_rate_target: [1, 100],
  short_abandon_seconds: [0, 60],
} as const satisfies Record<keyof QueueRule, readonly [min: number, max: number]>

const RULES = [
  'ring_seconds',
  'wrap_up_seconds',
  'service_level_seconds',
  'service_level_target',
  'answer_rate_target',
  'short_abandon_seconds',
] as const satisfies readonly (keyof QueueRule)[]

type Props = { queue: Queue | undefined; agents: Agent[]; onClose: () => void }

export function QueueForm({ queue, agents, onClose }: Props) {
  const t = useT()
  const mayEdit = useMay('edit_groups_and_queues')
  const form = useForm({
    initialValues: {
      name: queue?.name ?? '',
      agent_ids: queue?.agent_ids ?? [],
      ...(queue?.rule ?? DEFAULT_RULE),
    },
    validateInputOnBlur: true,
    validate: { name: value => (value.trim() ? null : t('queues.name_needed')) },
  })
  const settle = {
    onSuccess: () => {
      toastDone(t('queues.saved'))
      onClose()
    },
    onError: (error: unknown) => form.setErrors(fieldErrors(error)),
  }
  const create = $api.useMutation('post', '/queues', settle)
  const update = $api.useMutation('put', '/queues/{id}', settle)
  const error = create.error ?? update.error
  const groupAgents = agents.filter(it => queue?.group_agent_ids.includes(it.id))
  const submit = form.onSubmit(({ name, agent_ids, ...rule }) => {
    const body = { name: name.trim(), agent_ids, rule }
    if (queue) update.mutate({ params: { path: { id: queue.id } }, body })
    else create.mutate({ body })
  })
  return (
    <FormDrawer
      title={queue?.name ?? t('queues.add')}
      onClose={onClose}
      onSubmit={submit}
      error={isAboutFields(error, ['name', 'agent_ids', ...RULES]) ? undefined : error}
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
