import { Button, Menu } from '@mantine/core'
import {
  $api,
  type AfterCall as AfterCallChoice,
  type AwayReason,
  type Desk,
  type StatusChoice,
} from '@naru/api'
import { useT } from '@naru/i18n'
import { Countdown, Kbd, Timer, toastRefused, useShortcut } from '@naru/ui'
import { IconChevronDown, IconCoffee, IconPencil, IconPhone, IconPlayerPlay } from '@tabler/icons-react'
import { isDialling } from '#desk/pickers/call-times'
import { useProblemText } from '#desk/pickers/problem-text'
import classes from './StatusSwitch.module.css'

const REASONS = ['break', 'meal', 'training', 'meeting'] as const satisfies readonly AwayReason[]

/** What the agent is doing, for how long, and what comes next (ACD-02, ACD-03). */
export function StatusSwitch({ desk }: { desk: Desk }) {
  const t = useT()
  const problem = useProblemText()
  const setStatus = $api.useMutation('put', '/desk/status', {
    onError: error => toastRefused(problem(error).message),
  })
  const isOnCall = desk.call != null
  const choose = (choice: StatusChoice) => setStatus.mutate({ body: choice })
  useShortcut({
    keys: 'alt+1',
    label: t('status_switch.to_ready'),
    run: () => choose({ kind: 'ready' }),
    enabled: !isOnCall,
  })
  useShortcut({
    keys: 'alt+2',
    label: t('status_switch.to_break'),
    run: () => choose({ kind: 'away', reason: 'break' }),
    enabled: !isOnCall,
  })
  return (
    <div className={classes.switch} role="group" aria-label={t('status_switch.label')}>
      <CurrentStatus desk={desk} />
      <div className={classes.others} data-off={isOnCall || undefined}>
        {desk.status.kind !== 'ready' && (
          <Button
            variant="subtle"
            color="gray"
            disabled={isOnCall}
            leftSection={<IconPlayerPlay size={15} stroke={1.7} />}
            onClick={() => choose({ kind: 'ready' })}
            aria-keyshortcuts="Alt+1"
          >
            {t('status.ready')}
          </Button>
        )}
        <AwayMenu disabled={isOnCall} onChoose={reason => choose({ kind: 'away', reason })} />
      </div>
      {isOnCall && <AfterCall desk={desk} />}
    </div>
  )
}

function CurrentStatus({ desk }: { desk: Desk }) {
  const t = useT()
  const { kind, reason, since, until } = desk.status
  const word = kind === 'away' && reason ? t(`away.${reason}`) : t(`status.${kind}`)
  const { call } = desk
  return (
    <div className={classes.current} data-kind={kind}>
      <StatusMark kind={kind} />
      <span className={classes.word}>
        {call?.state === 'ringing'
          ? t(call.is_callback ? 'channel.callback' : 'status_switch.ringing')
          : call && isDialling(call)
            ? t('call.dialling')
            : word}
      </span>
      {/* Wrap-up ends by itself: what is left matters more than what has passed. */}
      {kind === 'wrap_up' && until ? <Countdown until={until} /> : since && <Timer since={since} />}
    </div>
  )
}

function StatusMark({ kind }: { kind: Desk['status']['kind'] }) {
  switch (kind) {
    case 'busy':
      return <IconPhone size={16} stroke={1.7} aria-hidden />
    case 'wrap_up':
      return <IconPencil size={16} stroke={1.7} aria-hidden />
    case 'away':
      return <IconCoffee size={16} stroke={1.7} aria-hidden />
    case 'ready':
    case 'signed_out':
      return <span className={classes.dot} aria-hidden />
  }
}

function AwayMenu({ disabled, onChoose }: { disabled: boolean; onChoose: (reason: AwayReason) => void }) {
  const t = useT()
  return (
    <Menu position="bottom-start" width={160}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          disabled={disabled}
          leftSection={<IconCoffee size={15} stroke={1.7} />}
          rightSection={<IconChevronDown size={14} stroke={1.7} />}
          aria-keyshortcuts="Alt+2"
        >
          {t('status.away')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {REASONS.map(reason => (
          <Menu.Item
            key={reason}
            onClick={() => onChoose(reason)}
            rightSection={reason === 'break' ? <Kbd keys="alt+2" /> : null}
          >
            {t(`away.${reason}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** The status after this call, chosen while it lasts. */
function AfterCall({ desk }: { desk: Desk }) {
  const t = useT()
  const problem = useProblemText()
  const book = $api.useMutation('put', '/desk/after-call', {
    onError: error => toastRefused(problem(error).message),
  })
  const { kind, reason } = desk.after_call
  const choose = (choice: AfterCallChoice) => book.mutate({ body: choice })
  const word = kind === 'away' && reason ? t(`away.${reason}`) : t(`status.${kind}`)
  return (
    <div className={classes.after}>
      <span className={classes.afterLabel}>{t('status_switch.after')}</span>
      <Menu position="bottom-start" width={160}>
        <Menu.Target>
          <button
            type="button"
            className={classes.booked}
            data-kind={kind}
            aria-label={`${t('status_switch.after')} ${word}`}
          >
            {word}
            <IconChevronDown size={14} stroke={2} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => choose({ kind: 'wrap_up' })}>{t('status.wrap_up')}</Menu.Item>
          <Menu.Item onClick={() => choose({ kind: 'ready' })}>{t('status.ready')}</Menu.Item>
          <Menu.Divider />
          {REASONS.map(it => (
            <Menu.Item key={it} onClick={() => choose({ kind: 'away', reason: it })}>
              {t(`away.${it}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
