import type { CustomerCallState } from '@naru/phone'
import { clock } from './formats'
import { ALERT, Icon, PHONE } from './icons'
import { Refusal } from './server'
import { hasText, type Say } from './texts'

type Props = {
  icon: string
  tone: 'gray' | 'red' | 'green'
  title: string
  body: string
  remark?: string
  action?: string
  onAction?: () => void
  /** A telephone always works. */
  dial?: { number: string; label: string } | undefined
}

export function Message({ icon, tone, title, body, remark, action, onAction, dial }: Props) {
  return (
    <section class="message" role="status">
      <span class="mark" data-tone={tone}>
        <Icon path={icon} size={28} />
      </span>
      <h1>{title}</h1>
      <p>{body}</p>
      {remark && <p class="quiet">{remark}</p>}
      {action && onAction && (
        <button type="button" class="primary" onClick={onAction}>
          {action}
        </button>
      )}
      {dial && (
        <a class="secondary" href={`tel:${dial.number.replace(/[^\d+]/g, '')}`}>
          {dial.label} {dial.number}
        </a>
      )}
    </section>
  )
}

type EndedProps = {
  step: Extract<CustomerCallState['step'], { kind: 'ended' }>
  say: Say
  onAgain: () => void
}

/** What became of the call, in words for the caller. */
export function Ended({ step, say, onAgain }: EndedProps) {
  const key = step.lost ? 'ended_lost' : `ended_${step.reason}`
  return (
    <Message
      icon={step.lost ? ALERT : PHONE}
      tone={step.lost ? 'red' : 'green'}
      title={say('ended')}
      body={say(hasText(key) ? key : 'ended_other')}
      {...(step.seconds >= 1 ? { remark: say('ended_after', { time: clock(step.seconds) }) } : {})}
      action={say('call_again')}
      onAction={onAgain}
    />
  )
}

type ProblemProps = { error: unknown; say: Say; onRetry: () => void; number?: string }

/** Why there is no call, and what can be done instead. */
export function Problem({ error, say, onRetry, number }: ProblemProps) {
  const dial = number ? { number, label: say('or_dial') } : undefined
  const words = wordsFor(error, say)
  return <Message icon={ALERT} tone="red" {...words} action={say('retry')} onAction={onRetry} dial={dial} />
}

function wordsFor(error: unknown, say: Say): { title: string; body: string } {
  if (error instanceof Refusal && error.status === 429) {
    return {
      title: say('too_many'),
      body: say('too_many_body', { seconds: Math.max(1, Math.ceil(error.retryAfterSeconds)) }),
    }
  }
  if (error instanceof Refusal && error.status === 0)
    return { title: say('offline'), body: say('offline_body') }
  if (error instanceof Refusal && error.message) return { title: say('refused'), body: error.message }
  return { title: say('refused'), body: say('ended_other') }
}
