import { Button, Select } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import { $api, type ForcedHours, type Scenario, useMay } from '@naru/api'
import { formatDateTime, useT } from '@naru/i18n'
import { ActionButton, Banner, toastDone, toastRefused, useNow } from '@naru/ui'
import { IconDoor, IconDoorOff } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useProblemText } from '#desk/pickers/problem-text'
import classes from './ForcedHours.module.css'
import { UNTIL_KEYS, type Until, untilOf } from './forced-until'
import cards from './SharedTabs.module.css'
import { scenarioQuery } from './scenario-queries'

/** Opened or closed by hand, as long as it lasts. */
function useForced({ forced_hours }: Scenario): ForcedHours | undefined {
  const now = useNow()
  if (!forced_hours) return undefined
  return forced_hours.until && Date.parse(forced_hours.until) <= now ? undefined : forced_hours
}

function useForce(scenario: Scenario) {
  const t = useT()
  const problem = useProblemText()
  const queryClient = useQueryClient()
  const settle = (done: string) => ({
    onSuccess: (saved: Scenario) => {
      queryClient.setQueryData(scenarioQuery(saved.id).queryKey, saved)
      toastDone(done)
    },
    onError: (error: unknown) => toastRefused(problem(error).message),
  })
  const force = $api.useMutation('put', '/scenarios/{id}/forced-hours', settle(t('forced.applied')))
  const lift = $api.useMutation('delete', '/scenarios/{id}/forced-hours', settle(t('forced.lifted')))
  const params = { path: { id: scenario.id } }
  return {
    isBusy: force.isPending || lift.isPending,
    force: (body: ForcedHours) => force.mutate({ params, body }),
    lift: () => lift.mutate({ params }),
  }
}

/** On every tab while callers do not get what the hours say. */
export function ForcedBanner({ scenario }: { scenario: Scenario }) {
  const t = useT()
  const forced = useForced(scenario)
  const { lift, isBusy } = useForce(scenario)
  const mayPublish = useMay('publish_scenario')
  if (!forced) return null
  return (
    <Banner
      tone={forced.open ? 'green' : 'amber'}
      icon={forced.open ? <IconDoor size={18} stroke={1.7} /> : <IconDoorOff size={18} stroke={1.7} />}
      title={t(forced.open ? 'forced.is_open' : 'forced.is_closed')}
      flush
      actions={
        <ActionButton
          size="xs"
          loading={isBusy}
          onClick={lift}
          disabledReason={mayPublish ? undefined : t('scenario.publish_denied')}
        >
          {t('forced.lift')}
        </ActionButton>
      }
    >
      {forced.until ? t('forced.until', { at: formatDateTime(forced.until) }) : t('forced.until_lifted')}
    </Banner>
  )
}

/** Opening or closing now, whatever the hours say. No part of the draft: callers notice at once. */
export function ForceHours({ scenario }: { scenario: Scenario }) {
  const t = useT()
  const forced = useForced(scenario)
  const { force, lift, isBusy } = useForce(scenario)
  const mayPublish = useMay('publish_scenario')
  const [until, setUntil] = useState<Until>('today')
  const [free, setFree] = useState<string | null>(null)
  const apply = (open: boolean) => force({ open, until: untilOf(until, free, new Date()) ?? null })
  const whyNot = () => {
    if (!mayPublish) return t('scenario.publish_denied')
    return until === 'free' && !free ? t('forced.when_needed') : undefined
  }
  return (
    <section className={cards.card} aria-label={t('forced.title')}>
      <header className={classes.head}>
        <h2 className={cards.title}>{t('forced.title')}</h2>
        <p className={cards.hint}>{t('forced.hint')}</p>
      </header>
      <div className={classes.row}>
        <Select
          w={170}
          aria-label={t('forced.ends')}
          data={UNTIL_KEYS.map(value => ({ value, label: t(`forced.until_${value}`) }))}
          value={until}
          onChange={value => setUntil(UNTIL_KEYS.find(it => it === value) ?? 'today')}
        />
        {until === 'free' && (
          <DateTimePicker
            w={190}
            valueFormat="YYYY-MM-DD HH:mm"
            minDate={new Date()}
            aria-label={t('forced.ends')}
            placeholder={t('forced.ends')}
            value={free}
            onChange={setFree}
          />
        )}
        <ActionButton
          leftSection={<IconDoorOff size={16} stroke={1.7} />}
          loading={isBusy}
          disabledReason={whyNot()}
          onClick={() => apply(false)}
        >
          {t('forced.close')}
        </ActionButton>
        <ActionButton
          leftSection={<IconDoor size={16} stroke={1.7} />}
          loading={isBusy}
          disabledReason={whyNot()}
          onClick={() => apply(true)}
        >
          {t('forced.open')}
        </ActionButton>
        {forced && (
          <Button variant="subtle" loading={isBusy} onClick={lift} disabled={!mayPublish}>
            {t('forced.lift')}
          </Button>
        )}
      </div>
    </section>
  )
}
