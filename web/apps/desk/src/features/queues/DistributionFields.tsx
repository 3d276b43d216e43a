import { NumberInput, Select, Switch } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useT } from '@naru/i18n'
import { QueuePicker } from '#desk/pickers/QueuePicker'
import classes from './QueueForm.module.css'
import type { QueueFields } from './queue-draft'

const DISTRIBUTIONS = ['longest_idle', 'round_robin', 'fewest_handled', 'fixed', 'random'] as const
const OVERFLOWS = ['nowhere', 'above', 'queue'] as const

type Props = { form: UseFormReturnType<QueueFields>; isOfGroup: boolean }

/** Which agent gets the next call, and where callers go when none has time. */
export function DistributionFields({ form, isOfGroup }: Props) {
  const t = useT()
  const { overflow_to } = form.getValues()
  const overflows = OVERFLOWS.filter(it => it !== 'above' || isOfGroup || overflow_to === 'above')
  return (
    <div className={classes.rules}>
      <Select
        label={t('queues.distribution')}
        data={DISTRIBUTIONS.map(value => ({ value, label: t(`queues.by_${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('distribution')}
      />
      <NumberInput
        label={t('queues.widen_after_seconds')}
        description={t('queues.widen_after_seconds_hint')}
        min={0}
        max={600}
        clampBehavior="blur"
        allowDecimal={false}
        suffix={t('queues.seconds_suffix')}
        {...form.getInputProps('widen_after_seconds')}
      />
      <Switch
        className={classes.wide}
        label={t('queues.last_agent_first')}
        description={t('queues.last_agent_first_hint')}
        {...form.getInputProps('last_agent_first', { type: 'checkbox' })}
      />
      <Select
        label={t('queues.overflow')}
        data={overflows.map(value => ({ value, label: t(`queues.overflow_${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('overflow_to')}
      />
      {overflow_to !== 'nowhere' && (
        <NumberInput
          label={t('queues.overflow_after_seconds')}
          min={5}
          max={3_600}
          clampBehavior="blur"
          allowDecimal={false}
          suffix={t('queues.seconds_suffix')}
          {...form.getInputProps('overflow_after_seconds')}
        />
      )}
      {overflow_to === 'queue' && (
        <QueuePicker
          className={classes.wide}
          label={t('queues.overflow_into')}
          {...form.getInputProps('overflow_queue_id')}
        />
      )}
    </div>
  )
}
