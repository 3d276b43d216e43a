import { api, type Interaction, useMay, useSession } from '@naru/api'
import { formatDateTime, formatDuration, useT } from '@naru/i18n'
import { ChannelIcon, MaskedText, Section, SideDrawer, SkeletonRows } from '@naru/ui'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useCallerName } from '#desk/pickers/caller-name'
import { spellPath } from '#desk/pickers/category-path'
import { CopyableDigits } from '#desk/pickers/DigitsTaken'
import { OutcomeChip } from '#desk/pickers/OutcomeChip'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import { Timeline } from '#desk/pickers/Timeline'
import { interactionQuery } from './history-search'
import classes from './InteractionDrawer.module.css'
import { RecordingPlayer } from './RecordingPlayer'
import { Visits } from './Visits'

type Props = {
  id: string
  onClose: () => void
  /** The form for what the agent wrote; the route knows which. */
  wrapUp: (interaction: Interaction) => ReactNode
}

/** One contact, whole: facts, sound, what was written, what happened and why. */
export function InteractionDrawer({ id, onClose, wrapUp }: Props) {
  const t = useT()
  const { data, error, refetch, isFetching, isFetchedAfterMount } = useQuery(interactionQuery(id))
  const callerName = useCallerName()
  // The form takes its text over once: what is being asked for anew must have arrived before.
  const isOutdated = isFetching && !isFetchedAfterMount
  return (
    <SideDrawer
      opened
      size={560}
      onClose={onClose}
      title={
        data ? (
          <span className={classes.title}>
            <ChannelIcon channel={data.channel} size="sm" />
            {callerName(data)}
            <OutcomeChip outcome={data.outcome} />
          </span>
        ) : (
          t('history.detail')
        )
      }
    >
      {error && (
        <div className={classes.pad}>
          <ProblemBanner title={t('history.detail_failed')} error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {!data && !error && <SkeletonRows rows={6} />}
      {data && <Story interaction={data} wrapUp={isOutdated ? null : wrapUp(data)} />}
    </SideDrawer>
  )
}

function Story({ interaction, wrapUp }: { interaction: Interaction; wrapUp: ReactNode }) {
  const t = useT()
  return (
    <>
      <Facts interaction={interaction} />
      <Recordings interaction={interaction} />
      {wrapUp}
      <Section title={t('history.timeline')}>
        <Timeline events={interaction.timeline} />
      </Section>
      {interaction.visits.length > 0 && (
        <Section title={t('history.visits')}>
          <Visits visits={interaction.visits} />
        </Section>
      )}
      {interaction.decisions.length > 0 && (
        <Section title={t('history.why')} meta={t('history.why_hint')}>
          <ol className={classes.decisions}>
            {interaction.decisions.map((it, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: decisions are a fixed sequence
              <li key={index}>
                <time dateTime={it.at}>{formatDateTime(it.at).slice(11)}</time>
                {it.text}
                {it.candidates.length > 1 && (
                  <ul className={classes.candidates}>
                    {it.candidates.map(candidate => (
                      <li key={candidate}>{candidate}</li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ol>
        </Section>
      )}
    </>
  )
}

function Facts({ interaction: it }: { interaction: Interaction }) {
  const t = useT()
  const mayUnmask = useMay('unmask')
  const reveal = async (reason: string) => {
    const { data } = await api.POST('/interactions/{id}/unmask', {
      params: { path: { id: it.id } },
      body: { reason },
    })
    return data?.number ?? ''
  }
  return (
    <dl className={classes.facts}>
      <Fact label={t('history.started')}>{formatDateTime(it.started_at)}</Fact>
      <Fact label={t('customer.number')}>
        {it.number_masked ? (
          <MaskedText masked={it.number_masked} onReveal={mayUnmask ? reveal : undefined} />
        ) : (
          '–'
        )}
      </Fact>
      <Fact label={t('history.dialed')}>{it.dialed_number}</Fact>
      <Fact label={t('history.menu')}>{spellPath(it.menu_path) || '–'}</Fact>
      {it.digits_taken.map((taken, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same may be asked for twice; their order is fixed
        <Fact key={index} label={taken.label}>
          <CopyableDigits taken={taken} />
        </Fact>
      ))}
      <Fact label={t('history.agent')}>{it.agent_name ?? '–'}</Fact>
      <Fact label={t('history.end_reason')}>{it.end_reason ? t(`end_reason.${it.end_reason}`) : '–'}</Fact>
      <Fact label={t('history.wait_talk')}>
        {formatDuration(it.wait_seconds)} · {formatDuration(it.talk_seconds)}
        {it.hold_seconds > 0 && ` · ${t('call_path.held', { time: formatDuration(it.hold_seconds) })}`}
      </Fact>
      <Fact label={t('history.scenario')}>
        {it.scenario_name
          ? t('history.scenario_version', { name: it.scenario_name, version: it.scenario_version })
          : '–'}
      </Fact>
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Recordings({ interaction }: { interaction: Interaction }) {
  const t = useT()
  const { agent } = useSession()
  const mayListenToAll = useMay('listen_to_all_recordings')
  const mayListenToOwn = useMay('listen_to_own_recordings')
  const mayListen = mayListenToAll || (mayListenToOwn && interaction.agent_id === agent.id)
  if (interaction.recordings.length === 0) return null
  return (
    <Section title={t('recording.title')}>
      {!mayListen && <p className={classes.quiet}>{t('recording.denied')}</p>}
      {mayListen &&
        interaction.recordings.map(recording =>
          recording.state === 'ready' ? (
            <RecordingPlayer key={recording.id} recording={recording} />
          ) : (
            <p key={recording.id} className={classes.quiet}>
              {t(`recording.${recording.state}_body`)}
            </p>
          ),
        )}
    </Section>
  )
}
