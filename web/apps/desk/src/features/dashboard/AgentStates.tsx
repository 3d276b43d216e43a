import { Menu } from '@mantine/core'
import { $api, type DashboardAgent, type StatusKind, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { Avatar, Section, StatusChip, Timer, toastDone, toastRefused } from '@naru/ui'
import { useProblemText } from '#desk/pickers/problem-text'
import classes from './AgentStates.module.css'

const ORDER = ['busy', 'ready', 'wrap_up', 'away', 'signed_out'] as const satisfies readonly StatusKind[]

/** Past this a call or a break is worth a look. */
const LONG_SECONDS: Partial<Record<StatusKind, number>> = { busy: 600, wrap_up: 300, away: 3_600 }

/** Who does what, and for how long. */
export function AgentStates({ agents }: { agents: DashboardAgent[] }) {
  const t = useT()
  const signedIn = agents.filter(it => it.status.kind !== 'signed_out')
  const counts = ORDER.map(kind => ({ kind, count: agents.filter(it => it.status.kind === kind).length }))
  const shown = signedIn.toSorted(
    (a, b) =>
      ORDER.indexOf(a.status.kind) - ORDER.indexOf(b.status.kind) ||
      (a.status.since ?? '').localeCompare(b.status.since ?? ''),
  )
  return (
    <Section
      title={t('agent_states.title')}
      actions={
        <span className={classes.count}>
          {t('agent_states.signed_in', { count: signedIn.length, total: agents.length })}
        </span>
      }
    >
      <div className={classes.bar} aria-hidden>
        {counts.map(
          ({ kind, count }) => count > 0 && <span key={kind} data-kind={kind} style={{ flexGrow: count }} />,
        )}
      </div>
      <dl className={classes.legend}>
        {counts.map(({ kind, count }) => (
          <div key={kind} data-kind={kind}>
            <dt>{t(`status.${kind}`)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <ul className={classes.agents}>
        {shown.map(agent => (
          <li key={agent.id}>
            <AgentRow agent={agent} />
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className={classes.none}>{t('agent_states.nobody')}</p>}
    </Section>
  )
}

function AgentRow({ agent }: { agent: DashboardAgent }) {
  const mayChange = useMay('change_others_status')
  const content = (
    <>
      <Avatar name={agent.name} size={22} />
      <strong>{agent.name}</strong>
      <span className={classes.group}>{agent.group_name}</span>
      <StatusChip kind={agent.status.kind} reason={agent.status.reason} lost={agent.softphone === 'down'} />
      <span className={classes.time}>
        {agent.status.since && <Timer since={agent.status.since} redFrom={LONG_SECONDS[agent.status.kind]} />}
      </span>
    </>
  )
  if (!mayChange || agent.status.kind === 'busy') return <div className={classes.agent}>{content}</div>
  return (
    <StatusMenu agent={agent}>
      <button type="button" className={classes.agent}>
        {content}
      </button>
    </StatusMenu>
  )
}

/** What a supervisor may do with somebody who went home without signing out. */
function StatusMenu({ agent, children }: { agent: DashboardAgent; children: React.ReactNode }) {
  const t = useT()
  const problem = useProblemText()
  const change = $api.useMutation('put', '/agents/{id}/status', {
    onSuccess: () => toastDone(t('agent_states.changed', { name: agent.name })),
    onError: error => toastRefused(problem(error).message),
  })
  const to = (kind: 'ready' | 'away' | 'signed_out') =>
    change.mutate({
      params: { path: { id: agent.id } },
      body: kind === 'away' ? { kind, reason: 'break' } : { kind },
    })
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{agent.name}</Menu.Label>
        {agent.status.kind !== 'ready' && (
          <Menu.Item onClick={() => to('ready')}>{t('agent_states.to_ready')}</Menu.Item>
        )}
        {agent.status.kind !== 'away' && (
          <Menu.Item onClick={() => to('away')}>{t('agent_states.to_away')}</Menu.Item>
        )}
        <Menu.Item onClick={() => to('signed_out')}>{t('agent_states.sign_out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
