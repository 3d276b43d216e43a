import { NumberInput, Radio, Stack, Switch } from '@mantine/core'
import type { ScenarioDocument } from '@naru/api'
import { useT } from '@naru/i18n'
import classes from './SharedTabs.module.css'
import type { Shared } from './use-scenario-editor'

const OUTCOMES = [
  'keep_waiting',
  'hang_up',
  'offer_callback',
] as const satisfies readonly ScenarioDocument['wait_limit']['then'][]

type Props = { shared: Shared; onChange: (shared: Shared) => void }

/** How long somebody waits and what then (ARS-03), and how patient the menus are. */
export function WaitTab({ shared, onChange }: Props) {
  const t = useT()
  const { wait_limit } = shared
  return (
    <div className={classes.cards}>
      <section className={classes.card} aria-label={t('wait.limit')}>
        <h2 className={classes.title}>{t('wait.limit')}</h2>
        <NumberInput
          label={t('wait.seconds')}
          description={t('wait.seconds_hint')}
          w={200}
          min={10}
          max={3_600}
          allowDecimal={false}
          clampBehavior="blur"
          suffix={t('queues.seconds_suffix')}
          value={wait_limit.seconds}
          onChange={value =>
            typeof value === 'number' &&
            onChange({ ...shared, wait_limit: { ...wait_limit, seconds: value } })
          }
        />
        <Radio.Group
          label={t('wait.then')}
          value={wait_limit.then}
          onChange={value => {
            const then = OUTCOMES.find(it => it === value)
            if (then) onChange({ ...shared, wait_limit: { ...wait_limit, then } })
          }}
        >
          <Stack gap={8} mt={6}>
            {OUTCOMES.map(it => (
              <Radio key={it} value={it} label={t(`wait.${it}`)} description={t(`wait.${it}_hint`)} />
            ))}
          </Stack>
        </Radio.Group>
      </section>
      <QueueNotice
        notice={shared.queue_notice}
        onChange={queue_notice => onChange({ ...shared, queue_notice })}
      />
      <section className={classes.card} aria-label={t('wait.menus')}>
        <h2 className={classes.title}>{t('wait.menus')}</h2>
        <div className={classes.pair}>
          <NumberInput
            label={t('wait.digit_wait')}
            description={t('wait.digit_wait_hint')}
            min={3}
            max={30}
            allowDecimal={false}
            clampBehavior="blur"
            suffix={t('queues.seconds_suffix')}
            value={shared.digit_wait_seconds}
            onChange={value =>
              typeof value === 'number' && onChange({ ...shared, digit_wait_seconds: value })
            }
          />
          <NumberInput
            label={t('wait.repeats')}
            description={t('wait.repeats_hint')}
            min={0}
            max={5}
            allowDecimal={false}
            clampBehavior="blur"
            suffix={t('wait.times_suffix')}
            value={shared.repeats}
            onChange={value => typeof value === 'number' && onChange({ ...shared, repeats: value })}
          />
        </div>
      </section>
    </div>
  )
}

type Notice = ScenarioDocument['queue_notice']

/** How often somebody who waits is spoken to, and what they are told beside that it is still going on. */
function QueueNotice({ notice, onChange }: { notice: Notice; onChange: (notice: Notice) => void }) {
  const t = useT()
  return (
    <section className={classes.card} aria-label={t('wait.notice')}>
      <h2 className={classes.title}>{t('wait.notice')}</h2>
      <NumberInput
        label={t('wait.every')}
        description={t('wait.every_hint')}
        w={200}
        min={15}
        max={300}
        step={5}
        allowDecimal={false}
        clampBehavior="blur"
        suffix={t('queues.seconds_suffix')}
        value={notice.every_seconds}
        onChange={value => typeof value === 'number' && onChange({ ...notice, every_seconds: value })}
      />
      <Switch
        label={t('wait.position')}
        description={t('wait.position_hint')}
        checked={notice.position}
        onChange={event => onChange({ ...notice, position: event.currentTarget.checked })}
      />
      <Switch
        label={t('wait.estimate')}
        description={t('wait.estimate_hint')}
        checked={notice.estimate}
        onChange={event => onChange({ ...notice, estimate: event.currentTarget.checked })}
      />
    </section>
  )
}
